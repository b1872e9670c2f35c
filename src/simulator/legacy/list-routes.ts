import type { Hono } from 'hono';

import { labelRenamer } from '../form-view.ts';
import type { PortalContext, PortalEnv } from '../http.ts';
import { type ListQuery, type ListRow, listRecords, recordDetail } from '../listing.ts';
import { recordStates } from '../record.ts';
import type { World } from '../world.ts';
import { escapeHtml, postedForm, queryFields, sendPage } from './page.ts';

export function addList(routes: Hono<PortalEnv>, world: World): void {
  const show = async (context: PortalContext, given: Record<string, string>) => {
    const query = toQuery(given);
    const found = await listRecords(world, query);
    const body = listBody(query, found, labelRenamer(world, 'list'));
    return sendPage(context, { title: '录入信息查询', scripts: ['list.js', 'layers.js'], body });
  };
  routes.get('/czjy/list.do', (context) => show(context, queryFields(context)));
  routes.post('/czjy/list.do', async (context) => show(context, await postedForm(context)));
  routes.get('/czjy/detail.do', async (context) => {
    const detail = await recordDetail(world, Number(context.req.query('id')));
    return sendPage(context, { title: '就业登记详情', body: detailBody(detail) });
  });
}

function toQuery(given: Record<string, string>): ListQuery {
  return {
    idNumber: given['aac002'] ?? '',
    name: given['aac003'] ?? '',
    state: given['state'] ?? '',
    createdFrom: given['from'] ?? '',
    createdTo: given['to'] ?? '',
    page: Math.max(1, Number(given['pageNo']) || 1),
    size: Number(given['pageSize']) || 10,
  };
}

function listBody(
  query: ListQuery,
  found: { total: number; rows: ListRow[] },
  rename: (label: string) => string,
): string {
  const states = recordStates.map(
    (state) => `<option value="${state}"${state === query.state ? ' selected' : ''}>${state}</option>`,
  );
  const pages = Math.max(1, Math.ceil(found.total / query.size));
  return `<body class="main"><div class="path">当前位置：城镇新增就业 &gt; 录入信息查询</div>
<form name="listForm" method="post" action="/czjy/list.do">
<input type="hidden" name="pageNo" value="${query.page}">
<table class="form" cellspacing="1" cellpadding="3" width="98%" align="center"><tr>
<td class="label">身份证号码：</td><td><input type="text" name="aac002" size="20" value="${escapeHtml(query.idNumber)}"></td>
<td class="label">姓名：</td><td><input type="text" name="aac003" size="10" value="${escapeHtml(query.name)}"></td>
<td class="label">状态：</td><td><select name="state"><option value="">全部</option>${states.join('')}</select></td>
<td class="label">录入时间：</td><td><input type="text" name="from" size="10" readonly onclick="openCalendar(this)" value="${escapeHtml(query.createdFrom)}">至<input type="text" name="to" size="10" readonly onclick="openCalendar(this)" value="${escapeHtml(query.createdTo)}"></td>
<td><input type="button" class="btn" value="查 询" onclick="goPage(1)"> <input type="button" class="btn" value="新 增" onclick="location.href='/czjy/entry.do'"></td>
</tr></table>
${table(found.rows, rename)}
<table width="98%" align="center"><tr><td align="right" class="pager">共 ${found.total} 条　第 ${query.page}/${pages} 页　
${pageLink('首页', 1, query.page)} ${pageLink('上一页', query.page - 1, query.page, pages)} ${pageLink('下一页', query.page + 1, query.page, pages)} ${pageLink('末页', pages, query.page)}
　每页<select name="pageSize" onchange="goPage(1)">${[10, 20, 50].map((size) => `<option${size === query.size ? ' selected' : ''}>${size}</option>`).join('')}</select>条</td></tr></table>
</form></body>`;
}

function pageLink(text: string, to: number, current: number, pages = Number.POSITIVE_INFINITY): string {
  if (to === current || to < 1 || to > pages) return `<span class="off">${text}</span>`;
  return `<a href="javascript:goPage(${to})">${text}</a>`;
}

function table(rows: readonly ListRow[], rename: (label: string) => string): string {
  const headers = [
    '序号',
    '受理编号',
    '身份证号码',
    '姓名',
    '性别',
    '就业形式',
    '就业单位名称',
    '就业时间',
    '就业地',
    '状态',
    '录入时间',
    '操作',
  ];
  const lines = rows.map((row) => {
    const cells = [
      String(row.no),
      row.receipt,
      row.idNumber,
      row.name,
      row.sex,
      row.employmentForm,
      row.employer,
      row.employedOn,
      row.workRegion,
      row.state,
      row.createdAt,
    ];
    return `<tr onmouseover="this.className='over'" onmouseout="this.className=''">${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}<td nowrap><a href="/czjy/detail.do?id=${row.id}">详情</a> <span class="off">删除</span></td></tr>`;
  });
  const none = `<tr><td colspan="${headers.length}" align="center">没有符合条件的记录</td></tr>`;
  return `<table class="list" cellspacing="0" cellpadding="3" width="98%" align="center" border="1"><tr>${headers.map((header) => `<th nowrap>${escapeHtml(rename(header))}</th>`).join('')}</tr>
${rows.length === 0 ? none : lines.join('\n')}</table>`;
}

function detailBody(detail: readonly { label: string; text: string }[] | null): string {
  const pairs = detail ?? [{ label: '提示', text: '记录不存在' }];
  const lines: string[] = [];
  for (let at = 0; at < pairs.length; at += 2) {
    const cells = pairs
      .slice(at, at + 2)
      .map(
        ({ label, text }) =>
          `<td class="label" width="18%">${escapeHtml(label)}：</td><td width="32%">${escapeHtml(text)}&nbsp;</td>`,
      );
    if (cells.length === 1) cells.push('<td colspan="2">&nbsp;</td>');
    lines.push(`<tr>${cells.join('')}</tr>`);
  }
  return `<body class="main"><div class="path">当前位置：城镇新增就业 &gt; 就业登记详情</div>
<table class="form" cellspacing="1" cellpadding="4" width="96%" align="center">${lines.join('\n')}</table>
<p align="center"><input type="button" class="btn" value="返 回" onclick="history.back()"></p></body>`;
}
