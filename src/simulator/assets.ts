import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';

import type { PortalContext } from './http.ts';

const require = createRequire(import.meta.url);
const elementPlus = dirname(require.resolve('element-plus/package.json'));
const vue = dirname(require.resolve('vue/package.json'));
// Not a package of ours: it is found where Element Plus finds it.
const icons = dirname(
  createRequire(join(elementPlus, 'package.json')).resolve('@element-plus/icons-vue/package.json'),
);

/** Libraries come from the installed packages, so the portal works without any network. */
const libraries: Record<string, string> = {
  'vue.js': join(vue, 'dist/vue.global.prod.js'),
  'element-plus.js': join(elementPlus, 'dist/index.full.min.js'),
  'element-plus.css': join(elementPlus, 'dist/index.css'),
  'element-plus-zh-cn.js': join(elementPlus, 'dist/locale/zh-cn.min.js'),
  'icons.js': join(icons, 'dist/index.iife.min.js'),
};

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const read = new Map<string, Buffer<ArrayBuffer>>();

export function sendLibrary(context: PortalContext, name: string): Response {
  const file = libraries[name];
  return file === undefined ? (context.notFound() as Response) : send(context, file, 'public, max-age=86400');
}

/** A file of `web/<skin>/`; names with anything but plain characters are unknown. */
export function sendWebFile(
  context: PortalContext,
  skin: string,
  name: string,
  status: 200 | 503 = 200,
): Response {
  if (!/^[a-z-]+\.(js|css|html|svg)$/.test(name)) return context.notFound() as Response;
  return send(context, join(import.meta.dirname, 'web', skin, name), 'no-cache', status);
}

export function webText(skin: string, name: string): string {
  return load(join(import.meta.dirname, 'web', skin, name))?.toString('utf8') ?? '';
}

function send(context: PortalContext, file: string, caching: string, status: 200 | 503 = 200): Response {
  const bytes = load(file);
  if (bytes === null) return context.notFound() as Response;
  const type = types[extname(file)] ?? 'application/octet-stream';
  return context.body(bytes, status, { 'content-type': type, 'cache-control': caching });
}

function load(file: string): Buffer<ArrayBuffer> | null {
  const known = read.get(file);
  if (known !== undefined) return known;
  try {
    const bytes = readFileSync(file);
    read.set(file, bytes);
    return bytes;
  } catch {
    return null;
  }
}
