import type { PortalRecord } from '../entry/portal-record.ts';
import type { PersonValues } from '../model/person.ts';
import { openPortal, recordDifferences } from '../portal/driver/index.ts';
import type { Portal } from '../portal/portal.ts';
import { Fault } from '../platform/fault.ts';
import { loadProfileFor, type RunProfile } from './load-run-profile.ts';
import type { Run } from './open-run.ts';

/** A run with the portal open and a person logged in. */
export interface PortalRun extends AsyncDisposable {
  readonly run: Run;
  readonly portal: Portal;
  readonly profileHash: string;
  /** How long after a save the portal's list may still not show the person. */
  readonly settleMs: number;
  /** The longest that the portal may hide what it has stored: nobody is pressed a second time before. */
  readonly shownWithinMs: number;
  /** Names of the fields in which the portal's row is another person's or says something else; empty: it is this person. */
  differences(values: PersonValues, record: PortalRecord): string[];
}

/** Opens the browser and waits until a person has logged in. Disposing closes the browser. */
export async function openPortalRun(run: Run): Promise<PortalRun> {
  const loaded = await loadProfileFor(run.around, run.workspace, run.config);
  const { browser, login } = run.config;
  const portal = await openPortal({
    profile: loaded.profile,
    pack: run.pack,
    url: loaded.url,
    browser: {
      ...(browser.channel === 'auto' ? {} : { channel: browser.channel }),
      ...(browser.executable === undefined ? {} : { executablePath: browser.executable }),
      ...(browser.attach === undefined ? {} : { cdpUrl: browser.attach }),
      headless: browser.headless,
      userDataDir: run.workspace.browser,
    },
  });
  try {
    run.around.progress.say(`打开门户 ${loaded.url}；如果停在登录页，请在浏览器中登录。`);
    await portal.login(login.timeoutSeconds * 1000, run.around.stop.soft);
    await run.ledger.note(run.actor, 'portal-opened', { profile: loaded.name, url: loaded.url });
    return {
      run,
      portal,
      profileHash: loaded.hash,
      settleMs: loaded.profile.list.settleSeconds * 1000,
      shownWithinMs: loaded.profile.list.shownWithinMinutes * 60_000,
      differences: (values, record) =>
        recordDifferences(loaded.profile, run.pack, values, record).map((difference) => difference.header),
      [Symbol.asyncDispose]: () => portal[Symbol.asyncDispose](),
    };
  } catch (error: unknown) {
    await portal[Symbol.asyncDispose]();
    throw error;
  }
}

/** `submit` refuses a profile that has not passed `luru portal check` against this portal in its present form. */
export async function requireVerifiedProfile(run: Run): Promise<RunProfile> {
  const loaded = await loadProfileFor(run.around, run.workspace, run.config);
  if (loaded.profile.status === 'draft') {
    throw unverified(
      `门户配置 ${loaded.name} 还是未经核实的草稿，不能用来提交。请在现场补全并把 status 改为 ready，再运行 luru portal check。`,
    );
  }
  const check = await run.ledger.profileCheck(loaded.hash, loaded.url);
  if (check?.passed === true) return loaded;
  throw unverified(
    check === null
      ? `门户配置 ${loaded.name} 还没有在 ${loaded.url} 上核对过（或核对之后又改动了）。请先运行 luru portal check。`
      : `门户配置 ${loaded.name} 上次核对没有通过。请改正后重新运行 luru portal check。`,
  );
}

function unverified(message: string): Fault {
  return new Fault(message, { code: 'profile-unverified', disposition: 'needs-person', exitCode: 2 });
}
