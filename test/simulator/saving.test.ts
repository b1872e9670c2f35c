import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { freshPortal, logIn, oracle, type PortalClient, storedRecords } from './portal-door.ts';
import { idNumber, validValues } from './people.ts';

const id = idNumber('1990-03-07', 123);

async function portalAndClient(options: Parameters<typeof freshPortal>[0] = {}) {
  const portal = await freshPortal(options);
  return { portal, client: await logIn(portal) };
}

/** The answer to a save, or null when the connection was cut. */
async function trySave(client: PortalClient, values: Record<string, string>) {
  return client.save(values).catch(() => null);
}

test('a saved record is stored whole, by label and by key, with what the server derives', async () => {
  const { portal, client } = await portalAndClient();

  const answer = await client.save(
    validValues(id, { sex: '女', birthDate: '1900-01-01', urbanRuralClass: '220' }),
  );

  expect(answer).toMatchObject({ success: true, message: '保存成功，受理编号：CZ202400000001' });
  const [record] = await storedRecords(portal);
  expect(record).toMatchObject({
    receipt: 'CZ202400000001',
    state: '待审核',
    idNumber: id,
    createdBy: '王敏',
  });
  expect(record?.fields).toMatchObject({
    身份证号码: id,
    姓名: '测试甲',
    性别: '男',
    出生日期: '1990-03-07',
    民族: '布依族',
    是否残疾人: '否',
    就业形式: '单位就业',
    所属行业: '住宿和餐饮业',
    产业类型: '第三产业',
    就业地: '兴仁市 / 东湖街道 / 东湖社区',
    城乡分类代码: '111',
    '月收入（元）': '3200',
  });
  expect(record?.values).toMatchObject({ ethnicity: '09', workRegion: '522302001001' });
});

describe('the server refuses', () => {
  test.each<[string, Record<string, string>, string]>([
    ['an ID number that fails its check', { idNumber: '522300199003071230' }, '身份证号码不正确'],
    ['an empty required field', { education: '' }, '文化程度不能为空'],
    ['a code that is not in the table', { politicalStatus: '77' }, '政治面貌不在字典范围内'],
    ['a unit without name', { employer: '' }, '就业单位名称不能为空'],
    ['a unit without credit code', { creditCode: '' }, '统一社会信用代码不能为空'],
    ['a wrong credit code', { creditCode: '125223020007700371' }, '统一社会信用代码格式不正确'],
    ['flexible work without its content', { employmentForm: '022', post: '' }, '岗位/工种不能为空'],
    ['a place above village level', { workRegion: '522302001000' }, '就业地须选择到村'],
    ['a day in the future', { employedOn: '2999-01-01' }, '就业时间不能晚于当前日期'],
    ['a wrong phone', { phone: '12345' }, '联系电话格式不正确'],
    ['too long a text', { remark: '长'.repeat(201) }, '备注长度不能超过200个字符'],
    ['a child', { idNumber: idNumber('2009-01-01', 123) }, '年龄不符'],
    ['a man past the age', { idNumber: idNumber('1962-01-01', 123) }, '年龄不符'],
  ])('%s', async (_what, changes, words) => {
    const { portal, client } = await portalAndClient();

    const answer = await client.save(validValues(id, changes));

    expect(answer.success).toBe(false);
    expect(answer.message).toContain(words);
    expect(await storedRecords(portal)).toEqual([]);
  });

  test('a second record of the person in the year, until the first is returned', async () => {
    const { portal, client } = await portalAndClient();
    await client.save(validValues(id));

    expect(await client.save(validValues(id))).toMatchObject({ success: false, code: 'duplicate' });
    await oracle(portal, 'state', { id: 'CZ202400000001', state: '退回', reason: '单位名称有误' });
    expect(await client.save(validValues(id))).toMatchObject({ success: true });
    expect(await storedRecords(portal)).toHaveLength(2);
  });

  test('people on the refusal list, at save or already at the query', async () => {
    const { portal, client } = await portalAndClient();
    const other = idNumber('1990-03-07', 125);
    await oracle(portal, 'refusals', [
      { idNumber: id },
      { idNumber: other, at: 'query', message: '该人员已死亡' },
    ]);

    expect(await client.save(validValues(id))).toMatchObject({ code: 'refused' });
    expect((await client.get(`/api/persons/check?idNumber=${id}`)).success).toBe(true);
    expect(await client.get(`/api/persons/check?idNumber=${other}`)).toMatchObject({
      message: '该人员已死亡',
    });
    expect(await storedRecords(portal)).toEqual([]);
  });

  test('a name that the population base does not know for this number', async () => {
    const { portal, client } = await portalAndClient();
    await oracle(portal, 'population', [{ idNumber: id, name: '真名' }]);

    expect(await client.save(validValues(id))).toMatchObject({
      code: 'refused',
      message: '姓名与身份证号码不一致，请核对',
    });
  });
});

