/** One press of save and everything that follows it (DESIGN §5, invariants 1 and 2). */
import type { Page } from 'playwright';
import type { SubmissionOutcome } from '../../entry/outcome.ts';
import { redactText } from '../../platform/redact.ts';
import { matcher, squeeze } from '../profile/patterns.ts';
import type { ConfirmStep } from '../profile/schema-parts.ts';
import type { SaveRule } from '../profile/schema.ts';
import { findButton, type FoundButton } from '../session/buttons.ts';
import type { NativeDialog } from '../session/native-dialogs.ts';
import { freshConnections } from '../session/fresh-connections.ts';
import { asPortalFault } from '../session/portal-faults.ts';
import type { PortalSession } from '../session/session.ts';
import { visibleFrames } from '../session/visible-text.ts';
import { settle, waitUntil } from '../session/wait-until.ts';
import { PressWatch } from './press-watch.ts';
import { judge, type SaveVerdict } from './save-verdict.ts';

export interface SaveInput {
  session: PortalSession;
  rule: SaveRule;
  /** Texts for `{idNumber}` and the like in proofs. */
  names: Record<string, string | null>;
  beforePress: () => Promise<void>;
  signal: AbortSignal;
}

/** Never rejects once `beforePress` has resolved; before that it rejects or says `not-attempted`. */
export async function pressSave(input: SaveInput): Promise<SubmissionOutcome> {
  const { session, rule, signal } = input;
  await session.guard(signal);
  const button = await session.expectButton({ text: rule.button }, '保存', signal);
  // Whatever covers the button shows now, while nothing is written down and nothing pressed.
  try {
    await button.handle.click({ trial: true, timeout: session.profile.timeouts.fieldMs });
  } catch (error) {
    await session.guard(signal);
    throw asPortalFault('按保存', error);
  }
  await using watch = await PressWatch.start(session);
  const attempt = new SaveAttempt(input, watch);
  try {
    return await attempt.run(button);
  } catch (error) {
    if (!attempt.mayHaveSaved) throw attempt.intentError ?? asPortalFault('按保存', error);
    return attempt.uncertain(
      `按下保存之后出错：${error instanceof Error ? (error.message.split('\n')[0] ?? '') : '未知'}`,
    );
  } finally {
    attempt.end();
  }
}

class SaveAttempt {
  readonly #input: SaveInput;
  readonly #watch: PressWatch;
  readonly #pendingConfirms: ConfirmStep[];
  readonly #undo: () => void;
  #intentWritten = false;
  #refusedIntent: { error: unknown } | null = null;
  #before: PageMarks = { addresses: new Set(), rows: new Set() };

  constructor(input: SaveInput, watch: PressWatch) {
    this.#input = input;
    this.#watch = watch;
    this.#pendingConfirms = [...input.rule.confirm];
    this.#undo = input.session.dialogs.answerWith((dialog) => this.#answerNative(dialog));
  }

  /** From here on nothing may be retried and nothing may be reported as "not attempted". */
  get mayHaveSaved(): boolean {
    return this.#intentWritten;
  }

