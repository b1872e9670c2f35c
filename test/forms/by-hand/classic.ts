import type { Frame, Locator, Page } from 'playwright';
import type { FieldKey } from '../field-list.ts';
import type { FixtureValues } from '../fixture-value.ts';
import { exactly, many, text } from './asked.ts';

/** Fills the server page in its frame as a careful engineer would script it for this one page. */
export async function fillClassic(page: Page, person: FixtureValues): Promise<void> {
  const frame = page.frame({ name: 'formFrame' });
  if (frame === null) throw new Error('no form frame');
  const control = (key: FieldKey): Locator => frame.locator(`#form [name=${key}]`);
  const type = async (key: FieldKey): Promise<void> => {
    const value = text(person[key]);
    if (value !== null) await control(key).fill(value);
  };
  const choose = async (key: FieldKey): Promise<void> => {
    const label = text(person[key]);
    if (label !== null) await control(key).selectOption({ label });
  };
  const tick = async (key: FieldKey, label: string): Promise<void> => {
    // The words stand after the box as bare text, with a no-break space.
    const words = `normalize-space(translate(following-sibling::text()[1], "\u00a0", " "))`;
    await frame.locator(`xpath=//td[@data-cell="${key}"]/input[${words}="${label}"]`).check();
  };

  // A choice of 就业形式 loads the page again: first of all.
  const loaded = page.waitForEvent('framenavigated', (f) => f === frame);
  await choose('employmentForm');
  await loaded;
  await frame.waitForLoadState('load');
  await type('idNumber');
  await frame.locator('input[value=查询]').click();
  await frame.waitForFunction(
    (name) => document.querySelector<HTMLInputElement>('#form [name=name]')?.value === name,
    text(person.name),
  );
  await choose('ethnicity');
  await tick('householdType', text(person.householdType) ?? '');
  await choose('education');
  if (person.politicalStatus !== null) await tick('politicalStatus', text(person.politicalStatus) ?? '');
  await pickDay(frame, control('graduatedOn'), text(person.graduatedOn));
  await type('phone');
  if (person.veteran === true) await control('veteran').check();

  await pickUnit(page, frame, 'employer', text(person.employer));
  await type('shopName');
  await pickIndustry(frame, many(person.industry));
  await type('post');
  for (const [level, label] of many(person.workRegion).entries()) {
    const select = frame.locator(`[name=workRegion_${String(level + 1)}]`);
    await select
      .locator('option')
      .filter({ hasText: exactly(label) })
      .waitFor({ state: 'attached' });
    await select.selectOption({ label });
  }
  await pickUnit(page, frame, 'insuredBy', text(person.insuredBy));
  await pickDay(frame, control('employedOn'), text(person.employedOn));
  await type('monthlyIncome');
  await type('unitPhone');
  if (person.skills !== null) {
    await control('skills').selectOption(many(person.skills).map((label) => ({ label })));
  }
  for (const service of many(person.services)) await tick('services', service);
  if (person.signedContract === true) await control('signedContract').check();
  await type('remark');
}

async function pickDay(frame: Frame, input: Locator, day: string | null): Promise<void> {
  if (day === null) return;
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  await input.click();
  const layer = frame.locator('.layer.calendar');
  await layer.locator('.y').selectOption(String(year));
  await layer.locator('.m').selectOption({ label: String(month) });
  await layer
    .locator('a.day')
    .filter({ hasText: exactly(String(date)) })
    .click();
}

async function pickUnit(page: Page, frame: Frame, key: FieldKey, name: string | null): Promise<void> {
  if (name === null) return;
  const opened = page.waitForEvent('popup');
  await frame.locator(`[data-cell=${key}] img`).click();
  const picker = await opened;
  await picker.locator('#query').fill(name);
  await picker.locator('input[value=查询]').click();
  await picker.locator('#where', { hasText: /共[12]条/ }).waitFor();
  const closed = picker.waitForEvent('close');
  await picker
    .locator('td')
    .filter({ hasText: exactly(name) })
    // The window may be gone before the second click is told to have been done.
    .dblclick()
    .catch((error: unknown) => {
      if (!picker.isClosed()) throw error;
    });
  await closed;
}

async function pickIndustry(frame: Frame, path: string[]): Promise<void> {
  const [branch = '', leaf = ''] = path;
  await frame.locator('[data-cell=industry] input[type=button]').click();
  const node = frame.locator('.layer.tree > .branch').filter({
    has: frame.locator('> span', { hasText: exactly(branch) }),
  });
  await node.locator('> .fold').click();
  await node
    .locator('.leaf')
    .filter({ hasText: exactly(leaf) })
    .click();
}