test('fields that the form of employment hides are emptied, whatever was posted', async () => {
  const { portal, client } = await portalAndClient();

  await client.save(validValues(id, { employmentForm: '022', shopName: '某字号' }));

  const [record] = await storedRecords(portal);
  expect(record?.fields).toMatchObject({
    就业单位名称: '',
    统一社会信用代码: '',
    单位类型: '',
    字号名称: '',
    '岗位/工种': '服务员',
  });
});

test('a field that a fault put on the form is required and stored by its label', async () => {
  const { portal, client } = await portalAndClient();

  const empty = await client.save(validValues(id), { 劳动合同编号: ' ' });
  const filled = await client.save(validValues(id), { 劳动合同编号: 'HT-1' });

  expect([empty.message, filled.success]).toEqual(['劳动合同编号不能为空', true]);
  expect((await storedRecords(portal))[0]?.fields['劳动合同编号']).toBe('HT-1');
});

test('no rubbish in a request makes the portal fail or store anything', async () => {
  const { portal, client } = await portalAndClient();
  const keys = fc.constantFrom(
    'idNumber',
    'employedOn',
    'workRegion',
    'monthlyIncome',
    'education',
    'rubbish',
  );

  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(keys, fc.string({ unit: 'binary' })),
      fc.string(),
      async (rubbish, text) => {
        const saved = await client.save({ ...validValues(id), education: '', ...rubbish });
        const found = await client.get(`/api/persons/check?idNumber=${encodeURIComponent(text)}`);
        const listed = await client.get(
          `/api/employment/records?page=${encodeURIComponent(text)}&size=-1&name=%E5%00`,
        );
        expect([saved.status, found.status, listed.status]).toEqual([200, 200, 200]);
        expect(saved.success).toBe(false);
      },
    ),
    { numRuns: 60 },
  );

  expect(await storedRecords(portal)).toEqual([]);
});

describe('faults of a save', () => {
  test.each<[string, object, { answer: number | null; stored: number; left: number }]>([
    ['errorBeforeCommit', { errorBeforeCommit: true }, { answer: 500, stored: 0, left: 0 }],
    ['errorAfterCommit', { errorAfterCommit: { forIds: [id] } }, { answer: 500, stored: 1, left: 0 }],
    ['dropBeforeCommit', { dropBeforeCommit: true }, { answer: null, stored: 0, left: 0 }],
    ['dropAfterCommit', { dropAfterCommit: true }, { answer: null, stored: 1, left: 0 }],
    [
      'expireSession beforeSave',
      { expireSession: { when: 'beforeSave' } },
      { answer: 401, stored: 0, left: 401 },
    ],
    [
      'expireSession afterSave',
      { expireSession: { when: 'afterSave' } },
      { answer: 200, stored: 1, left: 401 },
    ],
    ['maintenance', { maintenance: true }, { answer: 503, stored: 0, left: 503 }],
  ])('%s', async (_name, faults, expected) => {
    const { portal, client } = await portalAndClient();
    await oracle(portal, 'faults', faults);

    const answer = await trySave(client, validValues(id));

    expect(answer?.status ?? null).toBe(expected.answer);
    expect(await storedRecords(portal)).toHaveLength(expected.stored);
    expect((await client.get('/api/session')).status).toBe(expected.left === 0 ? 200 : expected.left);
  });

  test('a cut save that the browser sends again by itself is cut again, unless the fault lets it through', async () => {
    const { portal, client } = await portalAndClient();
    await oracle(portal, 'faults', { dropBeforeCommit: { times: 1 } });
    const press = async (id: string, requestId: string) =>
      (await client.save(validValues(id), {}, requestId).catch(() => null))?.success ?? null;

    expect([await press(id, 'one'), await press(id, 'one'), await press(id, 'two')]).toEqual([
      null,
      null,
      true,
    ]);
    const other = idNumber('1990-03-07', 125);
    await oracle(portal, 'faults', { dropAfterCommit: { times: 1, resend: true }, acceptDuplicates: true });
    expect([await press(other, 'three'), await press(other, 'three')]).toEqual([null, true]);
    expect(await storedRecords(portal)).toHaveLength(3);
    expect(await oracle(portal, 'saves')).toMatchObject(
      ['dropped', 'resent', 'saved', 'dropped', 'saved'].map((outcome) => ({ outcome })),
    );
  });

  test('a replayed save is refused the second time, and the page may get either answer', async () => {
    const { portal, client } = await portalAndClient();
    await oracle(portal, 'faults', { duplicateRequest: { times: 1, answer: 'second' } });

    const answer = await client.save(validValues(id));

    expect(answer).toMatchObject({ success: false, code: 'duplicate' });
    expect(await storedRecords(portal)).toHaveLength(1);
  });

  test('a portal that takes duplicates stores every one of them', async () => {
    const { portal, client } = await portalAndClient({ acceptDuplicates: true });

    const answers = [await client.save(validValues(id)), await client.save(validValues(id))];

    expect(answers.map((answer) => answer.success)).toEqual([true, true]);
    expect((await storedRecords(portal)).map((record) => record.idNumber)).toEqual([id, id]);
    expect((await client.get(`/api/persons/check?idNumber=${id}`)).success).toBe(true);
  });

  test('a slow index hides the record from list and detail, not from the oracle or the duplicate check', async () => {
    const { portal, client } = await portalAndClient();
    await oracle(portal, 'faults', { listDelay: 3600 });
    await client.save(validValues(id));

    const list = '/api/employment/records?page=1&size=10';
    expect((await client.get(list)).data).toEqual({ total: 0, rows: [] });
    expect((await client.get('/api/employment/records/1')).status).toBe(404);
    expect(await storedRecords(portal)).toHaveLength(1);
    expect((await client.save(validValues(id))).code).toBe('duplicate');
    await oracle(portal, 'faults', {});
    expect((await client.get(list)).data).toMatchObject({ total: 1 });
  });

  test('delays are waited out before and after the commit', async () => {
    const { portal, client } = await portalAndClient();
    await oracle(portal, 'faults', { delayMs: { saves: 60, afterCommit: 60 } });
    const begin = performance.now();

    await client.save(validValues(id));

    expect(performance.now() - begin).toBeGreaterThan(115);
  });

  test('the session ends after so many requests, also when the fault was there before the login', async () => {
    const portal = await freshPortal();
    await oracle(portal, 'faults', { expireSession: { when: 'afterRequests', requests: 2 } });
    const client = await logIn(portal);

    const statuses = [];
    for (let turn = 0; turn < 3; turn += 1) statuses.push((await client.get('/api/session')).status);

    expect(statuses).toEqual([200, 200, 401]);
  });

  test('every save that arrived is on record, whatever came of it', async () => {
    const { portal, client } = await portalAndClient();
    await oracle(portal, 'faults', { dropBeforeCommit: { times: 1 } });
    await trySave(client, validValues(id));
    await client.save(validValues(id));

    expect(await oracle(portal, 'saves')).toMatchObject([
      { idNumber: id, outcome: 'dropped' },
      { idNumber: id, outcome: 'saved' },
    ]);
  });
});

