// The driver on the rehearsal portal, told only by its profile. Truth is what the portal's own oracle says it stored.
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SubmissionOutcome } from '../../src/entry/outcome.ts';
import type { PolicyPack } from '../../src/model/pack/policy-pack.ts';
import type { PersonValues } from '../../src/model/person.ts';
import { recordDifferences } from '../../src/portal/driver/index.ts';
import type { PersonFill, Portal } from '../../src/portal/portal.ts';
import type { Profile } from '../../src/portal/profile/schema.ts';
import type { PortalBrowser } from '../../src/portal/session/browser.ts';
import { openTestBrowser } from './open-test-browser.ts';
import {
  flexible,
  idNumber,
  never,
  openOn,
  person,
  SimulatedPortal,
  simulatorProfile,
  xingren,
} from './simulated-portal.ts';

let browser: PortalBrowser;
let simulated: SimulatedPortal;
let pack: PolicyPack;
let profile: Profile;
let portal: Portal;

beforeAll(async () => {
  [browser, simulated, pack, profile] = await Promise.all([
    openTestBrowser(),
    SimulatedPortal.start(),
    xingren(),
    simulatorProfile(),
  ]);
  portal = await openOn(simulated, browser, profile, pack);
  await portal.login(15_000, never);
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await simulated[Symbol.asyncDispose]();
});
afterEach(async () => {
  await simulated.faults({});
  await simulated.oracle('refusals', []);
});

async function filled(values: PersonValues): Promise<PersonFill> {
  await portal.openEntryForm(never);
  return portal.fillPerson(values, never);
}

async function fillAndSave(values: PersonValues): Promise<{ outcome: SubmissionOutcome; presses: number }> {
  const fill = await filled(values);
  expect(fill).toMatchObject({ complete: true, refusal: null });
  let presses = 0;
  const outcome = await portal.save(() => {
    presses += 1;
    return Promise.resolve();
  }, never);
  return { outcome, presses };
}

async function storedOf(values: PersonValues) {
  return (await simulated.records()).filter((record) => record.idNumber === values.idNumber);
}

describe('one person', () => {
  test('is filled, read back, saved once, found in the list, and stored exactly as asked', async () => {
    const values = person(1);
    await simulated.oracle('population', [{ idNumber: values.idNumber, name: values.name }]);

    const fill = await filled(values);

    expect(fill.messages).toEqual([]);
    expect(fill.fields.filter((field) => !field.equal)).toEqual([]);
    expect(fill.complete).toBe(true);
    expect(fill.fields.find((field) => field.label === '姓名')?.source).toBe('loaded');
    expect(await simulated.records()).toEqual([]);
    const read = await portal.readPerson(values, never);
    expect(read.formFingerprint).toBe(fill.formFingerprint);
    expect(read.fields.every((field) => field.equal)).toBe(true);

    const presses: number[] = [];
    const outcome = await portal.save(async () => {
      presses.push((await simulated.records()).length);
    }, never);

    expect(outcome.kind).toBe('accepted');
    expect(presses).toEqual([0]);
    const [stored, ...others] = await simulated.records();
    expect(others).toEqual([]);
    expect(outcome).toMatchObject({ receipt: stored?.receipt });
    expect(stored?.fields).toMatchObject({
      身份证号码: values.idNumber,
      姓名: '韦一',
      民族: '布依族',
      户口性质: '农业户口（农村）',
      文化程度: '大学专科',
      政治面貌: '群众',
      联系电话: '13800001111',
      是否残疾人: '否',
      就业单位名称: '兴仁市百味园餐饮店',
      统一社会信用代码: '92522302MA0770555U',
      就业时间: '2024-03-05',
      就业地: '兴仁市 / 东湖街道 / 东湖社区',
    });

    const [record, ...more] = await portal.findPerson(String(values.idNumber), never);
    expect(more).toEqual([]);
    expect(record).toMatchObject({ idNumber: values.idNumber, state: '待审核', receipt: stored?.receipt });
    if (record !== undefined) expect(recordDifferences(profile, pack, values, record)).toEqual([]);
  });

  test('the next form is fresh and a person not in the base is typed whole', async () => {
    const values = person(2, {
      name: '罗二',
      employmentForm: '灵活就业',
      employer: null,
      creditCode: null,
      unitType: null,
    });

    const { outcome, presses } = await fillAndSave(values);

    expect(outcome.kind).toBe('accepted');
    expect(presses).toBe(1);
    expect((await storedOf(values))[0]?.fields).toMatchObject({
      姓名: '罗二',
      性别: '女',
      就业形式: '灵活就业',
    });
  });

  test('leaving the form saves nothing, and the form after it is empty', async () => {
    const before = await simulated.records();
    await filled(person(3));
    await portal.discard(never);
    await portal.openEntryForm(never);

    const next = await portal.fillPerson(person(4, { name: '陈四' }), never);

    expect(next.fields.find((field) => field.label === '姓名')?.shown).toBe('陈四');
    expect(await simulated.records()).toEqual(before);
  });

  test('what the portal knows better is a difference, not a fill', async () => {
    const values = person(5);
    await simulated.oracle('population', [{ idNumber: values.idNumber, name: '另一人' }]);

    const fill = await filled(values);

    expect(fill.complete).toBe(false);
    expect(fill.fields.find((field) => field.label === '姓名')).toMatchObject({
      asked: '韦一',
      shown: '另一人',
      equal: false,
      source: 'loaded',
    });
  });

  test('an option that the portal does not have is told, never replaced', async () => {
    await simulated.faults({ renamedOption: { field: 'education', from: '大学专科', to: '专科教育' } });

    const fill = await filled(person(6));

    expect(fill.complete).toBe(false);
    expect(fill.messages.join()).toContain('文化程度');
    expect(fill.fields.find((field) => field.label === '文化程度')?.equal).toBe(false);
  });
});

