import { describe, expect, it } from 'vitest';
import {
  actor,
  approvedEntries,
  faultOf,
  hashOf,
  idNumberOf,
  makeWorld,
  newEntry,
  rehearsalOf,
  sheetFile,
} from './ledger-world.ts';

const unit = '桔山街道办事处';

describe('importing a sheet', () => {
  it('gives each row an entry in the state that its findings call for', async () => {
    await using world = await makeWorld();
    const finding = {
      rule: 'name-missing',
      severity: 'error' as const,
      file: '桔山.xlsx',
      sheet: '采集表',
      row: 7,
      column: 'C',
      cell: 'C7',
      message: '姓名是空的，请补填。',
    };
    const { entries, already } = await world.ledger.importSheet(actor, sheetFile(), [
      newEntry(5),
      newEntry(6, { status: 'decision' }),
      newEntry(7, { status: 'error', findings: [finding] }),
      newEntry(8, { status: 'warning' }),
      newEntry(9, { unit: null }),
    ]);

    expect(already).toBe(false);
    expect(entries.map(({ id, row, state }) => [id, row, state])).toEqual([
      ['E000001', 5, 'ready'],
      ['E000002', 6, 'imported'],
      ['E000003', 7, 'blocked'],
      ['E000004', 8, 'ready'],
      ['E000005', 9, 'imported'],
    ]);
    expect(entries[2]).toMatchObject({
      ...newEntry(7, { status: 'error' }),
      findings: [finding],
      file: '桔山.xlsx',
    });
    expect(await world.ledger.sheetRows()).toEqual([
      { unit: null, month: '2024-03', count: 1 },
      { unit, month: '2024-03', count: 4 },
    ]);
  });

  it('changes nothing when the same content comes again under another name', async () => {
    await using world = await makeWorld();
    const first = await world.ledger.importSheet(actor, sheetFile(), [newEntry(5)]);

    const again = await world.ledger.importSheet(actor, { ...sheetFile(), name: '另存.xlsx' }, [
      newEntry(5),
      newEntry(6),
    ]);

    expect(again).toEqual({ ...first, already: true });
    expect(await world.ledger.files()).toHaveLength(1);
  });

  it('imports a sheet without people', async () => {
    await using world = await makeWorld();

    const { entries } = await world.ledger.importSheet(actor, sheetFile(), []);

    expect(entries).toEqual([]);
    expect(await world.ledger.verify()).toEqual({ ok: true, lines: 2, problems: [] });
  });
});

describe('finding people', () => {
  it('finds them by ID number in any spelling, without returned and blocked rows', async () => {
    await using world = await makeWorld();
    const idNumber = idNumberOf(5);
    const same = { idNumber, name: '测试人员' };
    await world.ledger.importSheet(actor, sheetFile(), [
      newEntry(5, { values: same }),
      newEntry(6, { values: same, status: 'error' }),
      newEntry(7, { values: same, unit: '另一单位' }),
      newEntry(8),
    ]);
    await world.ledger.move(actor, 'E000003', 'ready', 'returned', { reason: '重复' });

    const found = await world.ledger.findPeople([` ${idNumber} `, idNumberOf(999)]);

    expect([...found.keys()]).toEqual([` ${idNumber} `]);
    expect(found.get(` ${idNumber} `)).toEqual([
      {
        entryId: 'E000001',
        idNumber: ` ${idNumber} `,
        name: '测试人员',
        unit,
        month: '2024-03',
        state: 'ready',
        file: '桔山.xlsx',
        sheet: '采集表',
        row: 5,
      },
    ]);
    expect((await world.ledger.findReturned(idNumber, '另一单位')).map(({ entryId }) => entryId)).toEqual([
      'E000003',
    ]);
    expect((await world.ledger.findReturned(idNumber, unit)).map(({ entryId }) => entryId)).toEqual([
      'E000002',
    ]);
    expect(await world.ledger.findReturned(idNumber, null)).toEqual([]);
  });
});

