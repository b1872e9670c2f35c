import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportResult } from '../../src/workflow/import.ts';
import { goodPerson } from '../checks/row-builder.ts';
import { withWrongCheck } from '../model/fictional-numbers.ts';
import { fillForm, typedPerson, type TypedRow } from './filled-form.ts';
import { runLuru } from './run-luru.ts';

let folder = '';
let workspace = '';
const unit = '东湖街道';
const month = '2024-03';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luru-corrections-'));
  workspace = join(folder, 'workspace');
  await runLuru(['init', workspace, '--operator', '张敏']);
});
afterAll(() => rm(folder, { recursive: true }));

async function luru(...args: string[]): Promise<unknown> {
  const run = await runLuru([...args, '--workspace', workspace, '--json']);
  if (run.out === '') throw new Error(run.complaints);
  return JSON.parse(run.out);
}

async function importRows(name: string, rows: TypedRow[]): Promise<ImportResult> {
  const path = await fillForm(join(folder, name), unit, month, rows);
  return (await luru('import', path)) as ImportResult;
}

const rulesOf = (result: ImportResult) =>
  result.findings.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule);

describe('a return slip that comes back mended', () => {
  const goodId = goodPerson(2).idNumber as string;
  const wrongId = withWrongCheck(goodId);

  it('is known as the correction of its rows and closes them', async () => {
    const first = await importRows('第一次.xlsx', [
      typedPerson(1, { name: '李小明', employedOn: null }),
      typedPerson(2, { name: '赵小芳', idNumber: wrongId }),
      typedPerson(3, { name: '孙小亮' }),
    ]);
    expect(first.files[0]).toMatchObject({ entries: 3, blocked: 2, ready: 1 });
    expect(first.corrections).toEqual([]);

    const slips = (await luru('return-slip', '--reviewer', '李娟', '--reply-by', '2024-03-22')) as {
      slips: { unit: string; rows: number; returned: string[]; path: string }[];
    };
    expect(slips.slips).toMatchObject([{ unit, rows: 2, returned: ['E000001', 'E000002'] }]);
    const slip = new ExcelJS.Workbook();
    await slip.xlsx.readFile(slips.slips[0]?.path ?? '');
    const written = JSON.stringify(slip.worksheets[0]?.getSheetValues());
    expect(written).toContain('E000002');
    expect(written).not.toContain(wrongId);

    const mended = await importRows('更正.xlsx', [
      typedPerson(1, { name: '李小明' }),
      typedPerson(2, { name: '赵小芳' }),
      typedPerson(3, { name: '孙小亮' }),
    ]);
    expect(mended.corrections).toMatchObject([
      {
        corrects: 'E000001',
        isStillBlocked: false,
        cells: [{ key: 'employedOn', before: '', after: '2024-03-05' }],
      },
      { corrects: 'E000002', isStillBlocked: false, cells: [{ key: 'idNumber' }] },
    ]);
    expect(JSON.stringify(mended.corrections)).not.toContain(goodId);
    // The third row is in the ledger as it stands: nothing to mend and nothing to enter twice.
    expect(mended.files[0]).toMatchObject({ entries: 3, ready: 2, repeated: 1, blocked: 0 });
    expect(rulesOf(mended)).toEqual([]);

    expect(await luru('return-slip', '--reviewer', '李娟')).toEqual({ slips: [] });
    const status = (await luru('status', '--month', month)) as { units: Record<string, unknown>[] };
    expect(status.units.find((one) => one['unit'] === unit)).toMatchObject({ people: 3, open: 3, toMend: 0 });
  });

  it('keeps on the slip what comes back wrong again, and only once', async () => {
    await importRows('二.xlsx', [typedPerson(5, { name: '周小华', employedOn: null })]);
    const again = await importRows('三.xlsx', [typedPerson(5, { name: '周小华', employedOn: '不清楚' })]);
    expect(again.corrections).toMatchObject([{ isStillBlocked: true }]);
    const slips = (await luru('return-slip', '--reviewer', '李娟')) as {
      slips: { rows: number; returned: string[] }[];
    };
    expect(slips.slips).toMatchObject([{ rows: 1, returned: [again.corrections[0]?.entryId] }]);
  });

  it('changes nothing when the same file is imported again', async () => {
    const path = join(folder, '更正.xlsx');
    const again = (await luru('import', path)) as ImportResult;
    expect(again.corrections).toEqual([]);
    expect(again.files[0]?.already).toBe(true);
  });

  it('leaves the row of a later month alone, which repeats the person', async () => {
    const march = await fillForm(join(folder, '三月.xlsx'), unit, month, [
      typedPerson(11, { name: '冯小春' }),
    ]);
    await luru('import', march);
    const april = await fillForm(join(folder, '四月.xlsx'), unit, '2024-04', [
      typedPerson(11, { name: '冯小春' }),
    ]);
    const twice = (await luru('import', april)) as ImportResult;
    expect(rulesOf(twice)).toEqual(['duplicate-in-ledger']);
    const again = await importRows('三月更正.xlsx', [
      typedPerson(11, { name: '冯小春' }),
      typedPerson(12, { name: '冯小夏' }),
    ]);
    expect(again.corrections).toEqual([]);
    const slips = (await luru('return-slip', '--reviewer', '李娟', '--month', '2024-04')) as {
      slips: { rows: number }[];
    };
    expect(slips.slips).toMatchObject([{ rows: 1 }]);
  });

  it('leaves another unit’s row of the same person alone', async () => {
    await importRows('四.xlsx', [typedPerson(7, { name: '吴小东', employedOn: null })]);
    const path = await fillForm(join(folder, '别的单位.xlsx'), '市教育局', month, [
      typedPerson(7, { name: '吴小东' }),
    ]);
    const other = (await luru('import', path)) as ImportResult;
    expect(other.corrections).toEqual([]);
  });

  it('still tells of a row that another file repeats with other values', async () => {
    const result = await importRows('五.xlsx', [typedPerson(3, { name: '孙小亮', post: '保安' })]);
    expect(rulesOf(result)).toContain('duplicate-in-ledger');
    expect(result.files[0]).toMatchObject({ blocked: 1, repeated: 0 });
  });

  it('also changes who was right before and is in no batch yet', async () => {
    const first = await importRows('甲一.xlsx', [
      typedPerson(31, { name: '冯小东', employedOn: null }),
      typedPerson(32, { name: '陈小西', phone: '1390' }),
      typedPerson(33, { name: '卫小南' }),
    ]);
    expect(first.files[0]).toMatchObject({ ready: 2, blocked: 1 });

    const mended = await importRows('甲二.xlsx', [
      typedPerson(31, { name: '冯小东' }),
      typedPerson(32, { name: '陈小西' }),
      typedPerson(33, { name: '卫小南', employedOn: '近期' }),
    ]);

    expect(mended.files[0]).toMatchObject({ entries: 3, ready: 2, repeated: 0, blocked: 1 });
    expect(mended.corrections).toMatchObject([
      { name: expect.stringContaining('冯') as string, cells: [{ key: 'employedOn' }] },
      { name: expect.stringContaining('陈') as string, cells: [{ key: 'phone', before: '1390' }] },
    ]);
    // What has become wrong takes nobody's place.
    expect(rulesOf(mended)).toEqual(['employment-date-invalid', 'duplicate-in-ledger']);
    const again = await importRows('甲三.xlsx', [typedPerson(32, { name: '陈小西' })]);
    expect(rulesOf(again)).toEqual(['duplicate-in-ledger']);
  });

  it('is a correction too when all of its people were right and one has changed', async () => {
    const first = typedPerson(41, { name: '郑小甲' });
    const last = typedPerson(43, { name: '郑小丙' });
    const guard = typedPerson(42, { name: '郑小乙', post: '保安' });
    await importRows('丙一.xlsx', [first, typedPerson(42, { name: '郑小乙' }), last]);
    const second = await importRows('丙二.xlsx', [first, guard, last]);
    expect(second.corrections).toMatchObject([{ cells: [{ key: 'post', after: '保安' }] }]);
    expect(second.files[0]).toMatchObject({ entries: 3, ready: 1, repeated: 2, blocked: 0 });
    expect(rulesOf(second)).toEqual([]);

    // Once more, on top of rows that stand for earlier ones.
    const third = await importRows('丙三.xlsx', [
      typedPerson(41, { name: '郑小甲', post: '保洁' }),
      guard,
      last,
    ]);
    expect(third.corrections).toMatchObject([{ cells: [{ key: 'post', after: '保洁' }] }]);
    expect(third.files[0]).toMatchObject({ ready: 1, repeated: 2, blocked: 0 });

    // Another sheet that repeats one of them.
    const other = await importRows('丁.xlsx', [typedPerson(43, { name: '郑小丙', post: '司机' })]);
    expect(rulesOf(other)).toEqual(['duplicate-in-ledger']);
    expect(other.corrections).toEqual([]);
  });
});
