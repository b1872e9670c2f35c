const { createApp, ref, reactive, watch, nextTick } = Vue;
const kit = window.FormKit;
dayjs.locale('zh-cn');

const treeData = (nodes) =>
  nodes.map((n) => ({
    value: n.value,
    title: n.label,
    selectable: !n.children,
    children: n.children ? treeData(n.children) : undefined,
  }));

const EmployerPicker = {
  props: { value: String },
  emits: ['update:value'],
  setup(props, { emit }) {
    const open = ref(false);
    const shown = ref('');
    const query = ref('');
    const page = ref(1);
    const selected = ref([]);
    const result = reactive({ total: 0, rows: [], loading: false });
    const load = async () => {
      result.loading = true;
      Object.assign(result, await kit.ask('employers', query.value, { page: page.value, size: 10 }));
      result.loading = false;
    };
    watch(
      () => props.value,
      (value) => {
        if (!value) shown.value = '';
      },
    );
    return {
      open,
      shown,
      query,
      page,
      selected,
      result,
      columns: [
        { title: '单位编号', dataIndex: 'value', width: 120 },
        { title: '单位名称', dataIndex: 'label' },
      ],
      show() {
        query.value = '';
        page.value = 1;
        selected.value = [];
        open.value = true;
        load();
      },
      search() {
        page.value = 1;
        selected.value = [];
        load();
      },
      turn(pagination) {
        page.value = pagination.current;
        selected.value = [];
        load();
      },
      /** The row is marked first; only 确定 takes it. */
      take() {
        const row = result.rows.find((r) => r.value === selected.value[0]);
        if (!row) {
          antd.message.warning('请选择单位');
          return;
        }
        shown.value = row.label;
        emit('update:value', row.value);
        open.value = false;
      },
    };
  },
  template: `
    <a-input :value="shown" readonly placeholder="请选择单位">
      <template #addonAfter><a @click="show">选择</a></template>
    </a-input>
    <a-modal v-model:open="open" title="选择单位" width="640px" ok-text="确定" cancel-text="取消" @ok="take">
      <a-input-search v-model:value="query" placeholder="单位名称" enter-button="搜索" @search="search" style="margin-bottom:8px"></a-input-search>
      <a-table size="small" row-key="value" :columns="columns" :data-source="result.rows" :loading="result.loading"
        :row-selection="{ type: 'radio', selectedRowKeys: selected, onChange: (keys) => (selected = keys) }"
        :pagination="{ current: page, pageSize: 10, total: result.total, showTotal: (n) => '共 ' + n + ' 条' }"
        :scroll="{ y: 260 }" @change="turn"></a-table>
    </a-modal>`,
};

