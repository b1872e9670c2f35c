/** Shapes of newer component libraries, written as plain pages: what is typed in places, named by `for`, opened by a button. */
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

/** A date of typed places: figures arrive one by one, a full place hands on to the next, and a day is cut to its month. */
function placedDate(id: string, label: string, parts: [string, string, number][]): string {
  const places = parts
    .map(
      ([name, hint, most]) =>
        `<span role=spinbutton tabindex=0 contenteditable=true aria-label=${name} aria-valuemax=${String(most)} data-hint=${hint}>${hint}</span>`,
    )
    .join('<span aria-hidden=true>-</span>');
  return `<div class=field><label id=${id}-l for=${id}-h>${label}</label>
    <div class=line id=${id} role=group aria-labelledby=${id}-l><div class=list>${places}</div><input id=${id}-h aria-hidden=true tabindex=-1 class=kept></div></div>`;
}
const placedScript = `
  window.model = {};
  for (const group of document.querySelectorAll('[role=group]')) {
    const places = [...group.querySelectorAll('[role=spinbutton]')]; let typed = '';
    const tell = () => { const t = places.map((p) => p.textContent); const full = t.every((x) => /^\\d+$/.test(x));
      const day = places.find((p) => p.ariaLabel === '日'), month = places.find((p) => p.ariaLabel === '月');
      if (day && full) { const last = new Date(+t[0], +month.textContent, 0).getDate(); if (+day.textContent > last) day.textContent = String(last) }
      window.model[group.id] = full ? places.map((p) => p.textContent).join('-') : null; };
    places.forEach((p, i) => {
      p.addEventListener('focus', () => { typed = '' });
      p.addEventListener('beforeinput', (e) => { e.preventDefault();
        if (e.inputType.startsWith('delete')) { p.textContent = p.dataset.hint; typed = ''; return tell() }
        if (!/^\\d$/.test(e.data ?? '')) return;
        const long = String(p.getAttribute('aria-valuemax')).length; typed += e.data;
        p.textContent = typed.padStart(long, '0'); tell();
        if (typed.length === long) { typed = ''; places[i + 1]?.focus() } });
    });
  }`;
const placedStyle = `<style>.field{position:relative;margin:20px 0;width:320px}.field label{position:absolute;top:-9px;left:10px;background:#fff;font-size:12px}
  .line{display:flex;border:1px solid #888;height:38px;align-items:center;position:relative}.kept{position:absolute;opacity:0;left:0;bottom:0;width:100%;pointer-events:none}</style>`;

describe('dates typed in places of their own', () => {
  const day: [string, string, number][] = [
    ['年', 'YYYY', 9999],
    ['月', 'MM', 12],
    ['日', 'DD', 31],
  ];
  test('one field each, of the right kind, its hint no value; typed, changed and put back', async () => {
    const page = await at.form(
      placedStyle +
        placedDate('a', '毕业时间', day) +
        placedDate('b', '缴费起始月', day.slice(0, 2)) +
        `<div class=field><label for=n>姓名</label><div class=line><input id=n></div></div>`,
      placedScript,
    );
    const inventory = await scanForm(page);
    expect(inventory.fields.map((f) => [f.label, f.kind, f.value])).toEqual([
      ['毕业时间', 'date', null],
      ['缴费起始月', 'month', null],
      ['姓名', 'text', null],
    ]);
    expect(outcome(await fill(page, { 毕业时间: '2024-01-31', 缴费起始月: '2023-02' }))).toEqual([
      ['毕业时间', 'set', '2024-01-31'],
      ['缴费起始月', 'set', '2023-02'],
    ]);
    expect(outcome(await fill(page, { 毕业时间: '2024-02-29' }))).toEqual([
      ['毕业时间', 'set', '2024-02-29'],
    ]);
    expect(outcome(await fill(page, { 毕业时间: '2023-02-29' }))[0]?.[1]).toBe('refused');
    expect(await page.evaluate('model')).toEqual({ a: '2024-02-29', b: '2023-02' });
    await page.evaluate("document.querySelector('#a [aria-label=日]').textContent = '28'");
    expect((await readForm(page, await scanForm(page)))['毕业时间']).toBe('2024-02-28');
  });
});

