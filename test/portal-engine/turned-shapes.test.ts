/** Shapes of telephone pages and of components with elements of their own, written as plain pages. */
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { fillForm, scanForm, type FieldInput, type FillReport } from '../../src/portal/index.ts';
import { site } from './open-page.ts';

const at = site();

async function fill(page: Page, values: Record<string, FieldInput>): Promise<FillReport> {
  return fillForm(page, await scanForm(page), values, { timeoutMs: 3000 });
}
function outcome(report: FillReport): [string, string, unknown][] {
  return report.fields.map((f) => [f.label, f.status, f.shown]);
}

const sheetStyle = `<style>.shade{position:fixed;inset:0;background:#0006;z-index:50}.sheet{position:fixed;left:0;right:0;bottom:0;background:#fff;z-index:51}.bar{display:flex;justify-content:space-between}
  .wheels{display:flex;height:132px;overflow:hidden}.col{flex:1;overflow:hidden;height:132px}.col ul{margin:0;padding:0;list-style:none}.col li{height:44px;line-height:44px;text-align:center}
  .pages{width:400px;height:200px;overflow:hidden}.pages ul{margin:0;padding:0;list-style:none}.pages li{height:32px;cursor:pointer}.long{height:240px;overflow:auto;position:relative}.days{display:grid;grid-template-columns:repeat(7,1fr)}.day{height:40px;text-align:center;cursor:pointer}</style>`;
const field = (id: string, label: string): string =>
  `<div class=item><label for=${id}>${label}</label><input id=${id} readonly placeholder=请选择></div>`;

/** A sheet from below with columns that turn; the input takes what stands in the middle when 确认 is pressed. */
const wheelScript = `
  window.model = {};
  const sheet = (columns, done) => {
    const shade = document.createElement('div'), el = document.createElement('div'); shade.className = 'shade'; el.className = 'sheet';
    el.innerHTML = '<div class=bar><button type=button class=no>取消</button><button type=button class=yes>确认</button></div><div class=wheels></div>';
    const at = columns.map((c) => Math.floor(c.length / 2)), close = () => { shade.remove(); el.remove() };
    columns.forEach((rows, n) => { const col = document.createElement('div'); col.className = 'col'; const ul = document.createElement('ul'); col.append(ul);
      const turn = (i) => { at[n] = i; ul.style.transform = 'translate3d(0,' + (44 - i * 44) + 'px,0)' };
      rows.forEach((t, i) => { const li = document.createElement('li'); li.textContent = t; li.onclick = () => turn(i); ul.append(li) }); turn(at[n]); el.querySelector('.wheels').append(col) });
    el.querySelector('.no').onclick = close; el.querySelector('.yes').onclick = () => { done(columns.map((c, n) => c[at[n]])); close() };
    document.body.append(shade, el) };
  const wheel = (id, columns, join) => { document.getElementById(id)?.addEventListener('click', (e) => sheet(columns, (v) => { e.target.value = model[id] = v.join(join) })) };
  const count = (a, b) => Array.from({ length: b - a + 1 }, (_, i) => String(a + i).padStart(2, '0'));
  wheel('s', [['汉族', '苗族', '布依族', '侗族', '彝族', '仡佬族', '水族', '回族']], '');
  wheel('d', [count(1960, 2030), count(1, 12), count(1, 31)], '-');`;

describe('columns that are turned', () => {
  test('one is a list, years with months and days are a date; looking changes nothing, what is not there is refused', async () => {
    const page = await at.form(sheetStyle + field('s', '民族') + field('d', '毕业时间'), wheelScript);
    const inventory = await scanForm(page);
    expect(inventory.fields.map((f) => [f.label, f.kind, f.options?.length ?? null, f.value])).toEqual([
      ['民族', 'select', 8, null],
      ['毕业时间', 'date', null, null],
    ]);
    expect(await page.evaluate('model')).toEqual({});
    expect(outcome(await fill(page, { 民族: '回族', 毕业时间: '1998-07-03' }))).toEqual([
      ['民族', 'set', '回族'],
      ['毕业时间', 'set', '1998-07-03'],
    ]);
    expect(outcome(await fill(page, { 民族: '土家' }))[0]?.[1]).toBe('refused');
    expect(await page.evaluate('model')).toEqual({ s: '回族', d: '1998-07-03' });
    expect(await page.locator('.sheet').count()).toBe(0);
  });
});

