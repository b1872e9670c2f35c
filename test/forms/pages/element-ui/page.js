const kit = window.FormKit;

Vue.component('employer-picker', {
  props: { value: String },
  data: () => ({ open: false, shown: '', query: '', page: 1, total: 0, rows: [], loading: false }),
  watch: {
    value(value) {
      if (!value) this.shown = '';
    },
  },
  methods: {
    async load() {
      this.loading = true;
      const found = await kit.ask('employers', this.query, { page: this.page, size: 10 });
      this.rows = found.rows;
      this.total = found.total;
      this.loading = false;
    },
    show() {
      this.query = '';
      this.page = 1;
      this.open = true;
      this.load();
    },
    search() {
      this.page = 1;
      this.load();
    },
    take(row) {
      this.shown = row.label;
      this.$emit('input', row.value);
      this.open = false;
    },
  },
  template: `
    <div>
      <el-input :value="shown" readonly placeholder="请选择单位" suffix-icon="el-icon-search" @click.native="show"></el-input>
      <el-dialog :visible.sync="open" title="选择单位" width="640px" append-to-body>
        <div style="display:flex;margin-bottom:8px">
          <el-input v-model="query" placeholder="单位名称" clearable></el-input>
          <el-button type="primary" style="margin-left:8px" @click="search">搜索</el-button>
        </div>
        <el-table :data="rows" v-loading="loading" height="300" empty-text="暂无数据" highlight-current-row @row-dblclick="take">
          <el-table-column prop="value" label="单位编号" width="120"></el-table-column>
          <el-table-column prop="label" label="单位名称"></el-table-column>
          <el-table-column label="操作" width="90">
            <template slot-scope="{ row }"><el-button type="text" @click="take(row)">选择</el-button></template>
          </el-table-column>
        </el-table>
        <el-pagination :current-page.sync="page" :page-size="10" :total="total" layout="total, prev, pager, next" @current-change="load"></el-pagination>
      </el-dialog>
    </div>`,
});

// Element UI has no tree select: pages put a tree into a select, as here.
Vue.component('tree-select', {
  props: { value: String, nodes: Array },
  data: () => ({ shown: '' }),
  watch: {
    value(value) {
      if (!value) this.shown = '';
    },
  },
  methods: {
    take(data) {
      if (data.children) return;
      this.shown = data.label;
      this.$emit('input', data.value);
      this.$refs.select.blur();
    },
  },
  template: `
    <el-select ref="select" :value="shown" placeholder="请选择" popper-class="tree-popper">
      <el-option :value="shown" :label="shown" style="height:auto;padding:0;background:#fff">
        <el-tree :data="nodes" node-key="value" accordion @node-click="take" @click.native.stop></el-tree>
      </el-option>
    </el-select>`,
});

/** The library shows null in a number box as 0; undefined is empty. */
const emptyValues = () => ({ ...kit.emptyValues(), monthlyIncome: undefined });

