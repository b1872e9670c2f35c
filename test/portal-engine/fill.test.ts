import { describe, expect, test } from 'vitest';
import { fillForm, readForm, scanForm, type FieldInput, type FillReport } from '../../src/portal/index.ts';
import type { Page } from 'playwright';
import { site } from './open-page.ts';

const at = site();

async function fill(page: Page, values: Record<string, FieldInput>, timeoutMs = 3000): Promise<FillReport> {
  return fillForm(page, await scanForm(page), values, { timeoutMs });
}
function outcome(report: FillReport): [string, string, unknown][] {
  return report.fields.map((f) => [f.label, f.status, f.shown]);
}

describe('refuses in words and leaves the form as found', () => {
  test('a day that does not exist, where only a mask asks for one', async () => {
    const page = await at.form(
      `<div class=item><label>就业时间</label><input id=a placeholder="____-__-__" value="2024-01-01"></div>`,
    );
    const report = await fill(page, { 就业时间: '2023-02-30' });
    expect(report.fields[0]).toMatchObject({ status: 'refused', reason: '“2023-02-30”不是真实的日期' });
    expect(await page.inputValue('#a')).toBe('2024-01-01');
  });

  test('too long, cut by script, not in the list, twice in the list, disabled', async () => {
    const page = await at.form(
      `<div class=item><label>名称</label><input id=a maxlength=4 value=旧></div>
       <div class=item><label>简称</label><input id=b value=旧></div>
       <div class=item><label>学历</label><select id=c><option value="">请选择</option><option>大专</option><option>本科</option></select></div>
       <div class=item><label>社区</label><select id=d><option value="">请选择</option><option value=1>城北社区</option><option value=2>城北社区</option></select></div>
       <div class=item><label>性别</label><input id=e value=男 disabled></div>`,
      `document.querySelector('#b').oninput = (e) => { e.target.value = e.target.value.slice(0, 3) }`,
    );
    const report = await fill(page, {
      名称: '五个字名称',
      简称: '很长的简称',
      学历: '专科',
      社区: '城北社区',
      性别: '女',
    });
    expect(report.ok).toBe(false);
    expect(report.fields.map((f) => f.status)).toEqual([
      'refused',
      'refused',
      'refused',
      'refused',
      'refused',
    ]);
    const reasons = report.fields.map((f) => f.reason ?? '');
    expect(reasons[0]).toContain('门户最多收 4 个字');
    expect(reasons[1]).toContain('只收下前 3 个字');
    expect(reasons[2]).toContain('大专、本科');
    expect(reasons[3]).toContain('2 个“城北社区”');
    expect(reasons[4]).toContain('已锁定，显示“男”');
    expect(await page.evaluate(`[...document.querySelectorAll('input,select')].map(e => e.value)`)).toEqual([
      '旧',
      '旧',
      '',
      '',
      '男',
    ]);
  });
  test('a notice over the form stops the fill and is named', async () => {
    const page = await at.form(
      `<div class=item><label>姓名</label><input id=a></div><div style="position:fixed;inset:0;z-index:50;background:#0006"><div style="background:#fff;margin:60px">系统公告：今晚停机</div></div>`,
    );
    const report = await fill(page, { 姓名: '张三' });
    expect(outcome(report)).toEqual([['姓名', 'refused', null]]);
    expect(report.fields[0]?.reason).toContain('系统公告');
  });
});