describe('moving an entry', () => {
  it('is refused when the entry is not where it was thought to be, and changes nothing', async () => {
    await using world = await makeWorld();
    await world.ledger.importSheet(actor, sheetFile(), [newEntry(5)]);
    const before = await world.ledger.verify();

    const fault = await faultOf(world.ledger.move(actor, 'E000001', 'imported', 'ready'));

    expect(fault).toMatchObject({ code: 'ledger-state-changed', disposition: 'skip-entry', exitCode: 4 });
    expect(fault.message).toContain('E000001');
    expect((await world.ledger.entry('E000001')).state).toBe('ready');
    expect(await world.ledger.verify()).toEqual(before);
  });

  it('is refused for entries that there are not', async () => {
    await using world = await makeWorld();

    expect(await faultOf(world.ledger.move(actor, 'E000099', 'ready', 'returned'))).toMatchObject({
      code: 'ledger-entry-unknown',
      exitCode: 2,
    });
    expect(await faultOf(world.ledger.entry('12'))).toMatchObject({ code: 'ledger-entry-unknown' });
    expect(await faultOf(world.ledger.batch('B0001'))).toMatchObject({ code: 'ledger-batch-unknown' });
  });

  it.each([
    ['ready', 'verified'],
    ['ready', 'in-flight'],
    ['batched', 'rehearsed'],
    ['rehearsed', 'approved'],
    ['in-flight', 'accepted'],
    ['verified', 'ready'],
  ] as const)('never goes from %s to %s by itself', async (from, to) => {
    await using world = await makeWorld();
    await world.ledger.importSheet(actor, sheetFile(), [newEntry(5)]);

    await expect(world.ledger.move(actor, 'E000001', from, to)).rejects.toThrow(/LEDGER-000/);
    expect(await world.ledger.verify()).toMatchObject({ ok: true, lines: 3 });
  });

  it('keeps the reason for people sealed and the body in the journal, with numbers masked', async () => {
    await using world = await makeWorld();
    await world.ledger.importSheet(actor, sheetFile(), [newEntry(5)]);

    await world.ledger.move(actor, 'E000001', 'ready', 'returned', {
      reason: '测试人员5 的身份证号不符',
      body: { words: `号码 ${idNumberOf(5)} 不符` },
    });

    expect(await world.ledger.entry('E000001')).toMatchObject({
      state: 'returned',
      reason: '测试人员5 的身份证号不符',
    });
    const lines = [];
    for await (const line of world.ledger.journal(3)) lines.push(line);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      kind: 'moved',
      entryId: 'E000001',
      operator: '赵经办',
      body: { from: 'ready', to: 'returned' },
    });
    expect(JSON.stringify(lines[0])).not.toMatch(/测试人员5|522300\d{12}/);
  });
});

