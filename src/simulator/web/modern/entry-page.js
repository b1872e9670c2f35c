import { postedOf, useEntryForm } from './entry-form.js';
import { request } from './request.js';

const { ref, onMounted, onUnmounted } = Vue;
const { ElMessage, ElMessageBox } = ElementPlus;

const wide = ['householdPlace', 'employer', 'workRegion'];
const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const tell = (message, title) =>
  ElMessageBox.alert(message, title, { type: 'warning', confirmButtonText: '确定' }).catch(() => undefined);

const EntryForm = {
  props: { view: { type: Object, required: true } },
  emits: ['open'],
  setup(props, { emit }) {
    const { view } = props;
    const { values, sections, rules, clear } = useEntryForm(view);
    const formRef = ref(null);
    const opened = ref(false);
    const querying = ref(false);
    const saving = ref(false);
    const nameLocked = ref(true);
    const idField = view.fields.find((field) => field.key === 'idNumber');
    let alive = true;
    let resetTimer;
    onUnmounted(() => {
      alive = false;
      clearTimeout(resetTimer);
    });

    const startOver = () => {
      clear();
      opened.value = false;
      nameLocked.value = true;
      Vue.nextTick(() => formRef.value?.clearValidate());
    };
    const noticeAt = async (moment) => {
      if (view.dialog?.when === moment) await tell(view.dialog.message, view.dialog.title);
    };
    onMounted(() => noticeAt('open'));

    async function queryPerson() {
      const idNumber = values.idNumber.trim().toUpperCase();
      if (idNumber === '') {
        ElMessage.warning('请输入身份证号码');
        return;
      }
      querying.value = true;
      await noticeAt('query');
      const query = `idNumber=${encodeURIComponent(idNumber)}`;
      const answer = await request('GET', `/api/persons/check?${query}`);
      querying.value = false;
      if (answer === null || !alive) return;
      if (!answer.success) {
        await tell(answer.message, '提示');
        return;
      }
      values.idNumber = idNumber;
      opened.value = true;
      if (answer.message) ElMessage.warning(answer.message);
      nameLocked.value = answer.data.known;
      const base = await request('GET', `/api/persons/base?${query}`);
      if (base?.success !== true || !alive || values.idNumber !== idNumber || !opened.value) return;
      if (answer.data.known) values.name = base.data.name;
      values.sex = base.data.sex;
      values.birthDate = base.data.birthDate;
      if (base.data.ethnicity !== '' && values.ethnicity === '') values.ethnicity = base.data.ethnicity;
    }

    async function searchUnits(text, show) {
      const answer =
        text.trim() === ''
          ? null
          : await request('GET', `/api/units?name=${encodeURIComponent(text.trim())}`);
      show((answer?.data ?? []).map((unit) => ({ value: unit.name, id: unit.id })));
    }
    async function pickUnit(picked) {
      const answer = await request('GET', `/api/units/${picked.id}`);
      if (answer?.success !== true || values.employer !== picked.value) return;
      values.creditCode = answer.data.creditCode;
      values.unitType = answer.data.unitType;
      values.industry = answer.data.industry;
    }
    function pickRegion() {
      const code = values.workRegion ?? '';
      values.urbanRuralClass = view.classes[code] ?? '';
    }

    async function saveRecord() {
      if (!opened.value) {
        ElMessage.warning('请先输入身份证号码并查询');
        return;
      }
      const valid = await formRef.value.validate().catch(() => false);
      if (!valid) {
        ElMessage.error('请完善标红的必填项后再保存');
        return;
      }
      await noticeAt('save');
      const confirmed = await ElMessageBox.confirm('确认提交该人员的就业登记信息吗？', '提示', {
        type: 'warning',
        confirmButtonText: '确定',
        cancelButtonText: '取消',
      }).catch(() => 'cancel');
      if (confirmed !== 'confirm') return;
      saving.value = true;
      const answer = await request('POST', '/api/employment/records', postedOf(view, values));
      saving.value = false;
      if (answer === null || !alive) return;
      if (answer.success) {
        ElMessage.success(answer.message);
        resetTimer = setTimeout(startOver, 1500);
      } else if (answer.code === 'invalid') {
        ElMessage.error(answer.message);
      } else {
        await tell(answer.message, answer.code === 'duplicate' ? '提示' : '提交失败');
      }
    }
    async function resetForm() {
      const confirmed = await ElMessageBox.confirm('重置后已填写的内容将清空，是否继续？', '提示', {
        type: 'warning',
        confirmButtonText: '确定',
        cancelButtonText: '取消',
      }).catch(() => 'cancel');
      if (confirmed === 'confirm') startOver();
    }
    const notFuture = (date) => date.getTime() > Date.now();
    const span = (field) => (field.widget === 'textarea' ? 24 : wide.includes(field.key) ? 16 : 8);
    return {
      formRef,
      values,
      sections,
      rules,
      opened,
      querying,
      saving,
      nameLocked,
      idField,
      startOver,
      queryPerson,
      searchUnits,
      pickUnit,
      pickRegion,
      saveRecord,
      resetForm,
      notFuture,
      span,
      regionProps: { value: 'code', label: 'name', emitPath: false, expandTrigger: 'click' },
      goBack: () => emit('open', '/employment/list'),
    };
  },
  template: `
    <el-form ref="formRef" :model="values" :rules="rules" label-width="184px" scroll-to-error :validate-on-rule-change="false" @submit.prevent>
      <el-card shadow="never" header="人员查询">
        <el-row><el-col :span="16">
          <el-form-item :label="idField.label" prop="idNumber">
            <div class="id-line">
              <el-input v-model="values.idNumber" maxlength="18" :disabled="opened" placeholder="请输入18位身份证号码" @keyup.enter="queryPerson" />
              <el-button v-if="!opened" type="primary" :loading="querying" @click="queryPerson">查询</el-button>
              <el-button v-else @click="startOver">重新查询</el-button>
            </div>
          </el-form-item>
        </el-col></el-row>
      </el-card>
      <el-card v-for="section in sections" :key="section.name" shadow="never" :header="section.name" class="gap">
        <el-row :gutter="12">
          <el-col v-for="field in section.fields" :key="field.key" :span="span(field)">
            <el-form-item :label="field.label" :prop="field.key">
              <el-input v-if="field.widget === 'locked'" v-model="values[field.key]" disabled />
              <el-input v-else-if="field.key === 'name'" v-model="values.name" :maxlength="field.maxLength" :disabled="!opened || nameLocked" />
              <el-select v-else-if="field.widget === 'select' || field.widget === 'search-select'" v-model="values[field.key]"
                :filterable="field.widget === 'search-select'" :disabled="!opened" placeholder="请选择" clearable>
                <el-option v-for="option in field.options" :key="option.code" :value="option.code" :label="option.label" />
              </el-select>
              <el-radio-group v-else-if="field.widget === 'radio'" v-model="values[field.key]" :disabled="!opened">
                <el-radio v-for="option in field.options" :key="option.code" :value="option.code">{{ option.label }}</el-radio>
              </el-radio-group>
              <el-radio-group v-else-if="field.widget === 'radio-button'" v-model="values[field.key]" :disabled="!opened">
                <el-radio-button v-for="option in field.options" :key="option.code" :value="option.code">{{ option.label }}</el-radio-button>
              </el-radio-group>
              <el-switch v-else-if="field.widget === 'switch'" v-model="values[field.key]" :disabled="!opened" inline-prompt
                active-value="1" inactive-value="0" active-text="是" inactive-text="否" />
              <el-autocomplete v-else-if="field.widget === 'autocomplete'" v-model="values[field.key]" :disabled="!opened" :maxlength="field.maxLength"
                :fetch-suggestions="searchUnits" :trigger-on-focus="false" :placeholder="field.placeholder" clearable @select="pickUnit" />
              <el-date-picker v-else-if="field.widget === 'date'" v-model="values[field.key]" type="date" :disabled="!opened"
                format="YYYY-MM-DD" value-format="YYYY-MM-DD" placeholder="选择日期" :disabled-date="notFuture" />
              <el-cascader v-else-if="field.widget === 'cascader'" v-model="values[field.key]" :options="view.regions" :props="regionProps"
                :disabled="!opened" placeholder="请选择到村（社区）" clearable @change="pickRegion" />
              <el-input-number v-else-if="field.widget === 'number'" v-model="values[field.key]" :min="0" :max="999999" :step="100" :disabled="!opened" />
              <el-input v-else-if="field.widget === 'textarea'" v-model="values[field.key]" type="textarea" :rows="3" :maxlength="field.maxLength"
                show-word-limit :disabled="!opened" />
              <el-input v-else v-model="values[field.key]" :maxlength="field.maxLength" :placeholder="field.placeholder" :disabled="!opened" clearable />
            </el-form-item>
          </el-col>
        </el-row>
      </el-card>
      <div class="foot">
        <el-button type="primary" :loading="saving" @click="saveRecord">保存</el-button>
        <el-button @click="resetForm">重置</el-button>
        <el-button @click="goBack">返回</el-button>
      </div>
    </el-form>`,
};

export const EntryPage = {
  components: { EntryForm },
  emits: ['open'],
  setup() {
    const view = ref(null);
    onMounted(async () => {
      const answer = await request('GET', '/api/employment/form');
      if (answer === null) return;
      await later(answer.data.renderAfterMs);
      view.value = answer.data;
    });
    return { view };
  },
  template: `
    <div class="page">
      <h2 class="page-title">新增就业录入</h2>
      <EntryForm v-if="view" :view="view" @open="$emit('open', $event)" />
      <div v-else class="waiting" v-loading="true"></div>
    </div>`,
};
