// Shapes of server pages and script libraries before the frameworks: what they do, in plain HTML.
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import {
  diffInventories,
  fillForm,
  readForm,
  scanForm,
  type FieldInput,
  type FillReport,
} from '../../src/portal/index.ts';
import { site } from './open-page.ts';

const at = site();

async function fill(page: Page, values: Record<string, FieldInput>, timeoutMs = 3000): Promise<FillReport> {
  return fillForm(page, await scanForm(page), values, { timeoutMs });
}
function outcome(report: FillReport): [string, string, unknown][] {
  return report.fields.map((f) => [f.label, f.status, f.shown]);
}
async function kinds(page: Page): Promise<[string, string][]> {
  return (await scanForm(page)).fields.map((f) => [f.label, f.kind]);
}

/** A pop-up that loads itself anew for every search and page, ten names, three on a page. */
const popup = `<!doctype html><meta charset=utf-8><form><input type=hidden name=p value=0>名称：<input name=q><input type=submit value="查 询"></form>
  <table id=t border=1></table><span id=pager></span><input type=button value="确 定" onclick="if(!chosen)alert('请选择');else take(chosen)">
  <script>
  const at = new URLSearchParams(location.search), q = at.get('q') || '', p = Number(at.get('p') || 0); let chosen = null;
  document.forms[0].q.value = q;
  const all = [...'甲乙丙丁戊己庚辛壬癸'].map((c, i) => ({ name: c + '公司', code: 'C' + i })).concat([{ name: '甲公司分店', code: 'X' }, { name: '同名公司', code: 'Y1' }, { name: '同名公司', code: 'Y2' }]);
  const list = all.filter((x) => x.name.includes(q));
  for (const x of list.slice(p * 3, p * 3 + 3)) {
    const tr = document.querySelector('#t').insertRow(); tr.insertCell().textContent = x.code; tr.insertCell().textContent = x.name;
    tr.onclick = () => { chosen = x; }; tr.ondblclick = () => take(x);
  }
  const link = (text, to) => '<a href="?q=' + encodeURIComponent(q) + '&p=' + to + '">' + text + '</a> ';
  document.querySelector('#pager').innerHTML = (p > 0 ? link('上一页', p - 1) : '上一页 ') + (p * 3 + 3 < list.length ? link('下一页', p + 1) : '下一页');
  function take(x) { opener.document.querySelector('#n').value = x.name; const c = opener.document.querySelector('#c'); if (c) c.value = x.code; window.close(); }
  </script>`;

describe('a pop-up window that loads itself anew for every search and page', () => {
  const opener = `<input type=button value=选择 onclick="window.open('/pick','p','width=500,height=400')">`;
  const form = (field: string): Record<string, string> => ({
    '/': `<!doctype html><meta charset=utf-8><table><tr><td>工作单位</td><td>${field}${opener}</td></tr></table>`,
    '/pick': popup,
  });
  test('the record is found and taken, one of two alike and an unknown one are refused', async () => {
    const page = await at.open(form('<input id=n readonly><input type=hidden id=c>'));
    const inventory = await scanForm(page);
    for (const [asked, status, shown] of [
      ['甲公司', 'set', '甲公司'],
      ['同名公司', 'refused', '甲公司'],
      ['癸公司', 'set', '癸公司'],
      ['无此公司', 'refused', '癸公司'],
    ] as const) {
      const report = await fillForm(page, inventory, { 工作单位: asked }, { timeoutMs: 3000 });
      expect(outcome(report)).toEqual([['工作单位', status, shown]]);
      expect(page.context().pages()).toHaveLength(1);
    }
    expect(await page.locator('#c').inputValue()).toBe('C9');
  });
  test('what the picker does not know is typed, if the field takes text', async () => {
    const page = await at.open(form('<input id=n>'));
    expect(outcome(await fill(page, { 工作单位: '无此公司' }))).toEqual([['工作单位', 'set', '无此公司']]);
    expect(outcome(await fill(page, { 工作单位: '同名公司' }))).toEqual([
      ['工作单位', 'refused', '无此公司'],
    ]);
  });
});