describe('no save without the intent', () => {
  test('when the intent cannot be written nothing is pressed', async () => {
    const values = flexible(10);
    await filled(values);

    const saving = portal.save(() => Promise.reject(new Error('disk full')), never);

    await expect(saving).rejects.toThrow('disk full');
    expect(await storedOf(values)).toEqual([]);
  });

  test('a form is pressed once; the second press is not attempted', async () => {
    const values = flexible(11);
    await fillAndSave(values);

    const again = await portal.save(() => Promise.reject(new Error('must not be asked')), never);

    expect(again.kind).toBe('not-attempted');
    expect(await storedOf(values)).toHaveLength(1);
  });

  test('a stop before the press rejects and saves nothing', async () => {
    const values = flexible(12);
    await filled(values);
    const stop = AbortSignal.abort(new DOMException('stopped', 'AbortError'));

    await expect(portal.save(() => Promise.resolve(), stop)).rejects.toThrow('stopped');
    expect(await storedOf(values)).toEqual([]);
  });
});

describe('the portal says no', () => {
  test('a person of this year is a duplicate already at the query', async () => {
    const values = flexible(20);
    await fillAndSave(values);

    const fill = await filled(values);

    expect(fill.refusal).toMatchObject({ reason: 'duplicate' });
    expect(fill.refusal?.messages.join()).toContain('已存在有效的就业登记信息');
    await portal.discard(never);
    expect(await storedOf(values)).toHaveLength(1);
  });

  test('a refusal at the query is a business refusal', async () => {
    const values = flexible(21);
    await simulated.oracle('refusals', [{ idNumber: values.idNumber, at: 'query' }]);

    const fill = await filled(values);

    expect(fill.refusal).toMatchObject({ reason: 'business' });
    await portal.discard(never);
  });

  test("a refusal at the save is refused with the portal's words", async () => {
    const values = flexible(22);
    await simulated.oracle('refusals', [{ idNumber: values.idNumber, at: 'save' }]);

    const { outcome, presses } = await fillAndSave(values);

    expect(outcome).toMatchObject({ kind: 'refused', reason: 'business' });
    expect(presses).toBe(1);
    expect(await storedOf(values)).toEqual([]);
  });
});

