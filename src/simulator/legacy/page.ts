import type { ContentfulStatusCode } from 'hono/utils/http-status';

import { webText } from '../assets.ts';
import type { PortalContext } from '../http.ts';
import { decodeGbkForm, encodeGbk } from './gbk.ts';

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A value for an inline script. */
export function scriptValue(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

export interface PageParts {
  title: string;
  body: string;
  /** Scripts of `web/legacy/` to load, by name. */
  scripts?: string[];
  /** Shown as an alert once the page stands. */
  alert?: string | null;
  status?: ContentfulStatusCode;
}

/** A page of its time: no doctype, GBK, tables. */
export function sendPage(context: PortalContext, parts: PageParts): Response {
  const scripts = (parts.scripts ?? []).map(
    (name) => `<script language="javascript" src="/js/${name}"></script>`,
  );
  const shown = parts.alert ?? null;
  const alert =
    shown === null
      ? ''
      : `<script language="javascript">window.onload=function(){alert(${scriptValue(shown)});}</script>`;
  const text = `<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gbk">
<title>${escapeHtml(parts.title)}</title>
<link rel="stylesheet" type="text/css" href="/css/style.css">
${scripts.join('\n')}
</head>
${parts.body}
${alert}
</html>`;
  return sendGbk(context, text, 'text/html', parts.status ?? 200);
}

export function sendGbk(
  context: PortalContext,
  text: string,
  type: string,
  status: ContentfulStatusCode = 200,
): Response {
  return context.body(encodeGbk(text), status, {
    'content-type': `${type};charset=gbk`,
    'cache-control': 'no-store',
  });
}

/** A script or style sheet of `web/legacy/`, or null when there is none. */
export function sendLegacyFile(context: PortalContext, name: string, type: string): Response | null {
  if (!/^[a-z-]+\.(js|css)$/.test(name)) return null;
  return sendGbk(context, webText('legacy', name), type);
}

export async function postedForm(context: PortalContext): Promise<Record<string, string>> {
  return decodeGbkForm(Buffer.from(await context.req.arrayBuffer()).toString('latin1'));
}

export function queryFields(context: PortalContext): Record<string, string> {
  const at = context.req.url.indexOf('?');
  return at < 0 ? {} : decodeGbkForm(context.req.url.slice(at + 1));
}

/** What every frame answers when the session is over: the whole window goes to the login page. */
export function sendExpired(context: PortalContext, message: string): Response {
  const script = `alert(${scriptValue(message)});top.location.href="/login.do";`;
  const body = `<body><script language="javascript">if(window.opener){window.close();}else{${script}}</script></body>`;
  return sendPage(context, { title: '提示', body });
}
