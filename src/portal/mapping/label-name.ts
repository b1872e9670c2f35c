/** Labels brought into one form, so that only their words are compared. */

export interface LabelName {
  /** Without marks, white space, brackets and numbering. */
  whole: string;
  /** `whole` without 是否, 本人 …, 情况: what the label is about. */
  stem: string;
  /** Asks for yes or no by its wording. */
  asksYesNo: boolean;
  /** What stood in brackets, as far as it may change the meaning: not 必填, 元, 年月日 and their like. */
  aside: string;
}

const invisible = /[\s\u00A0\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF\uE000-\uF8FF]+/gu;
const brackets = /[([{【〔［][^()[\]{}【】〔〕［］]*[)\]}】〕］]/gu;
const marks = /[*＊※●•★☆:：?？!！。.、，,;；"'“”‘’/\\|~～_—\-+·]+/gu;
const numbering = /^(?:\d{1,2}[.、)]|[（(]?[一二三四五六七八九十]{1,3}[)）、.])/u;
const asking = /^(?:请(?:输入|选择|填写|录入|填入|选取)|必填|选填|可选)+/u;
const yesNo = /^(?:是否已经|是否已|是否为|是否是|是否属于|是否系|是否有|是否|是不是|有无|有没有|属于|已)+/u;
const owner =
  /^(?:就业人员|从业人员|求职人员|登记人员|被采集人|申请人|劳动者|参保人|本人|个人|人员|员工|职工|求职者)+(?=.{2})/u;
const trailing = /(?:情况|信息|请选择|选择|必填|选填)+$/u;

/** Brackets that only say how to fill the field. */
const harmless =
  /^(?:必填|选填|可选|可?多选|单选|人民币|[百千]?元(?:每?月)?|每?月|税前|税后|年月日?|年月日格式|格式.*|Y{4}.*|例如?.*|如.*|请.*|选择.*|最多.*|不超过.*|限.*|\d+[位字].*|手机|本人|工种|岗位|全称|详细|详细地址|精确到.*|不含.*|代码|名称|[^必选]{0,6}必填.*)$/u;

/** What a label says, without how it is dressed. An empty label gives empty names. */
export function labelName(label: string): LabelName {
  const plain = label
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(numbering, '')
    .replaceAll('它', '他')
    .toUpperCase();
  const aside = [...plain.matchAll(brackets)]
    .map(([text]) => text.slice(1, -1).replace(marks, ''))
    .filter((text) => text !== '' && !harmless.test(text))
    .join('');
  const unbracketed = strip(plain, brackets);
  const whole = unbracketed.replace(marks, '').replace(asking, '');
  const asksYesNo = /^(?:是否|是不是|有无|有没有)/u.test(whole);
  const bare = whole.replace(yesNo, '').replace(owner, '').replace(trailing, '').replaceAll('的', '');
  return { whole, stem: bare === '' ? whole : bare, asksYesNo, aside };
}

/** Brackets inside brackets need more than one pass; a label that is nothing but a bracket stays. */
function strip(text: string, pattern: RegExp): string {
  const shorter = text.replace(pattern, '');
  if (shorter === '') return text;
  return shorter === text ? text : strip(shorter, pattern);
}