describe('the save whose answer is lost is uncertain', () => {
  test.each<[string, Record<string, unknown>, number]>([
    ['an error before the commit', { errorBeforeCommit: { times: 1 } }, 0],
    ['an error after the commit', { errorAfterCommit: { times: 1 } }, 1],
    ['a cut connection before the commit', { dropBeforeCommit: { times: 1 } }, 0],
    ['a cut connection after the commit', { dropAfterCommit: { times: 1 } }, 1],
  ])('%s', async (name, faults, stored) => {
    const values = flexible(30 + Object.keys(faults).join().length + stored);
    await simulated.faults(faults);

    const { outcome, presses } = await fillAndSave(values);

    expect(outcome.kind, name).toBe('uncertain');
    expect(presses).toBe(1);
    expect(await storedOf(values)).toHaveLength(stored);
    await simulated.faults({});
    const records = await portal.findPerson(String(values.idNumber), never);
    expect(records.map((record) => record.idNumber)).toEqual(stored === 0 ? [] : [values.idNumber]);
  });

  test('an answer that never comes in time', async () => {
    const values = flexible(60);
    await simulated.faults({ delayMs: { afterCommit: 9_000 } });

    const { outcome } = await fillAndSave(values);

    expect(outcome).toMatchObject({ kind: 'uncertain', reason: '服务器一直没有答复' });
    await simulated.faults({});
  });

  test('a session that ended before the save', async () => {
    const values = flexible(61);
    await simulated.faults({ expireSession: { when: 'beforeSave', times: 1 } });

    const { outcome } = await fillAndSave(values);

    expect(outcome.kind).toBe('uncertain');
    expect(await storedOf(values)).toEqual([]);
    await simulated.faults({});
    await portal.login(15_000, never);
  });

  test('a stop after the press', async () => {
    const values = flexible(62);
    await filled(values);
    const stop = new AbortController();
    await simulated.faults({ delayMs: { afterCommit: 3_000 } });

    const outcome = await portal.save(() => {
      setTimeout(() => {
        stop.abort();
      }, 300);
      return Promise.resolve();
    }, stop.signal);

    expect(outcome.kind).toBe('uncertain');
  });
});

describe('things in the way', () => {
  test('an expired session is told before the step', async () => {
    await simulated.oracle('attended', null);
    await simulated.oracle('expire', {});

    await expect(portal.openEntryForm(never)).rejects.toMatchObject({
      code: 'portal-session-expired',
      exitCode: 4,
    });

    await simulated.oracle('attended', { loginAfterMs: 50 });
    await portal.login(15_000, never);
  });

  test('nobody logs in', async () => {
    await simulated.oracle('attended', null);
    await simulated.oracle('expire', {});

    await expect(portal.login(1_000, never)).rejects.toMatchObject({
      code: 'portal-login-timeout',
      exitCode: 4,
    });

    await simulated.oracle('attended', { loginAfterMs: 50 });
    await portal.login(15_000, never);
  });

  test('a box that nobody knows is shown to a person', async () => {
    await simulated.faults({ blockingDialog: { message: '请先完成安全检查', when: 'open' } });

    const opening = filled(flexible(70));

    await expect(opening).rejects.toMatchObject({
      code: 'portal-blocking-dialog',
      disposition: 'needs-person',
    });
    await expect(opening).rejects.toThrow('请先完成安全检查');
    await simulated.faults({});
    await portal.discard(never);
  });

  test('maintenance is told as such', async () => {
    await simulated.faults({ maintenance: { message: '今晚升级' } });

    await expect(portal.findPerson(idNumber('1990-03-07', 1), never)).rejects.toMatchObject({
      code: 'portal-maintenance',
      exitCode: 5,
    });
    await simulated.faults({});
    await portal.login(15_000, never);
  });

  test('a portal that is down is told as such', async () => {
    const gone = await SimulatedPortal.start();
    await gone[Symbol.asyncDispose]();
    const other = await openOn(gone, browser, profile, pack);

    await expect(other.login(3_000, never)).rejects.toMatchObject({
      code: 'portal-unreachable',
      exitCode: 5,
    });

    portal = await openOn(simulated, browser, profile, pack);
    await portal.login(15_000, never);
  });
});

