import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ColumnKey } from '../../src/model/column.ts';
import { readIdNumber } from '../../src/model/id-number.ts';
import { defaultLimits } from '../../src/sheets/index.ts';
import { idNumberIsWrong } from '../../src/sheets/template/cell-rules.ts';
import { collectionForm } from '../../src/sheets/template/index.ts';
import { checkWithRows, type CheckReport } from '../../src/workflow/check.ts';
import { goodPerson } from '../checks/row-builder.ts';
import { fictionalId, withWrongCheck } from '../model/fictional-numbers.ts';
import { shippedPack } from '../pack/shipped-pack.ts';

const firstRow = 4;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luru-template-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function openForm(unit: string | null, month: string | null): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  const bytes = await collectionForm(shippedPack, { unit, month, madeOn: '2024-03-01' });
  await workbook.xlsx.load(bytes.buffer as ArrayBuffer);
  return workbook;
}

/** What somebody types for a value: yes and no as words, dates as dates. */
function typed(key: ColumnKey, value: unknown): ExcelJS.CellValue {
  if (value === true || value === false) return value ? '是' : '否';
  const { kind } = shippedPack.columnByKey[key] ?? {};
  if (kind === 'date' && typeof value === 'string') return new Date(`${value}T00:00:00Z`);
  if (kind === 'region') return '522302001001 东湖街道东湖社区';
  return value as ExcelJS.CellValue;
}

function fillIn(workbook: ExcelJS.Workbook, people: number): void {
  const sheet = workbook.worksheets[0];
  for (let order = 1; order <= people; order += 1) {
    for (const [key, value] of Object.entries(goodPerson(order)) as [ColumnKey, unknown][]) {
      if (value === null || value === undefined) continue;
      const column = shippedPack.columns.findIndex((one) => one.key === key) + 1;
      if (sheet !== undefined) sheet.getCell(firstRow + order - 1, column).value = typed(key, value);
    }
  }
}

async function check(workbook: ExcelJS.Workbook, name: string): Promise<CheckReport> {
  const path = join(folder, name);
  await writeFile(path, new Uint8Array(await workbook.xlsx.writeBuffer()));
  return checkWithRows(
    {
      files: [path],
      pack: shippedPack,
      unit: null,
      month: null,
      today: '2024-03-20',
      limits: defaultLimits,
    },
    new AbortController().signal,
  );
}

describe('the empty collection sheet', () => {
  it('passes the check when it is filled in, beyond the ruled rows too', async () => {
    const workbook = await openForm('东湖街道', '2024-03');
    fillIn(workbook, 40);
    const report = await check(workbook, 'filled.xlsx');

    expect(report.findings.filter(({ rule }) => rule !== 'income-floor-not-set')).toEqual([]);
    expect(report.summary.people).toBe(40);
    expect(report.files[0]?.sheets.map(({ reportingUnit }) => reportingUnit)).toEqual(['东湖街道']);
    expect(report.files[0]?.sheets[0]?.rows[0]?.values).toMatchObject({
      workRegion: '522302001001',
      employedOn: '2024-03-05',
      laborContract: true,
    });
  });

  it('takes the unit from its drop-down when it was made for nobody', async () => {
    const workbook = await openForm(null, null);
    const sheet = workbook.worksheets[0];
    if (sheet !== undefined) sheet.getCell('C2').value = '市教育局';
    fillIn(workbook, 1);
    const report = await check(workbook, 'unit.xlsx');

    expect(report.files[0]?.sheets.map(({ reportingUnit }) => reportingUnit)).toEqual(['市教育局']);
    expect(report.findings.filter(({ rule }) => rule !== 'income-floor-not-set')).toEqual([]);
  });

  it('has every column of the pack as one table, in order, and text where digits could be lost', async () => {
    const sheet = (await openForm('东湖街道', '2024-03')).worksheets[0];
    const heads = shippedPack.columns.map((_, index) => sheet?.getCell(3, index + 1).text ?? '');
    expect(heads.map((head) => head.replace('*', ''))).toEqual(
      shippedPack.columns.map(({ header }) => header),
    );
    for (const key of ['idNumber', 'phone', 'creditCode', 'workRegion', 'permitNumber'] as const) {
      const column = shippedPack.columns.findIndex((one) => one.key === key) + 1;
      expect(sheet?.getCell(firstRow, column).numFmt, key).toBe('@');
      expect(sheet?.getColumn(column).numFmt, key).toBe('@');
    }
    expect(sheet?.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', printTitlesRow: '1:3' });
    expect(sheet?.headerFooter.oddFooter).toContain('签字');
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 3 });
  });

  it('offers every label of a vocabulary, none of which the check refuses', async () => {
    const workbook = await openForm('东湖街道', '2024-03');
    const lists = workbook.getWorksheet('选项');
    expect(lists?.state).toBe('veryHidden');
    const listed = new Set(
      (lists?.getSheetValues() ?? []).flatMap((row) => (Array.isArray(row) ? row.map(String) : [])),
    );
    for (const { label } of shippedPack.vocabularies['ethnicity']?.terms ?? [])
      expect(listed).toContain(label);
    const region = shippedPack.urbanPlaces.find(({ name }) => name.length > 0);
    expect([...listed].some((text) => text.startsWith(region?.code ?? '?'))).toBe(true);
  });

  it('offers places that are read as their own code, every one of them', async () => {
    const workbook = await openForm('市教育局', '2024-03');
    const column = shippedPack.columns.findIndex(({ key }) => key === 'workRegion') + 1;
    const sheet = workbook.worksheets[0];
    fillIn(workbook, shippedPack.urbanPlaces.length);
    shippedPack.urbanPlaces.forEach(({ code, town, name }, index) => {
      if (sheet !== undefined) sheet.getCell(firstRow + index, column).value = `${code} ${town}${name}`;
    });
    const report = await check(workbook, 'places.xlsx');
    expect(report.files[0]?.sheets[0]?.rows.map(({ values }) => values['workRegion'])).toEqual(
      shippedPack.urbanPlaces.map(({ code }) => code),
    );
  });
});

describe('the identity number formula', () => {
  /** The formula's own arithmetic, as a spreadsheet would count it. */
  function isWrong(id: string): boolean {
    const formula = idNumberIsWrong('B4');
    const terms = [...formula.matchAll(/MID\(B4,(\d+),1\)\*(\d+)/g)];
    const sum = terms.reduce(
      (total, [, at, weight]) => total + Number(id[Number(at) - 1]) * Number(weight),
      0,
    );
    const checks = /MID\("([^"]+)",MOD/.exec(formula)?.[1] ?? '';
    return id !== '' && (id.length !== 18 || checks[sum % 11] !== id[17]?.toUpperCase());
  }

  it('agrees with the check of the program', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 499 }), fc.boolean(), (order, spoil) => {
        const good = fictionalId('1990-03-05', '女', order);
        const id = spoil ? withWrongCheck(good) : good;
        expect(isWrong(id)).toBe(readIdNumber(id).kind !== 'valid');
      }),
    );
    expect(isWrong('')).toBe(false);
    expect(isWrong('52230019900305')).toBe(true);
  });

  it('fits into what office programs take', () => {
    expect(idNumberIsWrong('B4').length).toBeLessThan(1024);
  });
});