describe('words that are no list', () => {
  test('a bubble of help beside a control is no panel, and a class with a word in it no date', async () => {
    const page = await at.form(
      `<div class=item><label>姓名</label><span class="textbox"><input class="textbox-text validatebox-text" id=a onfocus="tip.style.display=''" onblur="tip.style.display='none'"></span></div>
       <div id=tip class="tooltip tooltip-right" style="display:none;position:absolute;left:400px;top:10px;border:1px solid"><div class="tooltip-content">This field is required.</div><div class="tooltip-arrow" style="position:absolute;left:-8px;top:4px;width:8px;height:8px;background:red"></div></div>`,
    );
    expect(await kinds(page)).toEqual([['姓名', 'text']]);
    expect(outcome(await fill(page, { 姓名: '韦一' }))).toEqual([['姓名', 'set', '韦一']]);
  });
});

/** A list right under its box that the arrow alone opens; the page sends the hidden control. */
const arrowCombo = (label: string, options: string[], several = false): string =>
  `<div class=item><label>${label}</label><span class="combo-wrap" style="display:inline-block;position:relative;border:1px solid #999;width:180px;height:22px"><input class="combo-text" style="border:0;width:150px" autocomplete=off><a class="combo-arrow" style="position:absolute;right:0;top:0;width:18px;height:20px;background:#ccc"></a><input type=hidden name=v></span>
   <div class=drop style="display:none;width:180px">${options.map((o) => `<div class="row-item" style="height:22px;cursor:pointer">${o}</div>`).join('')}</div></div>
   <script>{ const w = document.currentScript.previousElementSibling, text = w.querySelector('.combo-text'), hidden = w.querySelector('[name=v]'), drop = w.querySelector('.drop'); let chosen = [];
     w.querySelector('.combo-arrow').onclick = () => { const r = text.getBoundingClientRect(); drop.style.left = r.left + 'px'; drop.style.top = r.bottom + 2 + 'px'; drop.style.display = drop.style.display ? '' : 'none'; };
     drop.onclick = (e) => { const t = e.target.textContent; chosen = ${String(several)} ? (chosen.includes(t) ? chosen.filter((x) => x !== t) : [...chosen, t]) : [t]; text.value = chosen.join(','); hidden.value = chosen.map((x) => '#' + x).join(','); if (!${String(several)}) drop.style.display = 'none'; };
     document.addEventListener('mousedown', (e) => { if (!w.contains(e.target)) drop.style.display = 'none'; }); text.addEventListener('input', () => { if (text.value === '') { chosen = []; hidden.value = ''; } }); }</script>`;

describe('two inputs a field, one to see and one to send', () => {
  test('a list that only its arrow opens is chosen from, and what it does not offer is refused', async () => {
    const page = await at.form(arrowCombo('民族', ['汉族', '布依族', '苗族']));
    expect(await kinds(page)).toEqual([['民族', 'select']]);
    expect(outcome(await fill(page, { 民族: '火星族' }))).toEqual([['民族', 'refused', null]]);
    expect(outcome(await fill(page, { 民族: '布依族' }))).toEqual([['民族', 'set', '布依族']]);
    expect(await page.locator('[name=v]').inputValue()).toBe('#布依族');
  });
  test('a list that takes several though nothing says so; half of what is asked is taken back', async () => {
    const page = await at.form(arrowCombo('技能', ['厨师证', '电工证', '会计证'], true));
    expect((await fill(page, { 技能: ['厨师证', '会计证'] })).ok).toBe(true);
    expect(await page.locator('[name=v]').inputValue()).toBe('#厨师证,#会计证');
    const again = await at.form(arrowCombo('技能', ['厨师证', '电工证', '会计证'], true));
    expect(outcome(await fill(again, { 技能: ['厨师证', '杂技'] }))[0]?.[1]).toBe('refused');
    expect(await again.locator('[name=v]').inputValue()).toBe('');
  });
  test('typed words that the page does not send are refused', async () => {
    const page = await at.form(
      `<div class=item><label>单位</label><span style="display:inline-block"><input id=a><input type=hidden name=code></span></div>`,
    );
    const report = await fill(page, { 单位: '百味园' });
    expect(outcome(report)).toEqual([['单位', 'refused', null]]);
    expect(report.fields[0]?.reason).toContain('没有收下');
  });
  test('a grey hint written into the control is no value', async () => {
    const page = await at.form(
      `<div class=item><label>电话</label><input id=a class="box-prompt" style="color:#aaa" value=手机号码 onfocus="if(this.value==='手机号码'){this.value='';this.style.color='';this.className=''}"></div>`,
    );
    expect((await scanForm(page)).fields[0]?.value).toBe(null);
    expect(outcome(await fill(page, { 电话: '13800001111' }))).toEqual([['电话', 'set', '13800001111']]);
  });
});