const FormBody = {
  components: { EmployerPicker },
  setup(_, { expose }) {
    const start = () => {
      const values = kit.emptyValues();
      // The library shows a placeholder only for undefined.
      for (const f of kit.fields)
        if (values[f.key] === '' && !['text', 'textarea'].includes(f.kind)) values[f.key] = undefined;
      return values;
    };
    const values = reactive(start());
    const form = ref();
    const remote = reactive({ options: [], loading: false });
    const suggestions = ref([]);
    let asked = 0;
    watch(
      () => values.employmentForm,
      () => {
        const present = new Set(
          kit.sections.flatMap((s) => kit.fieldsOf(s, values.employmentForm)).map((f) => f.key),
        );
        const empty = start();
        for (const f of kit.fields) if (!present.has(f.key)) values[f.key] = empty[f.key];
      },
    );
    expose({ values, form });
    return {
      kit,
      values,
      form,
      remote,
      suggestions,
      treeData,
      rules: (f) => (f.required ? [{ required: true, message: `请填写${f.label}` }] : []),
      async query() {
        const known = await kit.ask('person', values.idNumber);
        if (known === null) antd.message.warning('未查询到人员基础信息');
        else Object.assign(values, known);
      },
      async search(text) {
        remote.options = [];
        if (text === '') return;
        const mine = ++asked;
        remote.loading = true;
        const found = await kit.ask('employers', text, { size: 100 });
        if (mine === asked) Object.assign(remote, { options: found.rows, loading: false });
      },
      async suggest(text) {
        suggestions.value = (await kit.ask('posts', text ?? '')).map((value) => ({ value }));
      },
      contains: (text, option) => option.label.includes(text),
      commas: (value) => String(value ?? '').replace(/\B(?=(\d{3})+(?!\d))/g, ','),
      plain: (text) => text.replaceAll(',', ''),
      attach(file) {
        values.attachment = file.name;
        return false;
      },
    };
  },
  template: `
    <a-form ref="form" :model="values" :label-col="{ style: { width: '130px' } }">
      <template v-for="section in kit.sections" :key="section">
        <a-divider orientation="left">{{ section }}</a-divider>
        <a-row :gutter="16">
          <a-col v-for="f in kit.fieldsOf(section, values.employmentForm)" :key="f.key" :span="f.kind === 'textarea' ? 24 : 12">
            <a-form-item :label="f.label" :name="f.key" :rules="rules(f)">
              <a-input v-if="f.key === 'idNumber'" v-model:value="values[f.key]" :maxlength="f.maxLength" :placeholder="f.placeholder">
                <template #addonAfter><a @click="query">查询</a></template>
              </a-input>
              <a-input v-else-if="f.kind === 'text'" v-model:value="values[f.key]" :maxlength="f.maxLength ?? undefined" :disabled="f.loaded" allow-clear></a-input>
              <a-textarea v-else-if="f.kind === 'textarea'" v-model:value="values[f.key]" :rows="2" :maxlength="f.maxLength" show-count></a-textarea>
              <a-input-number v-else-if="f.kind === 'number'" v-model:value="values[f.key]" :min="0" :max="999999" :formatter="commas" :parser="plain"></a-input-number>
              <a-date-picker v-else-if="f.kind === 'date'" v-model:value="values[f.key]" value-format="YYYY-MM-DD" :input-read-only="f.readOnlyInput" :placeholder="f.placeholder"></a-date-picker>
              <a-select v-else-if="f.key === 'ethnicity'" v-model:value="values[f.key]" :options="f.options" show-search :filter-option="contains" :placeholder="f.placeholder"></a-select>
              <a-select v-else-if="f.kind === 'select'" v-model:value="values[f.key]" :options="f.options" placeholder="请选择"></a-select>
              <a-select v-else-if="f.kind === 'multi-select'" v-model:value="values[f.key]" mode="multiple" :options="f.options" placeholder="可多选" option-filter-prop="label"></a-select>
              <a-select v-else-if="f.kind === 'remote-select'" v-model:value="values[f.key]" show-search allow-clear :filter-option="false" :options="remote.options" :not-found-content="remote.loading ? '加载中…' : null" @search="search" :placeholder="f.placeholder"></a-select>
              <a-cascader v-else-if="f.kind === 'cascader'" v-model:value="values[f.key]" :options="f.tree" placeholder="请选择"></a-cascader>
              <a-tree-select v-else-if="f.kind === 'tree'" v-model:value="values[f.key]" :tree-data="treeData(f.tree)" placeholder="请选择"></a-tree-select>
              <a-radio-group v-else-if="f.kind === 'radio'" v-model:value="values[f.key]" :options="f.options"></a-radio-group>
              <a-radio-group v-else-if="f.kind === 'button-group'" v-model:value="values[f.key]" :options="f.options" option-type="button" button-style="solid"></a-radio-group>
              <a-checkbox-group v-else-if="f.kind === 'checkbox-group'" v-model:value="values[f.key]" :options="f.options"></a-checkbox-group>
              <a-checkbox v-else-if="f.kind === 'checkbox'" v-model:checked="values[f.key]">是</a-checkbox>
              <a-switch v-else-if="f.kind === 'switch'" v-model:checked="values[f.key]" checked-children="是" un-checked-children="否"></a-switch>
              <a-auto-complete v-else-if="f.kind === 'autocomplete'" v-model:value="values[f.key]" :options="suggestions" @search="suggest" @focus="suggest(values[f.key])" :placeholder="f.placeholder"></a-auto-complete>
              <employer-picker v-else-if="f.kind === 'picker'" v-model:value="values[f.key]"></employer-picker>
              <a-upload v-else-if="f.kind === 'upload'" :before-upload="attach" :max-count="1"><a-button>选取文件</a-button></a-upload>
            </a-form-item>
          </a-col>
        </a-row>
      </template>
    </a-form>`,
};

const App = {
  components: { FormBody },
  setup() {
    const open = ref(false);
    const body = ref();
    const search = reactive({ idNumber: '', name: '', employmentForm: undefined, employedOn: undefined });
    return {
      kit,
      open,
      body,
      search,
      locale: antd.locales.zh_CN,
      forms: kit.fields.find((f) => f.key === 'employmentForm').options,
      /** The library tells when a modal has closed, not when it stands open. */
      async show() {
        open.value = true;
        await nextTick();
        await nextTick();
        await Promise.allSettled(document.getAnimations().map((a) => a.finished));
        kit.ready();
        if (kit.notice) antd.Modal.info({ title: '提示', content: kit.notice, okText: '确定' });
      },
      async save() {
        kit.pressed();
        const failed = await body.value.form.validate().then(
          () => null,
          (error) => error.errorFields.map((f) => f.errors.join('，')).join('；'),
        );
        if (failed !== null) {
          antd.message.error('请完善标红的必填项');
          await nextTick();
          kit.refused(failed);
          return;
        }
        const receipt = await kit.save('ant-design-vue', body.value.values);
        open.value = false;
        antd.message.success(`保存成功，受理编号：${receipt}`);
        kit.accepted(receipt);
      },
    };
  },
  template: `
    <a-config-provider :locale="locale">
      <div style="padding:12px">
        <h2>录入信息查询</h2>
        <a-form layout="inline">
          <a-form-item label="身份证号码"><a-input v-model:value="search.idNumber"></a-input></a-form-item>
          <a-form-item label="姓名"><a-input v-model:value="search.name"></a-input></a-form-item>
          <a-form-item label="就业形式"><a-select v-model:value="search.employmentForm" :options="forms" style="width:140px"></a-select></a-form-item>
          <a-form-item label="就业时间"><a-date-picker v-model:value="search.employedOn" value-format="YYYY-MM-DD"></a-date-picker></a-form-item>
          <a-button type="primary">查 询</a-button>
          <a-button @click="show">新增登记</a-button>
        </a-form>
        <div v-if="kit.hiddenCopy" style="display:none"><form-body></form-body></div>
        <a-modal v-model:open="open" title="新增就业登记" width="960px" style="top:20px" destroy-on-close :mask-closable="false">
          <form-body ref="body"></form-body>
          <template #footer>
            <a-button @click="open = false">取消</a-button>
            <a-button type="primary" data-save @click="save">保存</a-button>
          </template>
        </a-modal>
      </div>
    </a-config-provider>`,
};

createApp(App).use(antd).mount('#app');
