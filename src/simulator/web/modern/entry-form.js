// What the entry form knows about its fields; the drawing is in entry-page.js.
const { reactive, computed, watch } = Vue;

const sectorOf = (industry) =>
  industry === '' ? '' : industry === 'A' ? '第一产业' : 'BCDE'.includes(industry) ? '第二产业' : '第三产业';

const emptyValue = (field) => {
  if (field.widget === 'switch') return '0';
  if (field.widget === 'number') return undefined;
  return '';
};

/** The state of one form: values by key, which fields show, and the rules that follow from 就业形式. */
export function useEntryForm(view) {
  const values = reactive({});
  const clear = () => {
    for (const field of view.fields) values[field.key] = emptyValue(field);
  };
  clear();

  const shown = (field) => field.forms === undefined || field.forms.includes(values.employmentForm);
  const required = (field) =>
    Array.isArray(field.required) ? field.required.includes(values.employmentForm) : field.required;
  const sections = computed(() => {
    const names = [...new Set(view.fields.map((field) => field.section))].filter(
      (name) => name !== '人员查询',
    );
    return names.map((name) => ({
      name,
      fields: view.fields.filter((field) => field.section === name && shown(field)),
    }));
  });
  const rules = computed(() =>
    Object.fromEntries(
      view.fields.filter(shown).map((field) => [field.key, rulesOf(field, required(field))]),
    ),
  );

  // A field that disappears keeps nothing.
  watch(
    () => values.employmentForm,
    () => {
      for (const field of view.fields) if (!shown(field)) values[field.key] = emptyValue(field);
    },
  );
  watch(
    () => values.industry,
    (industry) => {
      values.sector = sectorOf(industry ?? '');
    },
  );
  return { values, sections, rules, clear };
}

function rulesOf(field, required) {
  if (field.widget === 'locked') return [];
  const chosen = ['select', 'search-select', 'radio', 'radio-button', 'date', 'cascader'].includes(
    field.widget,
  );
  const found = required
    ? [
        {
          required: true,
          message: `${chosen ? '请选择' : '请输入'}${field.label}`,
          trigger: chosen ? 'change' : 'blur',
        },
      ]
    : [];
  if (field.key === 'phone') {
    found.push({
      pattern: /^1[3-9]\d{9}$|^(0\d{2,3}-?)?\d{7,8}$/,
      message: '联系电话格式不正确',
      trigger: 'blur',
    });
  }
  if (field.key === 'creditCode') {
    found.push({
      pattern: /^[0-9A-HJ-NPQRTUWXY]{18}$/,
      message: '统一社会信用代码格式不正确',
      trigger: 'blur',
    });
  }
  return found;
}

/** As posted: text by key, fields that a notice added to the form by label. */
export function postedOf(view, values) {
  const text = (field) => (values[field.key] ?? '').toString();
  const pick = (extra) => view.fields.filter((field) => field.extra === extra);
  return {
    values: Object.fromEntries(pick(false).map((field) => [field.key, text(field)])),
    extra: Object.fromEntries(pick(true).map((field) => [field.label, text(field)])),
  };
}
