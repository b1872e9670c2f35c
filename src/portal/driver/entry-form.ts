import type { Frame, Locator, Page } from 'playwright';
import type { FieldComparison, FieldValue } from '../../entry/field-values.ts';
import { matcher, plainLabel } from '../profile/patterns.ts';
import type { FieldRule } from '../profile/schema-field.ts';
import type { EntryRule } from '../profile/schema.ts';
import { showsValue } from '../shown-equals.ts';
import { portalFault } from '../session/portal-faults.ts';
import type { PortalSession } from '../session/session.ts';
import { waitUntil } from '../session/wait-until.ts';
import type { FieldAsk } from './field-asks.ts';
import { scan, type FormField, type FormInventory, type FormScope } from './form-engine.ts';
import { isEmpty } from './shown-values.ts';

export type FieldMatch =
  { kind: 'found'; field: FormField } | { kind: 'absent' } | { kind: 'several'; count: number };

/** Where the entry form is drawn: page, frame, dialog or the place that the profile names. */
export async function formScope(
  session: PortalSession,
  entry: EntryRule,
  signal: AbortSignal,
): Promise<FormScope> {
  const where = await session.scope(entry.page.frame, signal);
  if (entry.scope?.css !== undefined) return where.locator(entry.scope.css).filter({ visible: true }).first();
  const dialog = entry.scope?.dialog;
  if (dialog === undefined) return where;
  const inBox = await boxWith(where, dialog);
  if (inBox !== null) return inBox;
  // The box may stand around the frame in which the form is.
  if (where !== session.page && (await boxWith(session.page, dialog)) !== null) return where;
  throw portalFault.formChanged([`没有看到标题含"${dialog}"的对话框`]);
}

/** The topmost box whose words say what the profile names. */
async function boxWith(where: Page | Frame, dialog: string): Promise<Locator | null> {
  const boxes = where
    .locator(
      '[role=dialog],dialog,[class*=dialog],[class*=modal],[class*=layer],[class*=window],[class*=drawer]',
    )
    .filter({ visible: true });
  for (const box of (await boxes.all()).toReversed())
    if (matcher(dialog).test(await box.innerText())) return box;
  return null;
}

/** The form as the profile names it: a field that the profile finds by selector answers to the profile's label. */
export async function scanEntry(
  scope: FormScope,
  entry: EntryRule,
  signal: AbortSignal,
): Promise<FormInventory> {
  const inventory = await scan(scope, signal);
  const fields = [...inventory.fields];
  for (const rule of entry.fields) {
    if (rule.locator === undefined) continue;
    const control = scope.locator(rule.locator).filter({ visible: true });
    const box = (await control.count()) === 1 ? await control.boundingBox() : null;
    if (box === null) continue;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const index = fields.findIndex(
      ({ box: at }) => x >= at.x && x <= at.x + at.width && y >= at.y && y <= at.y + at.height,
    );
    const field = fields[index];
    if (field !== undefined)
      fields[index] = {
        ...field,
        label: rule.label,
        labels: [rule.label],
        section: rule.section ?? field.section,
      };
  }
  return { ...inventory, fields };
}

/** The one field of the form that a rule means. Never the nearest or the first of several. */
export function matchField(inventory: FormInventory, rule: Pick<FieldRule, 'label' | 'section'>): FieldMatch {
  const label = plainLabel(rule.label);
  const named = inventory.fields.filter((field) =>
    [field.label, ...field.labels].some((candidate) => plainLabel(candidate) === label),
  );
  // A field whose own label it is wins over one that only stands beside it.
  const own = named.filter((field) => plainLabel(field.label) === label);
  const labelled = own.length > 0 ? own : named;
  const section = rule.section;
  const inSection =
    section === undefined
      ? labelled
      : labelled.filter((field) => plainLabel(field.section ?? '') === plainLabel(section));
  const [field, ...others] = inSection.length > 0 || section === undefined ? inSection : [];
  if (field === undefined) return { kind: 'absent' };
  return others.length === 0 ? { kind: 'found', field } : { kind: 'several', count: inSection.length };
}

/** Every way in which the form does not have what the profile expects, in words for the operator. */
export function formDifference(
  inventory: FormInventory,
  rules: readonly FieldRule[],
  known: readonly FieldRule[],
): string[] {
  const difference: string[] = [];
  for (const rule of rules) {
    const match = matchField(inventory, rule);
    if (match.kind === 'absent') difference.push(`找不到字段"${rule.label}"`);
    if (match.kind === 'several')
      difference.push(`字段"${rule.label}"有 ${String(match.count)} 个，分不清是哪一个`);
  }
  const strangers = unknownFields(inventory, known);
  if (difference.length > 0 && strangers.length > 0)
    difference.push(`页面上有门户配置里没有的字段：${strangers.map((field) => field.label).join('、')}`);
  for (const field of strangers)
    if (field.required && isEmpty(field.value)) difference.push(`门户多了必填字段"${field.label}"`);
  return difference;
}

export function unknownFields(inventory: FormInventory, known: readonly FieldRule[]): FormField[] {
  const labels = new Set(known.map((rule) => plainLabel(rule.label)));
  return inventory.fields.filter(
    (field) => ![field.label, ...field.labels].some((label) => labels.has(plainLabel(label))),
  );
}

/** Scans until two looks in a row are the same form: fields of a page still being drawn prove nothing. */
export async function scanStill(
  look: () => Promise<FormInventory>,
  options: { timeoutMs: number; signal: AbortSignal; enough: (inventory: FormInventory) => boolean },
): Promise<FormInventory | null> {
  let previous: FormInventory | null = null;
  return waitUntil(
    async () => {
      const inventory = await look();
      const still = previous !== null && previous.fingerprint === inventory.fingerprint;
      previous = inventory;
      return still && options.enough(inventory) ? inventory : null;
    },
    { timeoutMs: options.timeoutMs, signal: options.signal, everyMs: 60 },
  );
}

export function compareField(ask: FieldAsk, field: FormField | null): FieldComparison {
  const { rule, asked } = ask;
  const shown: FieldValue = field === null ? null : field.value;
  const source = field !== null && isLoaded(rule, field) ? 'loaded' : 'typed';
  return {
    label: rule.label,
    column: rule.column ?? null,
    asked,
    shown,
    equal: field !== null && holdsAsked(ask, field, source),
    source,
  };
}

/** Locked and showing something: the portal's server has filled it, so it is only compared. */
export function isLoaded(rule: FieldRule, field: FormField): boolean {
  if (rule.loaded === 'always') return true;
  if (rule.loaded === 'never') return false;
  return (field.readOnly || field.disabled) && !isEmpty(field.value);
}

function holdsAsked({ rule, asked }: FieldAsk, field: FormField, source: 'typed' | 'loaded'): boolean {
  if (asked !== null) return showsValue(field.kind, asked, field.value);
  // Where the sheet says nothing, what the portal itself knows contradicts nothing.
  return source === 'loaded' || rule.blank === 'portal-default' || isEmpty(field.value);
}
