import type { Hono } from 'hono';

import { formFields } from '../form-fields.ts';
import { formView } from '../form-view.ts';
import { dropConnection, type PortalContext, type PortalEnv, sessionToken } from '../http.ts';
import { lookUp } from '../lookup.ts';
import { save } from '../saving.ts';
import { messages } from '../validate.ts';
import { pause, type World } from '../world.ts';
import { entryForm, type EntryState, ethnicityCode, postedExtra, postedValues } from './entry-form.ts';
import { escapeHtml, postedForm, sendExpired, sendPage } from './page.ts';

const emptyState: EntryState = { opened: false, nameLocked: false, values: {}, extra: {} };

export function addEntry(routes: Hono<PortalEnv>, world: World): void {
  routes.get('/czjy/entry.do', (context) => sendForm(context, world, emptyState, null));
  routes.post('/czjy/query.do', async (context) => {
    const { aac002 = '' } = await postedForm(context);
    const found = await lookUp(world, aac002);
    await pause(world.baseInfoDelayMs);
    if (found.kind !== 'open')
      return sendForm(context, world, { ...emptyState, values: { idNumber: aac002 } }, found.message);
    const { identity, base } = found;
    const { idNumber, sex, birthDate } = identity;
    const values = {
      idNumber,
      sex,
      birthDate,
      name: base?.name ?? '',
      ethnicity: ethnicityCode(base?.ethnicity),
    };
    return sendForm(
      context,
      world,
      { opened: true, nameLocked: base !== null, values, extra: {} },
      found.message,
    );
  });
  routes.post('/czjy/save.do', async (context) => {
    const posted = await postedForm(context);
    return answerSave(context, world, posted);
  });
}

function sendForm(context: PortalContext, world: World, state: EntryState, alert: string | null): Response {
  const view = formView(world);
  return sendPage(context, {
    title: '新增就业录入',
    scripts: ['form.js', 'layers.js'],
    alert,
    body: `<body class="main"><div class="path">当前位置：城镇新增就业 &gt; 新增就业录入</div>
<div id="content">${entryForm(view, state)}</div></body>`,
  });
}

async function answerSave(
  context: PortalContext,
  world: World,
  posted: Record<string, string>,
): Promise<Response> {
  const values = postedValues(posted, formFields);
  const extra = postedExtra(posted);
  const answer = await save(world, {
    token: sessionToken(context),
    user: context.var.user,
    values,
    extra,
    requestId: posted['_rid'] ?? '',
  });
  switch (answer.kind) {
    case 'saved':
      return sendSaved(context, answer.receipt);
    case 'invalid':
    case 'refused':
    case 'duplicate': {
      const state = { opened: true, nameLocked: posted['_known'] === '1', values, extra };
      return sendForm(context, world, state, answer.message);
    }
    case 'expired':
      return sendExpired(context, messages.expired);
    case 'failed':
      return sendError(context);
    case 'dropped':
    case 'resent':
      return dropConnection(context);
  }
}

function sendSaved(context: PortalContext, receipt: string): Response {
  const message = `保存成功，受理编号：${receipt}`;
  return sendPage(context, {
    title: '操作结果',
    alert: message,
    body: `<body class="main"><div class="path">当前位置：城镇新增就业 &gt; 操作结果</div><br>
<table class="box" align="center" cellpadding="12" width="460"><tr><td class="boxtitle">操作提示</td></tr>
<tr><td align="center">${escapeHtml(message)}</td></tr>
<tr><td align="center"><input type="button" class="btn" value="继续录入" onclick="location.href='/czjy/entry.do'">
<input type="button" class="btn" value="查看列表" onclick="location.href='/czjy/list.do'"></td></tr></table></body>`,
  });
}

function sendError(context: PortalContext): Response {
  return sendPage(context, {
    title: 'HTTP Status 500',
    status: 500,
    body: `<body class="main"><h2>HTTP Status 500 - Internal Server Error</h2><hr><p><b>message</b> ${messages.system}</p><hr></body>`,
  });
}
