// Shapes of script libraries that draw every control themselves, as desktop programs do: in plain HTML.
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { fillForm, readForm, scanForm, type FieldInput, type FillReport } from '../../src/portal/index.ts';
import { site } from './open-page.ts';

const at = site();

async function fill(page: Page, values: Record<string, FieldInput>): Promise<FillReport> {
  return fillForm(page, await scanForm(page), values, { timeoutMs: 3000 });
}
function outcome(report: FillReport): [string, string, unknown][] {
  return report.fields.map((f) => [f.label, f.status, f.shown]);
}
async function kinds(page: Page): Promise<[string, string][]> {
  return (await scanForm(page)).fields.map((f) => [f.label, f.kind]);
}
async function value(page: Page, css: string): Promise<string> {
  return page.locator(css).inputValue();
}

/** A panel under `opener` with what `draw` writes into it; closed by a press beside it. */
const panelScript = `function panelAt(opener, draw) {
  const p = document.createElement('div'); p.style = 'position:absolute;z-index:20;background:#fff;border:1px solid;display:none;width:240px'; document.body.append(p);
  opener.addEventListener('click', () => { const r = opener.getBoundingClientRect(); p.style.left = r.left + 'px'; p.style.top = r.bottom + 'px'; p.style.display = ''; draw(p); });
  document.addEventListener('mousedown', (e) => { if (!p.contains(e.target) && e.target !== opener) p.style.display = 'none'; });
  return p;
}`;

describe('records in a layer', () => {
  test('a row ticked by any click in it, behind a veil while the rows are fetched', async () => {
    const page = await at.form(
      `<div class=item><label>单位名称</label><input id=n readonly><button type=button onclick="d.style.display='';load('')">选择</button></div>
       <div id=d role=dialog style="display:none;position:fixed;left:200px;top:60px;width:420px;height:300px;background:#fff;border:1px solid">
       名称：<input id=q><button type=button onclick="load(q.value)">查询</button>
       <div id=v class="table-loading" style="display:none">正在努力地加载数据中，请稍候……</div><table id=t></table>
       <button type=button onclick="take()">确定</button><button type=button onclick="d.style.display='none'">取消</button></div>`,
      `const all = ['甲公司', '乙公司', '乙公司分店'];
       function load(words) { t.innerHTML = ''; v.style.display = ''; setTimeout(() => { v.style.display = 'none';
         for (const name of all.filter((x) => x.includes(words))) { const tr = t.insertRow(); tr.insertCell().innerHTML = '<label><input type=checkbox><span></span></label>'; tr.cells[0].className = 'bs-checkbox'; tr.insertCell().textContent = name;
           const tick = tr.querySelector('input'); tick.onclick = (e) => e.stopPropagation(); for (const td of tr.cells) td.onclick = () => tick.click(); } }, 400); }
       function take() { const on = [...t.rows].filter((r) => r.querySelector('input').checked); if (on.length !== 1) return; n.value = on[0].cells[1].textContent; d.style.display = 'none'; }`,
    );
    expect(outcome(await fill(page, { 单位名称: '乙公司' }))).toEqual([['单位名称', 'set', '乙公司']]);
    expect(outcome(await fill(page, { 单位名称: '丙公司' }))).toEqual([['单位名称', 'refused', '乙公司']]);
  });
});

describe('names', () => {
  test('the words of a question may point at its first option; a legend on the line names it; a tick has its own', async () => {
    const page = await at.form(
      `<div class=item><label for=s1>性别</label><input type=radio name=s id=s1 value=1><label for=s1>男</label><input type=radio name=s id=s2 value=2><label for=s2>女</label></div>
       <div class=item style="display:flex"><legend style="width:120px;text-align:right">婚姻</legend><div style="display:inline-block"><div><div><div><label><input type=radio name=m value=1>未婚</label><label><input type=radio name=m value=2>已婚</label></div></div></div></div></div>
       <div class=item><span class=l>服务</span><label style="width:auto"><input type=checkbox name=v>介绍</label><label style="width:auto"><input type=checkbox name=v>培训</label></div>
       <div class=item><label for=t>退役军人</label><input type=checkbox id=t></div>
       <fieldset style="border:0;padding:0;margin:0"><div class=item><label>电话</label><input></div></fieldset>`,
    );
    expect(await kinds(page)).toEqual([
      ['性别', 'radio'],
      ['婚姻', 'radio'],
      ['服务', 'checkbox-group'],
      ['退役军人', 'checkbox'],
      ['电话', 'text'],
    ]);
    expect((await scanForm(page)).fields.map((f) => f.section)).toEqual([null, null, null, null, null]);
    expect(outcome(await fill(page, { 性别: '女', 婚姻: '未婚', 退役军人: true }))).toEqual([
      ['性别', 'set', '女'],
      ['婚姻', 'set', '未婚'],
      ['退役军人', 'set', true],
    ]);
  });
  test('words written before their own box, of hidden radios', async () => {
    const page = await at.form(
      `<style>#g input{position:absolute;clip:rect(0 0 0 0);width:1px;height:1px} #g label{border:1px solid;padding:4px 10px} #g .on{background:#39f}</style>
       <div class=item><span class=l>性别</span><span id=g><label for=a>男</label><input type=radio name=s id=a value=1><label for=b>女</label><input type=radio name=s id=b value=2></span></div>`,
      `g.addEventListener('change', () => { for (const l of g.querySelectorAll('label')) l.className = l.control.checked ? 'on checked' : ''; })`,
    );
    for (const sex of ['男', '女']) {
      expect(outcome(await fill(page, { 性别: sex }))).toEqual([['性别', 'set', sex]]);
      expect(await value(page, '[name=s]:checked')).toBe(sex === '男' ? '1' : '2');
    }
  });
});

