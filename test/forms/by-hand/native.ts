import type { Locator, Page } from 'playwright';
import type { FieldKey } from '../field-list.ts';
import type { FixtureValues } from '../fixture-value.ts';
import { exactly, many, text } from './asked.ts';

/** Fills the plain HTML form as a careful engineer would script it for this one page. */
export async function fillNative(page: Page, person: FixtureValues): Promise<void> {
  const form = page.locator('#form');
  const control = (key: FieldKey): Locator => form.locator(`[name=${key}]`);
  const type = async (key: FieldKey): Promise<void> => {
    const value = text(person[key]);
    if (value !== null) await control(key).fill(value);
  };
  const choose = async (key: FieldKey): Promise<void> => {
    const label = text(person[key]);
    if (label !== null) await control(key).selectOption({ label });
  };
  const tick = async (key: FieldKey, label: string): Promise<void> => {
    await form
      .locator(`[data-row=${key}] label`)
      .filter({ hasText: exactly(label) })
      .click();
  };

  await type('idNumber');
  await form.getByRole('button', { name: '查询' }).click();
  await page.waitForFunction(
    (name) => document.querySelector<HTMLInputElement>('#name')?.value === name,
    text(person.name),
  );
  await choose('ethnicity');
  await tick('householdType', text(person.householdType) ?? '');
  await choose('education');
  if (person.politicalStatus !== null) await tick('politicalStatus', text(person.politicalStatus) ?? '');
  await type('graduatedOn');
  await type('phone');
  if (person.veteran === true) await control('veteran').check();

  await choose('employmentForm');
  if (person.employer !== null) await pickEmployer(page, text(person.employer) ?? '');
  await type('shopName');
  const [branch = '', leaf = ''] = many(person.industry);
  const code = await control('industry').evaluate(
    (select, [group, label]) =>
      [...select.querySelectorAll(`optgroup[label="${group ?? ''}"] option`)]
        .find((o) => o.textContent === label)
        ?.getAttribute('value'),
    [branch, leaf],
  );
  await control('industry').selectOption(code ?? '');
  await type('post');
  for (const [level, label] of many(person.workRegion).entries()) {
    await form.locator(`[name=workRegion_${String(level + 1)}]`).selectOption({ label });
  }
  if (person.insuredBy !== null) {
    const name = text(person.insuredBy) ?? '';
    await control('insuredBy').fill(name);
    await page
      .getByRole('option')
      .filter({ hasText: exactly(name) })
      .click();
  }
  await type('employedOn');
  await type('monthlyIncome');
  await type('unitPhone');
  if (person.skills !== null) {
    await control('skills').selectOption(many(person.skills).map((label) => ({ label })));
  }
  for (const service of many(person.services)) await tick('services', service);
  if (person.signedContract === true) await control('signedContract').check();
  await type('remark');
}

async function pickEmployer(page: Page, name: string): Promise<void> {
  await page.locator('#form .pick').click();
  await page.locator('#picker-query').fill(name);
  await page.locator('#picker-search').click();
  const row = page.locator('#picker-rows tr').filter({ has: page.locator('td', { hasText: exactly(name) }) });
  // The list of the first, unfiltered call may still be on its way.
  await page.locator('#picker-page', { hasText: /共 [12] 条/ }).waitFor();
  await row.getByRole('button', { name: '选择' }).click();
}
