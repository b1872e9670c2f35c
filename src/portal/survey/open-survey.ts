/** A browser on a portal without any profile: a person goes where the form is, and what stands there is written down. */
import type { Frame, Page } from 'playwright';
import { Fault } from '../../platform/fault.ts';
import { redactText } from '../../platform/redact.ts';
import { readTableInPage } from '../driver/table-in-page.ts';
import { fillForm } from '../fill-form.ts';
import type { FormField, FormInventory } from '../form.ts';
import { matcher } from '../profile/patterns.ts';
import { scanForm } from '../scan-form.ts';
import { blockingLayer } from '../session/blocking-dialog.ts';
import { openBrowser, type BrowserOptions, type PortalBrowser } from '../session/browser.ts';
import { findButton } from '../session/buttons.ts';
import { asPortalFault, networkReason, portalFault } from '../session/portal-faults.ts';
import { pageText, visibleFrames } from '../session/visible-text.ts';
import { waitUntil } from '../session/wait-until.ts';
import { ClickTrail } from './click-trail.ts';
import { partsInPage, type PageParts } from './page-parts.ts';
import type { FrameSeen, LoginSeen, PageSurvey } from './survey.ts';

export interface SurveyOptions {
  url: string;
  browser: BrowserOptions;
  timeoutMs: number;
  signal: AbortSignal;
}

const nextSelectors = [
  'button.btn-next',
  'li.ant-pagination-next',
  'a.layui-laypage-next',
  'li.next>a',
  '.pagination-next',
];
const stepMs = 15_000;

export class PortalSurvey implements AsyncDisposable {
  readonly #browser: PortalBrowser;
  readonly #trail: ClickTrail;
  readonly #options: SurveyOptions;
  #login: LoginSeen | null = null;
  /** The window in which the menu was walked last, and how many there were then. */
  #walked: { page: Page; windows: number } | null = null;

  private constructor(browser: PortalBrowser, trail: ClickTrail, options: SurveyOptions) {
    this.#browser = browser;
    this.#trail = trail;
    this.#options = options;
  }

