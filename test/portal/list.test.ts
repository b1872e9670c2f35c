// Reading the portal's own list: page by page, while somebody else goes on entering people.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PolicyPack } from '../../src/model/pack/policy-pack.ts';
import type { Portal } from '../../src/portal/portal.ts';
import type { Profile } from '../../src/portal/profile/schema.ts';
import type { PortalBrowser } from '../../src/portal/session/browser.ts';
import { openTestBrowser } from './open-test-browser.ts';
import { idNumber, never, openOn, SimulatedPortal, simulatorProfile, xingren } from './simulated-portal.ts';

const people = Array.from({ length: 23 }, (_, index) => idNumber('1993-03-03', index + 1));
let browser: PortalBrowser;
let pack: PolicyPack;

beforeAll(async () => {
  [browser, pack] = await Promise.all([openTestBrowser(), xingren()]);
});
afterAll(() => browser[Symbol.asyncDispose]());

async function readAll(portal: Portal): Promise<string[]> {
  const ids: string[] = [];
  for await (const record of portal.listRecords(never)) ids.push(record.idNumber);
  return ids;
}

describe.each([
  ['modern', 'simulator'],
  ['legacy', 'simulator-legacy'],
] as const)('%s pages', (skin, name) => {
  let simulated: SimulatedPortal;
  let profile: Profile;
  let portal: Portal;

  beforeAll(async () => {
    [simulated, profile] = await Promise.all([
      SimulatedPortal.startWith(people, { skin }),
      simulatorProfile(name, 5_000),
    ]);
    portal = await openOn(simulated, browser, profile, pack);
    await portal.login(15_000, never);
  });
  afterAll(() => simulated[Symbol.asyncDispose]());

  /** Ten rows a page, so that there are pages to turn. */
  async function smallPages(): Promise<Portal> {
    const list = { ...profile.list };
    delete list.pageSize;
    const small = await openOn(simulated, browser, { ...profile, list }, pack);
    await small.login(15_000, never);
    return small;
  }

  test('all pages are read and agree with the stated total', async () => {
    expect((await readAll(await smallPages())).toSorted()).toEqual(people.toSorted());
  });

  test('exactly one person is found, and nobody is an empty answer', async () => {
    const [wanted = ''] = people;

    expect((await portal.findPerson(wanted, never)).map((record) => record.idNumber)).toEqual([wanted]);
    expect(await portal.findPerson(idNumber('1992-02-02', 5), never)).toEqual([]);
  });

  test('an answer with an error is no empty answer', async () => {
    await portal.findPerson(idNumber('1992-02-02', 5), never);
    await simulated.oracle('expire', {});

    await expect(portal.findPerson(people[1] ?? '', never)).rejects.toMatchObject({ name: 'Fault' });
    await portal.login(15_000, never);
  });
});

describe('modern pages', () => {
  let simulated: SimulatedPortal;
  beforeAll(async () => {
    simulated = await SimulatedPortal.startWith(people.slice(0, 12));
  });
  afterAll(() => simulated[Symbol.asyncDispose]());

  test('the larger page size is chosen and the detail of a row is read', async () => {
    const profile = await simulatorProfile();
    const detail = {
      open: '详情',
      ready: { text: '就业登记详情' },
      fields: ['民族', '联系电话', '录入人'],
      idNumber: '身份证号码',
      close: '关闭此对话框',
    };
    const portal = await openOn(simulated, browser, { ...profile, list: { ...profile.list, detail } }, pack);
    await portal.login(15_000, never);
    const [, , wanted = ''] = people;

    const [record] = await portal.findPerson(wanted, never);

    expect(record?.shown).toMatchObject({ 民族: '布依族', 联系电话: '13800001111', 姓名: '岑九' });
    expect(await readAll(portal)).toHaveLength(12);
  });

  test('a masked list is matched by what it does show', async () => {
    const profile = await simulatorProfile();
    const list = { ...profile.list, idMasked: true };
    const portal = await openOn(simulated, browser, { ...profile, list }, pack);
    await portal.login(15_000, never);
    await browser.page.route('**/api/employment/records*', async (route) => {
      const response = await route.fetch();
      const text = (await response.text()).replaceAll(/"(522300)\d{8}(\d{3}[\dX])"/gu, '"$1********$2"');
      await route.fulfill({ response, body: text });
    });

    const found = await portal.findPerson(people[3] ?? '', never);
    await browser.page.unroute('**/api/employment/records*');

    expect(found.map((record) => record.idNumber)).toEqual([people[3]]);
  });
});
