import type { PolicyPack } from '../../model/pack/policy-pack.ts';
import type { Portal } from '../portal.ts';
import type { Profile } from '../profile/schema.ts';
import { openBrowser, type BrowserOptions, type PortalBrowser } from '../session/browser.ts';
import { PortalSession } from '../session/session.ts';
import { ProfilePortal } from './portal-driver.ts';

export interface OpenPortalOptions {
  profile: Profile;
  pack: PolicyPack;
  /** Address of the portal; the profile's own when absent. */
  url?: string;
  /** How to open a browser, which disposing the portal then closes; or one that is open already and stays so. */
  browser: BrowserOptions | PortalBrowser;
}

/** Opens a browser for the portal; logging in is the first thing to ask of the result. */
export async function openPortal(options: OpenPortalOptions): Promise<Portal> {
  const { profile, pack, url } = options;
  const browser =
    'context' in options.browser ? borrowed(options.browser) : await openBrowser(options.browser);
  try {
    return new ProfilePortal(
      new PortalSession({ profile, browser, ...(url === undefined ? {} : { url }) }),
      pack,
    );
  } catch (error) {
    await browser[Symbol.asyncDispose]();
    throw error;
  }
}

function borrowed(browser: PortalBrowser): PortalBrowser {
  const { name, context, page, dialogs, texts } = browser;
  return { name, context, page, dialogs, texts, [Symbol.asyncDispose]: () => Promise.resolve() };
}

export { fieldProblems, type FieldProblem } from './field-asks.ts';
export { recordDifferences, type RecordDifference } from './record-differences.ts';