  static async open(options: SurveyOptions): Promise<PortalSurvey> {
    const browser = await openBrowser(options.browser);
    try {
      const survey = new PortalSurvey(browser, await ClickTrail.watch(browser.context), options);
      await survey.#goto(options.url);
      return survey;
    } catch (error) {
      await browser[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** The login page, if it showed while this survey waited. */
  get login(): LoginSeen | null {
    return this.#login;
  }

  /** Waits until nobody is asked for a password any more and, if given, a text shows. */
  async untilLoggedIn(proof?: string): Promise<void> {
    const { timeoutMs, signal } = this.#options;
    const wanted = proof === undefined ? null : matcher(proof);
    const found = await waitUntil(
      async () => {
        if (await this.noteLogin()) return null;
        const text = await pageText(this.#page());
        return text.trim() !== '' && (wanted === null || wanted.test(text)) ? true : null;
      },
      { timeoutMs, signal, everyMs: 150 },
    );
    if (found === true) return;
    signal.throwIfAborted();
    const words = proof === undefined ? '登录完成' : `页面上出现“${proof}”`;
    throw new Fault(`等了 ${String(Math.round(timeoutMs / 1000))} 秒，没有等到${words}。请登录后重试。`, {
      code: 'portal-login-timeout',
      disposition: 'needs-person',
      exitCode: 4,
    });
  }

  /** Looks whether the login page shows, and remembers what it looks like. */
  async noteLogin(): Promise<boolean> {
    const page = this.#page();
    const parts = await Promise.all((await visibleFrames(page)).map(partsOf));
    if (!parts.some((part) => part.asksPassword)) return false;
    if (this.#login === null) {
      const form = await scanForm(page, { options: 'native' }).catch(() => null);
      this.#login = {
        url: page.url(),
        title: await page.title().catch(() => ''),
        fields: form?.fields.map((field) => field.label) ?? [],
        pressables: parts.flatMap((part) => part.pressables.map(({ text }) => text)),
      };
    }
    // What was pressed to log in is no way to the form.
    this.#trail.forget();
    return true;
  }

  forgetTrail(): void {
    this.#trail.forget();
  }

  /** Walks the menu as a person would, from the deepest item that shows: a press on an open group would fold it. */
  async walk(texts: readonly string[]): Promise<void> {
    const page = await this.#pageWith(texts);
    // A form in a dialog lies over the menu: loaded anew, the page stands without it.
    if ((await blockingLayer(page)) !== null) await page.reload({ waitUntil: 'domcontentloaded' });
    this.#walked = { page, windows: this.#browser.context.pages().length };
    let from = 0;
    for (const [index, text] of texts.entries()) {
      const search = await findButton(page, { text, prefer: 'first' });
      if (search.kind === 'found') from = index;
    }
    await this.#press(texts.slice(from));
    this.#trail.say(texts);
  }

  /** The window with the menu: the form may stand in a newer one. */
  async #pageWith(texts: readonly string[]): Promise<Page> {
    for (const page of this.#browser.context.pages().toReversed())
      for (const text of texts)
        if ((await findButton(page, { text, prefer: 'first' })).kind === 'found') return page;
    return this.#page();
  }

  async #press(texts: readonly string[]): Promise<void> {
    const { signal } = this.#options;
    for (const text of texts) {
      const button = await waitUntil(
        async () => {
          const search = await findButton(this.#page(), { text, prefer: 'first' });
          return search.kind === 'found' && !search.button.disabled ? search.button : null;
        },
        { timeoutMs: stepMs, signal, everyMs: 100 },
      );
      if (button === null) throw portalFault.formChanged([`页面上找不到“${text}”`]);
      try {
        await button.handle.click({ timeout: stepMs / 3 });
      } catch (error) {
        throw asPortalFault(`点击“${text}”`, error);
      }
    }
  }

  /** The page as it stands once it has come to rest, with its form and – unless `native` – its lists read; `enough` says what has to be there. */
  async look(
    enough: (form: FormInventory) => boolean = () => true,
    options: 'read' | 'native' = 'read',
  ): Promise<PageSurvey> {
    const page = await this.#fullestPage();
    await this.#still(page, enough);
    const form = await scanForm(page, { options, signal: this.#options.signal });
    return this.#survey(page, form);
  }

  /** A page with a table, once its head is drawn; as it is where none comes. */
  async lookAtTable(): Promise<PageSurvey> {
    await waitUntil(
      async () => {
        const parts = await Promise.all((await visibleFrames(this.#page())).map(partsOf));
        return parts.some((part) => part.headers.length > 0) ? true : null;
      },
      { timeoutMs: stepMs, signal: this.#options.signal, everyMs: 150 },
    );
    return this.look();
  }

  /** Asks the portal about one person, as the form wants it before it can be filled. True when fields came free. */
  async askAbout(survey: PageSurvey, field: FormField, button: string, idNumber: string): Promise<boolean> {
    const page = await this.#fullestPage();
    const { signal } = this.#options;
    // Only this field: what is told of locked ones would be taken for what their lists hold.
    const only = { ...survey.form, fields: [field] };
    const report = await fillForm(page, only, { [field.id]: idNumber }, { signal });
    if (!report.ok) return false;
    await this.#press([button]);
    const locked = lockedCount(survey.form);
    let answered = false;
    const free = await waitUntil(
      async () => {
        const now = await scanForm(page, { options: 'native', signal });
        // 未查询到… 确定: the portal says so in a box that stands before the form.
        for (const text of answered ? [] : ['确定', '知道了', '我知道了']) {
          const search = await findButton(page, { text, prefer: 'first' });
          if (search.kind !== 'found') continue;
          answered = true;
          await search.button.handle.click({ timeout: stepMs / 3 }).catch(() => undefined);
        }
        return lockedCount(now) < locked ? true : null;
      },
      { timeoutMs: stepMs, signal, everyMs: 150 },
    );
    return free === true;
  }

  /** Chooses one option and reads what the form has become. Saves nothing. */
  async lookWith(survey: PageSurvey, field: FormField, option: string): Promise<PageSurvey | null> {
    const page = await this.#fullestPage();
    const { signal } = this.#options;
    const now = await scanForm(page, { options: 'native', previous: survey.form, signal });
    const report = await fillForm(page, now, { [field.id]: option }, { signal });
    if (!report.ok) return null;
    await this.#still(page, () => true);
    const form = await scanForm(page, { options: 'read', previous: survey.form, signal });
    return this.#survey(page, form);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser[Symbol.asyncDispose]();
  }

  async #goto(url: string): Promise<void> {
    try {
      await this.#page().goto(url, { waitUntil: 'domcontentloaded', timeout: stepMs * 2 });
    } catch (error) {
      if (error instanceof Error && /net::ERR_(?!ABORTED)|Timeout/u.test(error.message))
        throw portalFault.unreachable(url, networkReason(error.message), error);
      throw error;
    }
  }

  /** First line of the box that lies over the page; a veil that is on its way out is waited for. */
  async #dialogOver(page: Page): Promise<string> {
    const { signal } = this.#options;
    const seen = await waitUntil(
      async () => {
        const layer = await blockingLayer(page);
        return layer?.kind === 'busy' ? null : { text: layer?.text ?? '' };
      },
      { timeoutMs: 3_000, signal, everyMs: 100 },
    );
    return seen === null ? '' : (seen.text.split('\n')[0]?.trim() ?? '');
  }

  /** The window opened last: portals open their work in a new one. */
  #page(): Page {
    return this.#walkedIn() ?? this.#browser.context.pages().at(-1) ?? this.#browser.page;
  }

  /** Where the menu was walked, unless that has opened a window or closed its own. */
  #walkedIn(): Page | null {
    const walked = this.#walked;
    if (walked === null || walked.page.isClosed()) return null;
    return this.#browser.context.pages().length > walked.windows ? null : walked.page;
  }

  async #fullestPage(): Promise<Page> {
    const pages = this.#browser.context.pages();
    const walked = this.#walkedIn();
    if (pages.length === 1 || walked !== null) return walked ?? this.#page();
    let best = { page: this.#page(), fields: 0 };
    for (const page of pages) {
      const form = await scanForm(page, { options: 'native' }).catch(() => null);
      if (form !== null && form.fields.length > best.fields) best = { page, fields: form.fields.length };
    }
    return best.page;
  }

  async #still(page: Page, enough: (form: FormInventory) => boolean): Promise<void> {
    let before: string | null = null;
    const { signal } = this.#options;
    const still = await waitUntil(
      async () => {
        const form = await scanForm(page, { options: 'native', signal });
        const same = before === form.fingerprint && enough(form);
        before = form.fingerprint;
        return same ? true : null;
      },
      { timeoutMs: stepMs, signal, everyMs: 150 },
    );
    signal.throwIfAborted();
    if (still === null)
      throw new Fault('页面上没有看到可以填写的表单。请在浏览器中打开录入表单，再重新运行。', {
        code: 'portal-form-missing',
        disposition: 'needs-person',
        exitCode: 4,
      });
  }

  async #survey(page: Page, form: FormInventory): Promise<PageSurvey> {
    const frames = await visibleFrames(page);
    const parts = await Promise.all(frames.map(partsOf));
    const widest = parts.toSorted((a, b) => b.headers.length - a.headers.length)[0];
    const table = frames[parts.findIndex((part) => part === widest)];
    const dialog = await this.#dialogOver(page);
    const formFrame = await frameOf(form, frames);
    // Under a box with a frame of its own lies what nobody can press now.
    const above = (_: PageParts, i: number): boolean => {
      const frame = frames[i];
      if (dialog === '' || formFrame === null || frame === undefined) return true;
      return frame.parentFrame() === null || pathOf(frame.url()) === formFrame.url;
    };
    return {
      url: page.url(),
      title: await page.title(),
      form: withoutValues(form),
      frame: formFrame,
      ...(dialog === '' ? {} : { dialog }),
      pressables: parts.filter(above).flatMap((part) => part.pressables),
      headers: widest?.headers ?? [],
      maskedColumns: table === undefined ? [] : await maskedColumns(table, widest?.headers ?? []),
      text: redactText(await pageText(page)),
      nextSelector: parts.find((part) => part.shownSelector !== null)?.shownSelector ?? null,
      trail: this.#trail.texts,
    };
  }
}

/** How many fields a person could not fill now. */
export function lockedCount(form: Pick<FormInventory, 'fields'>): number {
  return form.fields.filter((field) => field.readOnly || field.disabled).length;
}

/** The form in a browser that is open already, with its lists read and without values. */
export async function surveyForm(browser: PortalBrowser, signal: AbortSignal): Promise<FormInventory> {
  const page = browser.context.pages().at(-1) ?? browser.page;
  return withoutValues(await scanForm(page, { options: 'read', signal }));
}

/** Without what somebody may have typed already: a scan that is kept holds no personal data. */
export function withoutValues(form: FormInventory): FormInventory {
  return {
    ...form,
    notices: form.notices.map(redactText),
    fields: form.fields.map((field) => ({ ...field, value: null })),
  };
}

async function partsOf(frame: Frame): Promise<PageParts> {
  return frame
    .evaluate(partsInPage, nextSelectors)
    .catch(() => ({ pressables: [], headers: [], asksPassword: false, shownSelector: null }));
}

async function frameOf(form: FormInventory, frames: readonly Frame[]): Promise<FrameSeen | null> {
  const counts = new Map<string | null, number>();
  for (const { frame } of form.fields) counts.set(frame, (counts.get(frame) ?? 0) + 1);
  const path = [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;
  if (path === null) return null;
  const found = frames.find((frame) => frame.parentFrame() !== null && pathOf(frame.url()) === path);
  if (found === undefined) return null;
  const element = await found.frameElement();
  const name = found.name() || (await element.getAttribute('id')) || '';
  return { name, url: path };
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}

async function maskedColumns(frame: Frame, headers: string[]): Promise<string[]> {
  if (headers.length === 0) return [];
  const answer = await frame.evaluate(readTableInPage, headers).catch(() => null);
  if (answer?.kind !== 'read') return [];
  const { rows } = answer.table;
  return headers.filter((header) => rows.some((row) => (row[header] ?? '').includes('**')));
}