describe('hidden native controls and what is drawn in their place', () => {
  test('a switch drawn inside a wide box, by a mark before an empty label', async () => {
    const page = await at.form(
      `<style>.custom-switch{position:relative;padding-left:40px;display:block}.custom-switch input{position:absolute;left:0;opacity:0;z-index:-1}.custom-switch label{position:relative;margin:0}.custom-switch label::before{content:"";position:absolute;left:-40px;top:0;width:30px;height:16px;background:#aaa;border-radius:8px}</style>
       <table><tr><td>退役军人</td><td width=400><div class="custom-switch"><input type=checkbox id=a><label for=a></label></div></td></tr></table>`,
    );
    expect(outcome(await fill(page, { 退役军人: true }))).toEqual([['退役军人', 'set', true]]);
    expect(await page.locator('#a').isChecked()).toBe(true);
  });
  test('a clipped list, tags beside the typing end, and a list that closes after every choice', async () => {
    const page = await at.form(
      `<style>.pick{display:inline-block;position:relative;border:1px solid #999;width:240px;min-height:24px}.pick .drop{clip:rect(0,0,0,0);clip-path:inset(100% 100%);left:0;top:26px;width:240px}.pick.open .drop{clip:auto;clip-path:none}.pick input{border:0;width:120px}.hide{position:absolute;width:1px;height:1px;clip:rect(0 0 0 0);overflow:hidden}</style>
       <div class=item><label>技能</label><span><select multiple id=s class=hide><option>厨师证</option><option>电工证</option><option>会计证</option></select><div class="pick select-box" id=p><span id=tags></span><input id=t><div class=drop><ul style="margin:0;padding:0"></ul></div></div></span></div>`,
      `const s = document.querySelector('#s'), p = document.querySelector('#p'), ul = p.querySelector('ul');
       function draw() { document.querySelector('#tags').innerHTML = [...s.selectedOptions].map((o) => '<span class=tag>' + o.text + '<a class=tag-close>×</a></span>').join(''); ul.innerHTML = [...s.options].filter((o) => !o.selected).map((o) => '<li>' + o.text + '</li>').join(''); }
       p.onclick = (e) => { if (e.target.className === 'tag-close') { [...s.options].find((o) => o.text === e.target.parentElement.firstChild.textContent).selected = false; draw(); } else if (e.target.localName === 'li') { [...s.options].find((o) => o.text === e.target.textContent).selected = true; p.classList.remove('open'); draw(); } else p.classList.add('open'); };
       document.addEventListener('mousedown', (e) => { if (!p.contains(e.target)) p.classList.remove('open'); }); draw();`,
    );
    const chosen = `[...document.querySelector('#s').selectedOptions].map(o => o.text)`;
    const inventory = await scanForm(page);
    expect(inventory.fields.map((f) => [f.label, f.kind])).toEqual([['技能', 'multi-select']]);
    const set = async (skills: string[]): Promise<string> =>
      (await fillForm(page, inventory, { 技能: skills }, { timeoutMs: 2000 })).fields
        .map((f) => f.reason ?? f.status)
        .join();
    expect(await set(['厨师证', '杂技'])).toContain('没有“杂技”');
    expect(await page.evaluate(chosen)).toEqual([]);
    expect(await set(['厨师证', '会计证'])).toBe('set');
    expect(await set(['会计证'])).toBe('set');
    expect(await page.evaluate(chosen)).toEqual(['会计证']);
  });
});

