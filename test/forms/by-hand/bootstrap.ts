import type { Locator, Page } from 'playwright';
import type { FieldKey } from '../field-list.ts';
import type { FixtureValues } from '../fixture-value.ts';
import { exactly, many, text } from './asked.ts';

/** Fills the Bootstrap 3 form as a careful engineer would script it for this one page. */
export async function fillBootstrap(page: Page, person: FixtureValues): Promise<void> {
  const form = page.locator('#form');
  const row = (key: FieldKey): Locator => form.locator(`[data-row=${key}]`);
  const type = async (key: FieldKey): Promise<void> => {
    const value = text(person[key]);
    if (value !== null) await form.locator(`#${key}`).fill(value);
  };
  const choose = async (key: FieldKey): Promise<void> => {
    const label = text(person[key]);
    if (label === null) return;
    await row(key).locator('button.dropdown-toggle').click();
    await row(key)
      .locator('.dropdown-menu li a')
      .filter({ hasText: exactly(label) })
      .click();
  };
  const tick = async (key: FieldKey, label: string | null): Promise<void> => {
    if (label !== null)
      await row(key)
        .locator('label')
        .filter({ hasText: exactly(label) })
        .last()
        .click();
  };

  await type('idNumber');
  await row('idNumber').locator('.query').click();
  await page.waitForFunction(
    (name) => document.querySelector<HTMLInputElement>('#form #name')?.value === name,
    text(person.name),
  );
  await choose('ethnicity');
  await tick('householdType', text(person.householdType));
  await choose('education');
  await tick('politicalStatus', text(person.politicalStatus));
  if (person.graduatedOn !== null) await pickDay(page, row('graduatedOn'), text(person.graduatedOn) ?? '');
  await type('phone');
  if (person.veteran === true) await row('veteran').locator('.bootstrap-switch-label').click();

  await choose('employmentForm');
  if (person.employer !== null) await pickEmployer(page, row('employer'), text(person.employer) ?? '');
  await type('shopName');
  await pickIndustry(page, row('industry'), many(person.industry));
  await type('post');
  await page.keyboard.press('Tab');
  for (const [level, label] of many(person.workRegion).entries()) {
    await row('workRegion').locator('select').nth(level).selectOption({ label });
  }
  if (person.insuredBy !== null) {
    const name = text(person.insuredBy) ?? '';
    await form.locator('#insuredBy').fill(name);
    // The list listens to keys, not to the text.
    await page.keyboard.press('ArrowRight');
    await row('insuredBy')
      .locator('.typeahead li a')
      .filter({ hasText: exactly(name) })
      .click();
  }
  // The plugin reads the text on a key that is released; Enter would store today.
  await type('employedOn');
  await page.keyboard.press('End');
  await page.keyboard.press('Tab');
  await type('monthlyIncome');
  await type('unitPhone');
  if (person.skills !== null) {
    await row('skills').locator('button.dropdown-toggle').click();
    for (const skill of many(person.skills)) {
      await row('skills')
        .locator('.dropdown-menu li a')
        .filter({ hasText: exactly(skill) })
        .click();
    }
    await row('skills').locator('button.dropdown-toggle').click();
  }
  for (const service of many(person.services)) await tick('services', service);
  if (person.signedContract === true) await tick('signedContract', '是');
  await type('remark');
}

/** A read-only date input: decade, year, month and day are clicked in the panel. */
async function pickDay(page: Page, row: Locator, day: string): Promise<void> {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  await row.locator('input').click();
  const panel = page.locator('.datepicker');
  await panel.locator('.datepicker-days .datepicker-switch').click();
  await panel.locator('.datepicker-months .datepicker-switch').click();
  const years = panel.locator('.datepicker-years');
  for (;;) {
    const first = Number(/\d{4}/.exec(await years.locator('.datepicker-switch').innerText())?.[0]);
    if (year >= first && year <= first + 9) break;
    await years.locator(year < first ? '.prev' : '.next').click();
  }
  await years
    .locator('.year')
    .filter({ hasText: exactly(String(year)) })
    .click();
  await panel
    .locator('.datepicker-months .month')
    .nth(month - 1)
    .click();
  await panel
    .locator('.datepicker-days td.day:not(.old):not(.new)')
    .filter({ hasText: exactly(String(date)) })
    .click();
  await panel.waitFor({ state: 'hidden' });
}

async function pickEmployer(page: Page, row: Locator, name: string): Promise<void> {
  await row.locator('.open-picker').click();
  const picker = page.locator('#picker');
  await picker.getByPlaceholder('单位名称').fill(name);
  await picker.getByRole('button', { name: '搜索' }).click();
  await picker.locator('.total', { hasText: /共 [12] 条/ }).waitFor();
  await picker
    .locator('tbody tr')
    .filter({ has: page.locator('td', { hasText: exactly(name) }) })
    .click();
  await picker.getByRole('button', { name: '确定' }).click();
  await page.locator('.modal-backdrop').waitFor({ state: 'detached' });
}

async function pickIndustry(page: Page, row: Locator, path: string[]): Promise<void> {
  const [branch = '', leaf = ''] = path;
  await row.locator('.open-tree').click();
  const tree = page.locator('#tree');
  const node = tree.locator('.modal-body > ul > li').filter({
    has: page.locator('> span em', { hasText: exactly(branch) }),
  });
  await node.locator('> span').click();
  await node
    .locator('li.leaf > span')
    .filter({ hasText: exactly(leaf) })
    .click();
  await tree.getByRole('button', { name: '确定' }).click();
  await page.locator('.modal-backdrop').waitFor({ state: 'detached' });
}
