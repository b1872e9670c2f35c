import { sameValue, isEmpty } from './shown-values.ts';
import { blockingLayer } from '../session/blocking-dialog.ts';
import type { ConfirmStep } from '../profile/schema-parts.ts';
import { firstMatch } from '../profile/patterns.ts';
import { portalFault } from '../session/portal-faults.ts';
import type { PortalSession } from '../session/session.ts';
import { waitUntil } from '../session/wait-until.ts';
import { findButton } from '../session/buttons.ts';
import { formScope, matchField, scanEntry } from './entry-form.ts';
import type { FormInventory } from './form-engine.ts';
import { openPage } from './navigation.ts';

export interface FreshInput {
  session: PortalSession;
  inventory: FormInventory;
  /** The first form of the session, opened before anything was typed; null when this is it. */
  first: FormInventory | null;
  signal: AbortSignal;
}

/** A person is only ever filled into a form that holds nothing of the last one. Presses the reset button once if it must. */
export async function requireFresh(input: FreshInput): Promise<void> {
  const left = leftovers(input, input.inventory);
  if (left.length === 0) return;
  const { session, signal } = input;
  const { entry } = session.profile;
  // A page that replaces its form in place may still have shown the old one.
  if (await becomesEmpty(input, 2_000)) return;
  if (entry.reset === undefined) throw portalFault.notFresh(left);
  await session.press({ text: entry.reset.button }, '清空表单', signal);
  await confirmChain(session, entry.reset.confirm, '清空表单', signal);
  if (!(await becomesEmpty(input, 3_000))) throw portalFault.notFresh(left);
}

async function becomesEmpty(input: FreshInput, timeoutMs: number): Promise<boolean> {
  const { session, signal } = input;
  const empty = async () =>
    leftovers(
      input,
      await scanEntry(await formScope(session, session.profile.entry, signal), session.profile.entry, signal),
    ).length === 0;
  return (await waitUntil(empty, { timeoutMs, signal })) === true;
}

/** Labels of fields that show something which a fresh form would not. */
function leftovers({ session, first }: FreshInput, inventory: FormInventory): string[] {
  const { fields, query } = session.profile.entry;
  const rules = fields.filter((rule) => rule.column !== undefined || rule.template !== undefined);
  const own =
    query === undefined
      ? []
      : [{ label: query.field, ...(query.section === undefined ? {} : { section: query.section }) }];
  const labels = [...own, ...rules].flatMap((rule) => {
    const match = matchField(inventory, rule);
    if (match.kind !== 'found' || isEmpty(match.field.value)) return [];
    const before = first === null ? null : matchField(first, rule);
    const typed = ['text', 'textarea', 'number', 'autocomplete'].includes(match.field.kind);
    // What the portal chooses by itself is the same on every fresh form; typed text is a person's.
    const byItself = before?.kind === 'found' ? sameValue(before.field.value, match.field.value) : !typed;
    return byItself ? [] : [rule.label];
  });
  return [...new Set(labels)];
}

/** Leaves the form unsaved, also from under a dialog that covers its buttons. */
export async function leaveForm(session: PortalSession, signal: AbortSignal): Promise<void> {
  const { leave, page } = session.profile.entry;
  await clearAfterPerson(session, signal);
  if (leave !== undefined && (await pressLeave(session, leave.button))) {
    await confirmChain(session, leave.confirm, '离开表单', signal);
    return;
  }
  if (leave === undefined && page.menu !== undefined) {
    await openPage(session, page, '离开表单', signal);
    return;
  }
  await session.goto(session.profile.session.path, signal);
}

/**
 * After a person something may still lie over the page, e.g. the box that said no. Words that the profile knows are
 * acknowledged by the box's only button; anything else is left behind by loading the portal afresh.
 */
export async function clearAfterPerson(session: PortalSession, signal: AbortSignal): Promise<void> {
  const layer = await blockingLayer(session.page);
  if (layer === null) return;
  const { refusals, entry } = session.profile;
  const known = [...refusals, ...entry.save.refusals, ...(entry.query?.refusals ?? [])];
  const [only, ...others] = layer.buttons;
  if (only !== undefined && others.length === 0 && firstMatch(known, layer.text) !== null) {
    const search = await findButton(session.page, { text: only, around: layer.text.split('\n')[0] ?? '' });
    if (search.kind === 'found') await search.button.handle.click({ timeout: 2_000 }).catch(() => undefined);
    const gone = await waitUntil(async () => (await blockingLayer(session.page)) === null, {
      timeoutMs: 1_500,
      signal,
    });
    if (gone === true) return;
  }
  await session.goto(session.profile.session.path, signal);
}

async function confirmChain(
  session: PortalSession,
  steps: ConfirmStep[],
  name: string,
  signal: AbortSignal,
): Promise<void> {
  for (const step of steps) {
    const query = { text: step.press, around: step.text };
    const shown = await waitUntil(async () => (await findButton(session.page, query)).kind === 'found', {
      timeoutMs: step.optional ? 500 : 3_000,
      signal,
    });
    if (shown === true) await session.press(query, name, signal);
  }
}

async function pressLeave(session: PortalSession, text: string): Promise<boolean> {
  const search = await findButton(session.page, { text });
  if (search.kind !== 'found' || search.button.disabled) return false;
  try {
    await search.button.handle.click({ timeout: 1_500 });
    return true;
  } catch {
    return false;
  }
}
