import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportJson, writeReport, type ProgressReportModel } from '../../src/reports/index.ts';
import { reportModel } from './report-model.ts';

let folder: string;
let model: ProgressReportModel;
let book: ExcelJS.Workbook;

async function written(given: ProgressReportModel, name: string): Promise<ExcelJS.Workbook> {
  const path = join(folder, name);
  await writeReport(given, path);
  const workbook = new ExcelJS.Workbook();
  return workbook.xlsx.readFile(path);
}

function sheetOf(workbook: ExcelJS.Workbook, name: string): ExcelJS.Worksheet {
  const sheet = workbook.getWorksheet(name);
  if (sheet === undefined) throw new Error(`no sheet ${name}`);
  return sheet;
}

function rowOf(sheet: ExcelJS.Worksheet, title: string): ExcelJS.Row {
  for (let at = 1; at <= sheet.rowCount; at += 1)
    if (sheet.getCell(at, 2).text === title) return sheet.getRow(at);
  throw new Error(`no row ${title}`);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luru-report-'));
  model = await reportModel();
  book = await written(model, 'report.xlsx');
});
afterAll(() => rm(folder, { recursive: true }));

describe('the progress report', () => {
  it('has its four sheets, A4 across, whole and private', async () => {
    expect(book.worksheets.map((sheet) => sheet.name)).toEqual([
      '进度通报表',
      '进度（按录入时间）',
      '收尾清单',
      '对账',
    ]);
    for (const sheet of book.worksheets) {
      expect(sheet.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToWidth: 1 });
    }
    expect((await stat(join(folder, 'report.xlsx'))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).not.toContain('report.xlsx.part');
  });

  it('has every unit in its block, with figures that are numbers', () => {
    const sheet = sheetOf(book, '进度通报表');
    expect(sheet.getCell('A1').text).toBe('兴仁市2024年城镇新增就业进度通报表');
    const line = rowOf(sheet, '东湖街道');
    expect([3, 4, 5, 6, 7].map((column) => line.getCell(column).value)).toEqual([412, 124, 3, 124, 3]);
    expect(line.getCell(8).result).toBeCloseTo(3 / 124);
    expect(line.getCell(8).numFmt).toBe('0.0%');
    expect(line.getCell(10).result).toBe(-121);
    expect(rowOf(sheet, '市教育局').number).toBeGreaterThan(rowOf(sheet, '乡镇（街道）小计').number);
  });

  it('adds up: the live sums hold what the lines hold', () => {
    for (const name of ['进度通报表', '进度（按录入时间）']) {
      const sheet = sheetOf(book, name);
      for (const column of [3, 4, 5, 6, 7]) {
        const value = (title: string) => Number(rowOf(sheet, title).getCell(column).result);
        let lines = 0;
        for (let at = 4; at <= sheet.rowCount; at += 1) {
          const isLine = typeof sheet.getCell(at, 1).value === 'number';
          if (isLine) lines += Number(sheet.getCell(at, column).value);
        }
        expect(value('乡镇（街道）小计') + value('市直部门小计')).toBe(value('全市合计'));
        expect(lines).toBe(value('全市合计'));
      }
    }
    expect(rowOf(sheetOf(book, '进度通报表'), '全市合计').getCell(7).formula).toMatch(/^G\d+\+G\d+$/);
  });

  it('closes: every sheet row is found again, unit by unit', () => {
    const sheet = sheetOf(book, '收尾清单');
    const total = rowOf(sheet, '合计');
    expect(total.getCell(3).result).toBe(30);
    expect(total.getCell(14).result).toBe(30);
    expect(total.getCell(16).result).toBe('相符');
    const heads = [4, 5, 6, 7, 8, 9, 10, 11, 12, 13].map((column) => Number(total.getCell(column).result));
    expect(heads.reduce((sum, count) => sum + count, 0)).toBe(30);
  });

  it('says which unit does not add up', async () => {
    const [first] = model.statement.lines;
    if (first === undefined) throw new Error('no lines');
    const statement = {
      ...model.statement,
      addsUp: false,
      lines: [{ ...first, sheetRows: first.sheetRows + 2, missing: 2 }],
    };
    const sheet = sheetOf(await written({ ...model, statement }, 'apart.xlsx'), '收尾清单');
    expect(rowOf(sheet, '东湖街道').getCell(16).result).toBe('不符');
    expect(sheet.getCell('A6').text).toContain('东湖街道有 2 行没有去处');
  });

  it('lists the people that need somebody first, ID numbers masked', () => {
    const sheet = sheetOf(book, '对账');
    expect(sheet.getCell('B5').text).toBe('门户查无');
    expect(sheet.getCell('F5').text).toMatch(/^522300\*{10}\d[\dX]$/);
    expect(sheet.autoFilter).toBe(`A4:N${String(4 + model.reconciliation.verdicts.length)}`);
  });

  it('lets no text of a sheet become a formula', async () => {
    const workbook = await written(
      await reportModel({ name: '=HYPERLINK("http://example.invalid","x")' }),
      'live.xlsx',
    );
    const sheet = sheetOf(workbook, '对账');
    expect(sheet.getCell('E5').value).toBe('\'=HYPERLINK("http://example.invalid","x")');
    expect(sheet.getCell('L5').text.startsWith("'=1.xlsx")).toBe(true);
    sheet.eachRow((row) => row.eachCell((cell) => expect(cell.formula, cell.address).toBeUndefined()));
  });

  it('shows no ID number in the clear, in the workbook and for machines', async () => {
    const full = /522300(?:19|20)\d{9}[\dX]/;
    for (const sheet of book.worksheets)
      sheet.eachRow((row) => row.eachCell((cell) => expect(cell.text).not.toMatch(full)));
    expect(JSON.stringify(reportJson(await reportModel()))).not.toMatch(full);
  });

  it('is streamed when it is large, and says the same', async () => {
    const large = await reportModel({ people: 2100 });
    const sheet = sheetOf(await written(large, 'large.xlsx'), '对账');
    expect(sheet.rowCount).toBe(4 + large.reconciliation.verdicts.length);
    expect(sheet.getCell('B5').text).toBe('门户查无');
    expect(sheet.getCell('A1').text).toBe('对账清单');
  });

  it('leaves nothing behind when it cannot be written', async () => {
    await expect(writeReport(model, join(folder, 'no-such-folder', 'x.xlsx'))).rejects.toThrow();
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
