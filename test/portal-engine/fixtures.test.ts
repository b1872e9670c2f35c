import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillForm, scanForm, type FieldInput } from '../../src/portal/index.ts';
import { fieldList, fieldsFor } from '../forms/field-list.ts';
import { fixtureNames } from '../forms/fixtures.ts';
import { differences } from '../forms/fixture-value.ts';
import { launchBrowser } from '../forms/launch-browser.ts';
import { openForm } from '../forms/open-form.ts';
import { randomPerson } from '../forms/random-person.ts';
import { startFormServer, type FormServer } from '../forms/start-server.ts';

let browser: Browser;
let server: FormServer;
beforeAll(async () => {
  browser = await launchBrowser();
  server = await startFormServer();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await server.close();
});

/** 查询 beside the ID number, as the operator presses it before the rest. */
const pressQuery = `(() => { const all = [...document.querySelectorAll('button, input[type=button], a')].filter((b) => (b.innerText || b.value || '').trim() === '查询' && b.checkVisibility()); all.at(-1).click(); })()`;

test.each(fixtureNames)(
  '%s: every field found, and the server receives what was asked',
  async (name) => {
    const form = await openForm(name, { browser, server });
    try {
      const inventory = await scanForm(form.page);
      const always = fieldList.filter((f) => f.shownFor === null);
      expect(inventory.fields.map((f) => f.id)).toEqual(always.map((f) => `${f.section}/${f.label}`));
      const person = randomPerson(41);
      const values: Record<string, FieldInput> = {};
      for (const f of fieldsFor(typeof person.employmentForm === 'string' ? person.employmentForm : null)) {
        const value = person[f.key];
        if (value !== null) values[`${f.section}/${f.label}`] = value;
      }
      const id = values['人员信息/身份证号码'] ?? '';
      await fillForm(form.page, inventory, { '人员信息/身份证号码': id });
      await form.formFrame().evaluate(pressQuery);
      const report = await fillForm(form.page, inventory, values);
      expect(report.fields.filter((f) => f.status === 'refused' || f.status === 'absent')).toEqual([]);
      const received = await form.save();
      expect(differences(person, received.values)).toEqual([]);
    } finally {
      await form.close();
    }
  },
  120_000,
);
