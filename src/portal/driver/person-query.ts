/** Query-before-entry: the portal looks the person up by ID number and fills what it knows. */
import { redactText } from '../../platform/redact.ts';
import { firstMatch, matcher } from '../profile/patterns.ts';
import type { ConfirmStep, Refusal } from '../profile/schema-parts.ts';
import type { PersonQuery } from '../profile/schema.ts';
import { findButton } from '../session/buttons.ts';
import { portalFault } from '../session/portal-faults.ts';
import type { PortalSession } from '../session/session.ts';
import { waitUntil } from '../session/wait-until.ts';
import { matchField } from './entry-form.ts';
import { fill, scan, type FormField, type FormInventory, type FormScope } from './form-engine.ts';
import { PressWatch } from './press-watch.ts';
import { isEmpty, sameValue } from './shown-values.ts';

export interface QueryResult {
  refusal: { reason: 'business' | 'duplicate'; messages: string[] } | null;
  /** True when the portal does not know the person and the fields are ours to fill. */
  unknown: boolean;
  messages: string[];
}

export interface QueryInput {
  session: PortalSession;
  query: PersonQuery;
  scope: () => Promise<FormScope>;
  idNumber: string;
  signal: AbortSignal;
}

type Answer =
  | { kind: 'said'; rule: Refusal; text: string }
  | { kind: 'unknown'; text: string }
  | { kind: 'loaded' }
  | { kind: 'failed'; why: string };

const step = '查询人员';

export async function queryPerson(input: QueryInput): Promise<QueryResult> {
  const { session, query, scope, signal } = input;
  const { inventory, field } = await expectQueryField(session, scope, query, signal);
  await using watch = await PressWatch.start(session);
  const undo = session.dialogs.answerWith((dialog) => {
    watch.addLines([dialog.message]);
    const asked = query.confirm.find((one) => matcher(one.text).test(dialog.message));
    return Promise.resolve(dialog.kind === 'confirm' && asked !== undefined ? 'accept' : null);
  });
  try {
    await typeQuery(session, await scope(), inventory, field, input.idNumber, signal);
    if (query.button !== undefined) {
      watch.forget();
      await session.press({ text: query.button, prefer: endOf(field) }, step, signal);
    }
    const answer = await waitForAnswer(input, watch);
    return await settleAnswer(input, watch, answer);
  } finally {
    undo();
  }
}

/**
 * Scans until the query field is there. A page that has gone over to a login, a maintenance notice or an unknown dialog
 * since it was opened is told as that and not as a changed form.
 */
export async function expectQueryField(
  session: PortalSession,
  scope: () => Promise<FormScope>,
  { field: label, section }: { field: string; section?: string | undefined },
  signal: AbortSignal,
): Promise<{ inventory: FormInventory; field: FormField }> {
  const last = { inventory: await scan(await scope()) };
  const rule = section === undefined ? { label } : { label, section };
  const look = async () => {
    if (matchField(last.inventory, rule).kind === 'found') return true;
    await session.guard(signal);
    last.inventory = await scan(await scope());
    return false;
  };
  await waitUntil(look, { timeoutMs: Math.min(session.profile.timeouts.stepMs, appearMs), signal });
  return { inventory: last.inventory, field: queryField(last.inventory, label, section) };
}

/** How long a page that says it is ready may still be drawing its query field. */
const appearMs = 3_000;

export function queryField(inventory: FormInventory, label: string, section: string | undefined): FormField {
  const match = matchField(inventory, section === undefined ? { label } : { label, section });
  if (match.kind === 'found') return match.field;
  throw portalFault.formChanged([
    match.kind === 'absent' ? `找不到查询字段"${label}"` : `查询字段"${label}"有 ${String(match.count)} 个`,
  ]);
}

/** Types into the query field and makes sure that it shows exactly what was typed. */
export async function typeQuery(
  session: PortalSession,
  scope: FormScope,
  inventory: FormInventory,
  field: FormField,
  text: string,
  signal: AbortSignal,
): Promise<void> {
  const timeoutMs = session.profile.timeouts.fieldMs;
  const report = await fill(scope, inventory, { [field.id]: text }, { timeoutMs, signal });
  const [filled] = report.fields;
  if (!report.ok || filled === undefined || !sameValue(text, filled.shown))
    throw portalFault.stepFailed(`填写"${field.label}"`, filled?.reason ?? '字段没有显示所填的内容');
}

