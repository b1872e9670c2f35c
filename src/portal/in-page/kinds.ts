/** What kind of field a control is: by its element, by what it says of itself, and by what opens. Runs in the page. */
import type { FieldKind } from '../form.ts';
import { pickerButton } from '../widgets/picker.ts';
import type { Control } from './controls.ts';
import { classOf, hostNames, isInput, isSelect, isTextArea, parentOf, visible, within } from './dom.ts';
import type { LiveField } from './fields.ts';
import { leave, press, typeOver } from './hands.ts';
import { askHost } from './host.ts';
import { closerIn } from './layers.ts';
import { dayCells } from './cells.ts';
import { closePanel, mayOpen, openPanel, type Panel } from './panel.ts';
import { hasSteppers, trailingIcon } from './icons.ts';
import { rowsOf, textsOf } from './rows.ts';
import { kindOfPlaces, placesIn } from './sections.ts';
import { hintInside, isDisabled, isReadOnly } from './shown.ts';
import { until } from './waiting.ts';
import { partsOfWheels, textsOfWheel, wheelsOf } from './wheels.ts';
import { isHint, tidy } from './words.ts';

const inputKinds: Partial<Record<string, FieldKind>> = {
  date: 'date',
  month: 'month',
  'datetime-local': 'datetime',
  time: 'time',
  number: 'number',
  range: 'number',
  password: 'password',
};

/** Words in the classes and hints of a control, for kinds that cannot be opened to see. */
function words(c: Control): string {
  return `${classOf(c.el)} ${c.el.getAttribute('placeholder') ?? ''} ${c.el.getAttribute('onclick') ?? ''} ${c.el.getAttribute('onfocus') ?? ''} ${classesAround(c)} ${hostNames(c.el)}`;
}

/** Classes from the control out to the box that is its alone. */
function classesAround(c: Control): string {
  let text = '';
  let inside = within(c.face, c.frame);
  for (let at: HTMLElement | null = c.face, n = 0; at !== null && n < 9; at = parentOf(at), n += 1) {
    text += ` ${classOf(at)}`;
    if (at === c.frame) inside = false;
    if (!inside) break;
  }
  return text;
}

/** The hint writes two dates: 年/月/日 - 年/月/日. */
function asksForTwo(c: Control): boolean {
  return /(日|dd?|mm?).{1,5}(年|y{4})|开始.*(结束|截止)/i.test(c.el.getAttribute('placeholder') ?? '');
}

/** Kind as far as it shows without opening anything; `opens` says that only opening tells. */
export function closedKind(c: Control): { kind: FieldKind; opens: boolean; options: string[] | null } {
  const el = c.el;
  if (c.type === 'file') return { kind: 'upload', opens: false, options: null };
  if (c.type === 'switch') return { kind: 'switch', opens: false, options: null };
  if (c.type === 'area') return { kind: 'textarea', opens: false, options: null };
  if (isTextArea(el)) return { kind: 'textarea', opens: false, options: null };
  if (isSelect(el)) {
    const options = [...el.options]
      .filter((o) => !(o.value === '' || isHint(o.text)))
      .map((o) => tidy(o.text));
    // Some drawn lists keep only what is chosen in the native one.
    const partly = c.face !== el && [...el.options].every((o) => o.selected || o.value === '');
    return { kind: el.multiple ? 'multi-select' : 'select', opens: partly, options };
  }
  const placed = c.type === 'drawn' ? kindOfPlaces(placesIn(el)) : null;
  if (placed !== null) return { kind: placed, opens: false, options: null };
  const text = words(c);
  const input = isInput(el) ? el : null;
  const typed = input === null ? undefined : inputKinds[input.type];
  if (typed !== undefined) return { kind: typed, opens: false, options: null };
  if (
    el.getAttribute('role') === 'spinbutton' ||
    /(^|[\s_-])(input-?number|number-?input|spinner|number-?box|number-?field)([\s_-]|$)/i.test(text)
  )
    return { kind: 'number', opens: false, options: null };
  if (
    input !== null &&
    !input.readOnly &&
    c.type === 'text' &&
    (hasSteppers(c) || input.inputMode === 'decimal')
  )
    return { kind: 'number', opens: false, options: null };
  if (input?.list)
    return { kind: 'autocomplete', opens: false, options: [...input.list.options].map((o) => tidy(o.value)) };
  if (c.type === 'text' && pickerButton(c) !== null && el.getAttribute('role') !== 'combobox')
    return { kind: 'picker', opens: false, options: null };
  const chance = mayOpen(c);
  const guess: FieldKind =
    (/range/i.test(text) && /(?<!vali|up)date|picker/i.test(text)) || asksForTwo(c)
      ? 'date-range'
      : /cascader/i.test(text)
        ? 'cascader'
        : /tree/i.test(text)
          ? 'tree-select'
          : /month-?picker|(^|\W)y{4}[-/.年]?m{2}(?![-/.月]?d)/i.test(text)
            ? 'month'
            : /(?<!vali|up|candi|man)date|calendar|日期|yyyy|年[-/.]?月[-/.]?日/i.test(text)
              ? 'date'
              : /auto-?complete|typeahead|suggest/i.test(text)
                ? 'autocomplete'
                : c.type === 'drawn' || /select(?!ion)|combo|dropdown/i.test(text)
                  ? 'select'
                  : 'text';
  return {
    kind: guess,
    opens: chance !== 'unlikely' || /^(select|cascader|tree-select)$/.test(guess),
    options: null,
  };
}

