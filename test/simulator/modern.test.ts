import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

import type { SimulatorOptions } from '../../src/simulator/index.ts';
import {
  choose,
  field,
  fillPerson,
  openBrowser,
  openMenu,
  pickPlace,
  pressSave,
  query,
  tick,
  type,
  waitForLogin,
} from './modern-pages.ts';
import { idNumber, validValues } from './people.ts';
import { freshPortal, logIn, oracle, storedRecords } from './portal-door.ts';

const id = idNumber('1990-03-07', 123);
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

/** A portal of its own and a page that is logged in by the simulated person. */
async function atWork(
  options: Partial<SimulatorOptions> = {},
): Promise<{ portal: { url: string }; page: Page }> {
  const portal = await freshPortal({ attended: { loginAfterMs: 30 }, ...options });
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  // The portal's own animations cost most of a test's time and are not what is tested.
  await page.addInitScript(() => {
    addEventListener('DOMContentLoaded', () => {
      const style = document.createElement('style');
      style.textContent =
        '*, *::before, *::after { transition-duration: 1ms !important; animation-duration: 1ms !important }';
      document.head.append(style);
    });
  });
  await waitForLogin(page, portal.url);
  return { portal, page };
}

async function values(page: Page, ...labels: string[]): Promise<string[]> {
  return Promise.all(labels.map((label) => field(page, label).locator('input').inputValue()));
}

const box = (page: Page) => page.locator('.el-message-box:visible');
const toast = (page: Page, text: string) => page.locator('.el-message').filter({ hasText: text });

test('a person at the keyboard is told about a wrong code and gets a new picture', async () => {
  const portal = await freshPortal();
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(portal.url);
  const picture = page.getByAltText('图形验证码');
  const before = await picture.getAttribute('src');
  await page.getByPlaceholder('用户名').fill('jingban');
  await page.getByPlaceholder('密码').fill('yanlian2024');
  await page.getByPlaceholder('验证码').fill('0000');
  await page.getByRole('button', { name: '登 录' }).click();

  await page.getByText('验证码错误').waitFor();

  expect(await picture.getAttribute('src')).not.toBe(before);
  expect(page.url()).toBe(`${portal.url}/login`);
});

test('one person entered by hand is stored as entered', { timeout: 40_000 }, async () => {
  const { portal, page } = await atWork();
  await openMenu(page, '新增就业录入');
  await fillPerson(page, { idNumber: id, name: '陈演练' });
  await pressSave(page);

  await page.getByText('保存成功，受理编号：CZ202400000001').waitFor();

  const [record] = await storedRecords(portal);
  expect(record?.fields).toEqual({
    身份证号码: id,
    姓名: '陈演练',
    性别: '男',
    出生日期: '1990-03-07',
    民族: '布依族',
    户口性质: '农业户口（农村）',
    户口所在地: '兴仁市东湖街道五峰村三组',
    文化程度: '大学专科',
    政治面貌: '群众',
    联系电话: '13800001111',
    是否残疾人: '否',
    是否留守儿童家庭劳动力: '是',
    是否刑满释放人员: '是',
    人员类别: '农村转移劳动力',
    就业形式: '单位就业',
    就业单位名称: '黔西南无名商贸有限公司',
    字号名称: '',
    统一社会信用代码: '12522302000770037Q',
    单位类型: '企业',
    所属行业: '批发和零售业',
    产业类型: '第三产业',
    '岗位/工种': '营业员',
    就业时间: '2024-03-05',
    就业地: '兴仁市 / 东湖街道 / 五峰村',
    城乡分类代码: '112',
    '月收入（元）': '3200',
    备注: '演练',
  });
  // After the toast the form is empty again, for the next person.
  await page.getByRole('button', { name: '查询', exact: true }).waitFor();
  expect(await values(page, '身份证号码', '姓名')).toEqual(['', '']);
});