/** The button that belongs to a field stands beside its end. */
export function endOf({ box }: FormField): { x: number; y: number } {
  return { x: box.x + box.width, y: box.y + box.height / 2 };
}

async function waitForAnswer(input: QueryInput, watch: PressWatch): Promise<Answer | null> {
  const { session, query, scope, signal } = input;
  const refusals = [...query.refusals, ...session.profile.refusals];
  const unknown = query.unknown.map((text) => ({ text }));
  const confirms = [...query.confirm];
  return waitUntil(
    async (): Promise<Answer | null> => {
      for (const text of watch.texts) {
        const rule = firstMatch(refusals, text);
        if (rule !== null) return { kind: 'said', rule, text };
      }
      const stranger = watch.texts.find((text) => firstMatch(unknown, text) !== null);
      if (stranger !== undefined) return { kind: 'unknown', text: stranger };
      await answerConfirm(session, confirms);
      if (query.request && !watch.answered) return null;
      if (watch.trouble !== null && watch.texts.length === 0)
        return { kind: 'failed', why: `服务器没有正常答复${String(watch.trouble.status ?? '')}` };
      return (await isLoadedNow(session, query, scope)) ? { kind: 'loaded' } : null;
    },
    { timeoutMs: session.profile.timeouts.stepMs, signal, everyMs: 80 },
  );
}

async function isLoadedNow(
  session: PortalSession,
  query: PersonQuery,
  scope: () => Promise<FormScope>,
): Promise<boolean> {
  if (query.proof !== undefined && !(await session.holds(query.proof))) return false;
  if (query.loaded.length === 0) return true;
  const inventory = await scan(await scope());
  return query.loaded.every((label) => {
    const match = matchField(inventory, { label });
    return match.kind === 'found' && !isEmpty(match.field.value);
  });
}

async function answerConfirm(session: PortalSession, confirms: ConfirmStep[]): Promise<void> {
  const [next] = confirms;
  if (next === undefined) return;
  const search = await findButton(session.page, { text: next.press, around: next.text });
  if (search.kind !== 'found') return;
  confirms.shift();
  await search.button.handle.click({ timeout: session.profile.timeouts.fieldMs });
}

async function settleAnswer(
  input: QueryInput,
  watch: PressWatch,
  answer: Answer | null,
): Promise<QueryResult> {
  const { session, query, signal } = input;
  const messages = [...new Set(watch.lines)].slice(0, 8).map(redactText);
  if (answer === null) {
    await session.guard(signal);
    throw portalFault.stepFailed(
      step,
      messages.length > 0 ? `门户显示：${messages.join(' ')}` : '门户没有答复',
    );
  }
  switch (answer.kind) {
    case 'failed':
      await session.guard(signal);
      throw portalFault.stepFailed(step, answer.why);
    case 'said':
      return refused(answer.rule, answer.text);
    case 'unknown':
      if (query.onUnknown === 'refuse')
        return refused({ reason: 'business', text: answer.text }, answer.text);
      await waitForLoaded(input);
      return { refusal: null, unknown: true, messages: [redactText(answer.text)] };
    case 'loaded':
      return { refusal: null, unknown: false, messages: [] };
  }
}

/** Also for an unknown person some fields (sex, birth date) come from the number itself, a moment later. */
async function waitForLoaded({ session, query, scope, signal }: QueryInput): Promise<void> {
  await waitUntil(() => isLoadedNow(session, query, scope), { timeoutMs: 2_000, signal });
}

function refused(rule: Refusal, text: string): QueryResult {
  const words = redactText(text.replace(/\s+/gu, ' ').trim());
  if (rule.reason === 'session') throw portalFault.sessionExpired();
  if (rule.reason === 'system') throw portalFault.stepFailed(step, `门户显示：${words}`);
  return { refusal: { reason: rule.reason, messages: [words] }, unknown: false, messages: [] };
}
