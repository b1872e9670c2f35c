const { createApp, ref, reactive, watch } = Vue;
const kit = window.FormKit;

const EmployerPicker = {
  props: { modelValue: String, placeholder: String },
  emits: ['update:modelValue', 'change'],
  setup(props, { emit }) {
    const open = ref(false);
    const shown = ref('');
    const query = ref('');
    const page = ref(1);
    const result = reactive({ total: 0, rows: [], loading: false });
    const load = async () => {
      result.loading = true;
      Object.assign(result, await kit.ask('employers', query.value, { page: page.value, size: 10 }));
      result.loading = false;
    };
    watch(
      () => props.modelValue,
      (value) => {
        if (!value) shown.value = '';
      },
    );
    return {
      open,
      shown,
      query,
      page,
      result,
      load,
      show() {
        query.value = '';
        page.value = 1;
        open.value = true;
        load();
      },
      search() {
        page.value = 1;
        load();
      },
      take(row) {
        shown.value = row.label;
        emit('update:modelValue', row.value);
        emit('change', row.value);
        open.value = false;
      },
    };
  },
  template: `
    <el-input :model-value="shown" readonly placeholder="请选择单位">
      <template #append><el-button @click="show">选择</el-button></template>
    </el-input>
    <el-dialog v-model="open" title="选择单位" width="640px" append-to-body>
      <div style="display:flex;gap:8px;margin-bottom:8px">
        <el-input v-model="query" placeholder="单位名称" clearable></el-input>
        <el-button type="primary" @click="search">搜索</el-button>
      </div>
      <el-table :data="result.rows" v-loading="result.loading" height="300" empty-text="暂无数据">
        <el-table-column prop="value" label="单位编号" width="120"></el-table-column>
        <el-table-column prop="label" label="单位名称"></el-table-column>
        <el-table-column label="操作" width="90">
          <template #default="{ row }"><el-button link type="primary" @click="take(row)">选择</el-button></template>
        </el-table-column>
      </el-table>
      <el-pagination v-model:current-page="page" :page-size="10" :total="result.total"
        layout="total, prev, pager, next" @current-change="load"></el-pagination>
    </el-dialog>`,
};

const FormBody = {
  components: { EmployerPicker },
  setup(_, { expose }) {
    const values = reactive(kit.emptyValues());
    const form = ref();
    const remote = reactive({ options: [], loading: false });
    const files = ref([]);
    watch(
      () => values.employmentForm,
      () => {
        const present = new Set(
          kit.sections.flatMap((s) => kit.fieldsOf(s, values.employmentForm)).map((f) => f.key),
        );
        const empty = kit.emptyValues();
        for (const f of kit.fields) if (!present.has(f.key)) values[f.key] = empty[f.key];
      },
    );
    expose({ values, form });
    return {
      kit,
      values,
      form,
      remote,
      files,
      rules: (f) =>
        f.required ? [{ required: true, message: `请填写${f.label}`, trigger: ['blur', 'change'] }] : [],
      async query() {
        const known = await kit.ask('person', values.idNumber);
        if (known === null) ElementPlus.ElMessage.warning('未查询到人员基础信息');
        else Object.assign(values, known);
      },
      async search(text) {
        remote.options = [];
        if (text === '') return;
        remote.loading = true;
        remote.options = (await kit.ask('employers', text, { size: 100 })).rows;
        remote.loading = false;
      },
      async suggest(text, done) {
        done((await kit.ask('posts', text)).map((value) => ({ value })));
      },
      attach(file) {
        values.attachment = file.name;
      },
    };
  },
  template: `
    <el-form ref="form" :model="values" label-width="130px" @submit.prevent>
      <template v-for="section in kit.sections" :key="section">
        <h3 style="margin:4px 0 12px;border-left:4px solid #409eff;padding-left:8px">{{ section }}</h3>
        <el-row :gutter="16">
          <el-col v-for="f in kit.fieldsOf(section, values.employmentForm)" :key="f.key" :span="f.kind === 'textarea' ? 24 : 12">
            <el-form-item :label="f.label" :prop="f.key" :rules="rules(f)">
              <el-input v-if="f.key === 'idNumber'" v-model="values[f.key]" :maxlength="f.maxLength" :placeholder="f.placeholder">
                <template #append><el-button @click="query">查询</el-button></template>
              </el-input>
              <el-input v-else-if="f.kind === 'text'" v-model="values[f.key]" :maxlength="f.maxLength ?? undefined" :disabled="f.loaded" clearable></el-input>
              <el-input v-else-if="f.kind === 'textarea'" v-model="values[f.key]" type="textarea" :rows="2" :maxlength="f.maxLength" show-word-limit></el-input>
              <el-input-number v-else-if="f.kind === 'number'" v-model="values[f.key]" :min="0" :max="999999"></el-input-number>
              <el-date-picker v-else-if="f.kind === 'date'" v-model="values[f.key]" type="date" value-format="YYYY-MM-DD" :editable="!f.readOnlyInput" :placeholder="f.placeholder"></el-date-picker>
              <el-select-v2 v-else-if="f.key === 'ethnicity'" v-model="values[f.key]" :options="f.options" filterable :placeholder="f.placeholder"></el-select-v2>
              <el-select v-else-if="f.kind === 'select'" v-model="values[f.key]" placeholder="请选择">
                <el-option v-for="o in f.options" :key="o.value" :value="o.value" :label="o.label"></el-option>
              </el-select>
              <el-select v-else-if="f.kind === 'multi-select'" v-model="values[f.key]" multiple placeholder="可多选">
                <el-option v-for="o in f.options" :key="o.value" :value="o.value" :label="o.label"></el-option>
              </el-select>
              <el-select v-else-if="f.kind === 'remote-select'" v-model="values[f.key]" filterable remote clearable :remote-method="search" :loading="remote.loading" :placeholder="f.placeholder">
                <el-option v-for="o in remote.options" :key="o.value" :value="o.value" :label="o.label"></el-option>
              </el-select>
              <el-cascader v-else-if="f.kind === 'cascader'" v-model="values[f.key]" :options="f.tree" placeholder="请选择"></el-cascader>
              <el-tree-select v-else-if="f.kind === 'tree'" v-model="values[f.key]" :data="f.tree" placeholder="请选择"></el-tree-select>
              <el-radio-group v-else-if="f.kind === 'radio'" v-model="values[f.key]">
                <el-radio v-for="o in f.options" :key="o.value" :value="o.value">{{ o.label }}</el-radio>
              </el-radio-group>
              <el-radio-group v-else-if="f.kind === 'button-group'" v-model="values[f.key]">
                <el-radio-button v-for="o in f.options" :key="o.value" :value="o.value">{{ o.label }}</el-radio-button>
              </el-radio-group>
              <el-checkbox-group v-else-if="f.kind === 'checkbox-group'" v-model="values[f.key]">
                <el-checkbox v-for="o in f.options" :key="o.value" :value="o.value">{{ o.label }}</el-checkbox>
              </el-checkbox-group>
              <el-checkbox v-else-if="f.kind === 'checkbox'" v-model="values[f.key]">是</el-checkbox>
              <el-switch v-else-if="f.kind === 'switch'" v-model="values[f.key]" active-text="是" inactive-text="否"></el-switch>
              <el-autocomplete v-else-if="f.kind === 'autocomplete'" v-model="values[f.key]" :fetch-suggestions="suggest" :placeholder="f.placeholder" style="width:100%"></el-autocomplete>
              <employer-picker v-else-if="f.kind === 'picker'" v-model="values[f.key]"></employer-picker>
              <el-upload v-else-if="f.kind === 'upload'" :auto-upload="false" :limit="1" v-model:file-list="files" :on-change="attach"><el-button>选取文件</el-button></el-upload>
            </el-form-item>
          </el-col>
        </el-row>
      </template>
    </el-form>`,
};

