import type { Locator, Page } from 'playwright';
import type { FieldKey } from '../field-list.ts';
import type { FixtureValues } from '../fixture-value.ts';
import { exactly, many, text } from './asked.ts';

/** Fills the layui form as a careful engineer would script it for this one page. */
export async function fillLayui(page: Page, person: FixtureValues): Promise<void> {
  const form = page.locator('#entry');
  const row = (key: FieldKey): Locator => form.locator(`[data-row=${key}]`);
  const type = async (key: FieldKey): Promise<void> => {
    const value = text(person[key]);
    if (value !== null) await row(key).locator(`[name=${key}]`).fill(value);
  };
  const choose = async (within: Locator, label: string | null): Promise<void> => {
    if (label === null) return;
    await within.locator('.layui-select-title').click();
    await within
      .locator('dd:visible')
      .filter({ hasText: exactly(label) })
      .click();
  };
  const tick = async (key: FieldKey, label: string | null): Promise<void> => {
    if (label === null) return;
    await row(key)
      .locator('.layui-form-radio, .layui-form-checkbox')
      .filter({ hasText: exactly(label) })
      .click();
  };

  await type('idNumber');
  await row('idNumber').locator('.query').click();
  await page.waitForFunction(
    (name) => [...document.querySelectorAll('input')].some((i) => i.value === name),
    text(person.name),
  );
  await choose(row('ethnicity'), text(person.ethnicity));
  await tick('householdType', text(person.householdType));
  await choose(row('education'), text(person.education));
  await tick('politicalStatus', text(person.politicalStatus));
  if (person.graduatedOn !== null) await pickDay(page, row('graduatedOn'), text(person.graduatedOn) ?? '');
  await type('phone');
  if (person.veteran === true) await row('veteran').locator('.layui-form-switch').click();

  await choose(row('employmentForm'), text(person.employmentForm));
  if (person.employer !== null) await pickEmployer(page, row('employer'), text(person.employer) ?? '');
  await type('shopName');
  await pickIndustry(page, row('industry'), many(person.industry));
  if (person.post !== null) await typeOrChoose(row('post'), text(person.post) ?? '');
  for (const [level, label] of many(person.workRegion).entries()) {
    await choose(row('workRegion').locator('.layui-form-select').nth(level), label);
  }
  if (person.insuredBy !== null) {
    const name = text(person.insuredBy) ?? '';
    await type('insuredBy');
    await page
      .locator('.layui-dropdown li')
      .filter({ hasText: exactly(name) })
      .click();
  }
  await type('employedOn');
  await page.keyboard.press('Enter');
  await page.locator('.layui-layer-title', { hasText: '新增就业登记' }).click();
  await type('monthlyIncome');
  await type('unitPhone');
  for (const skill of many(person.skills)) await tick('skills', skill);
  for (const service of many(person.services)) await tick('services', service);
  if (person.signedContract === true) await row('signedContract').locator('.layui-form-checkbox').click();
  await type('remark');
}

/** A select that also takes words which are not on its list. */
async function typeOrChoose(row: Locator, value: string): Promise<void> {
  await row.locator('.layui-select-title').click();
  await row.locator('.layui-select-title input').pressSequentially(value);
  await row
    .locator('dd:visible')
    .filter({ hasText: exactly(value) })
    .click();
}

async function pickDay(page: Page, row: Locator, day: string): Promise<void> {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  await row.locator('input').click();
  const panel = page.locator('.layui-laydate');
  await panel.locator('.laydate-set-ym span').first().click();
  for (;;) {
    const shown = (await panel.locator('.laydate-year-list li').allInnerTexts()).map((t) =>
      Number.parseInt(t, 10),
    );
    const [first = 0, last = 0] = [shown.at(0), shown.at(-1)];
    if (year >= first && year <= last) break;
    await panel.locator(year < first ? '.laydate-prev-y' : '.laydate-next-y').click();
  }
  await panel
    .locator('.laydate-year-list li')
    .filter({ hasText: new RegExp(`^${String(year)}`) })
    .click();
  await panel
    .locator('.laydate-month-list li')
    .nth(month - 1)
    .click();
  await panel.locator(`td[lay-ymd="${String(year)}-${String(month)}-${String(date)}"]`).click();
  await panel.waitFor({ state: 'hidden' });
}

async function pickEmployer(page: Page, row: Locator, name: string): Promise<void> {
  await row.locator('.pick').click();
  const picker = page
    .locator('.layui-layer')
    .filter({ has: page.locator('> .layui-layer-title', { hasText: exactly('选择单位') }) });
  await picker.locator('tbody tr').first().waitFor();
  await picker.locator('#picker-query').fill(name);
  await picker.locator('#picker-search').click();
  await picker.locator('.layui-laypage-count', { hasText: /共 [12] 条/ }).waitFor();
  const found = picker
    .locator('.layui-table-main tr')
    .filter({ has: page.locator('td', { hasText: exactly(name) }) });
  // The radio column is drawn in a table of its own; a double click takes the row.
  await found
    .locator('td')
    .filter({ hasText: exactly(name) })
    .dblclick();
  await picker.waitFor({ state: 'hidden' });
}

async function pickIndustry(page: Page, row: Locator, path: string[]): Promise<void> {
  const [branch = '', leaf = ''] = path;
  await row.locator('input').click();
  const panel = page.locator('.tree-panel');
  const node = panel.locator('> .layui-tree > .layui-tree-set').filter({
    has: page.locator('> .layui-tree-entry .layui-tree-txt', { hasText: exactly(branch) }),
  });
  await node.locator('> .layui-tree-entry .layui-tree-txt').click();
  await node
    .locator('.layui-tree-pack .layui-tree-txt')
    .filter({ hasText: exactly(leaf) })
    .click();
  await panel.waitFor({ state: 'hidden' });
}
