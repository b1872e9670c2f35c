// The same driver on the server pages of the 2000s (frames, alerts, GBK), by profile only.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PolicyPack } from '../../src/model/pack/policy-pack.ts';
import { recordDifferences } from '../../src/portal/driver/index.ts';
import type { Portal } from '../../src/portal/portal.ts';
import type { Profile } from '../../src/portal/profile/schema.ts';
import type { PortalBrowser } from '../../src/portal/session/browser.ts';
import { openTestBrowser } from './open-test-browser.ts';
import { flexible, never, openOn, SimulatedPortal, simulatorProfile, xingren } from './simulated-portal.ts';

let browser: PortalBrowser;
let simulated: SimulatedPortal;
let pack: PolicyPack;
let profile: Profile;
let portal: Portal;

beforeAll(async () => {
  [browser, simulated, pack, profile] = await Promise.all([
    openTestBrowser(),
    SimulatedPortal.start({ skin: 'legacy' }),
    xingren(),
    simulatorProfile('simulator-legacy', 6_000),
  ]);
  portal = await openOn(simulated, browser, profile, pack);
  await portal.login(15_000, never);
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await simulated[Symbol.asyncDispose]();
});

/** Known to the base, so that only the fields that this test is about have to be filled. */
async function known(serial: number) {
  const values = flexible(serial);
  await simulated.oracle('population', [
    { idNumber: values.idNumber, name: values.name, ethnicity: '布依族' },
  ]);
  return values;
}

async function stored(id: unknown) {
  return (await simulated.records()).filter((record) => record.idNumber === id);
}

test('one person is filled in the frame, confirmed natively, saved once and found in the list', async () => {
  const values = await known(1);
  await portal.openEntryForm(never);

  const fill = await portal.fillPerson(values, never);
  expect(fill.fields.filter((field) => !field.equal)).toEqual([]);
  expect(fill.complete).toBe(true);
  const seen: number[] = [];
  const outcome = await portal.save(async () => {
    seen.push((await stored(values.idNumber)).length);
  }, never);

  expect(outcome.kind).toBe('accepted');
  expect(seen).toEqual([0]);
  const records = await stored(values.idNumber);
  expect(records).toHaveLength(1);
  expect(outcome).toMatchObject({ receipt: records[0]?.receipt });
  expect(records[0]?.fields).toMatchObject({
    姓名: '韦一',
    民族: '布依族',
    就业地: '兴仁市 / 东湖街道 / 东湖社区',
  });
  const [row] = await portal.findPerson(String(values.idNumber), never);
  expect(row).toMatchObject({ receipt: records[0]?.receipt, state: '待审核' });
  if (row !== undefined) expect(recordDifferences(profile, pack, values, row)).toEqual([]);
});

test('an alert that says no is the refusal', async () => {
  const values = await known(1);
  await portal.openEntryForm(never);

  const fill = await portal.fillPerson(values, never);

  expect(fill.refusal).toMatchObject({ reason: 'duplicate' });
  await portal.discard(never);
});

test.each<[string, Record<string, unknown>, number, number]>([
  ['an error after the commit', { errorAfterCommit: { times: 1 } }, 2, 1],
  ['a cut connection after the commit', { dropAfterCommit: { times: 1 } }, 3, 1],
  ['a cut connection before the commit', { dropBeforeCommit: { times: 1 } }, 4, 0],
])('%s is uncertain, and the list tells', async (_, faults, serial, count) => {
  const values = await known(serial);
  await portal.openEntryForm(never);
  expect(await portal.fillPerson(values, never)).toMatchObject({ complete: true });
  await simulated.faults(faults);

  const outcome = await portal.save(() => Promise.resolve(), never);
  await simulated.faults({});

  expect(outcome.kind).toBe('uncertain');
  expect(await stored(values.idNumber)).toHaveLength(count);
  expect(await portal.findPerson(String(values.idNumber), never)).toHaveLength(count);
});

test('an expired session is told before the step', async () => {
  await simulated.oracle('attended', null);
  await simulated.oracle('expire', {});

  await expect(portal.openEntryForm(never)).rejects.toMatchObject({ code: 'portal-session-expired' });
});
