import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser, type PortalBrowser } from '../../src/portal/session/index.ts';

/** One headless browser for a whole test file, with a profile folder of its own that goes with it. */
export async function openTestBrowser(): Promise<PortalBrowser> {
  const userDataDir = await mkdtemp(join(tmpdir(), 'portal-browser-'));
  const browser = await openBrowser({ headless: true, userDataDir });
  const { name, context, page, dialogs, texts } = browser;
  return {
    name,
    context,
    page,
    dialogs,
    texts,
    [Symbol.asyncDispose]: async () => {
      await browser[Symbol.asyncDispose]();
      await rm(userDataDir, { recursive: true, maxRetries: 5 });
    },
  };
}
