import type { Frame, Page } from 'playwright';
import { Fault } from '../../platform/fault.ts';
import { matcher } from '../profile/patterns.ts';
import type { FrameFinder, Proofs } from '../profile/schema-parts.ts';
import type { Profile } from '../profile/schema.ts';
import { blockingLayer, type BlockingLayer } from './blocking-dialog.ts';
import type { PortalBrowser } from './browser.ts';
import { findButton, type ButtonQuery, type FoundButton } from './buttons.ts';
import { findFrame } from './frames.ts';
import type { NativeDialogs } from './native-dialogs.ts';
import { asPortalFault, networkReason, portalFault } from './portal-faults.ts';
import { holds, lookAt } from './proofs.ts';
import type { TextWatch } from './text-watch.ts';
import { pageText } from './visible-text.ts';
import { waitUntil } from './wait-until.ts';

export interface SessionOptions {
  profile: Profile;
  browser: PortalBrowser;
  /** Address of the portal; the profile's own when absent. */
  url?: string;
}

/** The portal in one browser window: where it is, whether someone is logged in, and what stands in the way. */
export class PortalSession {
  readonly profile: Profile;
  readonly browser: PortalBrowser;
  readonly dialogs: NativeDialogs;
  readonly texts: TextWatch;
  readonly url: string;
  #page: Page;
  /** Windows under the one that is worked in: a portal may open its form in a window of its own. */
  readonly #under: Page[] = [];
  #wasLoggedIn = false;

  constructor(options: SessionOptions) {
    this.profile = options.profile;
    this.browser = options.browser;
    this.url = portalAddress(options);
    this.dialogs = options.browser.dialogs;
    this.texts = options.browser.texts;
    this.#page = options.browser.page;
  }

  get page(): Page {
    // A window that the portal has closed again, as many do after saving, gives way to the one under it.
    while (this.#page.isClosed()) {
      const under = this.#under.pop();
      if (under === undefined) break;
      this.#page = under;
    }
    return this.#page;
  }

  /** Closes the windows that were followed; what is worked in is again the one in which the person logged in. */
  async comeBack(): Promise<void> {
    while (this.#under.length > 0) {
      await this.#page.close().catch(() => undefined);
      this.#page = this.#under.pop() ?? this.#page;
    }
  }

  /** Waits for a proof – in a window that has opened since `known`, if one has – and goes on in that window. */
  async arrive(proofs: Proofs, known: readonly Page[], step: string, signal: AbortSignal): Promise<void> {
    await this.expect(proofs, step, signal, async () => {
      const opened = this.browser.context.pages().filter((page) => !known.includes(page));
      if (opened.length === 0) return this.holds(proofs);
      for (const page of opened) {
        if (page.isClosed() || !(await holds(proofs, lookAt(page, this.profile.frames)))) continue;
        if (page !== this.#page) this.#under.push(this.#page);
        this.#page = page;
        return true;
      }
      return false;
    });
  }

  /** Opens the portal and waits until a person has logged in; follows a window that the portal opens for it. */
  async login(timeoutMs: number, signal: AbortSignal): Promise<void> {
    const { session, frames } = this.profile;
    await this.goto(session.path, signal);
    const page = await waitUntil(
      async () => {
        for (const candidate of this.browser.context.pages().toReversed()) {
          const look = lookAt(candidate, frames);
          if ((await holds(session.loggedIn, look)) && !(await holds(session.loginPage, look)))
            return candidate;
          await this.#refuseMaintenance(candidate);
        }
        return null;
      },
      { timeoutMs, signal, everyMs: 200 },
    );
    if (page === null) throw portalFault.loginTimeout(duration(timeoutMs));
    this.#page = page;
    this.#wasLoggedIn = true;
  }

  /** Run before every step: login page, expired session, maintenance, things in the way (DESIGN §6). */
  async guard(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.page.isClosed()) throw portalFault.browserClosed();
    if (this.page.url().startsWith('chrome-error:')) throw portalFault.unreachable(this.url, '页面没有打开');
    if (this.page.url() === 'about:blank') throw portalFault.loginNeeded();
    const { session, guards, frames } = this.profile;
    for (let pressed = 0; pressed <= guards.length; pressed += 1) {
      const look = lookAt(this.page, frames);
      if (session.expired !== undefined && (await holds(session.expired, look)))
        throw portalFault.sessionExpired();
      if (await holds(session.loginPage, look))
        throw this.#wasLoggedIn ? portalFault.sessionExpired() : portalFault.loginNeeded();
      await this.#refuseMaintenance(this.page);
      let inTheWay = null;
      for (const guard of guards) if (inTheWay === null && (await holds(guard.when, look))) inTheWay = guard;
      if (inTheWay === null) {
        await this.#refuseBlocked(signal);
        return;
      }
      if (inTheWay.stop !== undefined) throw portalFault.guardStop(inTheWay.name, inTheWay.stop);
      const { press, name } = inTheWay;
      if (press !== undefined) await this.press({ text: press, prefer: 'first' }, `关闭"${name}"`, signal);
      await waitUntil(async () => !(await holds(inTheWay.when, lookAt(this.page, frames))), {
        timeoutMs: 3_000,
        signal,
      });
    }
  }

  async goto(path: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const target = new URL(path, this.url).href;
    const timeout = this.profile.timeouts.stepMs;
    try {
      // The same address but for its hash loads nothing: an old form would stay as it is.
      const same = withoutHash(this.page.url()) === withoutHash(target);
      await this.#load(target);
      if (same) await this.page.reload({ timeout, waitUntil: 'domcontentloaded' });
    } catch (error) {
      if (error instanceof Error && /net::ERR_(?!ABORTED)|Timeout/u.test(error.message))
        throw portalFault.unreachable(new URL(this.url).origin, networkReason(error.message), error);
      throw asPortalFault('打开页面', error);
    }
    await this.#refuseMaintenance(this.page);
  }