describe('from batch to verified', () => {
  it('keeps every step and what proves it', async () => {
    await using world = await makeWorld();
    const { ledger } = world;
    const [first = '', second = ''] = await approvedEntries(ledger, 2);
    expect(await ledger.approval(first)).toEqual({
      entryId: first,
      batchId: 'B0001',
      hash: hashOf(first),
      reviewer: '钱复核',
      at: '2024-03-18T01:30:00.000Z',
    });
    expect(await ledger.rehearsal(first)).toEqual(rehearsalOf(first));

    const attempt = await ledger.recordIntent(actor, first, { contentHash: hashOf(first), fields: [] });
    expect((await ledger.entry(first)).state).toBe('in-flight');
    await ledger.recordOutcome(actor, first, attempt, {
      kind: 'accepted',
      receipt: 'SL-0001',
      messages: ['保存成功'],
    });
    expect(await ledger.entry(first)).toMatchObject({
      state: 'accepted',
      receipt: 'SL-0001',
      reason: '保存成功',
    });
    const record = {
      idNumber: idNumberOf(5),
      shown: { 姓名: '测试人员5' },
      state: '待审核',
      receipt: 'SL-0001',
    };
    await ledger.recordVerified(actor, first, record);

    expect(await ledger.entry(first)).toMatchObject({
      state: 'verified',
      batchId: 'B0001',
      approvalHash: hashOf(first),
    });
    expect(await ledger.verification(first)).toEqual({
      entryId: first,
      at: '2024-03-18T01:30:00.000Z',
      record,
    });
    expect(await ledger.counts()).toEqual([
      { unit, month: '2024-03', state: 'approved', count: 1 },
      { unit, month: '2024-03', state: 'verified', count: 1 },
    ]);
    expect((await ledger.batch('B0001')).entryIds).toEqual([first, second]);
    expect((await ledger.entries({ batchId: 'B0001', states: ['approved'] })).map(({ id }) => id)).toEqual([
      second,
    ]);
    expect(await ledger.verify()).toMatchObject({ ok: true, problems: [] });
  });

  it('makes a batch whole or not at all', async () => {
    await using world = await makeWorld();
    await world.ledger.importSheet(actor, sheetFile(), [newEntry(5), newEntry(6, { status: 'error' })]);

    const fault = await faultOf(
      world.ledger.createBatch(actor, {
        unit,
        month: '2024-03',
        profile: 'p',
        entryIds: ['E000001', 'E000002'],
      }),
    );

    expect(fault.code).toBe('ledger-state-changed');
    expect(await world.ledger.batches()).toEqual([]);
    expect((await world.ledger.entry('E000001')).state).toBe('ready');
  });

  it('approves only what the rehearsal showed, all or none', async () => {
    await using world = await makeWorld();
    const { ledger } = world;
    await ledger.importSheet(actor, sheetFile(), [newEntry(5), newEntry(6)]);
    const ids = ['E000001', 'E000002'];
    await ledger.createBatch(actor, { unit, month: '2024-03', profile: 'p', entryIds: ids });
    for (const id of ids) await ledger.recordRehearsal(actor, rehearsalOf(id));

    const fault = await faultOf(
      ledger.approve(
        actor,
        'B0001',
        [
          { entryId: 'E000001', hash: hashOf('E000001') },
          { entryId: 'E000002', hash: 'f'.repeat(64) },
        ],
        '钱复核',
      ),
    );

    expect(fault.code).toBe('ledger-approval-void');
    expect(await ledger.approval('E000001')).toBeNull();
    expect((await ledger.entry('E000001')).state).toBe('rehearsed');
  });

  it('takes the approval away when an entry goes back', async () => {
    await using world = await makeWorld();
    const [id = ''] = await approvedEntries(world.ledger, 1);

    await world.ledger.move(actor, id, 'approved', 'batched', { reason: '内容有变化', approvalHash: null });

    expect(await world.ledger.approval(id)).toBeNull();
    expect(await world.ledger.entry(id)).toMatchObject({
      state: 'batched',
      approvalHash: null,
      batchId: 'B0001',
    });
    expect(
      await faultOf(world.ledger.recordIntent(actor, id, { contentHash: hashOf(id), fields: [] })),
    ).toMatchObject({
      code: 'ledger-state-changed',
    });
    expect((await world.ledger.verify()).ok).toBe(true);
  });

  it('presses nothing that is not what was approved', async () => {
    await using world = await makeWorld();
    const [id = ''] = await approvedEntries(world.ledger, 1);

    const fault = await faultOf(
      world.ledger.recordIntent(actor, id, { contentHash: 'b'.repeat(64), fields: [] }),
    );

    expect(fault).toMatchObject({ code: 'ledger-approval-void', disposition: 'skip-entry' });
    expect((await world.ledger.entry(id)).state).toBe('approved');
  });

  it('rehearses again what was rehearsed', async () => {
    await using world = await makeWorld();
    const { ledger } = world;
    await ledger.importSheet(actor, sheetFile(), [newEntry(5)]);
    await ledger.createBatch(actor, { unit, month: '2024-03', profile: 'p', entryIds: ['E000001'] });
    await ledger.recordRehearsal(actor, rehearsalOf('E000001'));

    await ledger.recordRehearsal(actor, { ...rehearsalOf('E000001'), contentHash: 'c'.repeat(64) });

    expect((await ledger.rehearsal('E000001'))?.contentHash).toBe('c'.repeat(64));
    expect((await ledger.verify()).ok).toBe(true);
  });
});