describe('values that come and go', () => {
  test('locked field filled by the server half a second later is already right', async () => {
    const page = await at.open({
      '/': `<!doctype html><meta charset=utf-8><p>身份证号码 <input id=a></p><p>性别 <input id=b readonly></p>
        <script>document.querySelector('#a').onchange = async () => { await fetch('/q?delay=500'); document.querySelector('#b').value = '女' }</script>`,
      '/q': '{}',
    });
    expect(outcome(await fill(page, { 身份证号码: '522300', 性别: '女' }))).toEqual([
      ['身份证号码', 'set', '522300'],
      ['性别', 'already', '女'],
    ]);
  });
  test('a field that appears after another is filled, one that never does is absent', async () => {
    const page = await at.form(
      `<div class=item><label>形式</label><select id=a><option value="">请选择</option><option>单位</option><option>个体</option></select></div><div id=more></div>`,
      `document.querySelector('#a').onchange = (e) => setTimeout(() => { document.querySelector('#more').innerHTML = e.target.value === '单位' ? '<div class=item><label>单位名称</label><input id=b></div>' : '' }, 80)`,
    );
    expect(outcome(await fill(page, { 单位名称: '县医院', 形式: '单位', 店名: '无' }))).toEqual([
      ['单位名称', 'set', '县医院'],
      ['形式', 'set', '单位'],
      ['店名', 'absent', null],
    ]);
  });
  test('a field rewritten by a later one is set again, or refused when the page insists', async () => {
    const page = await at.form(
      `<div class=item><label>甲</label><input id=a></div><div class=item><label>乙</label><input id=b></div><div class=item><label>丙</label><input id=c></div>`,
      `let n = 0; document.querySelector('#b').onchange = () => { if (n++ === 0) document.querySelector('#a').value = '改' };
       document.querySelector('#c').onchange = () => { setInterval(() => { document.querySelector('#c').value = '错' }, 5) }`,
    );
    const report = await fill(page, { 甲: '一', 乙: '二', 丙: '三' });
    expect(outcome(report).map(([l, s]) => [l, s])).toEqual([
      ['甲', 'set'],
      ['乙', 'set'],
      ['丙', 'refused'],
    ]);
    expect(await page.inputValue('#a')).toBe('一');
  });
  test('alerts, toasts and validation texts are captured; questions are not answered yes', async () => {
    const page = await at.form(
      `<div class=item><label>电话</label><input id=a><span class=error-text></span></div>`,
      `document.querySelector('#a').onblur = (e) => { alert('请核对号码'); window.answer = confirm('确定提交？');
        const t = document.createElement('div'); t.className = 'toast'; t.textContent = '已保存草稿'; document.body.append(t);
        document.querySelector('.error-text').textContent = '号码格式不对' }`,
    );
    const report = await fill(page, { 电话: '1' });
    expect(report.messages).toEqual(
      expect.arrayContaining(['请核对号码', '确定提交？', '已保存草稿', '号码格式不对']),
    );
    expect(await page.evaluate('answer')).toBe(false);
  });
  test('a page that loads itself anew after a choice', async () => {
    const page = await at.open({
      '/': `<!doctype html><meta charset=utf-8><p>类别 <select id=a onchange="location.search='?k='+this.value"><option value="">请选择</option><option>甲类</option><option>乙类</option></select></p><p>名称 <input id=b></p>
        <script>document.querySelector('#a').value = new URLSearchParams(location.search).get('k') ?? ''</script>`,
    });
    const report = await fill(page, { 类别: '乙类', 名称: '某某' });
    expect(outcome(report)).toEqual([
      ['类别', 'set', '乙类'],
      ['名称', 'set', '某某'],
    ]);
  });
});

