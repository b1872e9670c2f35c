/** Fills one person's form field by field, lets nothing pass that does not show what was asked, saves nothing. */
import type { FieldComparison } from '../../entry/field-values.ts';
import { redactText } from '../../platform/redact.ts';
import { plainLabel } from '../profile/patterns.ts';
import { portalFault } from '../session/portal-faults.ts';
import type { PortalSession } from '../session/session.ts';
import { waitUntil } from '../session/wait-until.ts';
import { compareField, formDifference, isLoaded, matchField, scanEntry } from './entry-form.ts';
import type { FieldAsk } from './field-asks.ts';
import { fill, type FormField, type FormInventory, type FormScope } from './form-engine.ts';
import { isEmpty } from './shown-values.ts';

export interface FilledForm {
  fields: FieldComparison[];
  complete: boolean;
  messages: string[];
}

export interface FillInput {
  session: PortalSession;
  scope: () => Promise<FormScope>;
  asks: FieldAsk[];
  signal: AbortSignal;
}

/** Why fields refused a value, kept until it is known whether they took it in the end; and what the page said. */
interface FillMessages {
  fields: Map<string, string>;
  page: string[];
}

/** How long a field may take to appear after the one that it depends on. */
const appearMs = 3_000;

export async function fillFields(input: FillInput): Promise<FilledForm> {
  const messages: FillMessages = { fields: new Map(), page: [] };
  await fillRounds(input, input.asks, messages);
  // What was right when it was typed may have been cleared or replaced by a later field or a late answer of the server.
  const wrong = await untilRight(input);
  if (wrong.length > 0) await fillRounds(input, wrong, messages);
  return finalState(input, messages);
}

/** What the form shows now against what was asked; fills nothing. */
export async function readFields(input: FillInput): Promise<FilledForm> {
  return finalState(input, { fields: new Map(), page: [] });
}

async function look(input: FillInput): Promise<FormInventory> {
  return scanEntry(await input.scope(), input.session.profile.entry, input.signal);
}

/** Fields in the profile's order; those that only appear after another are looked for again after it. */
async function fillRounds(input: FillInput, asks: FieldAsk[], messages: FillMessages): Promise<void> {
  let rest = asks;
  while (rest.length > 0) {
    const inventory = await inventoryWith(input, rest);
    const ready: { ask: FieldAsk; field: FormField }[] = [];
    for (const ask of rest) {
      const match = matchField(inventory, ask.rule);
      if (match.kind !== 'found') break;
      ready.push({ ask, field: match.field });
    }
    if (ready.length === 0) await refuseForm(input, inventory, rest);
    await fillReady(input, inventory, ready, messages);
    rest = rest.slice(ready.length);
  }
}

/** Scans until the next wanted field is there; a field that stays away is left to the caller. */
async function inventoryWith(input: FillInput, asks: FieldAsk[]): Promise<FormInventory> {
  let last: FormInventory | null = null;
  const [next] = asks;
  const found = await waitUntil(
    async () => {
      last = await look(input);
      return next === undefined || matchField(last, next.rule).kind === 'found' ? last : null;
    },
    { timeoutMs: appearMs, signal: input.signal },
  );
  return found ?? last ?? look(input);
}

async function refuseForm(input: FillInput, inventory: FormInventory, rest: FieldAsk[]): Promise<never> {
  await input.session.guard(input.signal);
  const rules = rest.map((ask) => ask.rule);
  const difference = formDifference(inventory, rules.slice(0, 1), input.session.profile.entry.fields);
  throw portalFault.formChanged(
    difference.length > 0 ? difference : [`字段"${rules[0]?.label ?? ''}"用不了`],
  );
}

async function fillReady(
  input: FillInput,
  inventory: FormInventory,
  ready: { ask: FieldAsk; field: FormField }[],
  messages: FillMessages,
): Promise<void> {
  input.signal.throwIfAborted();
  const values: Record<string, string | string[] | boolean> = {};
  for (const { ask, field } of ready) {
    const { asked, rule } = ask;
    if (asked === null || isLoaded(rule, field)) continue;
    values[field.id] = asked;
  }
  if (Object.keys(values).length === 0) return;
  const timeoutMs = input.session.profile.timeouts.fieldMs;
  const report = await fill(await input.scope(), inventory, values, { timeoutMs, signal: input.signal });
  for (const filled of report.fields)
    if (filled.reason !== undefined && filled.status !== 'set' && filled.status !== 'already')
      messages.fields.set(plainLabel(filled.label), redactText(`${filled.label}:${filled.reason}`));
  messages.page.push(...report.messages.map(redactText));
}

/** Gives late answers of the server a moment, then says which typed fields still do not show what was asked. */
async function untilRight(input: FillInput): Promise<FieldAsk[]> {
  let wrong: FieldAsk[] = [];
  const isWrong = (inventory: FormInventory, ask: FieldAsk) => {
    const match = matchField(inventory, ask.rule);
    if (match.kind !== 'found' || ask.asked === null || isLoaded(ask.rule, match.field)) return false;
    return !compareField(ask, match.field).equal;
  };
  await waitUntil(
    async () => {
      const inventory = await look(input);
      wrong = input.asks.filter((ask) => isWrong(inventory, ask));
      return wrong.length === 0;
    },
    { timeoutMs: 600, signal: input.signal, everyMs: 100 },
  );
  return wrong;
}

async function finalState(input: FillInput, messages: FillMessages): Promise<FilledForm> {
  const { session, asks, signal } = input;
  let state = await compareAll(input);
  // Fields that the server fills by itself (code of a place, sector of a trade) may come a moment after the rest.
  await waitUntil(
    async () => {
      state = await compareAll(input);
      return state.fields.every((field) => field.equal);
    },
    { timeoutMs: 1_500, signal, everyMs: 100 },
  );
  const { inventory, fields } = state;
  const difference = formDifference(
    inventory,
    asks.map((ask) => ask.rule),
    session.profile.entry.fields,
  );
  if (difference.length > 0) throw portalFault.formChanged(difference);
  const empty = emptyRequired(inventory);
  const wrong = fields.filter((field) => !field.equal);
  const reasons = wrong.flatMap((field) => messages.fields.get(plainLabel(field.label)) ?? []);
  return {
    fields,
    complete: empty.length === 0 && wrong.length === 0,
    messages: [...new Set([...reasons, ...messages.page, ...empty.map((label) => `必填项"${label}"还空着`)])],
  };
}

async function compareAll(
  input: FillInput,
): Promise<{ inventory: FormInventory; fields: FieldComparison[] }> {
  const inventory = await look(input);
  const fields = input.asks.map((ask) => {
    const match = matchField(inventory, ask.rule);
    return compareField(ask, match.kind === 'found' ? match.field : null);
  });
  return { inventory, fields };
}

/** Labels of fields that the form itself marks as required and that show nothing. */
export function emptyRequired(inventory: FormInventory): string[] {
  return inventory.fields
    .filter((field) => field.required && !field.disabled && isEmpty(field.value))
    .map((field) => field.label);
}
