// The modern skin by plain Playwright, as a careful person works it. Nothing of the product is used.
import { existsSync } from 'node:fs';

import { chromium, type Browser, type Page } from 'playwright';

/** A Chromium of the system where there is one, else Playwright's own. */
const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(installed === undefined ? {} : { executablePath: installed }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Opens the login page and waits until the simulated person has logged in. */
export async function waitForLogin(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/login`);
  await page.getByText('经办人：王敏').waitFor();
}

export async function openMenu(page: Page, item: string): Promise<void> {
  const entry = page.getByRole('menuitem', { name: item, exact: true });
  if (!(await entry.isVisible())) await page.getByText('城镇新增就业', { exact: true }).click();
  await entry.click();
  await page.getByRole('heading', { name: item }).waitFor();
}

export function field(page: Page, label: string) {
  return page.locator('.el-form-item').filter({ has: page.locator(`label:text-is("${label}")`) });
}

export async function query(page: Page, idNumber: string): Promise<void> {
  await field(page, '身份证号码').locator('input').fill(idNumber);
  await page.getByRole('button', { name: '查询', exact: true }).click();
}

export async function type(page: Page, label: string, text: string): Promise<void> {
  await field(page, label).locator('input, textarea').fill(text);
}

export async function choose(page: Page, label: string, option: string): Promise<void> {
  await field(page, label).locator('.el-select__wrapper').click();
  const list = await field(page, label).locator('[role=combobox]').getAttribute('aria-controls');
  await page
    .locator(`[id="${list ?? ''}"] .el-select-dropdown__item`)
    .filter({ hasText: option })
    .getByText(option, { exact: true })
    .click();
}

export async function tick(page: Page, label: string, option: string): Promise<void> {
  await field(page, label)
    .locator('label.el-radio, label.el-radio-button')
    .filter({ hasText: option })
    .click();
}

export async function pickDate(page: Page, label: string, day: string): Promise<void> {
  await field(page, label).locator('input').fill(day);
  await field(page, label).locator('input').press('Enter');
}

export async function pickPlace(page: Page, path: string[]): Promise<void> {
  await field(page, '就业地').locator('.el-cascader').click();
  for (const [level, name] of path.entries()) {
    await page.locator('.el-cascader-menu:visible').nth(level).getByText(name, { exact: true }).click();
  }
}

export interface PersonOnScreen {
  idNumber: string;
  name?: string;
  employer?: string;
}

/** Fills every field for a person in a unit; saves nothing. */
export async function fillPerson(page: Page, person: PersonOnScreen): Promise<void> {
  await query(page, person.idNumber);
  await page
    .locator('.el-form-item')
    .filter({ hasText: '出生日期' })
    .locator('input')
    .and(page.locator('[disabled]'))
    .waitFor();
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.el-form-item')].some(
      (item) => item.textContent.startsWith('出生日期') && item.querySelector('input')?.value !== '',
    ),
  );
  if (person.name !== undefined) await type(page, '姓名', person.name);
  await choose(page, '民族', '布依族');
  await choose(page, '户口性质', '农业户口（农村）');
  await type(page, '户口所在地', '兴仁市东湖街道五峰村三组');
  await choose(page, '文化程度', '大学专科');
  await choose(page, '政治面貌', '群众');
  await type(page, '联系电话', '13800001111');
  await tick(page, '是否残疾人', '否');
  await tick(page, '是否留守儿童家庭劳动力', '是');
  await field(page, '是否刑满释放人员').locator('.el-switch').click();
  await choose(page, '人员类别', '农村转移劳动力');
  await choose(page, '就业形式', '单位就业');
  await type(page, '就业单位名称', person.employer ?? '黔西南无名商贸有限公司');
  await type(page, '统一社会信用代码', '12522302000770037Q');
  await choose(page, '单位类型', '企业');
  await choose(page, '所属行业', '批发和零售业');
  await type(page, '岗位/工种', '营业员');
  await pickDate(page, '就业时间', '2024-03-05');
  await pickPlace(page, ['兴仁市', '东湖街道', '五峰村']);
  await type(page, '月收入（元）', '3200');
  await type(page, '备注', '演练');
}

export async function pressSave(page: Page): Promise<void> {
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('确认提交该人员的就业登记信息吗？').waitFor();
  await page.getByRole('button', { name: '确定', exact: true }).click();
}
