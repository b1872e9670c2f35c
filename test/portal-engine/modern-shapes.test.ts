import { describe, expect, test } from 'vitest';
import { fillForm, scanForm, type FieldInput, type FillReport } from '../../src/portal/index.ts';
import type { Page } from 'playwright';
import { site } from './open-page.ts';

const at = site();

async function fill(page: Page, values: Record<string, FieldInput>): Promise<FillReport> {
  return fillForm(page, await scanForm(page), values, { timeoutMs: 3000 });
}
function outcome(report: FillReport): [string, string, unknown][] {
  return report.fields.map((f) => [f.label, f.status, f.shown]);
}

/** A calendar of one or two months under an input; `typed` says what typing is worth when the panel goes. */
function calendar(options: { months: 1 | 2; inputs: string[]; title?: 'text' | 'years' | 'scroll' }): string {
  return `
    const inputs = ${JSON.stringify(options.inputs)}.map((id) => document.getElementById(id));
    window.model = inputs.map(() => '');
    let panel = null, at = [2026, 11], next = 0, view = 'days';
    const pad = (n) => String(n).padStart(2, '0');
    const shift = (n) => { const m = at[0] * 12 + at[1] - 1 + n; at = [Math.floor(m / 12), m % 12 + 1]; draw() };
    const month = (y, m) => { const lead = new Date(y, m - 1, 1).getDay(), last = new Date(y, m, 0).getDate();
      return Array.from({ length: 42 }, (_, i) => { const d = i - lead + 1; return '<span class="cell' + (d < 1 || d > last ? ' disabled' : '') + '" data-day="' + (d < 1 || d > last ? '' : y + '-' + pad(m) + '-' + pad(d)) + '">' + new Date(y, m - 1, d).getDate() + '</span>' }).join('') };
    const half = (y, m) => '<div class=half><div class=head><i class=prev-year></i><i class=prev-month></i><b><span class=year-label>' + y + '</span><span>-</span><span class=month-label>' + m + '</span></b><i class=next-month></i><i class=next-year></i></div><div class=grid>' + month(y, m) + '</div></div>';
    const draw = () => { if (view === 'days') { const after = at[1] === 12 ? [at[0] + 1, 1] : [at[0], at[1] + 1];
        panel.innerHTML = half(at[0], at[1]) + (${options.months} === 2 ? half(after[0], after[1]) : '') }
      else panel.innerHTML = '<div class=head><button type=button class=back>返回选择日期</button></div><div class=years style="height:90px;overflow:auto">' + Array.from({ length: 120 }, (_, i) => '<div class=cell data-year=' + (1920 + i) + '>' + (1920 + i) + '</div>').join('') + '</div><div>' + Array.from({ length: 12 }, (_, i) => '<div class=cell data-month=' + (i + 1) + '>' + (i + 1) + '月</div>').join('') + '</div>' };
    const show = (i) => { next = i; if (panel) return; view = 'days'; panel = document.createElement('div'); panel.className = 'drop'; const r = inputs[0].getBoundingClientRect(); panel.style.left = r.left + 'px'; panel.style.top = r.bottom + 'px'; document.body.append(panel); draw() };
    const hide = () => { panel?.remove(); panel = null; inputs.forEach((x, i) => { x.value = window.model[i] }) };
    inputs.forEach((x, i) => x.addEventListener('mousedown', () => show(i)));
    document.addEventListener('mousedown', (e) => { if (panel && !panel.contains(e.target) && !inputs.includes(e.target)) hide() });
    document.addEventListener('click', (e) => { if (!panel || !panel.contains(e.target)) return; const t = e.target, c = t.className;
      if (c === 'prev-year') shift(-12); else if (c === 'next-year') shift(12); else if (c === 'prev-month') shift(-1); else if (c === 'next-month') shift(1);
      else if (c === 'year-label' && ${JSON.stringify(options.title ?? 'text')} === 'scroll') { view = 'years'; draw() }
      else if (c === 'back') { view = 'days'; draw() }
      else if (t.dataset.year) at[0] = Number(t.dataset.year); else if (t.dataset.month) at[1] = Number(t.dataset.month);
      else if (t.dataset.day) { window.model[next] = t.dataset.day; inputs[next].value = t.dataset.day; if (next + 1 < inputs.length) next += 1; else hide() } });`;
}
const calendarStyle = `<style>.half{display:inline-block;width:280px;vertical-align:top}.grid{display:grid;grid-template-columns:repeat(7,40px)}.cell{height:24px;cursor:pointer}.head i{display:inline-block;width:16px;height:16px;background:#ccc;margin:2px}</style>`;

