import type { Locator, Page } from 'playwright';
import type { FixtureValues } from '../fixture-value.ts';
import { exactly, many, text } from './asked.ts';

/** Fills the Ant Design Vue form as a careful engineer would script it for this one page. */
export async function fillAntDesignVue(page: Page, person: FixtureValues): Promise<void> {
  const dialog = page.locator('.ant-modal', { hasText: '新增就业登记' });
  const item = (label: string, nth = 0): Locator =>
    dialog
      .locator('.ant-form-item')
      .filter({ has: page.locator(`label[title="${label}"]`) })
      .nth(nth);
  const type = async (label: string, value: string | null, nth = 0): Promise<void> => {
    if (value !== null) await item(label, nth).locator('input, textarea').first().fill(value);
  };
  const option = (label: string): Locator =>
    page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: exactly(label) });
  const choose = async (label: string, value: string | null): Promise<void> => {
    if (value === null) return;
    await item(label).locator('.ant-select-selector').click();
    await option(value).click();
    await page.locator('.ant-select-dropdown:visible').waitFor({ state: 'hidden' });
  };
  const search = async (label: string, value: string): Promise<void> => {
    await item(label).locator('input').fill(value);
    await option(value).click();
    await page.locator('.ant-select-dropdown:visible').waitFor({ state: 'hidden' });
  };

  await type('身份证号码', text(person.idNumber));
  await item('身份证号码').getByText('查询').click();
  await page.waitForFunction(
    (name) => [...document.querySelectorAll('input')].some((i) => i.value === name),
    text(person.name),
  );
  await search('民族', text(person.ethnicity) ?? '');
  await item('户口性质')
    .locator('.ant-radio-wrapper')
    .filter({ hasText: exactly(text(person.householdType) ?? '') })
    .click();
  await choose('文化程度', text(person.education));
  const party = text(person.politicalStatus);
  if (party !== null)
    await item('政治面貌').locator('.ant-radio-button-wrapper').filter({ hasText: party }).click();
  if (person.graduatedOn !== null) await pickDay(page, item('毕业时间'), text(person.graduatedOn) ?? '');
  await type('联系电话', text(person.phone));
  if (person.veteran === true) await item('是否退役军人').locator('.ant-switch').click();

  await choose('就业形式', text(person.employmentForm));
  if (person.employer !== null) await pickEmployer(page, item('就业单位名称'), text(person.employer) ?? '');
  await type('字号名称', text(person.shopName));
  await pickIndustry(page, item('所属行业'), many(person.industry));
  await type('岗位工种', text(person.post));
  await page.keyboard.press('Tab');
  await pickRegion(page, item('就业地'), many(person.workRegion));
  if (person.insuredBy !== null) await search('参保单位', text(person.insuredBy) ?? '');
  // The input is read-only until a click lets the person type.
  await item('就业时间').locator('input').click();
  await type('就业时间', text(person.employedOn));
  await page.keyboard.press('Enter');
  await type('月收入（元）', text(person.monthlyIncome));
  await page.keyboard.press('Tab');
  await type('联系电话', text(person.unitPhone), 1);

  if (person.skills !== null) await item('技能特长').locator('.ant-select-selector').click();
  for (const skill of many(person.skills)) {
    await item('技能特长').locator('input').fill(skill);
    await option(skill).click();
  }
  await dialog.locator('.ant-modal-title').click();
  for (const service of many(person.services)) {
    await item('享受就业服务').locator('.ant-checkbox-wrapper').filter({ hasText: service }).click();
  }
  if (person.signedContract === true) await item('已签订劳动合同').locator('.ant-checkbox-wrapper').click();
  await type('备注', text(person.remark));
}

/** A read-only date input: year, month and day are clicked in the panel. */
async function pickDay(page: Page, item: Locator, day: string): Promise<void> {
  const [year = 0, month = 0] = day.split('-').map(Number);
  await item.locator('input').click();
  const panel = page.locator('.ant-picker-dropdown:visible');
  await panel.locator('.ant-picker-year-btn').click();
  const decade = panel.locator('.ant-picker-decade-btn');
  for (;;) {
    const first = Number(/\d{4}/.exec(await decade.innerText())?.[0]);
    if (year >= first && year <= first + 9) break;
    await panel
      .locator(year < first ? '.ant-picker-header-super-prev-btn' : '.ant-picker-header-super-next-btn')
      .click();
  }
  await panel.locator(`td[title="${String(year)}"]`).click();
  // A year of the shown decade leads back to the days, any other one to the months.
  const cell = panel.locator(`td[title="${String(year)}-${String(month).padStart(2, '0')}"]`);
  const months = panel.locator('.ant-picker-month-btn');
  await cell.or(months).waitFor();
  if (await months.isVisible()) await months.click();
  await cell.click();
  await panel.locator(`td[title="${day}"]`).click();
  await panel.waitFor({ state: 'hidden' });
}

async function pickEmployer(page: Page, item: Locator, name: string): Promise<void> {
  await item.getByText('选择').click();
  const picker = page.locator('.ant-modal', { hasText: '选择单位' });
  await picker.getByPlaceholder('单位名称').fill(name);
  await picker.getByRole('button', { name: /搜\s*索/ }).click();
  await picker.getByText(/共 [12] 条/).waitFor();
  const row = picker
    .locator('.ant-table-row')
    .filter({ has: page.locator('td', { hasText: exactly(name) }) });
  await row.locator('.ant-radio-wrapper').click();
  await picker.getByRole('button', { name: /确\s*定/ }).click();
  await picker.waitFor({ state: 'hidden' });
}

async function pickIndustry(page: Page, item: Locator, path: string[]): Promise<void> {
  await item.locator('.ant-select-selector').click();
  const [branch = '', leaf = ''] = path;
  const dropdown = page.locator('.ant-tree-select-dropdown:visible');
  const node = dropdown.locator('.ant-select-tree-treenode').filter({ hasText: exactly(branch) });
  await node.locator('.ant-select-tree-switcher').first().click();
  // Only this branch is unfolded: what stands indented is in it. Rows below the edge are not drawn until scrolled to.
  const row = dropdown
    .locator('.ant-select-tree-treenode')
    .filter({ has: page.locator('.ant-select-tree-indent-unit') })
    .filter({ hasText: exactly(leaf) })
    .first();
  await row.waitFor({ timeout: 600 }).catch(() => page.mouse.wheel(0, 200));
  await row.locator('.ant-select-tree-node-content-wrapper').click();
  await dropdown.waitFor({ state: 'hidden' });
}

async function pickRegion(page: Page, item: Locator, path: string[]): Promise<void> {
  await item.locator('.ant-select-selector').click();
  for (const [level, name] of path.entries()) {
    const menu = page.locator('.ant-cascader-dropdown:visible .ant-cascader-menu').nth(level);
    await menu
      .locator('.ant-cascader-menu-item')
      .filter({ hasText: exactly(name) })
      .click();
  }
  await page.locator('.ant-cascader-dropdown:visible').waitFor({ state: 'hidden' });
}
