import { existsSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { Fault } from '../../platform/fault.ts';
import { browserPlaces, type BrowserChannel, type BrowserPlace } from './browser-places.ts';
import { NativeDialogs } from './native-dialogs.ts';
import { TextWatch } from './text-watch.ts';
import { waitUntil } from './wait-until.ts';

export interface BrowserOptions {
  /** Default: Edge, then Chrome, then any Chromium that is there. */
  channel?: BrowserChannel;
  executablePath?: string;
  headless: boolean;
  /** The browser's own profile folder, kept between runs; made with mode 0700. */
  userDataDir: string;
  /** Attach to a running Edge or Chrome instead, e.g. `http://127.0.0.1:9222`. Only addresses of this machine. */
  cdpUrl?: string;
  slowMo?: number;
}

/** A browser with one window for the portal. Disposing closes what we opened and leaves alone what we attached to. */
export interface PortalBrowser extends AsyncDisposable {
  /** Which browser it is, for `doctor` and the journal. */
  readonly name: string;
  readonly context: BrowserContext;
  readonly dialogs: NativeDialogs;
  readonly texts: TextWatch;
  /** The window that the portal is used in. */
  readonly page: Page;
}

const rootFlags = ['--no-sandbox', '--disable-gpu'];
const quietFlags = [
  // For `freshConnections`: lets the page close idle connections and clear caches, nothing else.
  '--enable-net-benchmarking',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-crash-restore-bubble',
];
const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

export async function openBrowser(options: BrowserOptions): Promise<PortalBrowser> {
  return options.cdpUrl === undefined ? launch(options) : attach(options.cdpUrl);
}

/** The browser that `openBrowser` would start first, without starting it. Rejects with `browser-missing`. */
export function findBrowser(
  options: Pick<BrowserOptions, 'channel' | 'executablePath'> = {},
): Promise<{ title: string; path: string }> {
  const [place] = browserPlaces(options);
  return place === undefined
    ? Promise.reject(missing(options))
    : Promise.resolve({ title: place.title, path: place.path });
}

async function launch(options: BrowserOptions): Promise<PortalBrowser> {
  await prepareProfileFolder(options.userDataDir);
  const failures: string[] = [];
  for (const place of browserPlaces(options)) {
    try {
      return await launchPlace(place, options);
    } catch (error) {
      if (error instanceof Fault) throw error;
      failures.push(`${place.title}(${place.path}):${firstLine(error)}`);
    }
  }
  throw failures.length === 0 ? missing(options) : launchFailed(failures);
}

async function launchPlace(place: BrowserPlace, options: BrowserOptions): Promise<PortalBrowser> {
  const start = () =>
    chromium.launchPersistentContext(options.userDataDir, {
      ...(place.channel === undefined ? {} : { channel: place.channel }),
      ...(place.executablePath === undefined ? {} : { executablePath: place.executablePath }),
      headless: options.headless,
      ...(options.slowMo === undefined ? {} : { slowMo: options.slowMo }),
      args: [...quietFlags, ...(process.getuid?.() === 0 ? rootFlags : [])],
      viewport: options.headless ? { width: 1366, height: 768 } : null,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      // Ctrl-C must let the person at hand be finished; whoever opened the browser closes it.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  let locked: unknown = null;
  // After a kill the old browser needs a moment to let go of the profile folder.
  const context = await waitUntil(
    async () => {
      try {
        return { context: await start() };
      } catch (error) {
        if (!isLocked(error)) return { error };
        locked = error;
        return null;
      }
    },
    { timeoutMs: 10_000, everyMs: 500 },
  );
  if (context === null) throw profileInUse(options.userDataDir, locked);
  if ('error' in context) throw context.error;
  return owned(place.title, context.context);
}

async function owned(name: string, context: BrowserContext): Promise<PortalBrowser> {
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    name,
    context,
    page,
    dialogs: new NativeDialogs(context),
    texts: new TextWatch(context),
    [Symbol.asyncDispose]: async () => {
      await context.close();
    },
  };
}

async function attach(cdpUrl: string): Promise<PortalBrowser> {
  if (!URL.canParse(cdpUrl) || !loopback.has(new URL(cdpUrl).hostname)) {
    throw new Fault(`只能连接本机的浏览器，不能连接 ${cdpUrl}。请写 http://127.0.0.1:端口。`, {
      code: 'browser-attach-refused',
      disposition: 'halt-run',
      exitCode: 2,
    });
  }
  let browser: Browser;
  try {
    browser = await chromium.connectOverCDP(cdpUrl, { noDefaults: true, isLocal: true, timeout: 10_000 });
  } catch (cause) {
    throw new Fault(
      `连接不上正在运行的浏览器（${cdpUrl}）。请先关闭 Edge，再用 --remote-debugging-port=端口 启动它，然后重试。`,
      { code: 'browser-attach-failed', disposition: 'halt-run', exitCode: 2, cause },
    );
  }
  const context = browser.contexts()[0] ?? (await browser.newContext());
  const page = await context.newPage();
  return {
    name: `已打开的浏览器（${browser.version()}）`,
    context,
    page,
    dialogs: new NativeDialogs(context),
    texts: new TextWatch(context),
    [Symbol.asyncDispose]: async () => {
      await page.close().catch(() => undefined);
      await browser.close();
    },
  };
}

/** The folder holds session cookies; the browser is told never to offer to keep a password. */
async function prepareProfileFolder(folder: string): Promise<void> {
  const preferences = join(folder, 'Default', 'Preferences');
  await mkdir(join(folder, 'Default'), { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  if (existsSync(preferences)) return;
  const noPasswords = {
    credentials_enable_service: false,
    profile: { password_manager_enabled: false },
    autofill: { profile_enabled: false, credit_card_enabled: false },
  };
  await writeFile(preferences, JSON.stringify(noPasswords), { mode: 0o600 });
}

function isLocked(error: unknown): boolean {
  return /ProcessSingleton|profile (is|appears to be) (already )?in use|existing browser session|SingletonLock/i.test(
    String(error),
  );
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

function missing(options: Pick<BrowserOptions, 'channel' | 'executablePath'>): Fault {
  const wanted = options.executablePath ?? (options.channel === 'auto' ? undefined : options.channel);
  return new Fault(
    (wanted === undefined ? '这台电脑上没有找到可用的浏览器。' : `没有找到指定的浏览器：${wanted}。`) +
      '请安装 Microsoft Edge(Windows 自带）或 Google Chrome;Linux 请安装 chromium（如 apt-get install chromium)，然后重试。',
    { code: 'browser-missing', disposition: 'halt-run', exitCode: 2 },
  );
}

function launchFailed(failures: string[]): Fault {
  return new Fault(`浏览器启动不了。请确认它能手工打开，或换一个浏览器再试。（${failures.join(';')}）`, {
    code: 'browser-launch-failed',
    disposition: 'halt-run',
    exitCode: 2,
    details: { failures },
  });
}

function profileInUse(folder: string, cause: unknown): Fault {
  return new Fault(
    `另一个浏览器窗口正在使用录入助手的浏览器文件夹（${folder}）。请关闭它，或结束另一个正在运行的录入助手，然后重试。`,
    {
      code: 'browser-profile-in-use',
      disposition: 'halt-run',
      exitCode: 2,
      cause,
    },
  );
}
