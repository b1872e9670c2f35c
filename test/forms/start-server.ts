import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { employers, posts } from './code-tables.ts';
import { drifts, pageData, type Drift } from './drift.ts';
import { decodeForm, type FixtureValues } from './fixture-value.ts';
import { fixtureNames, fixtures } from './fixtures.ts';
import { baseInformation } from './random-person.ts';

/** One form as the server got it: the ground truth of every test. */
export interface ReceivedForm {
  fixture: string;
  values: FixtureValues;
  /** As posted, codes and all. */
  raw: Record<string, unknown>;
}

export interface FormServer {
  url: string;
  /** Every form stored so far, oldest first. */
  received(): ReceivedForm[];
  close(): Promise<void>;
}

const pagesFolder = fileURLToPath(new URL('./pages/', import.meta.url));
const packagesFolder = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const served = new Set([
  'vue',
  'vue2',
  'element-ui',
  'element-plus',
  'ant-design-vue',
  'dayjs',
  'layui',
  'jquery',
  'bootstrap',
  'bootstrap-select',
  'bootstrap-datepicker',
  'bootstrap-switch',
  'bootstrap-3-typeahead',
]);
const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};

/**
 * Serves every fixture below its name (`/element-plus/`), the libraries below `/vendor/<package>/`, and the few calls that
 * the forms make. Binds a free port of the loopback address. `?drift=…` changes a page (drift.ts), `?csp=1` forbids inline
 * script and style.
 */
export async function startFormServer(): Promise<FormServer> {
  const forms: ReceivedForm[] = [];
  const server = createServer((request, response) => {
    answer(request, response, forms).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${String(address.port)}`,
    received: () => [...forms],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  forms: ReceivedForm[],
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const parts = decodeURIComponent(url.pathname).split('/').filter(Boolean);
  // The page names its drift in its address; calls made by the page carry it in the referrer.
  const page = request.headers.referer === undefined ? url : new URL(request.headers.referer);
  const slow = (url.searchParams.get('drift') ?? page.searchParams.get('drift')) === 'slow';
  if (slow && (parts[0] === 'api' || parts[0] === 'data.js')) await pause(5000);
  if (parts[0] === 'api' && parts[1] === 'save') {
    await save(request, response, parts[2] ?? '', forms);
  } else if (parts[0] === 'api') await ask(url, parts[1] ?? '', response);
  else if (parts[0] === '__received') json(response, forms);
  else if (parts[0] === 'data.js') {
    const data = pageData(driftOf(page));
    send(response, '.js', `window.FORM = ${JSON.stringify(data)};`, 'no-store');
  } else if (parts[0] === 'vendor') await vendor(parts.slice(1), response);
  else if (parts.length === 0) send(response, '.html', index());
  else await pageFile(url, parts, response);
}

function driftOf(url: URL): Drift | null {
  return drifts.find((d) => d === url.searchParams.get('drift')) ?? null;
}

async function save(
  request: IncomingMessage,
  response: ServerResponse,
  fixture: string,
  forms: ReceivedForm[],
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
  forms.push({ fixture, values: decodeForm(raw), raw });
  json(response, { ok: true, receipt: `CZ2024${String(forms.length).padStart(8, '0')}` });
}

/** The calls behind ID query, remote list, picker and auto-complete; they take as long as on a county line. */
async function ask(url: URL, what: string, response: ServerResponse): Promise<void> {
  const query = (url.searchParams.get('q') ?? '').trim();
  await pause(what === 'person' ? 300 : 120);
  if (what === 'person') json(response, baseInformation(query));
  else if (what === 'employers') {
    const page = Number(url.searchParams.get('page') ?? 1);
    const size = Number(url.searchParams.get('size') ?? 10);
    const found = employers.filter((e) => e.label.includes(query));
    json(response, { total: found.length, rows: found.slice((page - 1) * size, page * size) });
  } else if (what === 'posts')
    json(
      response,
      posts.filter((p) => p.includes(query)),
    );
  else response.writeHead(404).end();
}

async function vendor(parts: string[], response: ServerResponse): Promise<void> {
  if (!served.has(parts[0] ?? '')) response.writeHead(404).end();
  else await file(packagesFolder, parts.join('/'), response);
}

async function pageFile(url: URL, parts: string[], response: ServerResponse): Promise<void> {
  const isPage = extname(parts.at(-1) ?? '') === '';
  if (isPage && url.searchParams.get('drift') === 'iframe' && !url.searchParams.has('inner')) {
    const inner = `<iframe src="${url.pathname}?inner=1" style="border:0;width:100%;height:1600px"></iframe>`;
    send(response, '.html', `<!doctype html><title>业务系统</title><body style="margin:0">${inner}`);
    return;
  }
  if (url.searchParams.has('csp')) {
    response.setHeader('content-security-policy', "default-src 'self'; img-src 'self' data:");
  }
  await file(pagesFolder, isPage ? [...parts, 'index.html'].join('/') : parts.join('/'), response);
}

async function file(folder: string, path: string, response: ServerResponse): Promise<void> {
  const full = normalize(join(folder, path));
  if (!full.startsWith(folder.endsWith(sep) ? folder : folder + sep)) {
    response.writeHead(404).end();
    return;
  }
  const body = await readFile(full).catch(() => null);
  if (body === null) response.writeHead(404).end();
  else send(response, extname(full), body);
}

function index(): string {
  const items = fixtureNames.map((name) => `<li><a href="/${name}/">${fixtures[name].title}</a></li>`);
  return `<!doctype html><meta charset="utf-8"><title>fixture forms</title><ul>${items.join('')}</ul>`;
}

function send(
  response: ServerResponse,
  extension: string,
  body: string | Buffer,
  cache = extension === '.html' ? 'no-store' : 'max-age=600',
): void {
  response.setHeader('content-type', contentTypes[extension] ?? 'application/octet-stream');
  response.setHeader('cache-control', cache);
  response.end(body);
}

function json(response: ServerResponse, value: unknown): void {
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  response.end(JSON.stringify(value));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
