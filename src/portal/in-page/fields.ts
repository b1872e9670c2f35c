/** Controls put together to fields: groups of ticks, linked selects, both ends of a range. Runs in the page. */
import type { FieldKind } from '../form.ts';
import type { Control } from './controls.ts';
import {
  boxOf,
  classOf,
  drawn,
  isInput,
  isSelect,
  overlapY,
  parentOf,
  unionOf,
  viewOf,
  within,
  type Box,
} from './dom.ts';
import {
  besideIt,
  findRuns,
  nameOf,
  optionText,
  ownRunOf,
  ownWordsBefore,
  type Naming,
  type Run,
} from './labels.ts';
import { placesIn } from './sections.ts';
import { textsIn, transferFrom, type Transfer } from './transfer.ts';
import { couldLabel, labelText, monthNamed, tidy } from './words.ts';

/** A field while the page is alive. */
export interface LiveField {
  id: string;
  kind: FieldKind;
  controls: Control[];
  label: string;
  labels: string[];
  labelRun: Run | null;
  section: string | null;
  options: string[] | null;
  remote: boolean;
  box: Box;
  /** Opening it showed a panel: worth opening again. */
  opens: boolean;
}

export interface Draft {
  kind: FieldKind | null;
  controls: Control[];
  naming: Naming;
  options: string[] | null;
}

/** Smallest element around both. */
function commonOf(a: HTMLElement, b: HTMLElement): HTMLElement | null {
  for (let at: HTMLElement | null = a; at !== null; at = parentOf(at)) if (within(b, at)) return at;
  return null;
}

function sameGroup(a: Control, b: Control, controls: Control[]): boolean {
  if (a.type !== b.type) return false;
  const nameA = isInput(a.el) ? a.el.name : '';
  const nameB = isInput(b.el) ? b.el.name : '';
  // Some give every group the same name and keep them apart by a box that says so.
  const groupOf = (c: Control): Element | null => c.el.closest('[role=radiogroup], [role=group], fieldset');
  if (a.type === 'radio' && groupOf(a) !== groupOf(b) && groupOf(a) !== null && groupOf(b) !== null)
    return false;
  if (nameA !== '' && nameA === nameB && a.el.ownerDocument === b.el.ownerDocument) return true;
  if (a.type === 'radio' && nameA !== '' && nameB !== '') return false;
  const around = commonOf(a.face, b.face);
  if (around === null || Math.abs(b.box.y - a.box.y) > 80) return false;
  return !controls.some((c) => c.type !== a.type && within(c.face, around));
}

/** Words that only stand between the parts of one field. */
const between = /^(至|到|-|~|—|–|－|～|→|–>|起|止)+$/;

function separatedOnly(a: Control, b: Control, runs: Run[]): boolean {
  const gap = runs.filter(
    (r) =>
      overlapY(r.box, a.box) > 4 &&
      r.box.x >= a.box.x + a.box.width - 4 &&
      r.box.x + r.box.width <= b.box.x + 4,
  );
  return gap.every((r) => between.test(tidy(r.text)));
}

function looksLikeDate(c: Control): boolean {
  const el = c.el;
  if (c.type === 'drawn' && placesIn(el).length > 0) return true;
  if (isInput(el) && /^(date|month|datetime-local)$/.test(el.type)) return true;
  const around = `${classOf(el)} ${classOf(c.frame)} ${classOf(el.parentElement ?? el)} ${el.getAttribute('placeholder') ?? ''} ${el.getAttribute('onclick') ?? ''} ${el.getAttribute('onfocus') ?? ''} ${el.getAttribute('name') ?? ''}`;
  return /(?<!vali|up|candi|man)date|日期|时间|yyyy|range|calendar/i.test(around);
}

function selectTexts(c: Control): string[] {
  return isSelect(c.el) ? [...c.el.options].filter((o) => o.value !== '').map((o) => tidy(o.text)) : [];
}

/** Year, month and day as three lists. */
export function datePart(texts: string[]): 'year' | 'month' | 'day' | null {
  if (texts.length === 12 && texts.every((t, i) => monthNamed(t) === i + 1)) return 'month';
  const numbers = texts
    .map((t) => /^(\d{1,4})\s*[年月日号]?$/.exec(t)?.[1])
    .filter((t) => t !== undefined)
    .map(Number);
  if (numbers.length < texts.length * 0.8 || numbers.length < 2) return null;
  if (numbers.every((n) => n > 1800 && n < 2200)) return 'year';
  if (numbers.length === 12 && numbers.includes(1) && numbers.includes(12)) return 'month';
  if (numbers.length >= 28 && numbers.length <= 31 && numbers.includes(28)) return 'day';
  return null;
}