describe('labels of tables and of controls that come before their label', () => {
  test('column heads over the controls, in the middle of wide cells', async () => {
    const page = await at.form(
      `<table border=1 width=900><tr><th>姓名</th><th>性别</th><th colspan=2>单位</th></tr><tr><td><input id=a></td><td><select id=b><option value=""><option>男<option>女</select></td><td colspan=2><input id=c size=40></td></tr></table>`,
    );
    expect(await kinds(page)).toEqual([
      ['姓名', 'text'],
      ['性别', 'select'],
      ['单位', 'text'],
    ]);
  });
  test('a label after its control, and words for screen readers only', async () => {
    const page = await at.form(
      `<div style="position:relative;margin-top:40px"><div><select id=a><option value="">请选择</option><option>男</option></select></div><label style="position:absolute;left:0;top:-22px">性别 *</label></div>
       <table><tr><td>备注</td><td><div style="position:absolute;clip:rect(0,0,0,0)">No value selected.</div><input id=b></td></tr></table>`,
    );
    const { fields } = await scanForm(page);
    expect(fields.map((f) => [f.label, f.required])).toEqual([
      ['性别', true],
      ['备注', false],
    ]);
  });
});

/** A calendar for typed text that keeps any text as it is; day and month are written as `order` says. */
const calendar = (readOnly: boolean): string =>
  `<div class=item><label>日期</label><input id=a class="picker-date" ${readOnly ? 'readonly' : ''}></div><div id=cal class=drop style="display:none"></div>
   <script>{ const a = document.querySelector('#a'), cal = document.querySelector('#cal'); let at = new Date(); at.setDate(1);
     const two = (n) => String(n).padStart(2, '0');
     function draw() { const y = at.getFullYear(), m = at.getMonth(); const days = new Date(y, m + 1, 0).getDate();
       cal.innerHTML = '<div><a class=prev href="#">Prev</a> <span>' + (m + 1) + '月 ' + y + '</span> <a class=next href="#">Next</a></div><table>' + [0, 1, 2, 3, 4, 5].map((w) => '<tr>' + [0, 1, 2, 3, 4, 5, 6].map((d) => { const n = w * 7 + d + 1 - new Date(y, m, 1).getDay(); return '<td>' + (n > 0 && n <= days ? n : '') + '</td>'; }).join('') + '</tr>').join('') + '</table>'; }
     function open() { const m = /^(\\d\\d)\\/(\\d\\d)\\/(\\d{4})$/.exec(a.value); at = m ? new Date(+m[3], m[1] - 1, 1) : new Date(new Date().setDate(1)); draw(); cal.style.display = ''; const r = a.getBoundingClientRect(); cal.style.left = r.left + 'px'; cal.style.top = r.bottom + 'px'; }
     a.onclick = a.onfocus = open;
     cal.onclick = (e) => { e.preventDefault(); if (e.target.className === 'prev') { at.setMonth(at.getMonth() - 1); draw(); } else if (e.target.className === 'next') { at.setMonth(at.getMonth() + 1); draw(); } else if (e.target.localName === 'td' && e.target.textContent) { a.value = two(at.getMonth() + 1) + '/' + two(e.target.textContent) + '/' + at.getFullYear(); cal.style.display = 'none'; } };
     document.addEventListener('mousedown', (e) => { if (e.target !== a && !cal.contains(e.target)) cal.style.display = 'none'; }); }</script>`;

describe('dates with the month first', () => {
  test.each([
    ['typed', false],
    ['from the calendar', true],
  ])('%s: the control gets them in its own order, and they read as dates', async (_, readOnly) => {
    const page = await at.form(calendar(readOnly));
    const inventory = await scanForm(page);
    expect(inventory.fields.map((f) => f.kind)).toEqual(['date']);
    const report = await fillForm(page, inventory, { 日期: '2025-04-03' }, { timeoutMs: 3000 });
    expect(outcome(report)).toEqual([['日期', 'set', '2025-04-03']]);
    expect(await page.locator('#a').inputValue()).toBe('04/03/2025');
    expect(await readForm(page, inventory)).toEqual({ 日期: '2025-04-03' });
  });
});