  get intentError(): Error | null {
    if (this.#refusedIntent === null) return null;
    const { error } = this.#refusedIntent;
    return error instanceof Error ? error : new Error(String(error));
  }

  async run(button: FoundButton): Promise<SubmissionOutcome> {
    const { rule } = this.#input;
    this.#before = await this.#marks();
    if (!rule.savesAfterConfirm) await this.#writeIntent();
    this.#watch.forget();
    await freshConnections(this.#input.session.page);
    await this.#click(button);
    if (rule.savesAfterConfirm) {
      const asked = await this.#untilIntent();
      if (!asked) return this.#notAttempted();
    }
    const verdict = await this.#waitForVerdict(rule.accepted, rule.response);
    await this.#close(verdict);
    if (verdict.kind !== 'accepted' || rule.submit === undefined) return this.#outcome(verdict);
    return this.#submitDraft(rule.submit);
  }

  uncertain(reason: string): SubmissionOutcome {
    return { kind: 'uncertain', reason: redactText(reason), messages: this.#messages() };
  }

  end(): void {
    this.#undo();
  }

  /** Portals that keep a draft first: the second press belongs to the same intent. */
  async #submitDraft(submit: NonNullable<SaveRule['submit']>): Promise<SubmissionOutcome> {
    const { session, signal } = this.#input;
    this.#pendingConfirms.push(...submit.confirm);
    const button = await session.expectButton(
      { text: submit.button, prefer: 'first' },
      submit.button,
      signal,
    );
    this.#watch.forget();
    this.#before = await this.#marks();
    await this.#click(button);
    const verdict = await this.#waitForVerdict(submit.accepted, this.#input.rule.response);
    if (verdict.kind === 'accepted') return this.#outcome(verdict);
    return this.uncertain(`已保存为未提交，但"${submit.button}"没有得到受理的证据`);
  }

  async #close(verdict: SaveVerdict): Promise<void> {
    if (verdict.kind !== 'accepted' || verdict.close === null) return;
    const search = await findButton(this.#input.session.page, { text: verdict.close, prefer: 'first' });
    // Only tidying up: what was proved stays proved.
    if (search.kind === 'found') await search.button.handle.click({ timeout: 3_000 }).catch(() => undefined);
  }

  async #writeIntent(): Promise<void> {
    if (this.#intentWritten) return;
    this.#input.signal.throwIfAborted();
    try {
      await this.#input.beforePress();
    } catch (error) {
      this.#refusedIntent = { error };
      throw error;
    }
    this.#intentWritten = true;
  }

  /** A native dialog blocks the page inside the click, so the click is not waited for when one may come. */
  async #click(button: FoundButton): Promise<void> {
    const { session } = this.#input;
    await button.handle.click({ timeout: session.profile.timeouts.saveMs, noWaitAfter: true });
  }

  async #answerNative(dialog: NativeDialog): Promise<'accept' | 'dismiss' | null> {
    this.#watch.addLines([dialog.message]);
    if (dialog.kind !== 'confirm') return null;
    const index = this.#pendingConfirms.findIndex((step) => matcher(step.text).test(dialog.message));
    if (index < 0) return 'dismiss';
    try {
      await this.#writeIntent();
    } catch {
      return 'dismiss';
    }
    this.#pendingConfirms.splice(0, index + 1);
    return 'accept';
  }

