import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { Severity } from '../../src/model/finding.ts';
import { colourOf, finding, must, noteOf, sample, sheetOf } from './annotated.ts';

describe('annotateWorkbook on a collection sheet', () => {
  const sheetName = '新增就业人员';
  const at = (cell: string, severity: Severity, message = '请更正') =>
    finding(cell, { sheet: sheetName, severity, message });

  it('colours each cell by its worst finding, and adds a note and a line to it', async () => {
    const findings = [
      at('B13', 'error', '身份证号码空白'),
      at('I29', 'decision'),
      at('W30', 'warning'),
      at('D53', 'info'),
      at('B13', 'info', '又一条'),
    ];
    const { load, copy, parts } = await must(await sample('04-市市场监管局-2024-03.xlsx'), findings);
    expect(copy).toMatchObject({ kind: 'patched', cells: 4 });
    const sheet = sheetOf(await load(), sheetName);
    expect(['B13', 'I29', 'W30', 'D53'].map((cell) => colourOf(sheet.getCell(cell)))).toEqual([
      'FFFFC7CE',
      'FFFFD8A8',
      'FFFFF3A3',
      'FFDDEBF7',
    ]);
    expect(noteOf(sheet.getCell('B13'))).toBe('【错误】身份证号码空白\n【说明】又一条');
    expect(colourOf(sheet.getCell('C13'))).toBeUndefined();
    const list = sheetOf(await load(), '问题清单');
    expect(list.getCell('A2').text).toContain('共 5 条：错误 1，待判断 1，提醒 1，说明 2');
    expect(list.rowCount).toBe(8);
    expect(list.getCell('F4').text).toBe('B13');
    const links = parts.get('xl/worksheets/sheet2.xml') ?? '';
    expect(links).toContain(`<hyperlink ref="F4" location="'${sheetName}'!B13"`);
  });

  it('leaves every other part the same to the byte, and every other cell with its value and look', async () => {
    const original = await sample('04-市市场监管局-2024-03.xlsx');
    const { parts, before, load } = await must(original, [at('B13', 'error'), at('AE36', 'error')]);
    const changed = [...(before ?? new Map<string, string>())]
      .filter(([name, text]) => parts.get(name) !== text)
      .map(([name]) => name);
    expect(changed.sort()).toEqual([
      '[Content_Types].xml',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
    ]);
    const then = sheetOf(
      await new ExcelJS.Workbook().xlsx.load(original as unknown as ArrayBuffer),
      sheetName,
    );
    const now = sheetOf(await load(), sheetName);
    then.eachRow((row) =>
      row.eachCell({ includeEmpty: true }, (cell) => {
        const same = now.getCell(cell.address);
        expect(same.value, cell.address).toEqual(cell.value);
        const { fill: fillThen, ...lookThen } = cell.style;
        const { fill: fillNow, ...lookNow } = same.style;
        expect(lookNow, cell.address).toEqual(lookThen);
        if (!['B13', 'AE36'].includes(cell.address)) expect(fillNow, cell.address).toEqual(fillThen);
      }),
    );
    expect(now.pageSetup).toEqual(then.pageSetup);
    expect(now.getColumn(2).width).toBe(then.getColumn(2).width);
    expect(now.getCell('D20').dataValidation).toEqual(then.getCell('D20').dataValidation);
  });

  it('shows no ID number in what it adds', async () => {
    const { parts, before } = await must(await sample('04-市市场监管局-2024-03.xlsx'), [
      finding('B13', {
        sheet: sheetName,
        message: '号码 522300199001011010 不对',
        value: '522300199001011010',
        suggestion: '522300199001011010',
      }),
    ]);
    const added = [...parts].filter(([name]) => before?.has(name) === false || name === 'xl/workbook.xml');
    expect(added.length).toBeGreaterThan(3);
    for (const [name, text] of added) expect(text, name).not.toContain('19900101');
    expect(parts.get('xl/comments1.xml')).toContain('522300**********10');
  });

  it('writes the same bytes whenever it is called', async () => {
    const original = await sample('05-巴铃镇-2024-03.xlsx');
    const first = await must(original, [finding('B5')]);
    const second = await must(original, [finding('B5')]);
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
  });

  it('annotates a merged body cell at the cell that shows', async () => {
    const { load, copy } = await must(await sample('03-城南街道-2024-03.xlsx'), [
      finding('N8', { sheet: '3月 ' }),
      finding('N9', { sheet: '3月 ' }),
    ]);
    expect(copy.cells).toBe(1);
    expect(colourOf(sheetOf(await load(), '3月 ').getCell('N7'))).toBe('FFFFC7CE');
  });

  it('puts a finding about a row at its first cell, one about a column at its header, one about the file in the list only', async () => {
    const findings = [
      finding('B19', { cell: null, column: null }),
      finding(null, { column: 'AN' }),
      finding(null, { sheet: null }),
    ].map((one) => (one.sheet === null ? one : { ...one, sheet: sheetName }));
    const tables = [{ name: sheetName, headerRow: 3, columns: [{ header: '是否已录系统', column: 'AN' }] }];
    const { load } = await must(await sample('04-市市场监管局-2024-03.xlsx'), findings, { tables });
    const sheet = sheetOf(await load(), sheetName);
    expect([colourOf(sheet.getCell('A19')), colourOf(sheet.getCell('AN3'))]).toEqual([
      'FFFFC7CE',
      'FFFFC7CE',
    ]);
    expect(sheetOf(await load(), '问题清单').getCell('G5').text).toBe('是否已录系统');
    expect(sheetOf(await load(), '问题清单').getCell('F4').text).toBe('');
  });
});