describe('typing lines', () => {
  test('a formatted line gives way to another input while it is typed in', async () => {
    const page = await at.form(
      `<div class=item><label>月收入</label><span><input id=f><input id=r name=income style="display:none"></span></div><div class=item><label>备注</label><input id=o></div>`,
      `f.onfocus = () => { f.style.display = 'none'; r.style.display = ''; r.focus(); };
       r.onblur = () => { r.style.display = 'none'; f.style.display = ''; f.value = r.value === '' ? '' : Number(r.value).toFixed(2); };`,
    );
    expect(outcome(await fill(page, { 月收入: '3200', 备注: '无' }))).toEqual([
      ['月收入', 'set', '3200.00'],
      ['备注', 'set', '无'],
    ]);
    expect(await value(page, '#r')).toBe('3200');
  });
  test('a see-through line over the box that shows the choice is one field with it', async () => {
    const page = await at.form(
      `<div class=item><label>民族</label><span style="position:relative;display:inline-block"><input id=h style="position:absolute;left:0;top:0;opacity:0;width:160px"><input id=n tabindex=-1 style="width:160px" class=select></span></div>`,
    );
    const { fields } = await scanForm(page, { options: 'native' });
    expect(fields.map((f) => f.label)).toEqual(['民族']);
  });
  test('a list that opens late over the next field is pressed away again', async () => {
    const page = await at.form(
      `<div class=item><label>岗位</label><input id=p></div><div class=item><label>电话</label><input id=q></div>
       <div id=l style="display:none;position:absolute;z-index:99;left:0;top:30px;width:600px;height:60px;background:#eee"><ul><li>服务员</li></ul></div>`,
      `p.oninput = () => setTimeout(() => { l.style.display = ''; }, 500); document.addEventListener('click', () => { l.style.display = 'none'; });`,
    );
    const report = await fill(page, { 岗位: '服务员', 电话: '13800001111' });
    expect(outcome(report).map((o) => o.slice(0, 2))).toEqual([
      ['岗位', 'set'],
      ['电话', 'set'],
    ]);
  });
});