describe('drawn by hand', () => {
  test('two inputs a field: the shown one is worked, the hidden one follows', async () => {
    const page = await at.form(
      `<div class=item><label>学历</label><span class=combo style="display:inline-block;border:1px solid #999"><input class=combo-text readonly style="border:0"><span class=combo-arrow style="display:inline-block;width:16px;height:16px;background:#ccc"></span><input type=hidden name=edu></span></div>`,
      `const text = document.querySelector('.combo-text'), code = document.querySelector('[name=edu]'); let panel = null;
       document.querySelector('.combo-arrow').onclick = () => { if (panel) { panel.remove(); panel = null; return }
         panel = document.createElement('div'); panel.className = 'drop'; panel.innerHTML = ['大专','大学本科','本科'].map((t, i) => '<div class=combobox-item style="cursor:pointer" data-v=' + i + '>' + t + '</div>').join('');
         const r = text.getBoundingClientRect(); panel.style.left = r.left + 'px'; panel.style.top = r.bottom + 'px'; document.body.append(panel);
         panel.onclick = (e) => { text.value = e.target.textContent; code.value = e.target.dataset.v; panel.remove(); panel = null } };
       document.addEventListener('mousedown', (e) => { if (panel && !panel.contains(e.target) && !e.target.closest('.combo')) { panel.remove(); panel = null } })`,
    );
    const inventory = await scanForm(page);
    expect(inventory.fields.map((f) => [f.label, f.kind, f.options])).toEqual([
      ['学历', 'select', ['大专', '大学本科', '本科']],
    ]);
    const report = await fillForm(page, inventory, { 学历: '本科' });
    expect(outcome(report)).toEqual([['学历', 'set', '本科']]);
    expect(await page.inputValue('[name=edu]')).toBe('2');
  });
  test('a list that comes late and one that stays mounted with the same words', async () => {
    const list = (id: string, items: string[]): string =>
      `<ul id=${id} class=drop style="display:none">${items.map((i) => `<li role=option>${i}</li>`).join('')}</ul>`;
    const page = await at.form(
      `<div class=item><label>甲</label><input id=a readonly role=combobox aria-expanded=false></div><div class=item><label>乙</label><input id=b readonly role=combobox aria-expanded=false></div>
       ${list('la', ['是', '否', '不详'])}${list('lb', ['是', '否'])}`,
      `for (const n of ['a', 'b']) { const i = document.getElementById(n), l = document.getElementById('l' + n);
         i.onclick = () => setTimeout(() => { const r = i.getBoundingClientRect(); l.style.cssText = 'display:block;left:' + r.left + 'px;top:' + r.bottom + 'px' }, n === 'b' ? 400 : 0);
         l.onclick = (e) => { i.value = e.target.textContent; l.style.display = 'none' };
         document.addEventListener('mousedown', (e) => { if (e.target !== i && !l.contains(e.target)) l.style.display = 'none' }) }`,
    );
    expect(outcome(await fill(page, { 甲: '是', 乙: '否' }))).toEqual([
      ['甲', 'set', '是'],
      ['乙', 'set', '否'],
    ]);
    expect(await page.evaluate(`['la','lb'].map(i => document.getElementById(i).style.display)`)).toEqual([
      'none',
      'none',
    ]);
  });
  test('a mask that takes key by key, a number that is grouped, a number that is rounded', async () => {
    const page = await at.form(
      `<div class=item><label>电话</label><input id=a></div><div class=item><label>金额</label><input id=b></div><div class=item><label>人数</label><input id=c></div>`,
      `let digits = ''; const a = document.querySelector('#a'); a.oninput = () => { a.value = digits.replace(/^(.{3})(.{0,4})/, '$1 $2 ').trim() };
       a.onkeydown = (e) => { if (/^\\d$/.test(e.key) && e.isTrusted) digits += e.key; else if (e.key === 'Delete' || e.key === 'Backspace') digits = '' };
       document.querySelector('#b').onblur = (e) => { e.target.value = Number(e.target.value).toLocaleString('en-US', { minimumFractionDigits: 2 }) };
       document.querySelector('#c').onblur = (e) => { e.target.value = String(Math.round(Number(e.target.value))) }`,
    );
    const report = await fill(page, { 电话: '13800001234', 金额: '32000.5', 人数: '2.6' });
    expect(outcome(report)).toEqual([
      ['电话', 'set', '138 0000 1234'],
      ['金额', 'set', '32,000.50'],
      ['人数', 'refused', '0'],
    ]);
  });
  test('date lists: the days follow the month', async () => {
    const options = (from: number, to: number): string =>
      Array.from({ length: to - from + 1 }, (_, i) => `<option>${String(from + i)}</option>`).join('');
    const page = await at.form(
      `<div class=item><span class=l>出生日期</span><select id=y><option value="">年</option>${options(1950, 2010)}</select>年<select id=m><option value="">月</option>${options(1, 12)}</select>月<select id=d><option value="">日</option></select>日</div>`,
      `document.querySelector('#y').onchange = document.querySelector('#m').onchange = () => setTimeout(() => { const n = new Date(document.querySelector('#y').value, document.querySelector('#m').value, 0).getDate();
        document.querySelector('#d').innerHTML = '<option value="">日</option>' + Array.from({ length: n }, (_, i) => '<option>' + (i + 1) + '</option>').join('') }, 150)`,
    );
    expect(outcome(await fill(page, { 出生日期: '1968-02-29' }))).toEqual([
      ['出生日期', 'set', '1968-02-29'],
    ]);
    expect((await fill(page, { 出生日期: '1969-02-29' })).fields[0]?.reason).toContain('不是真实的日期');
  });
  test('a pop-up window in which a double click takes the row, names that begin alike', async () => {
    const page = await at.open({
      '/': `<!doctype html><meta charset=utf-8><table><tr><td>工作单位</td><td><input id=n readonly><input type=hidden id=c><input type=button value=选择 onclick="window.open('/pick','p','width=400,height=300')"></td></tr></table>
        <script>window.take = (c, n) => { document.querySelector('#c').value = c; document.querySelector('#n').value = n }</script>`,
      '/pick': `<!doctype html><meta charset=utf-8>名称 <input id=q><input type=button value=查询 onclick="draw()"><table id=t></table><script>
        const all = [['1','兴仁市鸿达商贸有限公司'],['2','兴仁市鸿达商贸有限公司城关分公司'],['3','县医院']];
        function draw() { t.innerHTML = '<tr><th>编号</th><th>名称</th></tr>' + all.filter(r => r[1].includes(q.value)).map(r => '<tr ondblclick="opener.take(' + r[0] + ',\\'' + r[1] + '\\');close()"><td>' + r[0] + '</td><td>' + r[1] + '</td></tr>').join('') } draw()</script>`,
    });
    expect(outcome(await fill(page, { 工作单位: '兴仁市鸿达商贸有限公司' }))).toEqual([
      ['工作单位', 'set', '兴仁市鸿达商贸有限公司'],
    ]);
    expect(await page.inputValue('#c')).toBe('1');
    const missing = await fill(page, { 工作单位: '鸿达商贸' });
    expect(missing.fields[0]?.status).toBe('refused');
    expect(missing.fields[0]?.reason).toContain('城关分公司');
    expect(await page.inputValue('#c')).toBe('1');
    expect(page.context().pages()).toHaveLength(1);
  });
});