function isMulti(c: Control, panel: Panel): boolean {
  const around = classesAround(c);
  if (/multi/i.test(`${around} ${classOf(panel.el)}`)) return true;
  if (
    panel.el.matches('[aria-multiselectable=true]') ||
    panel.el.querySelector('[class*=multi i], [aria-multiselectable=true]') !== null
  )
    return true;
  const rows = rowsOf(panel.el);
  return rows.length > 0 && rows.every((r) => r.el.querySelector('input[type=checkbox]') !== null);
}

function listKind(c: Control, panel: Panel): FieldKind {
  if (isMulti(c, panel)) return 'multi-select';
  const input = isInput(c.el) ? c.el : null;
  if (input === null || input.readOnly || input.inputMode === 'none') return 'select';
  const wide = input.getBoundingClientRect().width > c.frame.getBoundingClientRect().width * 0.55;
  const said = words(c);
  if (/auto-?complete|typeahead|suggest/i.test(said)) return 'autocomplete';
  return !wide || trailingIcon(c) !== null || /select|combo/i.test(said) ? 'select' : 'autocomplete';
}

/** Two months beside each other, each with arrows of its own or one pair around both: the panel of a range. */
function sideBySide(panel: HTMLElement): boolean {
  const firsts = dayCells(panel).filter((c) => tidy(c.textContent) === '1');
  const [a, b] = [firsts[0], firsts.at(-1)].map((c) => c?.getBoundingClientRect());
  return a !== undefined && b !== undefined && b.left > a.left + 4 * a.width;
}

/** Two days of the calendar say that the range begins and ends there. */
function marksBothEnds(panel: HTMLElement): boolean {
  const says = (word: RegExp): boolean =>
    [...panel.querySelectorAll('*')].some((e) => e.childElementCount === 0 && word.test(tidy(e.textContent)));
  return says(/^(开始|start)$/i) && says(/^(结束|end)$/i);
}

/** Looking must change nothing: a control that took the click for more gets its text back. */
async function undo(c: Control, before: string | null): Promise<void> {
  if (before === null || !isInput(c.el) || c.el.value === before || isReadOnly(c) || !c.el.isConnected)
    return;
  await typeOver(c.el, before);
  leave(c.el);
}

/** Wheels of years, months and days are a date, one wheel is a list, several are levels. */
function turned(f: LiveField, panel: HTMLElement): void {
  const wheels = wheelsOf(panel);
  const parts = partsOfWheels(wheels);
  if (parts.includes('year') && parts.includes('month'))
    f.kind = parts.every((p) => p !== null) ? (parts.includes('day') ? 'date' : 'month') : 'datetime';
  else {
    f.kind = wheels.length === 1 ? 'select' : 'cascader';
    f.options = wheels[0] === undefined ? [] : textsOfWheel(wheels[0]);
  }
}

