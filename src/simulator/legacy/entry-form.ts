import { codeTables } from '../code-tables.ts';
import { type FormField, isRequired, isShown, type RecordValues, textOf } from '../form-fields.ts';
import type { FieldView, FormView } from '../form-view.ts';
import { inputName } from './field-names.ts';
import { escapeHtml, scriptValue } from './page.ts';

/** Rows of the table, left to right; a single key takes the whole row. */
const rows: Record<string, string[][]> = {
  人员基础信息: [
    ['name', 'sex'],
    ['birthDate', 'ethnicity'],
    ['householdType', 'householdPlace'],
    ['education', 'politicalStatus'],
    ['phone', 'disabled'],
    ['leftBehindFamily', 'releasedPrisoner'],
  ],
  就业信息: [
    ['personCategory', 'employmentForm'],
    ['employer'],
    ['shopName'],
    ['creditCode', 'unitType'],
    ['industry', 'sector'],
    ['post', 'employedOn'],
    ['workRegion', 'urbanRuralClass'],
    ['monthlyIncome'],
  ],
};

export interface EntryState {
  /** After a successful query. */
  opened: boolean;
  nameLocked: boolean;
  values: RecordValues;
  /** Values of fields that a fault put on the form, by label. */
  extra: Record<string, string>;
}

/** The entry form as a table with each label in the cell left of its control. */
export function entryForm(view: FormView, state: EntryState): string {
  const byKey = new Map(view.fields.map((field) => [field.key, field]));
  const cells = (key: string, wide: boolean) => {
    const field = byKey.get(key);
    return field === undefined ? '' : fieldCells(field, state, wide);
  };
  const sections = Object.entries(rows).map(([section, lines]) => {
    const drawn = lines.map(
      (keys) => `<tr>${keys.map((key) => cells(key, keys.length === 1)).join('')}</tr>`,
    );
    const extras = view.fields.filter((field) => field.extra && field.section === section);
    drawn.push(...extras.map((field) => `<tr>${fieldCells(field, state, true)}</tr>`));
    if (section === '就业信息') drawn.push(`<tr>${cells('remark', true)}</tr>`);
    return `<tr><td colspan="4" class="section">${section}</td></tr>${drawn.join('\n')}`;
  });
  const id = byKey.get('idNumber');
  const idValue = escapeHtml(state.values['idNumber'] ?? '');
  return `<form name="entryForm" method="post" action="/czjy/save.do">
<input type="hidden" name="_rid" value="">
<input type="hidden" name="_known" value="${state.nameLocked ? '1' : ''}">
<table class="form" cellspacing="1" cellpadding="3" align="center" width="96%">
<tr><td class="label" width="18%">${escapeHtml(id?.label ?? '')}<font color="red">*</font>：</td>
<td colspan="3"><input type="text" name="aac002" size="24" maxlength="18" value="${idValue}" ${state.opened ? 'readonly class="locked"' : ''}>
${
  state.opened
    ? '<input type="button" class="btn" value="重新查询" onclick="newForm()">'
    : '<input type="button" class="btn" value="查 询" onclick="doQuery()">'
}</td></tr>
${sections.join('\n')}
</table>
<p align="center">
<input type="button" class="btn" value="保 存" onclick="doSave()">&nbsp;
<input type="button" class="btn" value="重 置" onclick="newForm()">&nbsp;
<input type="button" class="btn" value="返 回" onclick="location.href='/czjy/list.do'"></p>
</form>
<script language="javascript">var FIELDS=${scriptValue(view.fields.map(fieldForScript))};
var OPENED=${String(state.opened)};var CLASSES=${scriptValue(view.classes)};
var DIALOG=${scriptValue(view.dialog)};var RENDER_AFTER=${view.renderAfterMs};
initForm();</script>`;
}

/** Posted inputs back to values by key, and the extra fields by label. */
export function postedValues(posted: Record<string, string>, fields: readonly FormField[]): RecordValues {
  return Object.fromEntries(fields.map((field) => [field.key, posted[inputName(field.key)] ?? '']));
}

export function postedExtra(posted: Record<string, string>): Record<string, string> {
  const found: Record<string, string> = {};
  for (let number = 1; posted[`extra${number}_label`] !== undefined; number += 1) {
    found[posted[`extra${number}_label`] ?? ''] = posted[`extra${number}`] ?? '';
  }
  return found;
}