test('readForm sees a changed field', async () => {
  const page = await at.form(
    '<div class=item><label>姓名</label><input id=a></div><div class=item><label>同意</label><input type=checkbox id=b></div>',
  );
  const inventory = await scanForm(page);
  const report = await fillForm(page, inventory, { 姓名: '张三', 同意: true });
  expect(report.ok).toBe(true);
  expect(await readForm(page, inventory)).toEqual({ 姓名: '张三', 同意: true });
  await page.fill('#a', '李四');
  expect(await readForm(page, inventory)).toEqual({ 姓名: '李四', 同意: true });
});

describe('shapes that hide where the value is', () => {
  test('tags beside an input without width; a choice drawn over an empty input', async () => {
    const page = await at.form(
      `<div class=item><label>技能</label><div class=tag-select style="display:inline-block;border:1px solid #999;width:300px;height:30px;vertical-align:top"><span id=tags></span><input id=m readonly placeholder=可多选></div></div>
       <div class=item><label>民族</label><div class=select-box style="display:inline-block;position:relative;border:1px solid #999;width:300px;height:30px;vertical-align:top"><input id=e style="width:280px;border:0"><div id=over style="position:absolute;left:4px;top:4px;pointer-events:none"></div></div></div>`,
      `const open = (box, items, pick) => box.onclick = (ev) => { if (document.querySelector('.drop')) return; const l = document.createElement('div'); l.className = 'drop'; const r = box.getBoundingClientRect();
         l.style.cssText = 'left:' + r.left + 'px;top:' + r.bottom + 'px'; l.innerHTML = items.map((t) => '<div class=option-item style="cursor:pointer">' + t + '</div>').join(''); document.body.append(l);
         l.onclick = (e) => pick(e.target.textContent, l) };
       document.addEventListener('mousedown', (e) => { const l = document.querySelector('.drop'); if (l && !l.contains(e.target)) l.remove() });
       window.skills = []; window.nation = '';
       open(document.querySelector('.tag-select'), ['电工', '焊工', '厨师'], (t) => { skills = skills.includes(t) ? skills.filter((s) => s !== t) : [...skills, t];
         document.querySelector('#tags').innerHTML = skills.map((s) => '<span class=tag>' + s + '</span>').join(''); document.querySelector('#m').style.width = skills.length ? '0' : ''; document.querySelector('#m').style.cssText += skills.length ? ';padding:0;border:0' : '' });
       open(document.querySelector('.select-box'), ['汉族', '苗族', '布依族'], (t, l) => { nation = t; document.querySelector('#over').textContent = t; l.remove() });`,
    );
    const inventory = { ...(await scanForm(page)) };
    expect(inventory.fields.map((f) => [f.label, f.options])).toEqual([
      ['技能', ['电工', '焊工', '厨师']],
      ['民族', ['汉族', '苗族', '布依族']],
    ]);
    const multi = {
      ...inventory,
      fields: inventory.fields.map((f) => (f.label === '技能' ? { ...f, kind: 'multi-select' as const } : f)),
    };
    const report = await fillForm(page, multi, { 技能: ['电工', '厨师'], 民族: '布依族' });
    expect(outcome(report)).toEqual([
      ['技能', 'set', ['电工', '厨师']],
      ['民族', 'set', '布依族'],
    ]);
    expect(await page.evaluate('[skills, nation]')).toEqual([['电工', '厨师'], '布依族']);
  });
});