/** The lists of a date in the order year, month, day, whichever way they stand; null when they are none. */
function asDate(group: Control[]): Control[] | null {
  const parts = group.map((g) => datePart(selectTexts(g)));
  const ordered = (['year', 'month', 'day'] as const)
    .map((part) => group[parts.indexOf(part)])
    .filter((c) => c !== undefined);
  // The days may be made only when the month is known.
  if (ordered.length === 2 && group.length === 3 && parts[0] === 'year' && parts[1] === 'month') return group;
  return ordered.length === group.length && parts.includes('year') && parts.includes('month')
    ? ordered
    : null;
}

/** Drafts of all fields below `root`, in visual order of their first controls. */
export function draftFields(
  root: HTMLElement,
  controls: Control[],
  skip: (el: HTMLElement) => boolean,
): { drafts: Draft[]; runs: Run[] } {
  const runs = findRuns(root, controls, skip);
  const drafts: Draft[] = [];
  const used = new Set<Control>(controls.flatMap((c) => transferFrom(c, controls)?.filters ?? []));
  for (const [i, c] of controls.entries()) {
    if (used.has(c)) continue;
    used.add(c);
    if (c.type === 'radio' || c.type === 'checkbox') {
      const group = [c];
      const own = (x: Control): string => {
        optionText(x, runs);
        return optionText(x, runs);
      };
      own(c);
      for (const d of controls.slice(i + 1)) {
        if (used.has(d)) continue;
        const last = group.at(-1) ?? c;
        // The next question begins: what follows belongs to that.
        if (
          c.type === 'radio' &&
          sameGroup(last, d, controls) &&
          namedApart(c, last, d, controls, runs, root)
        )
          break;
        if (!sameGroup(last, d, controls)) {
          if (c.type === 'radio' || d.type === c.type) continue;
          break;
        }
        // Three of one name are a group; one of another name beside them is a field of its own.
        if (c.type === 'checkbox' && group.length > 1 && otherName(group, d)) break;
        own(d);
        if (c.type === 'checkbox' && !sharesLabel(c, d, controls, runs, root)) continue;
        group.push(d);
        used.add(d);
      }
      drafts.push(...ticks(group, controls, runs, root));
      continue;
    }
    const transfer = transferFrom(c, controls);
    if (transfer !== null && !transfer.lists.some((l) => l !== c && used.has(l))) {
      drafts.push(transferDraft(transfer, controls, runs, root));
      for (const l of [...transfer.lists, ...transfer.filters]) used.add(l);
      continue;
    }
    const group = [c];
    if (c.type === 'select' || c.type === 'text' || c.type === 'drawn') {
      for (const d of controls.slice(i + 1)) {
        const last = group.at(-1) ?? c;
        if (d.type !== c.type || group.length >= 6 || overlapY(last.box, d.box) < 4 || d.box.x < last.box.x)
          break;
        const name = nameOf([d], controls, runs, root);
        if (name.run !== null) break;
        if (c.type === 'select' || (c.type === 'drawn' && !looksLikeDate(c))) {
          const around = commonOf(last.face, d.face);
          if (around === null || controls.some((x) => x.type !== c.type && within(x.face, around))) break;
        } else if (group.length > 1 || !looksLikeDate(c) || !separatedOnly(c, d, runs)) break;
        group.push(d);
        used.add(d);
      }
    }
    const naming = nameOf(group, controls, runs, root);
    // The words of a switch may stand after it, as those of a tick box do.
    const after = c.type === 'switch' && naming.texts.length === 0 ? labelText(optionText(c, runs)) : '';
    if (couldLabel(after)) naming.texts.push(after);
    let kind: FieldKind | null = null;
    if (group.length > 1) {
      kind = c.type === 'text' || placesIn(c.el).length > 0 ? 'date-range' : 'linked-selects';
      const date = asDate(group);
      if (date !== null) {
        kind = group.length === 3 ? 'date' : 'month';
        group.splice(0, group.length, ...date);
      }
    }
    drafts.push({ kind, controls: group, naming, options: null });
  }
  return { drafts, runs };
}

/** One field of two lists; the words in its box name the lists, not the field. */
function transferDraft(t: Transfer, controls: Control[], runs: Run[], root: HTMLElement): Draft {
  for (let i = runs.length - 1; i >= 0; i -= 1) {
    const run = runs[i];
    if (run !== undefined && within(run.el, t.around) && run.el !== t.around) runs.splice(i, 1);
  }
  const whole = { ...t.lists[0], box: boxOf(t.around), frame: t.around };
  const { run } = nameOf([whole], controls, runs, root);
  const naming: Naming = { run, texts: run === null ? [] : [labelText(run.text)] };
  const options = [...new Set(t.lists.flatMap((l) => textsIn(l)))].toSorted();
  return { kind: 'multi-select', controls: [...t.lists], naming, options };
}

function otherName(group: Control[], next: Control): boolean {
  const names = new Set(group.map((c) => (isInput(c.el) ? c.el.name : '')));
  const [name = ''] = names;
  return names.size === 1 && name !== '' && isInput(next.el) && next.el.name !== '' && next.el.name !== name;
}