describe('the query before entry', () => {
  test('fills and locks what the base knows, a moment after the form has opened', async () => {
    const { portal, page } = await atWork({ baseInfoDelayMs: 300 });
    await oracle(portal, 'population', [{ idNumber: id, name: '已知甲', ethnicity: '苗族' }]);
    await openMenu(page, '新增就业录入');

    await query(page, id);
    await page.getByRole('button', { name: '重新查询' }).waitFor();
    expect(await values(page, '姓名')).toEqual(['']);
    await page.waitForFunction(() =>
      [...document.querySelectorAll('input')].some((input) => input.value === '已知甲'),
    );

    expect(await values(page, '姓名', '性别', '出生日期')).toEqual(['已知甲', '男', '1990-03-07']);
    expect(await field(page, '姓名').locator('input').isDisabled()).toBe(true);
    expect(await field(page, '民族').innerText()).toContain('苗族');
  });

  test('says what is wrong with a number, a duplicate, and lets an unknown person be typed', async () => {
    const { portal, page } = await atWork();
    const taken = idNumber('1991-01-01', 122);
    await (await logIn(portal)).save(validValues(taken));
    await openMenu(page, '新增就业录入');

    await query(page, '522300199003071230');
    await box(page).getByText('身份证号码不正确，请核对').waitFor();
    await box(page).getByRole('button', { name: '确定' }).click();
    await box(page).waitFor({ state: 'detached' });
    await query(page, taken);
    await box(page).getByText('该人员本年度已存在有效的就业登记信息，不能重复登记').waitFor();
    await box(page).getByRole('button', { name: '确定' }).click();
    await box(page).waitFor({ state: 'detached' });
    expect(await field(page, '姓名').locator('input').isDisabled()).toBe(true);
    await query(page, id);
    await toast(page, '未查询到人员基础信息，请手工录入姓名').waitFor();

    expect(await field(page, '姓名').locator('input').isEnabled()).toBe(true);
  });
});

test('the form of employment decides which fields there are and which are required', async () => {
  const { page } = await atWork();
  await openMenu(page, '新增就业录入');
  await query(page, id);
  await choose(page, '就业形式', '单位就业');
  await type(page, '统一社会信用代码', '12522302000770037Q');
  const isRequired = async (label: string) =>
    ((await field(page, label).getAttribute('class')) ?? '').includes('is-required');

  expect(await isRequired('就业单位名称')).toBe(true);
  expect(await isRequired('岗位/工种')).toBe(false);
  await choose(page, '就业形式', '灵活就业');
  await field(page, '就业单位名称').waitFor({ state: 'detached' });
  expect(await field(page, '统一社会信用代码').count()).toBe(0);
  expect(await isRequired('岗位/工种')).toBe(true);
  await choose(page, '就业形式', '个体经营');
  await field(page, '字号名称').waitFor();
  expect(await values(page, '统一社会信用代码')).toEqual(['']);
  expect(await isRequired('统一社会信用代码')).toBe(false);
});

test('a picked unit fills its code, type and industry; its namesake with a longer name is another one', async () => {
  const { page } = await atWork();
  await openMenu(page, '新增就业录入');
  await query(page, id);
  await choose(page, '就业形式', '单位就业');
  await field(page, '就业单位名称').locator('input').pressSequentially('兴仁市百味园');
  const offers = page.locator('.el-autocomplete-suggestion:visible li');
  await offers.first().waitFor();

  expect(await offers.allInnerTexts()).toEqual(['兴仁市百味园餐饮店', '兴仁市百味园餐饮店（东湖店）']);
  await offers.first().click();
  await page.waitForFunction(() =>
    [...document.querySelectorAll('input')].some((input) => input.value.startsWith('92522302')),
  );
  expect(await field(page, '单位类型').innerText()).toContain('城镇个体工商户');
  expect(await values(page, '产业类型')).toEqual(['第三产业']);
});

test('villages of one name lie under several towns, and only the path tells them apart', async () => {
  const { page } = await atWork();
  await openMenu(page, '新增就业录入');
  await query(page, id);

  await pickPlace(page, ['兴仁市', '陆官街道', '坪上村']);
  expect(await values(page, '就业地', '城乡分类代码')).toEqual(['兴仁市 / 陆官街道 / 坪上村', '112']);
  await page
    .locator('.el-cascader__dropdown:visible')
    .waitFor({ state: 'detached' })
    .catch(() => undefined);
  await page.getByRole('button', { name: '重新查询' }).click();
  await query(page, id);
  await pickPlace(page, ['兴仁市', '屯脚镇', '坪上村']);
  expect(await values(page, '就业地', '城乡分类代码')).toEqual(['兴仁市 / 屯脚镇 / 坪上村', '220']);
});

test('an incomplete form is not sent', async () => {
  const { portal, page } = await atWork();
  await openMenu(page, '新增就业录入');
  await query(page, id);
  await tick(page, '是否残疾人', '否');

  await page.getByRole('button', { name: '保存', exact: true }).click();
  await toast(page, '请完善标红的必填项后再保存').waitFor();

  await page.getByText('请选择文化程度').waitFor();
  expect(await page.getByText('请选择是否残疾人').count()).toBe(0);
  expect(await oracle(portal, 'saves')).toEqual([]);
});