test('the list pages on the server, newest first, and filters by number, name, state and day', async () => {
  const { portal, client } = await portalAndClient();
  const ids = Array.from({ length: 23 }, (_, index) => idNumber('1990-03-07', index * 2 + 1));
  for (const [index, one] of ids.entries())
    await client.save(validValues(one, { name: `演练${String(index)}` }));
  await oracle(portal, 'state', { id: 5, state: '通过' });

  const get = async (query: string) =>
    (await client.get(`/api/employment/records?${query}`)).data as {
      total: number;
      rows: { idNumber: string; no: number }[];
    };
  const pages = [await get('page=1&size=10'), await get('page=2&size=10'), await get('page=3&size=10')];

  expect(pages.map((page) => page.total)).toEqual([23, 23, 23]);
  expect(pages.flatMap((page) => page.rows.map((row) => row.idNumber))).toEqual(ids.toReversed());
  expect(pages[2]?.rows.map((row) => row.no)).toEqual([21, 22, 23]);
  expect((await get(`idNumber=${ids[3] ?? ''}&page=1&size=10`)).rows).toHaveLength(1);
  expect((await get(`name=${encodeURIComponent('演练2')}&page=1&size=50`)).total).toBe(4);
  expect(
    (await get(`state=${encodeURIComponent('通过')}&page=1&size=50`)).rows.map((row) => row.idNumber),
  ).toEqual([ids[4]]);
  expect((await get('createdFrom=2001-01-01&createdTo=2001-12-31&page=1&size=50')).total).toBe(0);
});

test('faults that nobody knows are refused in words', async () => {
  const portal = await freshPortal();

  expect(await oracle(portal, 'faults', { unheard: true })).toMatchObject({ ok: false });
});

test('nothing is served without a session, and the oracle needs none', async () => {
  const portal = await freshPortal();

  const page = await fetch(`${portal.url}/home`, { redirect: 'manual' });
  const data = await fetch(`${portal.url}/api/employment/records`);

  expect([page.status, page.headers.get('location'), data.status]).toEqual([302, '/login', 401]);
});