describe('lists', () => {
  const drawnBox = `<div class=item><label>学历</label><span id=b class="select-box" tabindex=0 style="display:inline-block;width:160px;height:24px;border:1px solid">请选择</span><input type=hidden id=v></div>`;
  const rows = (html: string): string => `${panelScript} const L = ['研究生', '大学本科', '大学专科'];
    const choose = (t) => { b.textContent = t; v.value = t; panel.style.display = 'none'; };
    const panel = panelAt(b, (p) => { p.innerHTML = ${html}; for (const e of p.querySelectorAll('[data-t]')) e.onclick = () => choose(e.dataset.t); });`;
  test.each([
    [
      'buttons',
      "'<input placeholder=搜索>' + L.map((t) => `<button type=button style=\"display:block;width:100%\" data-t=${t}>${t}</button>`).join('')",
    ],
    [
      'one-cell rows of a table',
      "'<table>' + L.map((t) => `<tr data-t=${t}><td></td><td>${t}</td></tr>`).join('') + '</table>'",
    ],
    [
      'rows of a table that is a list',
      "'<table role=listbox>' + L.map((t, i) => `<tr role=option data-t=${t}><td>${i}</td><td>${t}</td></tr>`).join('') + '</table>'",
    ],
  ])('%s', async (name, html) => {
    const page = await at.form(drawnBox, rows(html));
    const { fields } = await scanForm(page);
    expect(fields.map((f) => [f.label, f.kind])).toEqual([['学历', 'select']]);
    if (!name.includes('that is a list'))
      expect(fields[0]?.options).toEqual(['研究生', '大学本科', '大学专科']);
    if (name.includes('that is a list')) return;
    expect(outcome(await fill(page, { 学历: '博士' }))).toEqual([['学历', 'refused', null]]);
    expect(outcome(await fill(page, { 学历: '大学专科' }))).toEqual([['学历', 'set', '大学专科']]);
  });
  test('a list whose rows slide into a standing box, and are drawn anew where they come to stand', async () => {
    const page = await at.form(
      drawnBox,
      rows(
        '\'<div style="height:80px;overflow:hidden;position:relative"><div class=s style="position:absolute;width:100%;margin-top:-80px"></div></div>\'',
      ).replace(
        'for (const e of',
        `const s = p.querySelector('.s'); const draw = () => { s.innerHTML = L.map((t) => '<div class=option data-t=' + t + ' style="height:24px">' + t + '</div>').join(''); for (const e of s.children) e.onclick = () => choose(e.dataset.t); };
         draw(); let top = -80; const move = () => { top = Math.min(0, top + 4); s.style.marginTop = top + 'px'; if (top < 0) requestAnimationFrame(move); else draw(); }; move(); for (const e of`,
      ),
    );
    const { fields } = await scanForm(page);
    expect(fields[0]?.options).toEqual(['研究生', '大学本科', '大学专科']);
    expect(outcome(await fill(page, { 学历: '研究生' }))).toEqual([['学历', 'set', '研究生']]);
    expect(await value(page, '#v')).toBe('研究生');
  });
  test('a closed list of rank listbox with ornaments, and a native list under its picture', async () => {
    const page = await at.form(
      `<div class=item><label>学历</label><table id=b role=listbox aria-haspopup=true tabindex=0 style="display:inline-table;width:180px;border:1px solid"><tr><td><span role=option id=w>请选择</span><input value="Χ" role=presentation tabindex=-1 readonly style="width:10px"></td><td><input value="▼" role=presentation tabindex=-1 readonly style="width:16px"></td></tr></table></div>
       <div class=item><label>民族</label><span class=selector style="position:relative;display:inline-block;width:120px;height:24px;border:1px solid"><span id=shown>请选择</span><select id=e style="position:absolute;left:0;top:0;width:120px;height:24px;opacity:0"><option value="">请选择<option>汉族<option>布依族</select></span></div>`,
      `${panelScript} e.onchange = () => { shown.textContent = e.value; };
       const panel = panelAt(b, (p) => { p.innerHTML = '<ul><li>研究生</li><li>大学专科</li></ul>'; for (const li of p.querySelectorAll('li')) li.onclick = () => { w.textContent = li.textContent; p.style.display = 'none'; }; });
       for (const x of b.querySelectorAll('*')) x.addEventListener('click', (ev) => { ev.stopPropagation(); b.click(); });`,
    );
    expect(await kinds(page)).toEqual([
      ['学历', 'select'],
      ['民族', 'select'],
    ]);
    expect(outcome(await fill(page, { 学历: '大学专科', 民族: '布依族' }))).toEqual([
      ['学历', 'set', '大学专科'],
      ['民族', 'set', '布依族'],
    ]);
    expect(await value(page, '#e')).toBe('布依族');
  });
  test('several in one line; a sheet in the same page lies between list and field', async () => {
    const page = await at.form(
      `<div class=item><label>技能</label><span id=b class="select-box multi" tabindex=0 style="display:inline-block;width:600px;height:24px;border:1px solid">请选择</span></div>
       <div id=s style="display:none;position:absolute;inset:0;z-index:15;height:100vh"></div><div id=p style="display:none;position:absolute;z-index:16;left:150px;top:20px;background:#fff"><ul></ul></div>`,
      `const L = ['厨师证', '农、林证', '会计证'], on = new Set(); const ul = document.querySelector('ul');
       const show = () => { b.textContent = [...on].join(', ') || '请选择'; };
       for (const t of L) { const li = document.createElement('li'); li.textContent = t; ul.append(li); li.onclick = () => { on.has(t) ? on.delete(t) : on.add(t); show(); }; }
       b.onclick = () => { s.style.display = p.style.display = ''; }; s.onclick = () => { s.style.display = p.style.display = 'none'; };`,
    );
    const report = await fill(page, { 技能: ['厨师证', '会计证'] });
    expect(outcome(report)).toEqual([['技能', 'set', ['厨师证', '会计证']]]);
    expect(outcome(await fill(page, { 技能: ['厨师证', '杂技'] }))[0]?.[1]).toBe('refused');
    expect(await readForm(page, await scanForm(page, { options: 'native' }))).toEqual({
      技能: ['厨师证', '会计证'],
    });
    expect(await page.locator('#s').isVisible()).toBe(false);
  });
});

