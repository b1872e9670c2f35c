import { utils, write } from '@e965/xlsx';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colourOf, finding, must, noteOf, sheetOf } from './annotated.ts';
import { handWritten, minimalStyles, partsOf } from './workbook-parts.ts';

it('a workbook whose writer lists types of macros that it does not have stays an .xlsx', async () => {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['姓名'], ['张三']]), 'Sheet1');
  const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
  expect(partsOf(bytes).get('[Content_Types].xml')).toContain('macroEnabled');
  const { copy } = await must(bytes, [finding('A2')]);
  expect(copy.path).toMatch(/\.xlsx$/);
});

describe('annotateWorkbook on parts as other tools write them', () => {
  it('makes cells and rows that are missing, in their place and with the look of their column or row', async () => {
    const sheet =
      '<cols><col min="3" max="3" style="1"/></cols><sheetData><row r="2"><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c></row><row r="5" s="1" customFormat="1"/></sheetData>';
    const { parts, load } = await must(handWritten({ sheet, styles: minimalStyles }), [
      finding('C2'),
      finding('A2'),
      finding('F2'),
      finding('C3'),
      finding('A5'),
      finding('B9'),
    ]);
    const xml = parts.get('xl/worksheets/sheet1.xml') ?? '';
    expect([...xml.matchAll(/<(?:row|c) r="(\w+)"/g)].map(([, name]) => name)).toEqual([
      '2',
      'A2',
      'B2',
      'C2',
      'D2',
      'F2',
      '3',
      'C3',
      '5',
      'A5',
      '9',
      'B9',
    ]);
    const now = sheetOf(await load(), 'Sheet1');
    expect(['C2', 'C3', 'A5'].map((cell) => now.getCell(cell).numFmt)).toEqual([
      'yyyy-mm-dd',
      'yyyy-mm-dd',
      'yyyy-mm-dd',
    ]);
    expect(['A2', 'F2', 'B9'].map((cell) => now.getCell(cell).numFmt)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(now.getCell('C2').alignment).toEqual({ horizontal: 'center' });
    expect(now.getCell('B2').value).toBe(1);
  });

  it('reads rows and cells that do not say where they are', async () => {
    const sheet =
      '<sheetData><row><c><v>1</v></c></row><row><c><v>2</v></c><c><v>3</v></c></row></sheetData>';
    const { parts } = await must(handWritten({ sheet, styles: minimalStyles }), [finding('B2')]);
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain(
      '<row><c><v>2</v></c><c s="2"><v>3</v></c></row>',
    );
  });

  it('works with prefixed elements, no styles and an empty sheet', async () => {
    const { parts } = await must(handWritten({ sheet: '<x:sheetData/>', prefix: 'x:' }), [finding('B2')]);
    expect(parts.get('xl/worksheets/sheet1.xml')).toMatch(
      /<x:sheetData><x:row r="2"><x:c r="B2" s="1"\/><\/x:row><\/x:sheetData><x:legacyDrawing /,
    );
    expect(parts.get('xl/workbook.xml')).toMatch(/<x:sheet [^>]*name="问题清单" sheetId="8"/);
    expect(parts.get('xl/styles.xml')).toContain('FFFFC7CE');
  });

  it('leaves comments in the markup and text that looks like markup alone', async () => {
    const sheet =
      '<sheetData><!-- <row r="2"><c r="B2"/></row> --><row r="2"><c r="A2" t="inlineStr"><is><t>&lt;c r="B2"/&gt;</t></is></c><c r="B2"/></row></sheetData>';
    const { parts } = await must(handWritten({ sheet, styles: minimalStyles }), [finding('B2')]);
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain('<!-- <row r="2"><c r="B2"/></row> -->');
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain(
      '&lt;c r="B2"/&gt;</t></is></c><c r="B2" s="2"/></row>',
    );
  });

  it('puts the notes before what must come after them', async () => {
    const sheet =
      '<sheetData/><pageMargins left="1"/><mc:AlternateContent xmlns:mc="m"><mc:Choice><controls/></mc:Choice></mc:AlternateContent><tableParts count="0"/><extLst/>';
    const { parts } = await must(handWritten({ sheet, styles: minimalStyles }), [finding('B2')]);
    expect(parts.get('xl/worksheets/sheet1.xml')).toMatch(
      /<pageMargins left="1"\/><legacyDrawing [^>]*\/><mc:AlternateContent/,
    );
  });

  it('names the added sheet anew when the name is taken', async () => {
    const { load } = await must(
      handWritten({ sheet: '<sheetData/>', styles: minimalStyles, sheetName: '问题清单' }),
      [],
    );
    expect((await load()).worksheets.map((sheet) => sheet.name)).toEqual(['问题清单', '问题清单(2)']);
  });

  it('keeps notes that are there, adds to them in their cell, and numbers shapes on', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Sheet1');
    sheet.getCell('B2').value = '甲';
    sheet.getCell('B2').note = '村里写的备注';
    sheet.getCell('C3').value = '乙';
    sheet.getCell('C3').note = '另一条';
    const { load, parts } = await must(new Uint8Array(await workbook.xlsx.writeBuffer()), [
      finding('B2'),
      finding('D4'),
    ]);
    const now = sheetOf(await load(), 'Sheet1');
    expect(noteOf(now.getCell('B2'))).toBe('村里写的备注\n――――\n【错误】校验位不对');
    expect(noteOf(now.getCell('C3'))).toBe('另一条');
    expect(noteOf(now.getCell('D4'))).toBe('【错误】校验位不对');
    const drawing = [...parts].find(([name]) => name.endsWith('.vml'))?.[1] ?? '';
    const shapes = [...drawing.matchAll(/<v:shape [^>]*id="(_x0000_s\d+)"/g)].map(([, id]) => id);
    expect(new Set(shapes).size).toBe(3);
  });

  it('lets no message become a formula', async () => {
    const { load } = await must(handWritten({ sheet: '<sheetData/>', styles: minimalStyles }), [
      finding('B2', { message: '=1+1', value: '@SUM(A1)', suggestion: '+1' }),
    ]);
    const list = sheetOf(await load(), '问题清单');
    expect([list.getCell('H4').value, list.getCell('I4').value, list.getCell('J4').value]).toEqual([
      "'@SUM(A1)",
      "'=1+1",
      "'+1",
    ]);
  });

  it('colours exactly the asked cells, wherever they are', async () => {
    const place = fc.record({
      row: fc.integer({ min: 1, max: 12 }),
      column: fc.integer({ min: 0, max: 25 }),
    });
    const name = ({ row, column }: { row: number; column: number }) =>
      String.fromCharCode(65 + column) + String(row);
    const unique = (places: string[]) => [...new Set(places)];
    await fc.assert(
      fc.asyncProperty(
        fc.array(place, { maxLength: 12 }),
        fc.array(place, { minLength: 1, maxLength: 8 }),
        async (filled, asked) => {
          const workbook = new ExcelJS.Workbook();
          const sheet = workbook.addWorksheet('Sheet1');
          filled.forEach((one, index) => (sheet.getCell(name(one)).value = index));
          const cells = unique(asked.map(name));
          const { load } = await must(
            new Uint8Array(await workbook.xlsx.writeBuffer()),
            cells.map((cell) => finding(cell)),
          );
          const now = sheetOf(await load(), 'Sheet1');
          const coloured: string[] = [];
          now.eachRow({ includeEmpty: true }, (row) =>
            row.eachCell({ includeEmpty: true }, (cell) =>
              colourOf(cell) === undefined ? 0 : coloured.push(cell.address),
            ),
          );
          expect(coloured.sort()).toEqual([...cells].sort());
          for (const one of unique(filled.map(name)))
            expect(now.getCell(one).value).toBe(sheet.getCell(one).value);
        },
      ),
      { numRuns: 25 },
    );
  });
});