Vue.component('form-body', {
  data: () => ({ kit, values: emptyValues(), remote: [], remoteLoading: false }),
  watch: {
    'values.employmentForm'(chosen) {
      const present = new Set(kit.sections.flatMap((s) => kit.fieldsOf(s, chosen)).map((f) => f.key));
      const empty = emptyValues();
      for (const f of kit.fields) if (!present.has(f.key)) this.values[f.key] = empty[f.key];
    },
  },
  methods: {
    rules: (f) =>
      f.required ? [{ required: true, message: `请填写${f.label}`, trigger: ['blur', 'change'] }] : [],
    async query() {
      const known = await kit.ask('person', this.values.idNumber);
      if (known === null) this.$message.warning('未查询到人员基础信息');
      else Object.assign(this.values, known);
    },
    async search(text) {
      this.remote = [];
      if (text === '') return;
      this.remoteLoading = true;
      this.remote = (await kit.ask('employers', text, { size: 100 })).rows;
      this.remoteLoading = false;
    },
    async suggest(text, done) {
      done((await kit.ask('posts', text)).map((value) => ({ value })));
    },
    attach(file) {
      this.values.attachment = file.name;
    },
  },
  template: `
    <el-form ref="form" :model="values" label-width="130px" size="small" @submit.native.prevent>
      <div v-for="section in kit.sections" :key="section">
        <h4 style="margin:4px 0 12px">{{ section }}</h4>
        <el-row :gutter="16" style="display:flex;flex-wrap:wrap">
          <el-col v-for="f in kit.fieldsOf(section, values.employmentForm)" :key="f.key" :span="f.kind === 'textarea' ? 24 : 12">
            <el-form-item :label="f.label + '：'" :prop="f.key" :rules="rules(f)">
              <el-input v-if="f.key === 'idNumber'" v-model="values[f.key]" :maxlength="f.maxLength" :placeholder="f.placeholder">
                <el-button slot="append" @click="query">查询</el-button>
              </el-input>
              <el-input v-else-if="f.kind === 'text'" v-model="values[f.key]" :maxlength="f.maxLength" :disabled="f.loaded"></el-input>
              <el-input v-else-if="f.kind === 'textarea'" v-model="values[f.key]" type="textarea" :rows="2" :maxlength="f.maxLength" show-word-limit></el-input>
              <el-input-number v-else-if="f.kind === 'number'" v-model="values[f.key]" :min="0" :max="999999" controls-position="right"></el-input-number>
              <el-date-picker v-else-if="f.kind === 'date'" v-model="values[f.key]" type="date" value-format="yyyy-MM-dd" :editable="!f.readOnlyInput" :placeholder="f.placeholder"></el-date-picker>
              <el-select v-else-if="f.kind === 'select'" v-model="values[f.key]" :filterable="f.key === 'ethnicity'" placeholder="请选择">
                <el-option v-for="o in f.options" :key="o.value" :value="o.value" :label="o.label"></el-option>
              </el-select>
              <el-select v-else-if="f.kind === 'multi-select'" v-model="values[f.key]" multiple placeholder="可多选">
                <el-option v-for="o in f.options" :key="o.value" :value="o.value" :label="o.label"></el-option>
              </el-select>
              <el-select v-else-if="f.kind === 'remote-select'" v-model="values[f.key]" filterable remote clearable :remote-method="search" :loading="remoteLoading" :placeholder="f.placeholder">
                <el-option v-for="o in remote" :key="o.value" :value="o.value" :label="o.label"></el-option>
              </el-select>
              <el-cascader v-else-if="f.kind === 'cascader'" v-model="values[f.key]" :options="f.tree" :props="{ expandTrigger: 'hover' }" placeholder="请选择"></el-cascader>
              <tree-select v-else-if="f.kind === 'tree'" v-model="values[f.key]" :nodes="f.tree"></tree-select>
              <el-radio-group v-else-if="f.kind === 'radio'" v-model="values[f.key]">
                <el-radio v-for="o in f.options" :key="o.value" :label="o.value">{{ o.label }}</el-radio>
              </el-radio-group>
              <el-radio-group v-else-if="f.kind === 'button-group'" v-model="values[f.key]">
                <el-radio-button v-for="o in f.options" :key="o.value" :label="o.value">{{ o.label }}</el-radio-button>
              </el-radio-group>
              <el-checkbox-group v-else-if="f.kind === 'checkbox-group'" v-model="values[f.key]">
                <el-checkbox v-for="o in f.options" :key="o.value" :label="o.value">{{ o.label }}</el-checkbox>
              </el-checkbox-group>
              <el-checkbox v-else-if="f.kind === 'checkbox'" v-model="values[f.key]"></el-checkbox>
              <el-switch v-else-if="f.kind === 'switch'" v-model="values[f.key]"></el-switch>
              <el-autocomplete v-else-if="f.kind === 'autocomplete'" v-model="values[f.key]" :fetch-suggestions="suggest" :placeholder="f.placeholder" style="width:100%"></el-autocomplete>
              <employer-picker v-else-if="f.kind === 'picker'" v-model="values[f.key]"></employer-picker>
              <el-upload v-else-if="f.kind === 'upload'" action="#" :auto-upload="false" :limit="1" :on-change="attach"><el-button>选取文件</el-button></el-upload>
            </el-form-item>
          </el-col>
        </el-row>
      </div>
    </el-form>`,
});

new Vue({
  el: '#app',
  data: {
    kit,
    open: false,
    search: { idNumber: '', name: '', employmentForm: '', employedOn: '' },
    forms: kit.fields.find((f) => f.key === 'employmentForm').options,
  },
  methods: {
    opened() {
      kit.ready();
      if (kit.notice) this.$alert(kit.notice, '提示');
    },
    async save() {
      kit.pressed();
      const body = this.$refs.body;
      const passed = await body.$refs.form.validate().catch(() => false);
      if (!passed) {
        this.$message.error('请完善标红的必填项');
        await this.$nextTick();
        const texts = [...document.querySelectorAll('.el-form-item__error')].map((e) => e.textContent.trim());
        kit.refused(texts.join('；'));
        return;
      }
      const receipt = await kit.save('element-ui', body.values);
      this.open = false;
      this.$message.success(`保存成功，受理编号：${receipt}`);
      kit.accepted(receipt);
    },
  },
  template: `
    <div style="padding:12px">
      <h2>录入信息查询</h2>
      <el-form inline size="small">
        <el-form-item label="身份证号码"><el-input v-model="search.idNumber"></el-input></el-form-item>
        <el-form-item label="姓名"><el-input v-model="search.name"></el-input></el-form-item>
        <el-form-item label="就业形式"><el-select v-model="search.employmentForm">
          <el-option v-for="o in forms" :key="o.value" :value="o.value" :label="o.label"></el-option></el-select></el-form-item>
        <el-form-item label="就业时间"><el-date-picker v-model="search.employedOn"></el-date-picker></el-form-item>
        <el-button size="small" type="primary">查询</el-button>
        <el-button size="small" @click="open = true">新增登记</el-button>
      </el-form>
      <el-table :data="[]" empty-text="暂无数据"><el-table-column label="姓名"></el-table-column></el-table>
      <div v-if="kit.hiddenCopy" style="display:none"><form-body></form-body></div>
      <el-dialog :visible.sync="open" title="新增就业登记" width="920px" top="4vh" :close-on-click-modal="false" @opened="opened">
        <form-body ref="body" v-if="open"></form-body>
        <span slot="footer">
          <el-button size="small" @click="open = false">取 消</el-button>
          <el-button size="small" type="primary" data-save @click="save">保 存</el-button>
        </span>
      </el-dialog>
    </div>`,
});