describe('calendars', () => {
  const box = `<div class=item><label>就业时间</label><input id=d readonly class=date></div>`;
  const calendar = (
    start: string,
  ): string => `${panelScript} let y = 2026, m = 10, view = '${start}'; const M = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
    const pad = (n) => String(n).padStart(2, '0');
    const draw = (p) => { p.innerHTML = ''; const head = p.appendChild(document.createElement('div')); const cell = (tr, t, act, css) => { const c = tr.insertCell(); c.style.width = css || '40px'; const i = c.appendChild(document.createElement('div')); i.style = 'width:14px;float:left;font-size:11px'; i.textContent = t; if (act) i.onclick = (e) => { e.stopPropagation(); act(); }; };
      const table = p.appendChild(document.createElement('table')); let tr;
      if (view === 'years') { head.textContent = (y - 6) + ' - ' + (y + 5); const back = head.appendChild(document.createElement('a')); back.textContent = '‹'; back.onclick = () => { y -= 12; draw(p); }; head.prepend(back);
        for (let i = 0; i < 12; i++) { if (i % 3 === 0) tr = table.insertRow(); const year = y - 6 + i; cell(tr, String(year), () => { y = year; view = 'months'; draw(p); }); } return; }
      if (view === 'months') { head.textContent = y; for (let i = 0; i < 12; i++) { if (i % 3 === 0) tr = table.insertRow(); cell(tr, M[i], () => { m = i; view = 'days'; draw(p); }); } return; }
      head.innerHTML = ''; const title = head.appendChild(document.createElement('a')); title.textContent = M[m] + ' ' + y; title.onclick = () => { view = 'years'; draw(p); };
      tr = table.insertRow(); const first = new Date(y, m, 1).getDay(); for (let i = 0; i < first; i++) tr.insertCell();
      for (let k = 1; k <= new Date(y, m + 1, 0).getDate(); k++) { if ((first + k - 1) % 7 === 0 && k > 1) tr = table.insertRow(); cell(tr, String(k), () => { d.value = y + '-' + pad(m + 1) + '-' + pad(k); view = '${start}'; p.style.display = 'none'; }, (first + k) % 7 === 0 ? '30px' : '40px'); } };
    panelAt(d, draw);`;
  test.each(['days', 'years'])(
    'open with the %s first; only the number itself takes the click',
    async (start) => {
      const page = await at.form(box, calendar(start));
      expect(await kinds(page)).toEqual([['就业时间', 'date']]);
      // Alone on the first line, and on the last.
      for (const date of ['2023-07-01', '2023-12-31', '2024-02-29', '1990-03-07'])
        expect(outcome(await fill(page, { 就业时间: date }))).toEqual([['就业时间', 'set', date]]);
      expect(outcome(await fill(page, { 就业时间: '2023-02-29' }))).toEqual([
        ['就业时间', 'refused', '1990-03-07'],
      ]);
    },
  );
});

