import type { Browser, Dialog, Frame, Page } from 'playwright';
import type { Drift } from './drift.ts';
import type { FixtureName } from './fixtures.ts';
import { launchBrowser } from './launch-browser.ts';
import { startFormServer, type FormServer, type ReceivedForm } from './start-server.ts';

export interface OpenForm {
  page: Page;
  url: string;
  /** The frame that holds the entry form: the page's main frame but for `classic` and the drift `iframe`. */
  formFrame(): Frame;
  /** Everything the server of this form stored, oldest first. */
  received(): ReceivedForm[];
  /** A fresh, empty form on the same page. */
  reopen(): Promise<void>;
  /** Presses 保存 as a person would and waits until the page shows the receipt; rejects with the page's words otherwise. */
  save(): Promise<ReceivedForm>;
  close(): Promise<void>;
}

export interface OpenFormOptions {
  /** Lent browser: stays open on `close`. */
  browser?: Browser;
  /** Lent server. */
  server?: FormServer;
  drift?: Drift;
  /** Serve the page with a content security policy that forbids inline script and style. */
  csp?: boolean;
  headless?: boolean;
}

/** Opens one fixture with its entry form showing and empty. What it starts itself it ends on `close`. */
export async function openForm(name: FixtureName, options: OpenFormOptions = {}): Promise<OpenForm> {
  const server = options.server ?? (await startFormServer());
  const browser = options.browser ?? (await launchBrowser(options.headless ?? true));
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  const page = await context.newPage();
  const query = new URLSearchParams();
  if (options.drift !== undefined) query.set('drift', options.drift);
  if (options.csp === true) query.set('csp', '1');
  const address = `${server.url}/${name}/${query.size > 0 ? `?${query.toString()}` : ''}`;

  const formFrame = (): Frame => {
    const inner = page.frames().find((f) => new URL(f.url(), server.url).searchParams.has('inner'));
    return page.frame({ name: 'formFrame' }) ?? inner ?? page.mainFrame();
  };
  const reopen = async (): Promise<void> => {
    await page.goto(address);
    const inner = options.drift === 'iframe' ? page.locator('iframe').first().contentFrame() : page;
    if (name === 'classic') await inner.frameLocator('frame[name=menuFrame]').getByText('新增登记').click();
    else await inner.getByRole('button', { name: '新增登记' }).click();
    await shown(page, '[data-form-ready]');
  };
  await reopen();

  return {
    page,
    url: address,
    formFrame,
    received: () => server.received(),
    reopen,
    save: async () => {
      const before = server.received().length;
      const agree = (dialog: Dialog): void => void dialog.accept();
      page.on('dialog', agree);
      await formFrame().locator('[data-save]:visible').click();
      await shown(page, '[data-receipt], [data-refused]');
      page.off('dialog', agree);
      const form = server.received().at(-1);
      if (form === undefined || server.received().length !== before + 1) {
        throw new Error(`not saved: ${await refusal(page)}`);
      }
      return form;
    },
    close: async () => {
      await context.close();
      if (options.browser === undefined) await browser.close();
      if (options.server === undefined) await server.close();
    },
  };
}

/** Waits for an element in any frame. */
async function shown(page: Page, selector: string): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (Date.now() < deadline) {
    for (const frame of page.frames()) {
      const found = await frame
        .locator(selector)
        .count()
        .catch(() => 0);
      if (found > 0) return;
    }
    await page.mainFrame().waitForFunction(() => new Promise((done) => setTimeout(() => done(true), 20)));
  }
  throw new Error(`${selector} did not show within 15 s`);
}

async function refusal(page: Page): Promise<string> {
  const texts = await Promise.all(
    page.frames().map((f) =>
      f
        .locator('[data-refused]')
        .first()
        .getAttribute('data-refused', { timeout: 500 })
        .catch(() => null),
    ),
  );
  return texts.filter((t) => t !== null).join('；');
}