describe('whose label it is', () => {
  test('words on the edge of one control never name the one below it or the switch beside it', async () => {
    const page = await at.form(
      `<style>.grid{display:grid;grid-template-columns:1fr 1fr;gap:10px}.f{position:relative;padding-top:6px}.f>label{position:absolute;left:10px;top:-3px;background:#fff;font-size:12px}
        .f>.b{border:1px solid #888;height:34px}.f input:not([type=checkbox]){border:0;width:90%;height:30px}.s{display:flex;gap:8px}.s .switch-track{width:36px;height:16px;background:#bbb}.s input{opacity:0;position:absolute;width:30px}</style>
        <div class=grid><div class=f><label for=a>姓名 *</label><div class=b><input id=a></div></div><div class=f><label for=b>毕业院校</label><div class=b><input id=b></div></div>
        <div class=f><label for=c>联系电话 *</label><div class=b><input id=c></div></div><label class=s for=s><span class=switch><input type=checkbox id=s><span class=switch-track></span></span><span>是否退役军人</span></label>
        <div class=f><label for=d>曾用名</label><div class=b><input id=d></div></div><div class=f><span id=e-l class=name>学历</span><div class=b role=combobox tabindex=0 aria-haspopup=listbox aria-labelledby=e-l id=e>&nbsp;</div></div></div>`,
    );
    expect((await scanForm(page)).fields.map((f) => [f.labels, f.required])).toEqual([
      [['姓名'], true],
      [['毕业院校'], false],
      [['联系电话'], true],
      [['是否退役军人'], false],
      [['曾用名'], false],
      [['学历'], false],
    ]);
  });
});

/** A list that drops under its box; what is chosen stands as tags or as bare words beside the place to type. */
const choices = (box: string, several: boolean): string => `
  const box = document.getElementById('${box}'), end = box.querySelector('input'); window.model = [];
  const all = ['电工', '焊工', '厨师']; let list = null;
  const draw = () => { box.querySelectorAll('.got').forEach((e) => e.remove());
    for (const t of window.model) { const e = document.createElement('div'); e.className = 'got'; e.innerHTML = '<span>' + t + '</span>' + (${String(several)} ? '<svg width=16 height=16><circle r=7 cx=8 cy=8 /></svg>' : ''); box.insertBefore(e, end);
      e.querySelector('svg')?.addEventListener('click', () => { window.model = window.model.filter((x) => x !== t); draw() }) } };
  box.addEventListener('click', (e) => { if (list || e.target.closest('svg')) return; list = document.createElement('ul'); list.className = 'drop'; list.setAttribute('role', 'listbox'); list.innerHTML = all.map((t) => '<li role=option>' + t + '</li>').join('');
    const r = box.getBoundingClientRect(); list.style.cssText = 'left:' + r.left + 'px;top:' + r.bottom + 'px;width:200px;margin:0'; document.body.append(list);
    if (${String(several)}) list.setAttribute('aria-multiselectable', 'true');
    list.addEventListener('click', (x) => { const t = x.target.textContent; window.model = ${String(several)} ? (window.model.includes(t) ? window.model.filter((m) => m !== t) : [...window.model, t]) : [t]; draw(); if (!${String(several)}) { list.remove(); list = null } }) });
  document.addEventListener('mousedown', (e) => { if (list && !list.contains(e.target) && !box.contains(e.target)) { list.remove(); list = null } });`;

describe('what is chosen beside the place to type', () => {
  const style = `<style>.b{display:flex;flex-wrap:wrap;border:1px solid #888;min-height:34px;width:400px;align-items:center}.b input{flex:1;border:0;min-width:40px}.got{display:inline-flex;background:#eee;margin:2px;padding:2px 6px;height:20px}</style>`;
  test('pieces with a cross each are read back, whatever the classes around them', async () => {
    const page = await at.form(
      `${style}<div class=item><label>技能特长</label><div class=b id=x><input role=combobox aria-autocomplete=list aria-expanded=false></div></div><div class=item><label>备注</label><input id=r></div>`,
      choices('x', true),
    );
    expect(outcome(await fill(page, { 技能特长: ['焊工', '厨师'], 备注: '无' }))).toEqual([
      ['技能特长', 'set', ['焊工', '厨师']],
      ['备注', 'set', '无'],
    ]);
    expect(await page.evaluate('model')).toEqual(['焊工', '厨师']);
    const found = (await scanForm(page)).fields.map((f) => [f.label, f.value]);
    expect(found).toEqual([
      ['技能特长', ['焊工', '厨师']],
      ['备注', '无'],
    ]);
  });
  test('bare words inside the lines of a list are its value, not the name of what stands after them', async () => {
    const page = await at.form(
      `${style}<div class=item><span class=l>工种：</span><div class=b id=x><input role=combobox aria-autocomplete=list aria-expanded=false></div></div>`,
      choices('x', false),
    );
    expect(outcome(await fill(page, { 工种: '厨师' }))).toEqual([['工种', 'set', '厨师']]);
    expect((await scanForm(page)).fields.map((f) => [f.label, f.value])).toEqual([['工种', '厨师']]);
  });
});

