import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayWords } from '../../src/workflow/working-day.ts';
import type { MonthStatus } from '../../src/workflow/status.ts';
import { fillForm, typedPerson } from './filled-form.ts';
import { runLuru, type CliRun } from './run-luru.ts';

let folder = '';
let workspace = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luru-status-'));
  workspace = join(folder, 'workspace');
  await runLuru(['init', workspace, '--operator', '张敏']);
});
afterAll(() => rm(folder, { recursive: true }));

const luru = (...args: string[]): Promise<CliRun> => runLuru([...args, '--workspace', workspace, '--json']);

async function edit(kind: string, change: (sheet: ExcelJS.Worksheet) => void): Promise<string> {
  const path = join(folder, `${kind}-${String(Math.random()).slice(2)}.xlsx`);
  await runLuru(['template', '--kind', kind, '--out', path]);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  const [sheet] = workbook.worksheets;
  if (sheet !== undefined) change(sheet);
  await workbook.xlsx.writeFile(path);
  return path;
}

describe('what a month has seen', () => {
  it('tells who handed in, who is missing and whom to ring up', async () => {
    const contacts = await edit('contacts', (sheet) => {
      for (let row = 4; row < 32; row += 1) {
        if (sheet.getCell(row, 2).value !== '城南街道') continue;
        ['王强', '副主任', '13900000001', '陈静', '13900000002'].forEach(
          (text, index) => (sheet.getCell(row, index + 3).value = text),
        );
      }
    });
    expect(JSON.parse((await luru('contacts', 'import', contacts)).out)).toMatchObject({ units: 1 });
    await luru('import', await fillForm(join(folder, '东湖.xlsx'), '东湖街道', '2024-03', [typedPerson(1)]));
    await luru(
      'status',
      'paper',
      '--unit',
      '东湖街道',
      '--month',
      '2024-03',
      '--by',
      '李娟',
      '--on',
      '2024-03-18',
    );

    const status = JSON.parse((await luru('status', '--month', '2024-03')).out) as MonthStatus;
    expect(status.units).toHaveLength(28);
    expect(status.counts).toEqual({ late: 1, missing: 27, 'on-time': 0, awaited: 0 });
    expect(status.units.find(({ unit }) => unit === '东湖街道')).toMatchObject({
      state: 'late',
      people: 1,
      open: 1,
      entryOverdue: true,
      paper: { by: '李娟', on: '2024-03-18' },
      files: [{ name: '东湖.xlsx', people: 1 }],
    });
    expect(status.units.find(({ unit }) => unit === '城南街道')).toMatchObject({
      state: 'missing',
      liaison: { name: '陈静', mobile: '13900000002' },
    });
  });

  it('goes by the day on which a sheet came in, where that is given', async () => {
    const path = await fillForm(join(folder, '巴铃.xlsx'), '巴铃镇', '2024-03', [
      typedPerson(2, { workRegion: '522302102001', urbanRuralClass: '121' }),
    ]);
    const units = async () =>
      (JSON.parse((await luru('status', '--month', '2024-03')).out) as MonthStatus).units;
    const baling = async () => (await units()).find(({ unit }) => unit === '巴铃镇');
    const ahead = await luru('import', path, '--received', '2999-01-01');
    expect([ahead.code, ahead.complaints]).toMatchObject([2, expect.stringContaining('--received')]);
    await luru('import', path, '--received', '2024-03-19');
    expect(await baling()).toMatchObject({ state: 'late', handedInAt: '2024-03-19', people: 1 });
    // The file is there already: only its day is put right.
    await luru('import', path, '--received', '2024-03-18');
    expect(await baling()).toMatchObject({ state: 'on-time', handedInAt: '2024-03-18', people: 1 });
  });

  it('takes no contacts of a form with a wrong number, and says where it is', async () => {
    const wrong = await edit('contacts', (sheet) => {
      sheet.getCell('C4').value = '王强';
      sheet.getCell('E4').value = '1390000';
    });
    const run = await luru('contacts', 'import', wrong);
    expect(run.code).toBe(3);
    expect(run.complaints).toContain('第 4 行');
  });

  it('words a deadline by the kind of day it is, and says when it does not know', () => {
    expect(dayWords('2024-05-18')).toMatchObject({
      isWorkday: false,
      words: '周六',
      nextWorkday: '2024-05-20',
    });
    expect(dayWords('2024-02-18')).toMatchObject({ isWorkday: true, words: '周日（调休上班）' });
    expect(dayWords('2024-10-01')).toMatchObject({
      words: '国庆节放假',
      nextWorkday: '2024-10-08',
      isKnown: true,
    });
    expect(dayWords('2024-03-18')).toMatchObject({ words: '周一', nextWorkday: '2024-03-18' });
    expect(dayWords('2040-03-18')).toMatchObject({ isKnown: false });
  });
});

describe('targets as versions', () => {
  it('takes a form whose sums are right, keeps the version before, and refuses a day that has one', async () => {
    const form = await edit('targets', (sheet) => {
      const unit = sheet.getCell('D3');
      unit.value = Number(unit.value) + 10;
      for (const address of ['C3', 'C31', 'D31']) {
        const cell = sheet.getCell(address);
        const { formula, result } = cell.value as ExcelJS.CellFormulaValue;
        cell.value = { formula, result: Number(result) + 10 };
      }
    });
    const args = ['targets', 'import', form, '--effective', '2024-06-01', '--reason', '上级调整'];
    const done = JSON.parse((await luru(...args)).out) as { annual: number; changed: unknown[] };
    expect(done.annual).toBe(6510);
    expect(done.changed).toHaveLength(1);
    expect((await luru(...args)).complaints).toContain('2024-06-01');
    const report = await luru('report', '--month', '2024-07');
    expect(report.code, report.complaints).toBe(0);
    expect(report.out).toContain('6510');
  });

  it('refuses a total that is not the sum', async () => {
    const form = await edit('targets', (sheet) => {
      sheet.getCell('C31').value = 6501;
    });
    const run = await luru('targets', 'import', form, '--effective', '2024-07-01', '--reason', '上级调整');
    expect(run.code).toBe(3);
    expect(run.complaints).toContain('6501');
    expect(run.complaints).toContain('6500');
  });
});