  /** An error page that is still on its way interrupts the next navigation once. */
  async #load(target: string): Promise<void> {
    const options = { timeout: this.profile.timeouts.stepMs, waitUntil: 'domcontentloaded' } as const;
    try {
      await this.page.goto(target, options);
    } catch (error) {
      if (!String(error).includes('interrupted by another navigation')) throw error;
      await this.page.goto(target, options);
    }
  }

  /** Presses what the text names, as soon as it can be pressed. */
  async press(
    query: ButtonQuery,
    step: string,
    signal: AbortSignal,
    where?: Page | Frame,
  ): Promise<FoundButton> {
    const button = await this.expectButton(query, step, signal, where);
    try {
      await button.handle.click({ timeout: this.profile.timeouts.stepMs });
    } catch (error) {
      throw asPortalFault(step, error);
    }
    return button;
  }

  /** Waits until exactly one enabled button has the text. */
  async expectButton(
    query: ButtonQuery,
    step: string,
    signal: AbortSignal,
    where?: Page | Frame,
  ): Promise<FoundButton> {
    const last = { why: 'absent' as 'absent' | 'ambiguous' | 'disabled' };
    const button = await waitUntil(
      async () => {
        const search = await findButton(where ?? this.page, query);
        if (search.kind === 'found' && !search.button.disabled) return search.button;
        last.why = search.kind === 'found' ? 'disabled' : search.kind;
        return null;
      },
      { timeoutMs: Math.min(this.profile.timeouts.stepMs, 10_000), signal },
    );
    if (button !== null) return button;
    await this.guard(signal);
    const why = { absent: '找不到', ambiguous: '不止一个', disabled: '按不下去' }[last.why];
    throw last.why === 'disabled'
      ? portalFault.stepFailed(step, `按钮"${query.text}"是灰色的，按不下去`)
      : portalFault.formChanged([`${step}：按钮"${query.text}"${why}`]);
  }

  /** Waits for a proof; faults that explain its absence (login, maintenance …) win over "not found". */
  async expect(
    proofs: Proofs,
    step: string,
    signal: AbortSignal,
    shows: () => Promise<boolean> = () => this.holds(proofs),
  ): Promise<void> {
    const timeoutMs = this.profile.timeouts.stepMs;
    const shown = await waitUntil(
      async () => {
        if (await shows()) return true;
        if (await this.holds(this.profile.session.loginPage)) await this.guard(signal);
        return false;
      },
      { timeoutMs, signal },
    );
    if (shown === true) return;
    await this.guard(signal);
    throw portalFault.stepFailed(step, '页面没有出现应有的内容', { details: { seconds: timeoutMs / 1000 } });
  }

  holds(proofs: Proofs): Promise<boolean> {
    return holds(proofs, lookAt(this.page, this.profile.frames));
  }

  text(): Promise<string> {
    return pageText(this.page);
  }

  /** The named frame once it is there; the page itself without a name. */
  async scope(frame: string | undefined, signal: AbortSignal): Promise<Page | Frame> {
    if (frame === undefined) return this.page;
    const finder: FrameFinder | undefined = this.profile.frames[frame];
    const found =
      finder === undefined
        ? null
        : await waitUntil(() => findFrame(this.page, finder), {
            timeoutMs: this.profile.timeouts.stepMs,
            signal,
          });
    if (found === null) throw portalFault.formChanged([`找不到框架"${frame}"`]);
    return found;
  }

  /** An unknown box over the page is a person's business; a page that is busy is waited for. */
  async #refuseBlocked(signal: AbortSignal): Promise<void> {
    const expected = this.profile.entry.scope?.dialog;
    const last = { layer: null as BlockingLayer | null };
    const isFree = async () => {
      last.layer = await blockingLayer(this.page);
      return last.layer === null || (expected !== undefined && matcher(expected).test(last.layer.text));
    };
    // A box that is fading away needs a moment, a page that is loading a longer one.
    if ((await waitUntil(isFree, { timeoutMs: 1_000, signal })) === true) return;
    const stillBusy = () => last.layer?.kind === 'busy';
    const decided = async () => (await isFree()) || !stillBusy();
    await waitUntil(decided, { timeoutMs: this.profile.timeouts.stepMs, signal });
    if (last.layer === null || (await isFree())) return;
    if (stillBusy()) throw portalFault.stepFailed('等待页面', '页面一直在加载');
    throw portalFault.blocked(last.layer.text);
  }

  async #refuseMaintenance(page: Page): Promise<void> {
    const { maintenance, frames } = this.profile;
    if (maintenance !== undefined && (await holds(maintenance, lookAt(page, frames))))
      throw portalFault.maintenance((await pageText(page)).slice(0, 200));
  }
}

function portalAddress({ url, profile }: SessionOptions): string {
  const address = url ?? profile.url;
  if (address !== undefined && URL.canParse(address)) return address;
  throw new Fault('没有门户地址。请在门户配置里写 url，或在 luru.yaml / 命令行里指定。', {
    code: 'portal-url-missing',
    disposition: 'halt-run',
    exitCode: 2,
  });
}

function withoutHash(url: string): string {
  return url.split('#')[0] ?? '';
}

function duration(milliseconds: number): string {
  return milliseconds < 120_000
    ? `${Math.round(milliseconds / 1000)} 秒`
    : `${Math.round(milliseconds / 60_000)} 分钟`;
}