describe('one thing after the other in one panel', () => {
  test('levels with a tab each begin again at the first', async () => {
    const page = await at.form(
      sheetStyle + field('r', '就业地'),
      `window.model = null; const tree = { 兴仁市: ['东湖街道', '真武山街道'], 安龙县: ['招堤街道', '栖凤街道'] }; let path = [];
       document.getElementById('r').addEventListener('click', (e) => { const el = document.createElement('div'); el.className = 'sheet'; const input = e.target; let level = path.length ? 1 : 0;
         const draw = () => { const rows = level === 0 ? Object.keys(tree) : tree[path[0]];
           el.innerHTML = '<div role=tablist>' + [path[0], path[1]].slice(0, path.length < 2 ? path.length + 1 : 2).map((t, i) => '<span role=tab aria-selected=' + (i === level) + ' data-level=' + i + '>' + (t ?? '请选择') + '</span> ').join('') + '</div><div class=pages><ul>' + rows.map((t) => '<li role=menuitemradio>' + t + '</li>').join('') + '</ul></div>' };
         el.addEventListener('click', (x) => { const t = x.target; if (t.dataset.level) { level = Number(t.dataset.level); return draw() } if (t.localName !== 'li') return;
           if (level === 0) { path = [t.textContent]; level = 1; return draw() } path = [path[0], t.textContent]; model = path.join('/'); input.value = model; el.remove() });
         document.addEventListener('mousedown', (x) => { if (!el.contains(x.target) && x.target !== input) el.remove() });
         draw(); document.body.append(el) });`,
    );
    const [found] = (await scanForm(page)).fields;
    expect([found?.kind, found?.options]).toEqual(['cascader', ['兴仁市', '安龙县']]);
    for (const path of [
      ['兴仁市', '真武山街道'],
      ['安龙县', '招堤街道'],
    ]) {
      expect(outcome(await fill(page, { 就业地: path }))).toEqual([['就业地', 'set', path]]);
      expect(await page.evaluate('model')).toBe(path.join('/'));
    }
    expect(outcome(await fill(page, { 就业地: '栖凤街道' }))[0]?.[1]).toBe('refused');
    expect(await page.evaluate('model')).toBe('安龙县/招堤街道');
  });
  test('months under each other, both ends of a range in them', async () => {
    const page = await at.form(
      sheetStyle + field('c', '合同期限'),
      `window.model = null; document.getElementById('c').addEventListener('click', (e) => { const el = document.createElement('div'), input = e.target; el.className = 'sheet'; let picked = [];
         const months = Array.from({ length: 36 }, (_, i) => [2024 + Math.floor(i / 12), i % 12 + 1]); const pad = (n) => String(n).padStart(2, '0');
         el.innerHTML = '<button type=button class=no>取消</button><div class=long>' + months.map(([y, m]) => '<div><div class=title>' + y + '年' + m + '月</div><div class=days>' + Array.from({ length: new Date(y, m, 0).getDate() }, (_, d) => '<div class=day data-day=' + y + '-' + pad(m) + '-' + pad(d + 1) + '><b>' + (d + 1) + '</b></div>').join('') + '</div></div>').join('') + '</div><button type=button class=yes>确认</button>';
         for (const [i, word] of [[9, '开始'], [10, '结束']]) el.querySelectorAll('.day')[i].insertAdjacentHTML('beforeend', '<i>' + word + '</i>');
         el.addEventListener('click', (x) => { const day = x.target.closest('.day')?.dataset.day; if (day) picked = picked.length === 1 ? [...picked, day] : [day];
           if (x.target.className === 'yes' && picked.length === 2) { model = picked; input.value = picked.join(' 至 '); el.remove() } if (x.target.className === 'no') el.remove() });
         document.body.append(el) });`,
    );
    const asked = ['2024-11-30', '2026-02-05'];
    expect((await scanForm(page)).fields.map((f) => f.kind)).toEqual(['date-range']);
    expect(outcome(await fill(page, { 合同期限: asked }))).toEqual([['合同期限', 'set', asked]]);
    expect(await page.evaluate('model')).toEqual(asked);
  });
});

describe('elements with names of their own', () => {
  test('words in them are labels; a hidden tick behind a drawn one is no second field; a folded section holds a form', async () => {
    const page = await at.form(
      `<div role=tablist><div role=tab>人员信息</div><div role=tabpanel><x-item style="display:flex"><x-label style="display:block;width:120px">身份证号码</x-label><x-control style="display:block"><input></x-control></x-item>
       <x-item style="display:flex"><x-label style="display:block;width:120px">联系电话</x-label><x-control style="display:block"><input></x-control></x-item>
       <div style="margin-top:8px;position:relative"><button type=button role=checkbox aria-checked=false id=k style="width:18px;height:18px"></button><input type=checkbox aria-hidden=true tabindex=-1 style="position:absolute;opacity:0;pointer-events:none;width:18px;height:18px;transform:translateX(-100%)"><label for=k>已签订劳动合同</label></div></div></div>`,
      `const k = document.getElementById('k'); k.onclick = () => k.setAttribute('aria-checked', String(k.getAttribute('aria-checked') !== 'true'));`,
    );
    expect((await scanForm(page)).fields.map((f) => [f.label, f.kind])).toEqual([
      ['身份证号码', 'text'],
      ['联系电话', 'text'],
      ['已签订劳动合同', 'checkbox'],
    ]);
    expect(outcome(await fill(page, { 已签订劳动合同: true }))).toEqual([['已签订劳动合同', 'set', true]]);
    expect(await page.evaluate("k.getAttribute('aria-checked')")).toBe('true');
  });
  test('inputs in slots of slots, with their label in another', async () => {
    const page = await at.form(
      '<x-field label=姓名 name=n></x-field><x-field label=岗位 name=p></x-field>',
      `customElements.define('x-box', class extends HTMLElement { connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<div style="border:1px solid #888;width:300px"><slot></slot></div>' } });
       customElements.define('x-field', class extends HTMLElement { connectedCallback() { const id = this.getAttribute('name'); this.style.display = 'block';
         this.innerHTML = '<label slot=label for=' + id + '>' + this.getAttribute('label') + '</label><input slot=input id=' + id + ' style="border:0">';
         this.attachShadow({ mode: 'open' }).innerHTML = '<div><slot name=label></slot></div><x-box><slot name=input></slot></x-box>' } });`,
    );
    expect(outcome(await fill(page, { 姓名: '王秀英', 岗位: '保洁员' }))).toEqual([
      ['姓名', 'set', '王秀英'],
      ['岗位', 'set', '保洁员'],
    ]);
  });
});