describe('dates whose typed text is no value', () => {
  test('text that the control takes back when its panel goes: the day is chosen in the panel', async () => {
    const page = await at.form(
      `${calendarStyle}<div class=item><label>就业时间</label><input id=d class=date-picker placeholder=选择日期></div>`,
      calendar({ months: 1, inputs: ['d'] }),
    );
    expect(outcome(await fill(page, { 就业时间: '2025-02-28' }))).toEqual([
      ['就业时间', 'set', '2025-02-28'],
    ]);
    expect(await page.evaluate('model')).toEqual(['2025-02-28']);
  });
  test('years and months kept beside each other until they are told to go back to the days', async () => {
    const page = await at.form(
      `${calendarStyle}<div class=item><label>毕业时间</label><input id=d class=date-picker readonly></div>`,
      calendar({ months: 1, inputs: ['d'], title: 'scroll' }),
    );
    expect(outcome(await fill(page, { 毕业时间: '1996-08-06' }))).toEqual([
      ['毕业时间', 'set', '1996-08-06'],
    ]);
    expect(await page.evaluate('model')).toEqual(['1996-08-06']);
  });
  test('a range over two months beside each other, both ends far away', async () => {
    const page = await at.form(
      `${calendarStyle}<div class=item><label>合同期限</label><span class=range-picker><input id=a placeholder=开始日期> 至 <input id=b placeholder=结束日期></span></div>`,
      calendar({ months: 2, inputs: ['a', 'b'] }),
    );
    const report = await fill(page, { 合同期限: ['2024-12-05', '2027-06-30'] });
    expect(outcome(report)).toEqual([['合同期限', 'set', ['2024-12-05', '2027-06-30']]]);
    expect(await page.evaluate('model')).toEqual(['2024-12-05', '2027-06-30']);
  });
});