const App = {
  components: { FormBody },
  setup() {
    const open = ref(false);
    const body = ref();
    const search = reactive({ idNumber: '', name: '', employmentForm: '', employedOn: '' });
    return {
      kit,
      open,
      body,
      search,
      forms: kit.fields.find((f) => f.key === 'employmentForm').options,
      opened() {
        kit.ready();
        if (kit.notice) ElementPlus.ElMessageBox.alert(kit.notice, '提示');
      },
      async save() {
        kit.pressed();
        const failed = await body.value.form.validate().then(
          () => null,
          (fields) => Object.values(fields).map((found) => found[0].message),
        );
        if (failed !== null) {
          ElementPlus.ElMessage.error('请完善标红的必填项');
          kit.refused(failed.join('；'));
          return;
        }
        const receipt = await kit.save('element-plus', body.value.values);
        open.value = false;
        ElementPlus.ElMessage.success(`保存成功，受理编号：${receipt}`);
        kit.accepted(receipt);
      },
    };
  },
  template: `
    <div style="padding:12px">
      <h2>录入信息查询</h2>
      <el-form inline :model="search">
        <el-form-item label="身份证号码"><el-input v-model="search.idNumber"></el-input></el-form-item>
        <el-form-item label="姓名"><el-input v-model="search.name"></el-input></el-form-item>
        <el-form-item label="就业形式"><el-select v-model="search.employmentForm" style="width:140px">
          <el-option v-for="o in forms" :key="o.value" :value="o.value" :label="o.label"></el-option></el-select></el-form-item>
        <el-form-item label="就业时间"><el-date-picker v-model="search.employedOn" value-format="YYYY-MM-DD"></el-date-picker></el-form-item>
        <el-button type="primary">查询</el-button>
        <el-button @click="open = true">新增登记</el-button>
      </el-form>
      <el-table :data="[]" empty-text="暂无数据"><el-table-column label="姓名"></el-table-column></el-table>
      <div v-if="kit.hiddenCopy" style="display:none"><form-body></form-body></div>
      <el-dialog v-model="open" title="新增就业登记" width="920px" top="4vh" destroy-on-close :close-on-click-modal="false" @opened="opened">
        <form-body ref="body"></form-body>
        <template #footer>
          <el-button @click="open = false">取消</el-button>
          <el-button type="primary" data-save @click="save">保存</el-button>
        </template>
      </el-dialog>
    </div>`,
};

createApp(App).use(ElementPlus, { locale: window.ElementPlusLocaleZhCn }).mount('#app');
