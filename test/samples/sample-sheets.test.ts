import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCreditCheck, withIdCheck } from '../../scripts/sample-sheets/numbers.ts';
import { sampleFiles, sampleForms, type Expected } from '../../scripts/sample-sheets/sheets.ts';

const folder = join(import.meta.dirname, '../../fixtures/sheets');

async function firstSheet(bytes: Uint8Array): Promise<ExcelJS.Worksheet> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  const sheet = workbook.worksheets[0];
  if (sheet === undefined) throw new Error('no worksheet');
  return sheet;
}

describe('the sample sheets', () => {
  let made: Map<string, Uint8Array>;
  beforeAll(async () => {
    made = await sampleFiles();
  });

  it('in the repository are exactly what the generator writes', async () => {
    expect((await readdir(folder)).sort()).toEqual([...made.keys()].sort());
    for (const [name, bytes] of made) {
      expect(Buffer.compare(await readFile(join(folder, name)), bytes), name).toBe(0);
    }
  });

  it('have the title, the unit and the broken header of attachment 5', async () => {
    const bytes = made.get('01-东湖街道-2024-03.xlsx');
    if (bytes === undefined) throw new Error('no town sheet');
    const sheet = await firstSheet(bytes);
    expect(sheet.getCell('A1').text).toBe('2024年兴仁市城镇新增就业信息采集表');
    expect(sheet.getCell('A2').text).toBe('填报单位（盖章）：东湖街道');
    expect(sheet.getCell('A3').text).toBe('序\n号');
    expect(sheet.getCell('L3').text).toBe('是\n否\n留\n守\n儿\n童\n家\n庭\n劳\n动\n力');
    expect(sheet.getCell('H3').text).toBe('户口所在地');
  });

  it('hold about 120 people, all with numbers of area 522300 that belong to nobody', () => {
    const people = sampleForms().flatMap(({ rows }) =>
      rows.flatMap(({ person }) => (person === null ? [] : [person])),
    );
    expect(people.length).toBeGreaterThanOrEqual(110);
    expect(people.length).toBeLessThanOrEqual(140);
    for (const { idNumber } of people) expect(idNumber).toMatch(/^522300\d{11}[\dX]$/);
  });

  it('raise every rule that a sheet of people can raise', () => {
    const expected = JSON.parse(new TextDecoder().decode(made.get('expected.json'))) as Expected;
    const rules = new Set(
      Object.values(expected.files).flatMap((file) => file.findings.map((one) => one.rule)),
    );
    // prettier-ignore
    expect([...rules]).toEqual(expect.arrayContaining([
      'id-missing', 'name-missing', 'required-missing', 'id-format', 'id-checksum', 'id-damaged', 'id-15', 'id-run',
      'sex-mismatch', 'birthdate-mismatch', 'name-suspect', 'age-under', 'age-over', 'age-at-limit',
      'employment-date-invalid', 'employment-in-future', 'employment-out-of-year', 'region-unknown', 'region-not-urban',
      'region-class-mismatch', 'region-outside-unit', 'income-floor-not-set', 'income-invalid', 'trainee-excluded',
      'trainee-history', 'grassroots-proof', 'vocab-unknown', 'vocab-ambiguous', 'phone-invalid', 'phone-shared',
      'credit-code-checksum', 'credit-code-issuer', 'credit-code-damaged', 'duplicate-in-file',
      'duplicate-across-files', 'same-id-other-name', 'value-ditto', 'industry-sector-mismatch',
      'credit-code-missing', 'employment-after-month', 'same-name-phone', 'column-unknown', 'row-hidden',
      'formula-cell', 'row-sample', 'row-footer',
    ]));
  });

  it('have expected findings that point at the cell they speak of', async () => {
    const expected = JSON.parse(new TextDecoder().decode(made.get('expected.json'))) as Expected;
    const name = '04-市市场监管局-2024-03.xlsx';
    const sheet = await firstSheet(made.get(name) ?? new Uint8Array());
    const cellOf = (rule: string) => {
      const finding = expected.files[name]?.findings.find((one) => one.rule === rule);
      const cell = finding?.cell ?? null;
      return cell === null ? null : sheet.getCell(cell);
    };
    expect(cellOf('id-missing')?.value).toBeNull();
    expect(cellOf('id-damaged')?.value).toBe(522300199001012000);
    expect(cellOf('value-ditto')?.text).toBe('同上');
    expect(cellOf('vocab-unknown')?.text).toBe('火星族');
    expect(cellOf('formula-cell')?.formula).toMatch(/^IF\(MOD\(MID\(B53,/);
    expect(cellOf('formula-cell')?.address).toBe('D53');
  });
});

describe('the numbers of the sample sheets', () => {
  it('pass the worked examples of their standards', () => {
    expect(withIdCheck('11010519491231002')).toBe('11010519491231002X');
    expect(withCreditCheck('91350100M000100Y4')).toBe('91350100M000100Y43');
  });
});