describe('lists as they are drawn', () => {
  /** A list that is searched by what is typed; the hit is cut into pieces that stand side by side in the row. */
  const searched = (keeps: boolean): string => `
    const i = document.querySelector('#i'); let panel = null; window.model = '';
    const all = ['东乡族', '土家族', '土族', '兴仁市鸿达商贸有限公司城关分公司', '兴仁市鸿达商贸有限公司'];
    const draw = () => { const q = i.value === window.model ? '' : i.value; const rows = all.filter((t) => t.includes(q));
      panel.innerHTML = rows.length === 0 ? '<div>无数据</div>' : rows.map((t) => '<div class=option-row role=option data-t="' + t + '" style="display:flex;cursor:pointer">' + (q === '' ? t : t.split(q).map((p) => '<span>' + p + '</span>').join('<b>' + q + '</b>')) + '</div>').join('') };
    const hide = () => { panel?.remove(); panel = null; ${keeps ? 'setTimeout(() => { i.value = window.model }, 150)' : 'i.value = window.model'} };
    i.onmousedown = () => { if (panel) return; panel = document.createElement('div'); panel.className = 'drop'; const r = i.getBoundingClientRect(); panel.style.left = r.left + 'px'; panel.style.top = r.bottom + 'px'; document.body.append(panel); draw();
      panel.onclick = (e) => { const o = e.target.closest('[data-t]'); if (o) { window.model = o.dataset.t; hide() } } };
    i.oninput = () => { if (panel) draw() };
    document.addEventListener('mousedown', (e) => { if (panel && !panel.contains(e.target) && e.target !== i) hide() });`;
  const box = `<div class=item><label>民族</label><span class=select-box><input id=i role=combobox aria-expanded=false class=select-input></span></div>`;

  test('a highlighted piece of a row is not its text', async () => {
    const page = await at.form(box, searched(false));
    expect((await fill(page, { 民族: '土家' })).fields[0]?.status).toBe('refused');
    expect((await fill(page, { 民族: '东乡' })).fields[0]?.status).toBe('refused');
    expect(await page.evaluate('model')).toBe('');
    expect(outcome(await fill(page, { 民族: '兴仁市鸿达商贸有限公司' }))).toEqual([
      ['民族', 'set', '兴仁市鸿达商贸有限公司'],
    ]);
  });
  test('a search that stands in the box for a while is no choice', async () => {
    const page = await at.form(box, searched(true));
    const report = await fill(page, { 民族: '布依族' });
    expect(report.fields[0]?.status).toBe('refused');
    expect(await page.evaluate('model')).toBe('');
  });
  test('several of a list: what is missing is found out before anything is changed', async () => {
    const page = await at.form(
      `<div class=item><label>技能</label><div id=s class="select multiple" role=combobox tabindex=0 style="display:inline-block;border:1px solid;width:300px;min-height:24px"><span id=tags></span></div></div>`,
      `window.model = ['焊工']; const s = document.querySelector('#s'); let panel = null; const all = ['电工', '焊工', '育婴'];
       const tags = () => { document.querySelector('#tags').innerHTML = window.model.map((t) => '<span class=tag role=button tabindex=0><span>' + t + '</span></span>').join('') }; tags();
       s.onmousedown = () => { if (panel) return; panel = document.createElement('ul'); panel.className = 'drop multiple'; panel.innerHTML = all.map((t) => '<li role=option>' + t + '</li>').join(''); const r = s.getBoundingClientRect(); panel.style.left = r.left + 'px'; panel.style.top = r.bottom + 'px'; document.body.append(panel);
         panel.onclick = (e) => { const t = e.target.textContent; window.model = window.model.includes(t) ? window.model.filter((x) => x !== t) : [...window.model, t]; tags() } };
       document.addEventListener('mousedown', (e) => { if (panel && !panel.contains(e.target) && !s.contains(e.target)) { panel.remove(); panel = null } })`,
    );
    const inventory = await scanForm(page);
    expect(inventory.fields[0]).toMatchObject({ kind: 'multi-select', value: ['焊工'] });
    expect((await fillForm(page, inventory, { 技能: ['电工', '理发'] })).fields[0]?.status).toBe('refused');
    expect(await page.evaluate('model')).toEqual(['焊工']);
    expect((await fillForm(page, inventory, { 技能: ['电工', '育婴'] })).ok).toBe(true);
    expect(await page.evaluate('model')).toEqual(['电工', '育婴']);
  });
});

