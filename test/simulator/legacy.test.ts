import type { Browser, Frame, Page } from 'playwright';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';

import {
  acceptDialogs,
  cell,
  fillLegacyPerson,
  openLegacyMenu,
  pickInTree,
  pickInWindow,
  queryId,
  waitForLegacyLogin,
} from './legacy-pages.ts';
import { openBrowser } from './modern-pages.ts';
import { idNumber } from './people.ts';
import { freshPortal, oracle, storedRecords } from './portal-door.ts';

const id = idNumber('1990-03-07', 123);
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

async function atWork(): Promise<{ portal: { url: string }; page: Page; said: string[] }> {
  const portal = await freshPortal({ skin: 'legacy', attended: { loginAfterMs: 0 } });
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  const said = acceptDialogs(page);
  await waitForLegacyLogin(page, portal.url);
  return { portal, page, said };
}

const press = (frame: Frame, value: string) => frame.locator(`input[value="${value}"]`).first().click();

test('the pages are GBK in quirks mode, with the label in the neighbouring cell', async () => {
  const { portal, page } = await atWork();
  const frame = await openLegacyMenu(page, '新增就业录入');

  expect(await frame.evaluate(() => [document.characterSet, document.compatMode])).toEqual([
    'GBK',
    'BackCompat',
  ]);
  expect(await frame.locator('td.label').count()).toBe(27);
  const bytes = Buffer.from(await (await fetch(`${portal.url}/login.do`)).arrayBuffer());
  expect(new TextDecoder('gbk').decode(bytes)).toContain('用户名');
});

test(
  'one person entered by hand is stored as entered, as in the other skin',
  { timeout: 30_000 },
  async () => {
    const { portal, page, said } = await atWork();
    const frame = await openLegacyMenu(page, '新增就业录入');
    await fillLegacyPerson(page, frame, { idNumber: id, name: '陈·演练𬭚' });
    await press(frame, '保 存');

    await frame.getByText('保存成功，受理编号：CZ202400000001').waitFor();

    expect(said).toEqual([
      '未查询到人员基础信息，请手工录入姓名',
      '确认提交该人员的就业登记信息吗？',
      '保存成功，受理编号：CZ202400000001',
    ]);
    const [record] = await storedRecords(portal);
    expect(record?.fields).toMatchObject({
      身份证号码: id,
      姓名: '陈·演练𬭚',
      民族: '布依族',
      是否残疾人: '否',
      是否留守儿童家庭劳动力: '是',
      是否刑满释放人员: '是',
      就业单位名称: '黔西南无名商贸有限公司',
      所属行业: '批发和零售业',
      产业类型: '第三产业',
      就业时间: '2024-03-05',
      就业地: '兴仁市 / 东湖街道 / 五峰村',
      城乡分类代码: '112',
      '月收入（元）': '3200',
      备注: '演练',
    });
  },
);

test('the query locks what the base knows and says in alerts what stands against a person', async () => {
  const { portal, page, said } = await atWork();
  await oracle(portal, 'population', [{ idNumber: id, name: '已知甲', ethnicity: '苗族' }]);
  const frame = await openLegacyMenu(page, '新增就业录入');

  await queryId(frame, '522300199003071230');
  await expect.poll(() => said).toEqual(['身份证号码不正确，请核对']);
  await queryId(frame, id);
  await frame.locator('input[value="重新查询"]').waitFor();

  const name = cell(frame, '姓名').locator('input');
  expect([await name.inputValue(), await name.isEditable()]).toEqual(['已知甲', false]);
  expect(await cell(frame, '民族').locator('input[type=text]').inputValue()).toBe('苗族');
  expect(await cell(frame, '出生日期').locator('input').inputValue()).toBe('1990-03-07');
});

test('the form of employment shows, hides and empties fields; a missing one stops the save', async () => {
  const { portal, page, said } = await atWork();
  const frame = await openLegacyMenu(page, '新增就业录入');
  await queryId(frame, id);
  await frame.locator('input[value="重新查询"]').waitFor();
  const form = cell(frame, '就业形式').locator('select');
  await form.selectOption({ label: '单位就业' });
  await cell(frame, '统一社会信用代码').locator('input').fill('12522302000770037Q');

  await form.selectOption({ label: '灵活就业' });
  expect(await cell(frame, '统一社会信用代码').isVisible()).toBe(false);
  expect(await frame.locator('#l_acb216').innerText()).toContain('*');
  await form.selectOption({ label: '个体经营' });
  expect(await cell(frame, '统一社会信用代码').locator('input').inputValue()).toBe('');
  expect(await cell(frame, '字号名称').isVisible()).toBe(true);
  await press(frame, '保 存');

  expect(said.at(-1)).toBe('姓名不能为空！');
  expect(await oracle(portal, 'saves')).toEqual([]);
});