test('what the server answers to a save is shown in its words', { timeout: 60_000 }, async () => {
  const { portal, page } = await atWork();
  await openMenu(page, '新增就业录入');
  await fillPerson(page, { idNumber: id, name: '陈演练' });

  await oracle(portal, 'faults', { errorBeforeCommit: { times: 1 } });
  await pressSave(page);
  await toast(page, '系统异常，请稍后重试（错误码：500）').waitFor();
  await oracle(portal, 'faults', { dropBeforeCommit: { times: 1 } });
  await pressSave(page);
  await toast(page, '网络异常，请检查网络连接').waitFor();
  await oracle(portal, 'refusals', [{ idNumber: id }]);
  await pressSave(page);
  await box(page).getByText('该人员已参加城镇职工养老保险并领取待遇，不能办理就业登记').waitFor();
  await box(page).getByRole('button', { name: '确定' }).click();
  await box(page).waitFor({ state: 'detached' });
  expect(await storedRecords(portal)).toEqual([]);
  await oracle(portal, 'refusals', []);
  await oracle(portal, 'faults', { dropAfterCommit: { times: 1 } });
  await pressSave(page);
  await toast(page, '网络异常，请检查网络连接').last().waitFor();
  await expect.poll(async () => (await storedRecords(portal)).length).toBe(1);
  await pressSave(page);
  await box(page).getByText('该人员本年度已存在有效的就业登记信息，不能重复登记').waitFor();
  expect(await storedRecords(portal)).toHaveLength(1);
});

test('an ended session is said at the next request, and the way leads to the login page', async () => {
  const { portal, page } = await atWork();
  await openMenu(page, '新增就业录入');
  await page.getByRole('button', { name: '查询', exact: true }).waitFor();
  await oracle(portal, 'attended', null);
  await oracle(portal, 'expire', {});

  await query(page, id);
  await box(page).getByText('登录已失效，请重新登录').waitFor();
  await box(page).getByRole('button', { name: '确定' }).click();

  await page.waitForURL(`${portal.url}/login`);
  await oracle(portal, 'attended', { loginAfterMs: 10 });
  await page.getByText('经办人：王敏').waitFor();
});

describe('faults of the entry page', () => {
  test('another label, another option, one more required field', async () => {
    const { portal, page } = await atWork();
    await oracle(portal, 'faults', {
      renamedLabel: { from: '户口所在地', to: '户籍详细地址' },
      renamedOption: { field: '政治面貌', from: '群众', to: '普通群众' },
      newRequiredField: { label: '劳动合同编号' },
    });
    await openMenu(page, '新增就业录入');
    await query(page, id);

    await type(page, '户籍详细地址', '某地');
    await choose(page, '政治面貌', '普通群众');

    expect(await field(page, '户口所在地').count()).toBe(0);
    expect(await field(page, '劳动合同编号').getAttribute('class')).toContain('is-required');
  });

  test('a message box in the way, and a form that comes late', async () => {
    const { portal, page } = await atWork();
    await oracle(portal, 'faults', { blockingDialog: { message: '今晚停机' }, slowRender: 300 });
    const begin = performance.now();
    await openMenu(page, '新增就业录入');

    await box(page).getByText('今晚停机').waitFor();

    expect(performance.now() - begin).toBeGreaterThan(290);
    expect(await field(page, '身份证号码').count()).toBe(1);
  });

  test('maintenance, on the next page or the next request', async () => {
    const { portal, page } = await atWork();
    await openMenu(page, '新增就业录入');
    await page.getByRole('button', { name: '查询', exact: true }).waitFor();
    await oracle(portal, 'faults', { maintenance: true });

    await query(page, id);

    await page.getByRole('heading', { name: '系统维护中' }).waitFor();
  });
});

test('the list shows what is stored: query, pages, detail', async () => {
  const { portal, page } = await atWork();
  const client = await logIn(portal);
  const ids = Array.from({ length: 12 }, (_, index) => idNumber('1990-03-07', index * 2 + 1));
  for (const one of ids) await client.save(validValues(one));
  await openMenu(page, '录入信息查询');
  const rows = page.locator('.el-table__body tbody tr');

  await page.getByText('共 12 条').waitFor();
  expect(await rows.count()).toBe(10);
  await page.locator('.el-pager li', { hasText: '2' }).click();
  await expect.poll(() => rows.count()).toBe(2);
  await page
    .locator('.search .el-form-item')
    .filter({ hasText: '身份证号码' })
    .locator('input')
    .fill(ids[4] ?? '');
  await page.getByRole('button', { name: '查询', exact: true }).click();
  await page.getByText('共 1 条').waitFor();
  expect(await rows.first().innerText()).toContain(ids[4]);
  await rows.first().getByRole('button', { name: '详情' }).click();
  const detail = page.getByRole('dialog', { name: '就业登记详情' });
  await detail.getByText('兴仁市 / 东湖街道 / 东湖社区').waitFor();
  expect(await detail.getByRole('cell').allInnerTexts()).toEqual(
    expect.arrayContaining(['待审核', '布依族', '服务员', '王敏']),
  );
});