function fieldForScript(field: FieldView) {
  return {
    name: inputName(field.key),
    label: field.label,
    required: field.required,
    forms: field.forms ?? null,
  };
}

function fieldCells(field: FieldView, state: EntryState, wide: boolean): string {
  const form = state.values['employmentForm'] ?? '';
  const name = inputName(field.key);
  const hidden = isShown(field, form) ? '' : ' style="display:none"';
  const star = `<font color="red" id="star_${name}">${isRequired(field, form) ? '*' : ''}</font>`;
  return `<td class="label" id="l_${name}" width="18%"${hidden}>${escapeHtml(field.label)}${star}：</td>
<td id="c_${name}" ${wide ? 'colspan="3"' : 'width="32%"'}${hidden}>${control(field, name, state)}</td>`;
}

function control(field: FieldView, name: string, state: EntryState): string {
  const value = field.extra ? (state.extra[field.label] ?? '') : (state.values[field.key] ?? '');
  const shown = field.extra ? value : shownText(field, state.values);
  const off = state.opened ? '' : ' disabled';
  const at = `name="${name}"`;
  const picker = (open: string, size: number) =>
    `<input type="hidden" ${at} value="${escapeHtml(value)}"><input type="text" name="${name}_text" size="${size}" readonly value="${escapeHtml(shown)}"${off}><input type="button" class="pick" value="..." onclick="${open}"${off}>`;
  switch (field.widget) {
    case 'locked':
      return `<input type="text" ${at} size="20" readonly class="locked" value="${escapeHtml(value)}">`;
    case 'search-select':
      return picker(`openCode('${name}','${field.table ?? ''}')`, 22);
    case 'cascader':
      return picker(`openTree('${name}')`, 34);
    case 'select':
    case 'radio-button':
      return select(field, at, value, off);
    case 'radio':
      return (field.options ?? [])
        .map(
          (item) =>
            `<input type="radio" ${at} value="${item.code}"${checked(item.code === value)}${off}>${item.label}&nbsp;`,
        )
        .join('');
    case 'switch':
      return `<input type="checkbox" ${at} value="1"${checked(value === '1')}${off}>是`;
    case 'date':
      return `<input type="text" ${at} size="12" readonly value="${escapeHtml(value)}"${off} onclick="openCalendar(this)"><input type="button" class="pick" value="▼" onclick="openCalendar(document.entryForm.${name})"${off}>`;
    case 'textarea':
      return `<textarea ${at} cols="70" rows="3"${off}>${escapeHtml(value)}</textarea>`;
    case 'autocomplete':
      return `<input type="text" ${at} size="50" maxlength="${field.maxLength ?? 100}" value="${escapeHtml(value)}"${off}><input type="button" class="pick" value="选择" onclick="openUnit()"${off}>`;
    case 'number':
    case 'text':
      return text(
        field,
        at,
        value,
        field.key === 'name' && state.nameLocked ? ' readonly class="locked"' : off,
      );
  }
}

function text(field: FieldView, at: string, value: string, state: string): string {
  const label = field.extra
    ? `<input type="hidden" name="${field.key}_label" value="${escapeHtml(field.label)}">`
    : '';
  const limit = field.maxLength === undefined ? '' : ` maxlength="${field.maxLength}"`;
  return `${label}<input type="text" ${at} size="26"${limit} value="${escapeHtml(value)}"${state}>`;
}

function select(field: FieldView, at: string, value: string, off: string): string {
  const options = (field.options ?? []).map(
    (item) =>
      `<option value="${item.code}"${item.code === value ? ' selected' : ''}>${escapeHtml(item.label)}</option>`,
  );
  const change = field.key === 'employmentForm' ? ' onchange="changeForm()"' : '';
  return `<select ${at}${change}${off}><option value="">--请选择--</option>${options.join('')}</select>`;
}

function checked(is: boolean): string {
  return is ? ' checked' : '';
}

/** As the field shows it: with a renamed option under its new name. */
function shownText(field: FieldView, values: RecordValues): string {
  const value = values[field.key] ?? '';
  return field.options?.find((item) => item.code === value)?.label ?? textOf(field, values);
}

/** The code of an ethnicity that the population base keeps by label or code. */
export function ethnicityCode(kept: string | undefined): string {
  return codeTables.ethnicity.find((item) => item.label === kept || item.code === kept)?.code ?? '';
}