describe('the form changed', () => {
  test('a renamed label stops with both names', async () => {
    await simulated.faults({ renamedLabel: { from: '联系电话', to: '手机号码', on: 'form' } });

    const filling = filled(flexible(80));

    await expect(filling).rejects.toMatchObject({ code: 'portal-form-changed', disposition: 'halt-batch' });
    await expect(filling).rejects.toThrow(/联系电话.*手机号码/u);
  });

  test('a new required field stops with its name', async () => {
    await simulated.faults({ newRequiredField: { label: '就业渠道' } });

    await expect(filled(flexible(81))).rejects.toThrow(/就业渠道/u);
  });

  test('a renamed list column is told, not read as empty', async () => {
    await simulated.faults({ renamedLabel: { from: '身份证号码', to: '证件号', on: 'list' } });

    await expect(portal.findPerson(idNumber('1990-03-07', 1), never)).rejects.toMatchObject({
      code: 'portal-form-changed',
    });
  });
});

describe('the list', () => {
  test('somebody who is not there is an empty answer', async () => {
    expect(await portal.findPerson(idNumber('1991-01-01', 7), never)).toEqual([]);
  });

  test('a list that fails is no empty answer', async () => {
    await portal.findPerson(idNumber('1991-01-01', 7), never);
    await simulated.faults({ delayMs: { list: 9_000 } });

    await expect(portal.findPerson(idNumber('1990-03-07', 1), never)).rejects.toMatchObject({
      disposition: 'retry-step',
    });
  });
});

describe('evidence and check', () => {
  test('the picture is private and covers personal fields', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pictures-'));
    const path = join(folder, 'E000001.png');
    await filled(flexible(90));

    await portal.screenshot(path);

    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await browser.page.locator('[data-picture-mask]').count()).toBe(0);
    await rm(folder, { recursive: true });
  });

  test('evidence of a trouble: picture, words and fields, private and without the person in the clear', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'evidence-')), 'E000001');
    const values = flexible(92);
    await filled(values);

    const kept = await portal.keepEvidence(folder);

    expect(kept).toEqual({ files: ['picture.png', 'page.txt', 'fields.json'], missing: [] });
    for (const name of kept.files) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    const words = await readFile(join(folder, 'page.txt'), 'utf8');
    const fields = await readFile(join(folder, 'fields.json'), 'utf8');
    expect(words).toContain('新增就业录入');
    expect(JSON.parse(fields)).toMatchObject({
      fields: expect.arrayContaining([
        expect.objectContaining({ label: '就业形式', shown: '灵活就业' }),
        expect.objectContaining({ label: '姓名', shown: '（已遮盖）' }),
      ]) as unknown,
    });
    for (const secret of [values.idNumber, values.name, values['phone']].map(String))
      expect(words + fields).not.toContain(secret);
    // Looking changed nothing: the form is still this person's and can be read back.
    expect((await portal.readPerson(values, never)).fields.filter((field) => !field.equal)).toEqual([]);
    await rm(folder, { recursive: true });
  });

  test('evidence that cannot be written is told as missing, and rejects for nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'evidence-'));
    await writeFile(join(folder, 'a-file'), '');

    const kept = await portal.keepEvidence(join(folder, 'a-file', 'below'));

    expect(kept.files).toEqual([]);
    expect(kept.missing.map(({ name }) => name)).toEqual(['picture.png', 'page.txt', 'fields.json']);
    await rm(folder, { recursive: true });
  });

  test('the profile of the repository passes its own check, and a drifted form does not', async () => {
    const report = await portal.check(never);
    expect(report.lines.filter((line) => !line.ok)).toEqual([]);
    expect(report.passed).toBe(true);
    const fill = await filled(flexible(91));
    expect(fill.formFingerprint).toBe(report.formFingerprint);
    await portal.discard(never);
    await simulated.faults({ renamedLabel: { from: '民族', to: '族别', on: 'form' } });

    const drifted = await portal.check(never);

    expect(drifted.passed).toBe(false);
    expect(drifted.formFingerprint).not.toBe(report.formFingerprint);
    expect(drifted.lines.find((line) => line.subject.includes('民族'))).toMatchObject({
      ok: false,
      found: '没有找到',
    });
  });
});
