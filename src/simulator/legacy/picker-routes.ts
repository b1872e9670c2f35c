import type { Hono } from 'hono';

import { labelOf, sectorOf } from '../code-tables.ts';
import { formFields } from '../form-fields.ts';
import { drawnOptions } from '../form-view.ts';
import type { PortalContext, PortalEnv } from '../http.ts';
import { regionTree } from '../regions.ts';
import { delayed, pause, type World } from '../world.ts';
import { inputName } from './field-names.ts';
import { escapeHtml, queryFields, scriptValue, sendGbk, sendPage } from './page.ts';

const pageSize = 10;

/** The pop-up windows and layers in which codes, units, places and days are picked. */
export function addPickers(routes: Hono<PortalEnv>, world: World): void {
  routes.get('/common/code.do', (context) => sendCodes(context, world));
  routes.get('/common/unit.do', async (context) => {
    await delayed(world, 'queries');
    return sendUnits(context, world);
  });
  routes.get('/common/region.do', async (context) => {
    await pause(world.baseInfoDelayMs / 4);
    const { parent = '' } = queryFields(context);
    const towns = regionTree.flatMap((city) => city.children ?? []);
    const children =
      parent === '' ? regionTree : [...regionTree, ...towns].find((node) => node.code === parent)?.children;
    const nodes = (children ?? []).map(({ code, name, children: below }) => ({
      code,
      name,
      leaf: below === undefined,
    }));
    return sendGbk(context, JSON.stringify(nodes), 'text/plain');
  });
  routes.get('/common/calendar.do', (context) =>
    sendPage(context, {
      title: '日期选择',
      scripts: ['calendar.js'],
      body: `<body class="calendar" onload="drawCalendar(${escapeHtml(scriptValue(queryFields(context)['value'] ?? ''))})"><div id="calendar"></div></body>`,
    }),
  );
}

function sendCodes(context: PortalContext, world: World): Response {
  const query = queryFields(context);
  const name = query['name'] ?? '';
  const field = formFields.find((known) => inputName(known.key) === name);
  const text = (query['text'] ?? '').trim();
  const found = (field === undefined ? [] : drawnOptions(world, field)).filter((item) =>
    item.label.includes(text),
  );
  const rows = found.map((item) => {
    const picked = [name, item.code, item.label, field?.key === 'industry' ? sectorOf(item.code) : null];
    return { cells: [item.code, item.label], picked: `pickCode(${scriptValue(picked).slice(1, -1)})` };
  });
  return sendPicker(
    context,
    `${field?.label ?? '代码'}选择`,
    '/common/code.do',
    query,
    ['代码', '名称'],
    rows,
  );
}

function sendUnits(context: PortalContext, world: World): Response {
  const query = queryFields(context);
  const rows = world.store.findUnits((query['text'] ?? '').trim(), 1000).map((unit) => ({
    cells: [unit.name, unit.creditCode, labelOf('unitType', unit.unitType) ?? ''],
    picked: `pickUnit(${scriptValue({
      aab004: unit.name,
      aab003: unit.creditCode,
      aab019: unit.unitType,
      aab022: unit.industry,
      aab022_text: labelOf('industry', unit.industry),
      aab054: sectorOf(unit.industry),
    })})`,
  }));
  return sendPicker(
    context,
    '单位选择',
    '/common/unit.do',
    query,
    ['单位名称', '统一社会信用代码', '单位类型'],
    rows,
  );
}

function sendPicker(
  context: PortalContext,
  title: string,
  action: string,
  query: Record<string, string>,
  headers: readonly string[],
  rows: readonly { cells: string[]; picked: string }[],
): Response {
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  const page = Math.min(pages, Math.max(1, Number(query['pageNo']) || 1));
  const lines = rows
    .slice((page - 1) * pageSize, page * pageSize)
    .map(
      (row) =>
        `<tr onclick="choose(this)" ondblclick="choose(this);take()" picked="${escapeHtml(row.picked)}">${row.cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`,
    );
  const link = (text: string, to: number) =>
    to < 1 || to > pages || to === page
      ? `<span class="off">${text}</span>`
      : `<a href="javascript:goPage(${to})">${text}</a>`;
  return sendPage(context, {
    title,
    scripts: ['picker.js'],
    body: `<body class="main"><form name="pickForm" method="get" action="${action}">
<input type="hidden" name="name" value="${escapeHtml(query['name'] ?? '')}"><input type="hidden" name="pageNo" value="1">
<table width="100%"><tr><td>名称：<input type="text" name="text" size="20" value="${escapeHtml(query['text'] ?? '')}"> <input type="submit" class="btn" value="查 询"></td></tr></table>
<table class="list" id="rows" cellspacing="0" cellpadding="3" width="100%" border="1"><tr>${headers.map((header) => `<th>${header}</th>`).join('')}</tr>
${lines.join('\n')}</table>
<table width="100%"><tr><td class="pager">共 ${rows.length} 条　第 ${page}/${pages} 页　${link('上一页', page - 1)} ${link('下一页', page + 1)}</td>
<td align="right"><input type="button" class="btn" value="确 定" onclick="take()"> <input type="button" class="btn" value="关 闭" onclick="window.close()"></td></tr></table>
</form></body>`,
  });
}
