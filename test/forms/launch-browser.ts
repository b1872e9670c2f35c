import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright';

const known = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
];

/** The browser of this machine, without a window and without traffic of its own. */
export async function launchBrowser(headless = true): Promise<Browser> {
  const executablePath = process.env['LURU_BROWSER'] ?? known.find((path) => existsSync(path));
  return chromium.launch({
    headless,
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