describe('several in other ways', () => {
  const transfer = (script: string): [string, string] => [
    `<div class=item style="display:flex"><label for=from>技能特长</label><div class=selector style="display:flex">
       <div><h2 style="font-size:13px;margin:0">可用 技能特长</h2><input placeholder=过滤><br><select multiple id=from size=6 style="width:120px"></select></div>
       <div><a id=all title=全选 style="display:block;width:20px;height:20px">»</a><a id=add title=选择 style="display:block;width:20px;height:20px">›</a><a id=remove title=删除 style="display:block;width:20px;height:20px">‹</a></div>
       <div><h2 style="font-size:13px;margin:0">选中的 技能特长</h2><select multiple id=to size=6 style="width:120px"></select></div></div></div>
     <div class=item><label>备注</label><input></div>`,
    `for (const t of ['厨师证', '驾驶证', '会计证']) { const o = document.createElement('option'); o.textContent = t; document.querySelector('#from').append(o); }
     const $ = (id) => document.querySelector('#' + id), go = (a, b) => { for (const o of [...$(a).selectedOptions]) { o.selected = false; $(b).append(o); } }; ${script}`,
  ];
  test.each([
    ['by marks', `$('add').onclick = () => go('from', 'to'); $('remove').onclick = () => go('to', 'from');`],
    [
      'by a double click',
      `$('from').ondblclick = () => go('from', 'to'); $('to').ondblclick = () => go('to', 'from');`,
    ],
    [
      'by selecting alone',
      `$('from').onchange = () => go('from', 'to'); $('to').onchange = () => go('to', 'from');`,
    ],
  ])('moved from one list into another %s', async (_name, script) => {
    const page = await at.form(...transfer(script));
    const inventory = await scanForm(page);
    expect(inventory.fields.map((f) => [f.label, f.kind, f.section])).toEqual([
      ['技能特长', 'multi-select', null],
      ['备注', 'text', null],
    ]);
    const asked = { 技能特长: ['厨师证', '会计证'] };
    expect(outcome(await fillForm(page, inventory, asked))).toEqual([
      ['技能特长', 'set', ['厨师证', '会计证']],
    ]);
    expect(await page.locator('#to option').allTextContents()).toEqual(['厨师证', '会计证']);
    const refused = await fillForm(page, inventory, { 技能特长: ['驾驶证', '杂技'] });
    expect(outcome(refused)).toEqual([['技能特长', 'refused', ['厨师证', '会计证']]]);
    expect(outcome(await fillForm(page, inventory, { 技能特长: ['驾驶证'] }))[0]?.[2]).toEqual(['驾驶证']);
  });
  test('typed and chosen one by one, a tag for each; a line that takes one only refuses two', async () => {
    const line = (id: string): string =>
      `<div class="field_tags" style="display:inline-flex" id=${id}><div style="display:inline-block"><input role=combobox aria-autocomplete=list style="width:120px"></div></div>`;
    const page = await at.form(
      `<div class=item><label>技能</label>${line('many')}</div><div class=item><label>民族</label>${line('one')}</div>`,
      `const L = ['厨师证', '驾驶证', '会计证', '汉族', '苗族']; for (const box of [many, one]) { const i = box.querySelector('input'); let ul = null, kept = '';
         const close = () => { ul?.remove(); ul = null; };
         const show = () => { close(); ul = document.createElement('ul'); ul.className = 'drop'; for (const t of L.filter((x) => x.includes(i.value))) { const li = document.createElement('li'); li.textContent = t; li.onmousedown = (e) => e.preventDefault();
           li.onclick = () => { close(); if (box === one) { kept = i.value = t; return; } i.value = ''; const s = document.createElement('span'); s.innerHTML = '<b style="font-weight:400">' + t + '</b><a class=delete>×</a>'; s.querySelector('a').onclick = () => s.remove(); box.prepend(s); }; ul.append(li); } i.after(ul); };
         i.onclick = show; i.oninput = show; i.onblur = () => { close(); i.value = kept; }; }`,
    );
    const inventory = await scanForm(page);
    const report = await fillForm(page, inventory, { 技能: ['厨师证', '会计证'], 民族: ['汉族', '苗族'] });
    expect(report.fields.map((f) => [f.label, f.status])).toEqual([
      ['技能', 'set'],
      ['民族', 'refused'],
    ]);
    expect(await page.locator('#many b').allTextContents()).toEqual(['会计证', '厨师证']);
  });
});

test('a date in three lists with named months in any order and dashes for nothing; a star is no value', async () => {
  const list = (id: string, texts: string[]): string =>
    `<select id=${id}><option value="">---</option>${texts.map((t, i) => `<option value=${String(i + 1)}>${t}</option>`).join('')}</select>`;
  const numbers = (from: number, n: number): string[] =>
    Array.from({ length: n }, (_, i) => String(from + i));
  const page = await at.form(
    `<div class=item><label>出生日期</label>${list('d', numbers(1, 31))}${list('m', '一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月'.split(' '))}${list('y', numbers(1950, 70))}</div>
     <div class=item><label>区域</label><span><input id=r readonly><span style="color:red">*</span></span></div>`,
  );
  const { fields } = await scanForm(page);
  expect(fields.map((f) => [f.label, f.kind, f.value])).toEqual([
    ['出生日期', 'date', null],
    ['区域', 'text', null],
  ]);
  expect(outcome(await fill(page, { 出生日期: '1990-03-07' }))).toEqual([['出生日期', 'set', '1990-03-07']]);
  expect([await value(page, '#d'), await value(page, '#m'), await value(page, '#y')]).toEqual([
    '7',
    '3',
    '41',
  ]);
});
