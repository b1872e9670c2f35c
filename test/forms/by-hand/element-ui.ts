import type { Locator, Page } from 'playwright';
import type { FixtureValues } from '../fixture-value.ts';
import { exactly, many, text } from './asked.ts';

/** Fills the Element UI form as a careful engineer would script it for this one page. */
export async function fillElementUi(page: Page, person: FixtureValues): Promise<void> {
  const dialog = page.locator('.el-dialog', { hasText: '新增就业登记' });
  const item = (label: string, nth = 0): Locator =>
    dialog
      .locator('.el-form-item')
      .filter({ has: page.locator('.el-form-item__label', { hasText: exactly(`${label}：`) }) })
      .nth(nth);
  const type = async (label: string, value: string | null, nth = 0): Promise<void> => {
    if (value !== null) await item(label, nth).locator('input, textarea').first().fill(value);
  };
  const option = (label: string): Locator =>
    page.locator('.el-select-dropdown__item:visible').filter({ hasText: exactly(label) });
  const choose = async (label: string, value: string | null): Promise<void> => {
    if (value === null) return;
    await item(label).locator('input').click();
    await option(value).click();
    await page.locator('.el-select-dropdown:visible').waitFor({ state: 'hidden' });
  };

  await type('身份证号码', text(person.idNumber));
  await item('身份证号码').getByRole('button', { name: '查询' }).click();
  await page.waitForFunction(
    (name) => [...document.querySelectorAll('input')].some((i) => i.value === name),
    text(person.name),
  );
  await choose('民族', text(person.ethnicity));
  await item('户口性质')
    .locator('.el-radio')
    .filter({ hasText: exactly(text(person.householdType) ?? '') })
    .click();
  await choose('文化程度', text(person.education));
  const party = text(person.politicalStatus);
  if (party !== null) await item('政治面貌').locator('.el-radio-button').filter({ hasText: party }).click();
  if (person.graduatedOn !== null) await pickDay(page, item('毕业时间'), text(person.graduatedOn) ?? '');
  await type('联系电话', text(person.phone));
  if (person.veteran === true) await item('是否退役军人').locator('.el-switch__core').click();

  await choose('就业形式', text(person.employmentForm));
  if (person.employer !== null) await pickEmployer(page, item('就业单位名称'), text(person.employer) ?? '');
  await type('字号名称', text(person.shopName));
  await pickIndustry(page, item('所属行业'), many(person.industry));
  await type('岗位工种', text(person.post));
  await page.keyboard.press('Tab');
  await pickRegion(page, item('就业地'), many(person.workRegion));
  if (person.insuredBy !== null) {
    const name = text(person.insuredBy) ?? '';
    await item('参保单位').locator('input').click();
    await item('参保单位').locator('input').fill(name);
    await option(name).click();
  }
  await type('就业时间', text(person.employedOn));
  await page.keyboard.press('Enter');
  await type('月收入（元）', text(person.monthlyIncome));
  await page.keyboard.press('Tab');
  await type('联系电话', text(person.unitPhone), 1);

  if (person.skills !== null) {
    await item('技能特长').locator('.el-select__caret').click();
    for (const skill of many(person.skills)) await option(skill).click();
    await item('技能特长').locator('.el-select__caret').click();
    await page.locator('.el-select-dropdown:visible').waitFor({ state: 'hidden' });
  }
  for (const service of many(person.services)) {
    await item('享受就业服务').locator('.el-checkbox').filter({ hasText: service }).click();
  }
  if (person.signedContract === true) await item('已签订劳动合同').locator('.el-checkbox').click();
  await type('备注', text(person.remark));
}

/** A read-only date input: year, month and day are clicked in the panel. */
async function pickDay(page: Page, item: Locator, day: string): Promise<void> {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  await item.locator('input').click();
  const panel = page.locator('.el-picker-panel:visible');
  await panel.locator('.el-date-picker__header-label').first().click();
  const decade = panel.locator('.el-date-picker__header-label').first();
  for (;;) {
    const first = Number(/\d{4}/.exec(await decade.innerText())?.[0]);
    if (year >= first && year <= first + 9) break;
    await panel.locator(year < first ? '.el-icon-d-arrow-left' : '.el-icon-d-arrow-right').click();
  }
  await panel
    .locator('.el-year-table td')
    .filter({ hasText: exactly(String(year)) })
    .click();
  await panel
    .locator('.el-month-table td')
    .nth(month - 1)
    .click();
  await panel
    .locator('.el-date-table td.available')
    .filter({ hasText: exactly(String(date)) })
    .click();
  await panel.waitFor({ state: 'hidden' });
}

async function pickEmployer(page: Page, item: Locator, name: string): Promise<void> {
  await item.locator('input').click();
  const picker = page.locator('.el-dialog', { hasText: '选择单位' });
  await picker.getByPlaceholder('单位名称').fill(name);
  await picker.getByRole('button', { name: '搜索' }).click();
  const row = picker
    .locator('.el-table__row')
    .filter({ has: page.locator('td', { hasText: exactly(name) }) });
  await row.getByRole('button', { name: '选择' }).click();
  await picker.waitFor({ state: 'hidden' });
}

async function pickIndustry(page: Page, item: Locator, path: string[]): Promise<void> {
  await item.locator('input').click();
  const [branch = '', leaf = ''] = path;
  const node = page.locator('.el-tree:visible > .el-tree-node').filter({
    has: page.locator('> .el-tree-node__content', { hasText: exactly(branch) }),
  });
  await node.locator('> .el-tree-node__content').click();
  await node
    .locator('.el-tree-node .el-tree-node__content')
    .filter({ hasText: exactly(leaf) })
    .click();
  await page.locator('.el-select-dropdown:visible').waitFor({ state: 'hidden' });
}

/** The panes open when the mouse is over a name; only the last level is clicked. */
async function pickRegion(page: Page, item: Locator, path: string[]): Promise<void> {
  await item.locator('input').click();
  for (const [level, name] of path.entries()) {
    const menu = page.locator('.el-cascader__dropdown:visible .el-cascader-menu').nth(level);
    const node = menu.locator('.el-cascader-node').filter({ hasText: exactly(name) });
    if (level < path.length - 1) await node.hover();
    else await node.click();
  }
  await page.locator('.el-cascader__dropdown:visible').waitFor({ state: 'hidden' });
}