describe('ticks and buttons that keep their state elsewhere', () => {
  test('buttons of which one is down; a hidden input that is never told; icons spelt as words', async () => {
    const page = await at.form(
      `<div class=item><span class=l>政治面貌</span><span id=g>${['党员', '团员', '群众'].map((t) => `<button type=button aria-pressed=false>${t}</button>`).join('')}</span></div>
       <div class=item><span class=l>户口性质</span>${['农业', '非农业'].map((t) => `<span role=radio aria-checked=false tabindex=0 class=r style="cursor:pointer;display:inline-block"><input type=radio style="opacity:0;position:absolute;pointer-events:none"><span>${t}</span></span>`).join(' ')}</div>
       <div class=item><span class=l>毕业学校</span><span class=wrap style="border:1px solid"><input id=t readonly style="border:0"><i class=icon aria-hidden=true style="font-size:10px">event</i></span></div>`,
      `const one = (list, attribute, e) => list.forEach((x) => x.setAttribute(attribute, String(x === e)));
       const b = [...document.querySelectorAll('#g button')]; b.forEach((x) => { x.onclick = () => one(b, 'aria-pressed', x) });
       const r = [...document.querySelectorAll('.r')]; r.forEach((x) => { x.onclick = (e) => { e.preventDefault(); one(r, 'aria-checked', x) } })`,
    );
    const inventory = await scanForm(page);
    expect(inventory.fields.map((f) => [f.label, f.kind, f.options, f.value])).toEqual([
      ['政治面貌', 'button-group', ['党员', '团员', '群众'], null],
      ['户口性质', 'radio', ['农业', '非农业'], null],
      ['毕业学校', 'text', null, null],
    ]);
    expect(outcome(await fillForm(page, inventory, { 政治面貌: '团员', 户口性质: '非农业' }))).toEqual([
      ['政治面貌', 'set', '团员'],
      ['户口性质', 'set', '非农业'],
    ]);
    expect(
      await page.evaluate(`[...document.querySelectorAll('.r')].map((x) => x.getAttribute('aria-checked'))`),
    ).toEqual(['false', 'true']);
  });
  test('two questions whose radios all have one name', async () => {
    const radios = (texts: string[]): string =>
      texts.map((t) => `<label><input type=radio name=default value=${t}>${t}</label>`).join('');
    const page = await at.form(
      `<div class=item><span class=l>户口性质</span>${radios(['农业', '非农业'])}</div><div class=item><label>学历</label><input></div><div class=item><span class=l>政治面貌</span>${radios(['党员', '团员', '群众'])}</div>`,
    );
    const { fields } = await scanForm(page);
    expect(fields.map((f) => [f.label, f.options])).toEqual([
      ['户口性质', ['农业', '非农业']],
      ['学历', null],
      ['政治面貌', ['党员', '团员', '群众']],
    ]);
  });
});

test('what the page measures is not moved by hurrying it', async () => {
  const page = await at.form(
    `<div class=item><label>学历</label><span class=select-box><input id=i readonly role=combobox aria-expanded=false></span></div>`,
    `const i = document.querySelector('#i'); let panel = null; i.onmousedown = () => { if (panel) return; panel = document.createElement('div'); panel.className = 'drop'; panel.style.cssText = 'left:-1000vw;top:-1000vh'; panel.innerHTML = ['大专', '本科'].map((t) => '<div role=option style="cursor:pointer">' + t + '</div>').join(''); document.body.append(panel);
       requestAnimationFrame(() => { panel.style.left = '0'; panel.style.top = '0'; const own = panel.getBoundingClientRect(), r = i.getBoundingClientRect(); panel.style.left = r.left - own.left + 'px'; panel.style.top = r.bottom - own.top + 'px' });
       panel.onclick = (e) => { i.value = e.target.textContent; panel.remove(); panel = null } };
     document.addEventListener('mousedown', (e) => { if (panel && !panel.contains(e.target) && e.target !== i) { panel.remove(); panel = null } })`,
  );
  const inventory = await scanForm(page);
  expect(inventory.fields[0]?.options).toEqual(['大专', '本科']);
  expect((await fillForm(page, inventory, { 学历: '本科' })).ok).toBe(true);
});

test('typing end of an empty box with tags: the label before it is not part of the box', async () => {
  const page = await at.form(
    `<div class="row-nowrap item"><div class=label-col style="display:inline-block;width:100px"><label>技能特长</label></div><div style="display:inline-block"><span class="select multiple" style="display:inline-block;border:1px solid;width:400px;height:30px"><input style="width:12px;border:0"></span></div></div>`,
  );
  expect((await scanForm(page)).fields.map((f) => f.label)).toEqual(['技能特长']);
});
