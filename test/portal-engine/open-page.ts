import { createServer } from 'node:http';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from '../forms/launch-browser.ts';

export interface Site {
  /** Serves the pages by path and opens `/`. */
  open(pages: Record<string, string>, headers?: Record<string, string>): Promise<Page>;
  /** Body of a form under `/`, with nothing else on the page. */
  form(body: string, script?: string): Promise<Page>;
}

/** One browser and one server for a test file; every page is new. */
export function site(): Site {
  let browser: Browser;
  let current: Record<string, string> = {};
  let extra: Record<string, string> = {};
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const delay = Number(url.searchParams.get('delay') ?? 0);
    const answer = (): void => {
      const body = current[url.pathname];
      response.writeHead(body === undefined ? 404 : 200, {
        'content-type': url.pathname.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8',
        ...extra,
      });
      response.end(body ?? '');
    };
    setTimeout(answer, delay);
  });
  let address = '';
  let page: Page | null = null;
  beforeAll(async () => {
    browser = await launchBrowser();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const at = server.address();
    address = `http://127.0.0.1:${String(typeof at === 'object' && at !== null ? at.port : 0)}`;
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  const open: Site['open'] = async (pages, headers = {}) => {
    current = pages;
    extra = headers;
    await page?.context().close();
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
    page = await context.newPage();
    await page.goto(`${address}/`);
    return page;
  };
  return {
    open,
    form: (body, script = '') =>
      open({
        '/': `<!doctype html><meta charset="utf-8"><title>测试表单</title><style>
          .item{margin:6px 0} .item>label,.item>.l{display:inline-block;width:120px;text-align:right;margin-right:8px}
          .drop{position:absolute;z-index:10;background:#fff;border:1px solid #999} .drop li{list-style:none;cursor:pointer;height:24px}
          </style><form onsubmit="return false">${body}</form><script>${script}</script>`,
      }),
  };
}