test('names that hold the sign which stands between several names elsewhere', async () => {
  const page = await at.form(
    `<style>.kids{padding-left:20px;display:none} .open>.kids{display:block} .mark{display:inline-block;width:12px;height:12px;background:#ccc}</style>
     <div class=item><label>行业</label><input id=a class=tree-input readonly></div><div class=item><label>技能</label><input id=b class=multi-select readonly></div>`,
    `const show = (input, html) => { const l = document.createElement('div'); l.className = 'drop'; const r = input.getBoundingClientRect(); l.style.cssText = 'left:' + r.left + 'px;top:' + r.bottom + 'px'; l.innerHTML = html; document.body.append(l); return l };
     const [a, b] = ['a', 'b'].map((id) => document.getElementById(id));
     document.addEventListener('mousedown', (e) => { const l = document.querySelector('.drop'); if (l && !l.contains(e.target)) l.remove() });
     a.onclick = () => { const l = show(a, '<div class=node><div class=row><i class="mark expander"></i><span>制造业</span></div><div class=kids><div class=row><i class=leaf></i><span>纺织服装、服饰业</span></div><div class=row><i class=leaf></i><span>纺织业</span></div></div></div>');
       l.onclick = (e) => { if (e.target.closest('.kids')) { a.value = e.target.textContent; l.remove() } else e.target.closest('.node').classList.toggle('open') } };
     window.skills = [];
     b.onclick = () => { const l = show(b, ['电工、焊工', '厨师', '电工'].map((t) => '<li><input type=checkbox>' + t + '</li>').join(''));
       l.onclick = (e) => { const t = e.target.closest('li').textContent; skills = skills.includes(t) ? skills.filter((x) => x !== t) : [...skills, t]; b.value = skills.join('、') } };`,
  );
  expect(
    outcome(await fill(page, { 行业: ['制造业', '纺织服装、服饰业'], 技能: ['厨师', '电工、焊工'] })),
  ).toEqual([
    ['行业', 'set', '纺织服装、服饰业'],
    ['技能', 'set', ['厨师', '电工、焊工']],
  ]);
  expect(await page.evaluate('skills')).toEqual(['厨师', '电工、焊工']);
});