describe('after a press whose answer is not known', () => {
  it('makes every in-flight entry uncertain, and the late outcome is refused', async () => {
    await using world = await makeWorld();
    const { ledger } = world;
    const [id = '', other = ''] = await approvedEntries(ledger, 2);
    const attempt = await ledger.recordIntent(actor, id, { contentHash: hashOf(id), fields: [] });

    const interrupted = await ledger.markInterrupted(actor);

    expect(interrupted.map((entry) => [entry.id, entry.state])).toEqual([[id, 'uncertain']]);
    expect(interrupted[0]?.reason).toContain('中断');
    expect((await ledger.entry(other)).state).toBe('approved');
    const late = ledger.recordOutcome(actor, id, attempt, { kind: 'accepted', receipt: null, messages: [] });
    expect(await faultOf(late)).toMatchObject({ code: 'ledger-state-changed' });
    expect(await ledger.markInterrupted(actor)).toEqual([]);
  });

  it('goes on with evidence: found, or proved absent and planned anew', async () => {
    await using world = await makeWorld();
    const { ledger } = world;
    const [found = '', absent = ''] = await approvedEntries(ledger, 2);
    for (const id of [found, absent])
      await ledger.recordIntent(actor, id, { contentHash: hashOf(id), fields: [] });
    await ledger.markInterrupted(actor);

    await ledger.move(actor, found, 'uncertain', 'accepted', { reason: '在门户列表中查到', receipt: 'SL-7' });
    await ledger.move(actor, absent, 'uncertain', 'ready', {
      reason: '查不到',
      batchId: null,
      approvalHash: null,
    });

    expect(await ledger.entry(found)).toMatchObject({ state: 'accepted', receipt: 'SL-7' });
    expect(await ledger.entry(absent)).toMatchObject({ state: 'ready', batchId: null, approvalHash: null });
    expect((await ledger.batch('B0001')).entryIds).toEqual([found]);
    await ledger.createBatch(actor, { unit, month: '2024-03', profile: 'p', entryIds: [absent] });
    expect((await ledger.verify()).problems).toEqual([]);
  });

  it('keeps the refusal of the portal', async () => {
    await using world = await makeWorld();
    const [id = ''] = await approvedEntries(world.ledger, 1);
    const attempt = await world.ledger.recordIntent(actor, id, { contentHash: hashOf(id), fields: [] });

    await world.ledger.recordOutcome(actor, id, attempt, {
      kind: 'refused',
      reason: 'business',
      messages: ['该人员不符合条件', '请核对'],
    });

    expect(await world.ledger.entry(id)).toMatchObject({
      state: 'refused',
      reason: '该人员不符合条件；请核对',
    });
  });
});

describe('read-backs and profile checks', () => {
  it('keeps the latest snapshot of the portal list', async () => {
    await using world = await makeWorld();
    const records = Array.from({ length: 1201 }, (_, index) => ({
      idNumber: idNumberOf(index % 1000),
      shown: { 序号: String(index) },
      state: '通过',
      receipt: null,
    }));
    expect(await world.ledger.latestReadBack()).toBeNull();
    await world.ledger.recordReadBack(actor, records.slice(0, 3));

    await world.ledger.recordReadBack(actor, records);

    expect(await world.ledger.latestReadBack()).toEqual({ at: '2024-03-18T01:30:00.000Z', records });
    await world.ledger.recordReadBack(actor, []);
    expect((await world.ledger.latestReadBack())?.records).toEqual([]);
    expect((await world.ledger.verify()).problems).toEqual([]);
  });

  it('knows the last check of exactly this profile at this portal', async () => {
    await using world = await makeWorld();
    const check = {
      profile: 'simulator',
      profileHash: 'h1',
      formFingerprint: 'f1',
      portalUrl: 'http://127.0.0.1:8790',
      passed: true,
    };
    await world.ledger.recordProfileCheck(actor, check);
    await world.ledger.recordProfileCheck(actor, { ...check, passed: false });

    expect(await world.ledger.profileCheck('h1', check.portalUrl)).toEqual({
      ...check,
      passed: false,
      at: '2024-03-18T01:30:00.000Z',
      operator: '赵经办',
    });
    expect(await world.ledger.profileCheck('h2', check.portalUrl)).toBeNull();
    expect(await world.ledger.profileCheck('h1', 'http://127.0.0.1:1')).toBeNull();
  });
});

describe('a large list of entries', () => {
  it('is streamed in the order of import', async () => {
    await using world = await makeWorld();
    const people = Array.from({ length: 2345 }, (_, index) => newEntry(5 + index));
    await world.ledger.importSheet(actor, sheetFile(), people);

    const rows = [];
    for await (const entry of world.ledger.eachEntry({ states: ['ready'] })) rows.push(entry.row);

    expect(rows).toEqual(people.map(({ row }) => row));
    expect(await world.ledger.heads({ ids: ['E002345', 'E000001'] })).toMatchObject([
      { id: 'E000001', row: 5, file: '桔山.xlsx', purgedAt: null },
      { id: 'E002345', row: 2349 },
    ]);
  });
});