  /** Waits for the confirm box that really saves; true once the intent is written and the box answered. */
  async #untilIntent(): Promise<boolean> {
    const { session, signal } = this.#input;
    const done = await waitUntil(
      async () => {
        if (this.#refusedIntent !== null) return 'refused';
        if (this.#intentWritten) return 'asked';
        if (await this.#answerDrawn()) return 'asked';
        return this.#refusalText() === null ? null : 'said-no';
      },
      { timeoutMs: session.profile.timeouts.stepMs, signal },
    );
    if (this.#refusedIntent !== null) throw this.intentError ?? new Error('SAVE-0001');
    return done === 'asked';
  }

  /** Answers the next confirm box drawn by the page; true when one was answered. */
  async #answerDrawn(): Promise<boolean> {
    for (const [index, step] of this.#pendingConfirms.entries()) {
      const search = await findButton(this.#input.session.page, { text: step.press, around: step.text });
      if (search.kind === 'found' && !search.button.disabled) {
        const { handle } = search.button;
        await handle.click({ trial: true, timeout: this.#input.session.profile.timeouts.fieldMs });
        if (!this.#intentWritten && !(await this.#intentOrCancel(step))) return false;
        this.#pendingConfirms.splice(0, index + 1);
        await freshConnections(this.#input.session.page);
        await handle.click({ timeout: this.#input.session.profile.timeouts.saveMs, noWaitAfter: true });
        return true;
      }
      if (!step.optional) return false;
    }
    return false;
  }

  /** What came before the first press that may save is no trace of the save. */
  async #intentOrCancel(step: ConfirmStep): Promise<boolean> {
    if (this.#refusedIntent !== null) return false;
    try {
      await this.#writeIntent();
    } catch {
      await this.#cancel(step);
      return false;
    }
    this.#watch.forget();
    return true;
  }

  async #cancel(step: ConfirmStep): Promise<void> {
    const search = await findButton(this.#input.session.page, { text: step.cancel, around: step.text });
    if (search.kind === 'found') await search.button.handle.click({ timeout: 3_000 }).catch(() => undefined);
  }

  async #waitForVerdict(accepted: SaveRule['accepted'], response: boolean): Promise<SaveVerdict> {
    const { session, signal, names } = this.#input;
    const refusals = [...this.#input.rule.refusals, ...session.profile.refusals];
    const look = async () => {
      const now = await this.#marks();
      return judge({
        rules: { accepted, refusals, response, names },
        watch: this.#watch,
        newAddresses: [...now.addresses].filter((one) => !this.#before.addresses.has(one)),
        newRows: [...now.rows].filter((one) => !this.#before.rows.has(one)),
        loginShown: () => this.#sessionGone(),
      });
    };
    const first = await waitUntil(
      async () => {
        if (signal.aborted) return { kind: 'uncertain', reason: '操作被中断' } satisfies SaveVerdict;
        await this.#answerDrawn().catch(() => false);
        return look();
      },
      { timeoutMs: session.profile.timeouts.saveMs },
    );
    if (first === null) return { kind: 'uncertain', reason: this.#silence(response) };
    if (first.kind === 'uncertain') {
      // An error answer arrives before the words that explain it.
      const certain = await waitUntil(async () => certainOnly(await look()), { timeoutMs: 2_000 });
      return certain ?? (await look()) ?? first;
    }
    // Texts of one answer can come one after the other, and they may contradict each other.
    await settle(150);
    return (await look()) ?? first;
  }

  async #marks(): Promise<PageMarks> {
    const { page } = this.#input.session;
    const addresses = new Set(page.frames().map((frame) => frame.url()));
    const needsRows = [...this.#input.rule.accepted, ...(this.#input.rule.submit?.accepted ?? [])].some(
      (proof) => proof.row,
    );
    const rows = needsRows ? await rowTexts(page) : [];
    return { addresses, rows: new Set(rows) };
  }

  async #sessionGone(): Promise<boolean> {
    const { session } = this.#input;
    const { expired, loginPage } = session.profile.session;
    return (await session.holds(loginPage)) || (expired !== undefined && (await session.holds(expired)));
  }

  #silence(response: boolean): string {
    if (this.#watch.pageClosed) return '浏览器窗口被关闭';
    const unanswered = this.#watch.requests.some((seen) => seen.kind !== 'other' && seen.status === null);
    if (response && this.#watch.requests.length === 0) return '没有看到服务器对这次保存的答复';
    return unanswered ? '服务器一直没有答复' : '没有看到受理或拒绝的文字';
  }

  #refusalText(): string | null {
    const refusals = [...this.#input.rule.refusals, ...this.#input.session.profile.refusals];
    return this.#watch.texts.find((text) => refusals.some((rule) => matcher(rule.text).test(text))) ?? null;
  }

  #notAttempted(): SubmissionOutcome {
    const said = this.#refusalText();
    const reason =
      said === null ? '按下保存后没有出现确认框，没有保存' : '按下保存后门户就给出了提示，没有保存';
    return { kind: 'not-attempted', reason, messages: this.#messages() };
  }

  #outcome(verdict: SaveVerdict): SubmissionOutcome {
    if (verdict.kind === 'uncertain') return this.uncertain(verdict.reason);
    const messages = verdict.messages.map(redactText);
    if (verdict.kind === 'refused') return { kind: 'refused', reason: verdict.reason, messages };
    return { kind: 'accepted', receipt: verdict.receipt, messages };
  }

  #messages(): string[] {
    return [...new Set(this.#watch.lines)].slice(0, 12).map(redactText);
  }
}

interface PageMarks {
  addresses: Set<string>;
  rows: Set<string>;
}

async function rowTexts(page: Page): Promise<string[]> {
  const texts = await Promise.all(
    (await visibleFrames(page)).map((frame) =>
      frame
        .locator('tr,[role=row],li')
        .filter({ visible: true })
        .allInnerTexts()
        .catch(() => []),
    ),
  );
  return texts.flat().map(squeeze);
}

function certainOnly(verdict: SaveVerdict | null): SaveVerdict | null {
  return verdict?.kind === 'uncertain' ? null : verdict;
}