/** Radios of one name with a control of another kind between them and labels of their own: two questions. */
function namedApart(
  first: Control,
  last: Control,
  next: Control,
  controls: Control[],
  runs: Run[],
  root: HTMLElement,
): boolean {
  const between = controls.slice(controls.indexOf(last) + 1, controls.indexOf(next));
  if (!between.some((c) => c.type !== 'radio')) return false;
  optionText(next, runs);
  const [a, b] = [nameOf([first], controls, runs, root).run, nameOf([next], controls, runs, root).run];
  return a !== null && b !== null && a !== b;
}

/** The box of ticks and nothing else that says what it is labelled by. */
function labelledGroup(c: Control, controls: Control[]): HTMLElement | null {
  for (let at = parentOf(c.face), n = 0; at !== null && n < 12; at = parentOf(at), n += 1) {
    const group = at;
    if (controls.some((o) => o.type !== c.type && within(o.face, group))) return null;
    if (group.getAttribute('role') === 'group' && group.hasAttribute('aria-labelledby')) return group;
  }
  return null;
}

function sharesLabel(a: Control, b: Control, controls: Control[], runs: Run[], root: HTMLElement): boolean {
  const group = labelledGroup(a, controls);
  if (group !== null && group === labelledGroup(b, controls)) return true;
  const own = nameOf([b], controls, runs, root);
  if (own.run === null) return true;
  const first = nameOf([a], controls, runs, root);
  return first.run === own.run;
}

function ticks(group: Control[], controls: Control[], runs: Run[], root: HTMLElement): Draft[] {
  const texts = group.map((c) => optionText(c, runs));
  const naming = nameOf(group, controls, runs, root);
  const first = group[0];
  if (first === undefined) return [];
  if (first.type === 'radio') {
    // Buttons that are drawn down or up look like buttons to a person, whatever is inside them.
    const drawnAsButtons = group.every((c) => isButton(c.el) || (c.face !== c.el && likeButton(c.face)));
    return [{ kind: drawnAsButtons ? 'button-group' : 'radio', controls: group, naming, options: texts }];
  }
  const name = isInput(first.el) ? first.el.name : '';
  const sameName = name !== '' && group.length > 1 && group.every((c) => isInput(c.el) && c.el.name === name);
  if (group.length > 1 && (naming.run !== null || sameName))
    return [{ kind: 'checkbox-group', controls: group, naming, options: texts }];
  return group.map((c, i) => {
    // Words of its own left of the box name it; those above are another field's.
    const own = group.length === 1 ? ownWordsBefore(c) : null;
    if (own !== null)
      return {
        kind: 'checkbox' as const,
        controls: [c],
        naming: { run: own, texts: [labelText(own.text)] },
        options: null,
      };
    const outer = group.length === 1 ? naming : { run: null, texts: [] };
    const box = c.box;
    const words = labelText(texts[i] ?? '');
    // Words above may head several; those of the box itself say what is ticked, unless they only say yes.
    const above = outer.run !== null && !besideIt(outer.run, box);
    if (above && couldLabel(words) && words.length > 1 && !/^(是|有|启用|同意|yes|on)$/i.test(words))
      return {
        kind: 'checkbox' as const,
        controls: [c],
        naming: { run: ownRunOf(c), texts: [words, ...outer.texts] },
        options: null,
      };
    return {
      kind: 'checkbox' as const,
      controls: [c],
      naming: { run: outer.run, texts: [...outer.texts, labelText(texts[i] ?? '')].filter((t) => t !== '') },
      options: null,
    };
  });
}

function isButton(el: HTMLElement): boolean {
  return el.localName === 'button' || el.getAttribute('role') === 'button';
}

function likeButton(face: HTMLElement): boolean {
  const cs = classOf(face);
  if (/(^|[\s_-])(btn|button)([\s_-]|$)/i.test(cs)) return true;
  const inner = face.querySelector('span, i');
  if (inner !== null && /(^|[\s_-])(btn|button)([\s_-]|$)/i.test(classOf(inner)) && boxOf(inner).height >= 20)
    return true;
  return bordered(face) && !hasMark(face);
}

/** Drawn as a box of its own, such as a row of buttons. */
function bordered(face: HTMLElement): boolean {
  const style = viewOf(face).getComputedStyle(face);
  return (
    parseFloat(style.borderTopWidth) > 0 &&
    parseFloat(style.borderBottomWidth) > 0 &&
    boxOf(face).height >= 22
  );
}

/** A ring or tick before the words. */
function hasMark(face: HTMLElement): boolean {
  return [...face.querySelectorAll<HTMLElement>('*')].some((e) => {
    const b = boxOf(e);
    return (
      b.width >= 8 &&
      b.width <= 26 &&
      b.height >= 8 &&
      b.height <= 26 &&
      drawn(e) &&
      tidy(e.textContent) === ''
    );
  });
}

export function boxOfField(controls: Control[]): Box {
  return unionOf(controls.map((c) => boxOf(c.frame)));
}