describe('rows that unfold to the side', () => {
  test('columns in spite of their role; to the left where there is no room; folded up by the click that the mouse came before', async () => {
    const page = await at.form(
      `<style>.drop ul{margin:0;padding:0;width:180px;position:absolute;top:0;background:#fff;border:1px solid #ccc;z-index:2}.drop>ul{position:static}.drop li>ul{right:182px}.drop li{position:relative;height:26px}.row{display:flex;justify-content:space-between}.row i{width:12px;height:12px;background:#999;margin:5px}</style>
        <div class=item style="margin-left:900px"><label>就业地</label><div id=x class=select-box tabindex=0 style="display:inline-block;border:1px solid #888;width:190px;height:30px">&nbsp;</div></div>`,
      `const x = document.getElementById('x'); window.model = null; let panel = null;
       const tree = { 兴仁市: { 东湖街道: {}, 真武山街道: {} }, 安龙县: { 招堤街道: {} } };
       const list = (t, path) => { const ul = document.createElement('ul'); ul.setAttribute('role', path.length ? 'group' : 'tree');
         for (const [name, below] of Object.entries(t)) { const li = document.createElement('li'); li.setAttribute('role', 'treeitem'); const more = Object.keys(below).length > 0;
           li.innerHTML = '<div class=row><span>' + name + '</span>' + (more ? '<i></i>' : '') + '</div>'; if (more) li.setAttribute('aria-expanded', 'false');
           const turn = () => { const open = li.querySelector('ul'); for (const o of ul.querySelectorAll('li > ul')) { o.parentElement.setAttribute('aria-expanded', 'false'); o.remove() } if (!open) { li.append(list(below, [...path, name])); li.setAttribute('aria-expanded', 'true') } };
           const row = li.firstChild; let came = false;
           row.addEventListener('mouseenter', () => { if (more && !came) { came = true; turn() } });
           row.addEventListener('click', () => { if (more) turn(); else { window.model = [...path, name].join('/'); x.textContent = [...path, name].join(' / '); panel.remove(); panel = null } });
           ul.append(li) } return ul };
       x.addEventListener('click', () => { if (panel) return; panel = document.createElement('div'); panel.className = 'drop'; const r = x.getBoundingClientRect(); panel.style.cssText = 'left:' + r.left + 'px;top:' + r.bottom + 'px;width:190px'; panel.append(list(tree, [])); document.body.append(panel) });
       document.addEventListener('mousedown', (e) => { if (panel && !panel.contains(e.target)) { panel.remove(); panel = null } });`,
    );
    const [field] = (await scanForm(page)).fields;
    expect([field?.kind, field?.options]).toEqual(['cascader', ['兴仁市', '安龙县']]);
    expect(outcome(await fill(page, { 就业地: ['兴仁市', '真武山街道'] }))[0]?.[1]).toBe('set');
    expect(await page.evaluate('model')).toBe('兴仁市/真武山街道');
    expect(outcome(await fill(page, { 就业地: ['安龙县', '东湖街道'] }))[0]?.[1]).toBe('refused');
    expect(await page.evaluate('model')).toBe('兴仁市/真武山街道');
  });
});

describe('buttons that are fields', () => {
  test('one that opens a list or has a label is a field; one that only does something is none', async () => {
    const page = await at.form(
      `<div class=item><label for=e>文化程度</label><button type=button id=e aria-haspopup=listbox aria-expanded=false style="width:200px;height:32px;text-align:left"><span>&nbsp;</span></button></div>
       <div class=item><label for=n>姓名</label><input id=n></div><button type=button aria-haspopup=dialog style="width:90px;height:30px">新增家庭成员</button>`,
      `const b = document.getElementById('e'); window.model = null; let list = null;
       b.addEventListener('click', () => { if (list) return; list = document.createElement('ul'); list.className = 'drop'; list.setAttribute('role', 'listbox'); list.innerHTML = ['大学本科', '大学专科'].map((t) => '<li role=option>' + t + '</li>').join(''); document.body.append(list);
         list.addEventListener('click', (e) => { window.model = e.target.textContent; b.firstChild.textContent = window.model; list.remove(); list = null }) });
       document.addEventListener('mousedown', (e) => { if (list && !list.contains(e.target) && !b.contains(e.target)) { list.remove(); list = null } });`,
    );
    const inventory = await scanForm(page);
    expect(inventory.fields.map((f) => [f.label, f.kind, f.options])).toEqual([
      ['文化程度', 'select', ['大学本科', '大学专科']],
      ['姓名', 'text', null],
    ]);
    expect(outcome(await fill(page, { 文化程度: '大学专科' }))).toEqual([['文化程度', 'set', '大学专科']]);
    expect(await page.evaluate('model')).toBe('大学专科');
    expect((await readForm(page, inventory))['文化程度']).toBe('大学专科');
  });
});
