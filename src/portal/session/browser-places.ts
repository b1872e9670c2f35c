import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { chromium } from 'playwright';

/** `auto`: Edge, then Chrome, then any Chromium that is there. */
export type BrowserChannel = 'auto' | 'msedge' | 'chrome' | 'chromium';

/** One way to start a browser, in the order in which they are tried. */
export interface BrowserPlace {
  title: string;
  path: string;
  channel?: 'msedge' | 'chrome';
  executablePath?: string;
}

const systemChromium: Record<string, string[]> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/snap/bin/chromium',
    '/usr/bin/microsoft-edge-stable',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/qaxbrowser-safe-stable',
    '/usr/bin/browser360-cn',
  ],
  darwin: ['/Applications/Chromium.app/Contents/MacOS/Chromium'],
  win32: ['C:\\Program Files\\Chromium\\Application\\chrome.exe'],
};

/** Edge first, then Chrome, then any Chromium of the system, then the one that Playwright downloaded itself. Only what is there. */
export function browserPlaces(wanted: { channel?: BrowserChannel; executablePath?: string }): BrowserPlace[] {
  if (wanted.executablePath !== undefined) {
    const path = wanted.executablePath;
    return existsSync(path) ? [{ title: '指定的浏览器', path, executablePath: path }] : [];
  }
  const chosen = [...channelPlaces('msedge'), ...channelPlaces('chrome')];
  const chromiums = [...(systemChromium[process.platform] ?? []), ownChromium()]
    .filter((path) => path !== null && existsSync(path))
    .map((path) => ({ title: 'Chromium', path: path ?? '', executablePath: path ?? '' }));
  if (wanted.channel === 'chromium') return chromiums;
  if (wanted.channel === 'msedge' || wanted.channel === 'chrome') return channelPlaces(wanted.channel);
  return [...chosen, ...chromiums];
}

/** Where the installers of Edge and Chrome put them; trying a channel that is not there would cost a failed start. */
function channelPlaces(channel: 'msedge' | 'chrome'): BrowserPlace[] {
  const edge = channel === 'msedge';
  const title = edge ? 'Microsoft Edge' : 'Google Chrome';
  const program = edge
    ? 'Microsoft\\Edge\\Application\\msedge.exe'
    : 'Google\\Chrome\\Application\\chrome.exe';
  const windows = ['C:\\Program Files (x86)\\', 'C:\\Program Files\\', `${homedir()}\\AppData\\Local\\`];
  const paths: Record<string, string[]> = {
    win32: windows.map((root) => root + program),
    darwin: [`/Applications/${title}.app/Contents/MacOS/${title}`],
    linux: [edge ? '/opt/microsoft/msedge/msedge' : '/opt/google/chrome/chrome'],
  };
  const path = (paths[process.platform] ?? []).find((candidate) => existsSync(candidate));
  return path === undefined ? [] : [{ title, path, channel }];
}

function ownChromium(): string | null {
  try {
    return chromium.executablePath();
  } catch {
    return null;
  }
}
