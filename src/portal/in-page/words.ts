/** Texts as a person reads them. Runs in the page. */

/** White space of every kind and icon glyphs made one space, ends trimmed. */
export function tidy(text: string | null | undefined): string {
  return (text ?? '')
    .replace(/[\uE000-\uF8FF\u200B-\u200F\u2060\uFEFF]/g, '')
    .replace(/[\s\u00A0\u3000]+/g, ' ')
    .trim();
}

/** For comparing option texts: white space between CJK characters means nothing. */
export function sameText(a: string, b: string): boolean {
  return tidy(a) === tidy(b);
}

const required = /[（(【[]\s*(必填|必选|必录|\*)\s*[)）】\]]/g;

/** A label without stars, colons, 必填 and the spaces that justify 姓　名. */
export function labelText(text: string): string {
  return tidy(text)
    .replace(required, '')
    .replace(/^[\s*＊※✱•·●]+|[\s*＊※✱:：]+$/g, '')
    .replace(/[*＊※✱:：\s]+$/g, '')
    .replace(/(?<=[\u3400-\u9fff）)]) (?=[\u3400-\u9fff（(])/g, '')
    .trim();
}

/** Marked as required in the text itself. */
export function saysRequired(text: string): boolean {
  return /[*＊※✱]/.test(text) || new RegExp(required.source).test(text);
}

/** Could name a field: has letters, is no unit, separator or number. */
export function couldLabel(text: string): boolean {
  const t = labelText(text);
  if (t === '' || t.length > 60 || !/[\p{L}]/u.test(t)) return false;
  return !/^(年|月|日|时|分|秒|省|市|县|区|至|到|从|元|万元|人|岁|个|％|%|to|-)$/i.test(t);
}

/** Words that stand where a value would. */
export function isHint(text: string): boolean {
  return /^[-—–=_]{2,}$|^(-+\s*)?(请选择|请输入|请点击|请填写|please (select|choose|enter)|nothing selected|no options? selected|没有选中任何项|未选择|select\.{0,3}$)/i.test(
    tidy(text),
  );
}

/** A list that says it has nothing, or not yet. */
export function isEmptyNote(text: string): boolean {
  return /^(暂?无(匹配)?(数据|结果|记录|内容|选项)|无匹配.*|没有(找到)?.{0,6}(数据|结果|匹配|记录).*|no (data|results?|match).*|空)[。.!！]?$/i.test(
    tidy(text),
  );
}
export function isLoadingNote(text: string): boolean {
  return (
    tidy(text) !== '' &&
    /^((正在|努力|拼命)+地?加载(数据)?中?|(数据)?加载中|查询中|搜索中|loading|searching)?[,，.…。\s]*(请?(稍[候后]|等待)|please wait)?[.…。!！\s]*$/i.test(
      tidy(text),
    )
  );
}

const icons = '[role=img], i[class*=icon i], i[aria-hidden=true]';

/** Drawn as a picture, though made of letters by its font: `event`, `arrow_drop_down`. */
export function isPicture(el: Element): boolean {
  if (el.matches(icons) || el.parentElement?.matches(icons) === true) return true;
  const view = el.ownerDocument.defaultView;
  return (
    view !== null &&
    /^[a-z_]{3,}$/.test(tidy(el.textContent)) &&
    (/icon|symbol|material|awesome|glyph/i.test(view.getComputedStyle(el).fontFamily) ||
      (el.localName === 'i' && /icon/i.test(el.getAttribute('class') ?? '')))
  );
}

/** Text of an element as shown: hidden parts left out. */
export function shownText(el: Element): string {
  const html = el as HTMLElement;
  const own = typeof html.innerText === 'string' ? html.innerText : el.textContent;
  // What is put into slots is drawn here, though it was written elsewhere.
  const slots = el.localName === 'slot' ? [el as HTMLSlotElement] : [...el.querySelectorAll('slot')];
  if (slots.length === 0) return tidy(own);
  const given = slots.flatMap((s) =>
    s.assignedNodes().map((n) => (n.nodeType === 1 ? shownText(n as Element) : (n.textContent ?? ''))),
  );
  return tidy([own, ...given].join(' '));
}

const months =
  '一 二 三 四 五 六 七 八 九 十 十一 十二|jan feb mar apr may jun jul aug sep oct nov dec|january february march april may june july august september october november december'
    .split('|')
    .map((names) => names.split(' '));

/** The month that an option or cell names by itself: 3, 3月, 三月, Mar. */
export function monthNamed(text: string): number | null {
  const t = tidy(text)
    .toLowerCase()
    .replace(/月份?$/, '')
    .replace(/\.$/, '');
  if (/^(1[0-2]|0?[1-9])$/.test(t)) return Number(t);
  const at = months.map((names) => names.indexOf(t)).find((i) => i >= 0);
  return at === undefined ? null : at + 1;
}

/** The words in a cell or row, where a person aims: around them it may do nothing. */
export function aimIn(cell: HTMLElement): HTMLElement {
  const words = tidy(cell.textContent);
  const child = ([...cell.children] as HTMLElement[]).find(
    (c) => tidy(c.textContent) === words && c.checkVisibility({ visibilityProperty: true }),
  );
  return child === undefined ? cell : aimIn(child);
}