describe('components with open shadow roots', () => {
  test('labels, options and switches that are put into slots', async () => {
    const page = await at.form(
      `<x-select label=民族 required><x-option>汉族</x-option><x-option>布依族</x-option></x-select><br><x-switch>退役军人</x-switch>`,
      `class Opt extends HTMLElement { connectedCallback() { this.setAttribute('role', 'option'); this.style.display = 'block'; this.style.cursor = 'pointer'; this.attachShadow({ mode: 'open' }).innerHTML = '<div><slot></slot></div>'; } }
       class Sel extends HTMLElement { connectedCallback() { const r = this.attachShadow({ mode: 'open' }); r.innerHTML = '<style>label::after{}:host([required]) label::after{content:"*"}</style><div><label id=l>' + this.getAttribute('label') + '</label><div class=box><input role=combobox aria-labelledby=l readonly><input aria-hidden=true tabindex=-1 style="position:absolute;opacity:0"></div><div id=list role=listbox style="display:none;position:absolute;z-index:9;background:#fff;border:1px solid"><slot></slot></div></div>';
         const list = r.querySelector('#list'), input = r.querySelector('input'); input.onclick = () => { list.style.display = ''; }; this.addEventListener('click', (e) => { if (e.target.localName === 'x-option') { input.value = e.target.textContent; list.style.display = 'none'; } }); document.addEventListener('mousedown', (e) => { if (!e.composedPath().includes(this)) list.style.display = 'none'; }); } }
       class Sw extends HTMLElement { connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<label><input type=checkbox role=switch><span><slot></slot></span></label>'; } }
       customElements.define('x-option', Opt); customElements.define('x-select', Sel); customElements.define('x-switch', Sw);`,
    );
    const { fields } = await scanForm(page);
    expect(fields.map((f) => [f.label, f.kind, f.required, f.options])).toEqual([
      ['民族', 'select', true, ['汉族', '布依族']],
      ['退役军人', 'switch', false, null],
    ]);
    expect(outcome(await fill(page, { 民族: '布依族', 退役军人: true }))).toEqual([
      ['民族', 'set', '布依族'],
      ['退役军人', 'set', true],
    ]);
  });
});

describe('a form that has changed since it was scanned', () => {
  const entry = `<div id=entry><div class=item><label>姓名</label><input id=a></div><div class=item><label>身份证号码</label><input id=b></div><div class=item><label>民族</label><input id=c></div><div class=item><label>住址</label><input id=d></div><div class=item><label>电话</label><input id=e></div></div>`;
  const values = { 姓名: '韦一', 民族: '布依族' };
  test('one that is slow to come is awaited, another form with some of its labels is left alone', async () => {
    const page = await at.form(entry);
    const inventory = await scanForm(page);
    await page.evaluate(
      `(() => { const e = document.querySelector('#entry'); const f = e.parentElement; e.remove(); f.insertAdjacentHTML('beforeend', '<div id=search class=item><label>姓名</label><input id=s></div>'); })()`,
    );
    const report = await fillForm(page, inventory, values, { timeoutMs: 500 });
    expect(report.fields.map((f) => f.status)).toEqual(['refused', 'refused']);
    expect(report.fields[0]?.reason).toContain('另一张表单');
    expect(await page.locator('#s').inputValue()).toBe('');
    await page.evaluate(
      `(() => { document.querySelector('#search').remove(); setTimeout(() => document.forms[0].insertAdjacentHTML('beforeend', ${JSON.stringify(entry)}), 1200); })()`,
    );
    expect((await fillForm(page, inventory, values, { timeoutMs: 5000 })).ok).toBe(true);
  });
  test('a field that stands elsewhere is named', async () => {
    const page = await at.form(entry);
    const before = await scanForm(page);
    await page.evaluate(
      `document.querySelector('#entry').append(document.querySelector('#b').parentElement)`,
    );
    const { same, text } = diffInventories(before, await scanForm(page));
    expect(same).toBe(false);
    expect(text).toBe('“身份证号码”换了位置，现在在“电话”之后');
  });
});

test('a code that the page writes in capitals is the code', async () => {
  const page = await at.form(
    `<div class=item><label>信用代码</label><input id=a onchange="this.value=this.value.toUpperCase()"></div>`,
  );
  expect(outcome(await fill(page, { 信用代码: '92522302ma0770555u' }))).toEqual([
    ['信用代码', 'set', '92522302MA0770555U'],
  ]);
});
