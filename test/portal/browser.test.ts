import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findBrowser, openBrowser } from '../../src/portal/session/index.ts';

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'portal-browser-'));
  onTestFinished(() => rm(path, { recursive: true, maxRetries: 5 }));
  return path;
}

test('a browser that is not there is a usage fault that says what to install', async () => {
  const wanted = { executablePath: '/no/such/browser' };

  await expect(findBrowser(wanted)).rejects.toMatchObject({ code: 'browser-missing', exitCode: 2 });
  await expect(openBrowser({ ...wanted, headless: true, userDataDir: await folder() })).rejects.toThrow(
    /请安装/u,
  );
});

test('a program that is no browser is a fault, not a crash', async () => {
  const userDataDir = await folder();

  await expect(
    openBrowser({ executablePath: process.execPath, headless: true, userDataDir }),
  ).rejects.toMatchObject({
    code: 'browser-launch-failed',
    exitCode: 2,
  });
});

test('some browser is found on this machine', async () => {
  const found = await findBrowser({ channel: 'auto' });

  expect(found.title).not.toBe('');
  expect((await stat(found.path)).isFile()).toBe(true);
});

test.each(['http://10.0.0.5:9222', 'http://example.com:9222', 'nonsense'])(
  '%s is not attached to',
  async (cdpUrl) => {
    await expect(openBrowser({ cdpUrl, headless: true, userDataDir: await folder() })).rejects.toMatchObject({
      code: 'browser-attach-refused',
    });
  },
);

test('nothing listening at the address is said in words', async () => {
  const attached = openBrowser({ cdpUrl: 'http://127.0.0.1:9', headless: true, userDataDir: await folder() });

  await expect(attached).rejects.toMatchObject({ code: 'browser-attach-failed', exitCode: 2 });
});

test('the profile folder is private, keeps no passwords, and an open one is told apart', async () => {
  const userDataDir = join(await folder(), 'browser');
  await using browser = await openBrowser({ headless: true, userDataDir });

  expect((await stat(userDataDir)).mode & 0o777).toBe(0o700);
  expect(await browser.page.evaluate(() => navigator.language)).toBe('zh-CN');
  const preferences = await readFile(join(userDataDir, 'Default', 'Preferences'), 'utf8');
  expect(JSON.parse(preferences)).toMatchObject({ credentials_enable_service: false });
});
