import { describe, expect, test } from 'vitest';
import { scanForm } from '../../src/portal/index.ts';
import { site } from './open-page.ts';

const at = site();

describe('labels', () => {
  test('the neighbouring cell, justified names, stars, brackets and colons', async () => {
    const page =
      await at.form(`<table border=1><tr><td><font color=red>*</font>姓　　名：</td><td><input name=a></td><td>性别（必填）</td>
      <td><select name=b><option value="">--请选择--</option><option value=1>男</option><option value=2>女</option></select></td></tr>
      <tr><td>联系电话</td><td colspan=3><input name=c maxlength=20> 元</td></tr></table>`);
    const { fields } = await scanForm(page);
    expect(fields.map((f) => [f.label, f.kind, f.required, f.maxLength, f.options])).toEqual([
      ['姓名', 'text', true, null, null],
      ['性别', 'select', true, null, ['男', '女']],
      ['联系电话', 'text', false, 20, null],
    ]);
  });
  test('above in a column, beside in a row, required by a drawn star, by class and by colour of nothing', async () => {
    const page =
      await at.form(`<style>.must::before{content:'*';color:red}.col{display:flex;gap:40px}.col>div{width:260px}.col input{display:block}</style>
      <div class=col><div><div class=must>单位名称</div><input name=a></div><div><div>统一社会信用代码</div><input name=b></div></div>
      <div class=col><div><div>开户行</div><input name=c data-rule-required=true></div><div><div>账号</div><input name=d></div></div>`);
    const { fields } = await scanForm(page);
    expect(fields.map((f) => [f.label, f.required])).toEqual([
      ['单位名称', true],
      ['统一社会信用代码', false],
      ['开户行', true],
      ['账号', false],
    ]);
  });
  test('same label twice is told apart by section', async () => {
    const page = await at.form(`<fieldset><legend>个人信息</legend><p>联系电话 <input name=a></p></fieldset>
      <fieldset><legend>单位信息</legend><p>联系电话 <input name=b></p></fieldset>`);
    const { fields } = await scanForm(page);
    expect(fields.map((f) => f.id)).toEqual(['个人信息/联系电话', '单位信息/联系电话']);
  });
  test('radios and ticks: group label outside, option texts inside', async () => {
    const page =
      await at.form(`<div class=item><span class=l>户口性质</span><label><input type=radio name=r value=1>农业</label> <label><input type=radio name=r value=2>非农业</label></div>
      <div class=item><span class=l>享受服务</span><input type=checkbox id=k1><label for=k1>职业介绍</label><input type=checkbox id=k2><label for=k2>职业指导</label></div>
      <div class=item><label><input type=checkbox>本人承诺以上属实</label></div>`);
    const { fields } = await scanForm(page);
    expect(fields.map((f) => [f.label, f.kind, f.options])).toEqual([
      ['户口性质', 'radio', ['农业', '非农业']],
      ['享受服务', 'checkbox-group', ['职业介绍', '职业指导']],
      ['本人承诺以上属实', 'checkbox', null],
    ]);
  });
});

describe('what is a field', () => {
  test('a hidden copy of the form and a search form behind a dialog are none', async () => {
    const page =
      await at.form(`<div style="display:none"><div class=item><label>姓名</label><input></div></div>
      <div class=item><label>姓名</label><input id=search></div>
      <div style="position:fixed;inset:0;background:#0008;z-index:99"><div role=dialog aria-modal=true style="margin:40px;background:#fff;padding:20px">
      <h3>新增</h3><div class=item><label>姓名</label><input id=real></div></div></div>`);
    const { fields } = await scanForm(page);
    expect(fields.map((f) => f.locators.find((l) => l.by === 'id')?.selector)).toEqual(['[id="real"]']);
  });
  test('frames and open shadow roots are part of the page', async () => {
    const page = await at.open({
      '/': '<!doctype html><p>入口</p><iframe src="/in" style="width:600px;height:200px"></iframe>',
      '/in': `<!doctype html><meta charset=utf-8><p>姓名 <input name=n></p><x-box></x-box><script>customElements.define('x-box', class extends HTMLElement {
        connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<p>电话 <input name=p></p>'; } })</script>`,
    });
    const { fields } = await scanForm(page);
    expect(fields.map((f) => [f.label, f.frame])).toEqual([
      ['姓名', '/in'],
      ['电话', '/in'],
    ]);
  });
  test('three lists are one date, three more are one place', async () => {
    const options = (from: number, to: number): string =>
      Array.from({ length: to - from + 1 }, (_, i) => `<option>${String(from + i)}</option>`).join('');
    const page =
      await at.form(`<div class=item><span class=l>出生日期</span><select name=y>${options(1950, 2010)}</select>年<select name=m>${options(1, 12)}</select>月<select name=d>${options(1, 31)}</select>日</div>
      <div class=item><span class=l>户籍地</span><select><option value="">省</option><option>贵州省</option></select><select><option value="">市</option></select></div>`);
    const { fields } = await scanForm(page);
    expect(fields.map((f) => [f.label, f.kind, f.parts])).toEqual([
      ['出生日期', 'date', 3],
      ['户籍地', 'linked-selects', 2],
    ]);
  });
  test('the same form loaded again and a filled one have one fingerprint; a new required field has another', async () => {
    const body =
      '<div class=item><label>姓名</label><input id=a></div><div class=item><label>备注</label><textarea></textarea></div>';
    const page = await at.form(body);
    const first = await scanForm(page);
    await page.fill('#a', '张三');
    const filled = await scanForm(page);
    await page.reload();
    const again = await scanForm(page);
    expect([filled.fingerprint, again.fingerprint]).toEqual([first.fingerprint, first.fingerprint]);
    const other = await scanForm(
      await at.form(`${body}<div class=item><label>*社保卡号</label><input></div>`),
    );
    expect(other.fingerprint).not.toBe(first.fingerprint);
  });
  test('scanning changes no value, under a policy that forbids inline script and style', async () => {
    const page = await at.open(
      {
        '/': `<!doctype html><meta charset=utf-8><script src="/s.js" defer></script><p>姓名 <input id=a value=原值></p><p>金额 <input id=b value=5><span class=up></span></p>`,
        '/s.js': `window.events=[];for(const t of ['input','change'])document.addEventListener(t,e=>events.push(t))`,
      },
      { 'content-security-policy': "default-src 'self'; script-src 'self'; style-src 'self'" },
    );
    const { fields } = await scanForm(page);
    expect(fields.map((f) => [f.label, f.value])).toEqual([
      ['姓名', '原值'],
      ['金额', '5'],
    ]);
    expect(
      await page.evaluate('[events, document.querySelector("#a").value, document.querySelector("#b").value]'),
    ).toEqual([[], '原值', '5']);
  });
});