test('a required field that was not there when the form was scanned is told, whether or not all else is right', async () => {
  const page = await at.form(
    `<div class=item><label>姓名</label><input></div><div class=item><label>形式</label><select id=f><option value="">请选择</option><option>单位</option><option>个体</option></select></div><div id=more></div>`,
    `document.querySelector('#f').onchange = () => { document.querySelector('#more').innerHTML = '<div class=item><label>*所在村组</label><input id=b required></div>' }`,
  );
  const inventory = await scanForm(page);
  const report = await fillForm(page, inventory, { 姓名: '张三', 形式: '单位' });
  expect(report.ok).toBe(true);
  expect(report.messages.join()).toContain('必填字段“所在村组”');
  const asked = await fillForm(page, inventory, { 姓名: '张三', 形式: '个体', 所在村组: '二组' });
  expect(asked).toMatchObject({ ok: true, messages: [] });
});

test('a field that gets a twin of the same name is refused, whichever came first', async () => {
  const page = await at.form(
    `<div class=item><label>单位名称</label><input id=a></div><div class=item><label>形式</label><select id=f><option value="">请选择</option><option>单位</option></select></div><div id=more></div>`,
    `document.querySelector('#f').onchange = () => { document.querySelector('#more').innerHTML = '<div class=item><label>单位名称</label><input id=b></div>' }`,
  );
  const report = await fill(page, { 单位名称: '县医院', 形式: '单位' });
  expect(outcome(report).map(([l, s]) => [l, s])).toEqual([
    ['单位名称', 'refused'],
    ['形式', 'set'],
  ]);
  expect(report.fields[0]?.reason).toContain('2 个“单位名称”');
});

test('a long list drawn only in part: any row, told from its like', async () => {
  const page = await at.form(
    `<div class=item><label>民族</label><input id=i readonly role=combobox></div>`,
    `const all = Array.from({ length: 300 }, (_, n) => '第' + (n + 1) + '项'); all[250] = '第25项（旧）';
     const i = document.querySelector('#i'); i.onclick = () => { if (document.querySelector('.drop')) return; const l = document.createElement('div'); l.className = 'drop'; const r = i.getBoundingClientRect();
       l.style.cssText = 'left:' + r.left + 'px;top:' + r.bottom + 'px;height:200px;width:160px;overflow:auto'; l.innerHTML = '<div class=space style="position:relative;height:' + all.length * 30 + 'px"></div>'; document.body.append(l);
       const draw = () => { const from = Math.floor(l.scrollTop / 30); l.firstChild.innerHTML = all.slice(from, from + 9).map((t, k) => '<div class=option-row style="position:absolute;cursor:pointer;height:30px;top:' + (from + k) * 30 + 'px">' + t + '</div>').join('') };
       l.onscroll = () => requestAnimationFrame(draw); draw(); l.onclick = (e) => { i.value = e.target.textContent; l.remove() } };
     document.addEventListener('mousedown', (e) => { const l = document.querySelector('.drop'); if (l && !l.contains(e.target)) l.remove() })`,
  );
  const inventory = await scanForm(page);
  expect(inventory.fields[0]?.options).toHaveLength(300);
  expect(outcome(await fillForm(page, inventory, { 民族: '第293项' }))).toEqual([['民族', 'set', '第293项']]);
  expect((await fillForm(page, inventory, { 民族: '第251项' })).fields[0]?.status).toBe('refused');
  expect(await page.inputValue('#i')).toBe('第293项');
});