test('pickers: units fill their fields, pages turn, a renamed option is renamed there too', async () => {
  const { portal, page } = await atWork();
  await oracle(portal, 'faults', { renamedOption: { field: '民族', from: '布依族', to: '布依' } });
  const frame = await openLegacyMenu(page, '新增就业录入');
  await queryId(frame, id);
  await frame.locator('input[value="重新查询"]').waitFor();
  await cell(frame, '就业形式').locator('select').selectOption({ label: '单位就业' });

  await pickInWindow(page, frame, '就业单位名称', '兴仁市百味园餐饮店', '选择');
  await pickInWindow(page, frame, '民族', '布依');
  const opening = page.waitForEvent('popup');
  await cell(frame, '所属行业').locator('input[value="..."]').click();
  const window = await opening;
  await window.getByText('下一页').click();
  await window.getByText('第 2/2 页').waitFor();
  await window.getByRole('cell', { name: '教育', exact: true }).click();
  const closed = window.waitForEvent('close');
  await window
    .locator('input[value="确 定"]')
    .click()
    .catch(() => undefined);
  await closed;

  const shown = async (label: string) => cell(frame, label).locator('input[type=text]').inputValue();
  expect([
    await shown('就业单位名称'),
    await shown('民族'),
    await shown('所属行业'),
    await shown('产业类型'),
  ]).toEqual(['兴仁市百味园餐饮店', '布依', '教育', '第三产业']);
  expect(await cell(frame, '单位类型').locator('select').inputValue()).toBe('60');
});

test('villages of one name are told apart by their branch', async () => {
  const { page } = await atWork();
  const frame = await openLegacyMenu(page, '新增就业录入');
  await queryId(frame, id);
  await frame.locator('input[value="重新查询"]').waitFor();

  await pickInTree(frame, '就业地', ['兴仁市', '屯脚镇', '坪上村']);

  expect(await cell(frame, '就业地').locator('input[type=text]').inputValue()).toBe(
    '兴仁市 / 屯脚镇 / 坪上村',
  );
  expect(await cell(frame, '城乡分类代码').locator('input').inputValue()).toBe('220');
});

test(
  'a save that goes wrong: refused with the form kept, 500, cut, session over',
  { timeout: 60_000 },
  async () => {
    const { portal, page, said } = await atWork();
    await oracle(portal, 'refusals', [{ idNumber: id }]);
    let frame = await openLegacyMenu(page, '新增就业录入');
    await fillLegacyPerson(page, frame, { idNumber: id, name: '陈演练' });

    await press(frame, '保 存');
    await expect.poll(() => said.at(-1)).toBe('该人员已参加城镇职工养老保险并领取待遇，不能办理就业登记');
    expect(await cell(frame, '就业地').locator('input[type=text]').inputValue()).toBe(
      '兴仁市 / 东湖街道 / 五峰村',
    );
    await oracle(portal, 'refusals', []);
    await oracle(portal, 'faults', { errorBeforeCommit: true });
    await press(frame, '保 存');
    await frame.getByText('系统异常，请稍后重试（错误码：500）').waitFor();
    expect(await storedRecords(portal)).toEqual([]);
    await oracle(portal, 'faults', { dropAfterCommit: true });
    frame = await openLegacyMenu(page, '新增就业录入');
    await fillLegacyPerson(page, frame, { idNumber: id, name: '陈演练' });
    await press(frame, '保 存');
    await expect.poll(async () => (await storedRecords(portal)).length).toBe(1);
    await expect.poll(() => page.frame('mainFrame')?.url()).toContain('chrome-error');
    await oracle(portal, 'attended', null);
    await oracle(portal, 'expire', {});
    await page.frameLocator('frame[name=leftFrame]').getByText('录入信息查询', { exact: true }).click();
    await page.getByText('验证码：').waitFor();
    expect(said.at(-1)).toBe('登录已失效，请重新登录');
  },
);

test('the list is searched in Chinese, turned by links, and shows every field in detail', async () => {
  const { portal, page } = await atWork();
  const headers = {
    cookie: (await fetch(`${portal.url}/__oracle/login`, { method: 'POST' })).headers.get('set-cookie') ?? '',
  };
  for (let index = 0; index < 12; index += 1) {
    const one = idNumber('1990-03-07', index * 2 + 1);
    // ASCII is the same in GBK, and everything else in the form is a code.
    const body = `aac002=${one}&aac003=Name${String(index)}&aac005=09&aac009=20&aac011=31&aac024=13&aae005=13800001111&yac001=0&yac002=0&aac027=07&aac318=022&acb216=work&acc031=2024-03-05&aab301=522302001001&_rid=${String(index)}`;
    await fetch(`${portal.url}/czjy/save.do`, { method: 'POST', headers, body });
  }
  const frame = await openLegacyMenu(page, '录入信息查询');
  await frame.getByText('共 12 条　第 1/2 页').waitFor();

  await frame.getByText('下一页').click();
  await frame.getByText('第 2/2 页').waitFor();
  expect(await frame.locator('table.list tr').count()).toBe(3);
  await cell(frame, '状态').locator('select').selectOption({ label: '待审核' });
  await cell(frame, '姓名').locator('input').fill('Name7');
  await press(frame, '查 询');
  await frame.getByText('共 1 条').waitFor();
  await frame.getByText('详情').click();
  await frame.getByText('兴仁市 / 东湖街道 / 东湖社区').waitFor();
  expect(await cell(frame, '岗位/工种').innerText()).toContain('work');
});