/** Opens the control, sees what it is, reads what it offers, closes it again. */
export async function explore(f: LiveField): Promise<void> {
  const c = f.controls[0];
  if (c === undefined || isDisabled(c)) return;
  const chance = mayOpen(c);
  const before = isInput(c.el) && !hintInside(c.el) ? c.el.value : null;
  const closedToTyping = isReadOnly(c);
  const wait = { surely: 700, likely: 200, perhaps: 120, unlikely: 120 }[chance];
  const panel = await openPanel(c, wait, false, null, chance === 'surely' || chance === 'likely');
  if (panel === null) {
    f.opens = false;
    // A list that takes typing only once it is clicked, and has nothing to show before.
    if (
      closedToTyping &&
      !isReadOnly(c) &&
      f.kind !== 'date' &&
      f.kind !== 'month' &&
      f.kind !== 'date-range'
    ) {
      f.kind = 'select';
      f.opens = true;
      f.remote = true;
      await closePanel(c, null);
      return;
    }
    if (f.kind === 'select') f.remote = true;
    const searched = isInput(c.el) && /搜索|关键字|关键词|检索/.test(c.el.placeholder) && !c.el.readOnly;
    // Named a list by what is around it, and asking to be searched: it opens only for a search.
    if (f.kind === 'select' && searched) {
      f.opens = true;
      await closePanel(c, null);
      await undo(c, before);
      return;
    }
    const says =
      c.el.getAttribute('role') === 'combobox' && c.el.getAttribute('aria-autocomplete') === 'list';
    if (f.kind === 'text' && c.type === 'text' && (searched || (says && !isReadOnly(c)))) {
      f.opens = says || f.opens;
      f.kind = 'autocomplete';
      f.remote = true;
    }
    if (
      isInput(c.el) &&
      (f.kind === 'select' || f.kind === 'picker' || f.kind === 'date') &&
      chance !== 'surely' &&
      f.kind !== 'date'
    )
      f.kind = 'text';
    await closePanel(c, null);
    await undo(c, before);
    return;
  }
  f.opens = true;
  switch (panel.shape) {
    case 'calendar':
      f.kind =
        f.controls.length > 1 ||
        asksForTwo(c) ||
        marksBothEnds(panel.el) ||
        (dayCells(panel.el).length > 55 && (f.kind === 'date-range' || sideBySide(panel.el)))
          ? 'date-range'
          : panel.el.querySelector('[class*=time-picker i] input, [class*=time-header i]') !== null &&
              /time|时间.*时/i.test(words(c)) &&
              !/date(?!time)/i.test(words(c))
            ? 'datetime'
            : 'date';
      break;
    case 'months':
      f.kind = 'month';
      break;
    case 'wheels':
      turned(f, panel.el);
      break;
    case 'columns':
      f.kind = 'cascader';
      f.options = rowsOf(panel.el).map((r) => r.text);
      break;
    case 'tree':
      f.kind = 'tree-select';
      f.options = rowsOf(panel.el).map((r) => r.text);
      break;
    case 'dialog':
    case 'popup':
      f.kind = 'picker';
      break;
    case 'empty': {
      // A calendar that nobody can look into: typed as what it says it is.
      if (f.kind === 'date' || f.kind === 'month') break;
      f.kind = listKind(c, panel);
      f.remote = true;
      f.options = null;
      break;
    }
    case 'list':
      // What calls itself a cascader or tree shows a plain list while nothing in it is unfolded.
      if (f.kind !== 'cascader' && f.kind !== 'tree-select') f.kind = listKind(c, panel);
      f.options = await textsOf(panel.el);
      f.remote = f.kind === 'autocomplete';
      break;
  }
  if (panel.shape === 'dialog' || panel.shape === 'wheels') {
    const closer = closerIn(panel.el);
    if (closer !== null) press(closer);
    await until(() => !visible(panel.el), 800);
  }
  if (panel.shape === 'popup') await askHost({ do: 'popup', limit: 0 });
  await closePanel(c, panel);
  await undo(c, before);
}
