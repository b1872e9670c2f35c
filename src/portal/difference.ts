import type { FormField, FormInventory } from './form.ts';

export interface FieldDifference {
  label: string;
  section: string | null;
  change: 'added' | 'removed' | 'moved' | 'kind' | 'required' | 'max-length' | 'options';
  /** For the operator, in Chinese. */
  text: string;
}

export interface FormDifference {
  same: boolean;
  changes: FieldDifference[];
  /** All changes as text, one line each; `表单没有变化` when there are none. */
  text: string;
}

/** What has changed between two scans of a form, so that a person can judge it. Values are not compared. */
export function diffInventories(before: FormInventory, after: FormInventory): FormDifference {
  const changes: FieldDifference[] = [];
  const partner = pairUp(before.fields, after.fields);
  for (const old of before.fields) {
    const now = partner.get(old);
    if (now === undefined) changes.push(change(old, 'removed', `少了“${name(old)}”`));
    else changes.push(...compare(old, now));
  }
  changes.push(...moved(before.fields, after.fields, partner));
  const met = new Set(partner.values());
  for (const f of after.fields)
    if (!met.has(f)) changes.push(change(f, 'added', `多了“${name(f)}”${f.required ? '（必填）' : ''}`));
  return {
    same: changes.length === 0,
    changes,
    text: changes.length === 0 ? '表单没有变化' : changes.map((c) => c.text).join('\n'),
  };
}

/** By id; then, among the rest, by a label that each side has once. */
function pairUp(before: readonly FormField[], after: readonly FormField[]): Map<FormField, FormField> {
  const pairs = new Map<FormField, FormField>();
  for (const old of before) {
    const same = after.find((f) => f.id === old.id);
    if (same !== undefined) pairs.set(old, same);
  }
  const met = new Set(pairs.values());
  const restBefore = before.filter((f) => !pairs.has(f));
  const restAfter = after.filter((f) => !met.has(f));
  for (const old of restBefore) {
    const alike = restAfter.filter((f) => f.label === old.label);
    if (
      alike.length === 1 &&
      alike[0] !== undefined &&
      restBefore.filter((f) => f.label === old.label).length === 1
    )
      pairs.set(old, alike[0]);
  }
  return pairs;
}

/** Fields that stand elsewhere among those that both forms have: the fewest whose move explains the new order. */
function moved(
  before: readonly FormField[],
  after: readonly FormField[],
  partner: ReadonlyMap<FormField, FormField>,
): FieldDifference[] {
  const both = before.flatMap((f) => partner.get(f) ?? []);
  const order = after.filter((f) => both.includes(f));
  const stayed = new Set(longestRun(both.map((f) => order.indexOf(f))).map((i) => order[i]));
  return both
    .filter((f) => !stayed.has(f))
    .map((f) => {
      const neighbour = order[order.indexOf(f) - 1];
      const place = neighbour === undefined ? '最前面' : `“${name(neighbour)}”之后`;
      return change(f, 'moved', `“${name(f)}”换了位置，现在在${place}`);
    });
}

/** Longest series of growing numbers that can be read off from left to right. */
function longestRun(numbers: readonly number[]): number[] {
  const best: number[][] = [];
  for (const n of numbers) {
    const longest = best
      .filter((run) => (run.at(-1) ?? -1) < n)
      .reduce<number[]>((a, b) => (b.length > a.length ? b : a), []);
    best.push([...longest, n]);
  }
  return best.reduce<number[]>((a, b) => (b.length > a.length ? b : a), []);
}

function name(f: FormField): string {
  return f.section === null ? f.label : `${f.section} › ${f.label}`;
}

function change(f: FormField, kind: FieldDifference['change'], text: string): FieldDifference {
  return { label: f.label, section: f.section, change: kind, text };
}

function compare(old: FormField, now: FormField): FieldDifference[] {
  const found: FieldDifference[] = [];
  if (old.section !== now.section)
    found.push(
      change(now, 'moved', `“${old.label}”从“${old.section ?? '无分组'}”移到“${now.section ?? '无分组'}”`),
    );
  if (old.kind !== now.kind)
    found.push(change(now, 'kind', `“${name(now)}”的控件从 ${old.kind} 变成 ${now.kind}`));
  if (old.required !== now.required)
    found.push(change(now, 'required', `“${name(now)}”变成${now.required ? '必填' : '选填'}`));
  if (old.maxLength !== now.maxLength)
    found.push(
      change(
        now,
        'max-length',
        `“${name(now)}”的最大长度从 ${String(old.maxLength ?? '不限')} 变成 ${String(now.maxLength ?? '不限')}`,
      ),
    );
  if (!old.remote && !now.remote && old.options !== null && now.options !== null) {
    const gone = old.options.filter((o) => !now.options?.includes(o));
    const added = now.options.filter((o) => !old.options?.includes(o));
    if (gone.length > 0) found.push(change(now, 'options', `“${name(now)}”少了选项：${gone.join('、')}`));
    if (added.length > 0) found.push(change(now, 'options', `“${name(now)}”多了选项：${added.join('、')}`));
  }
  return found;
}
