import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding, Severity } from '../../src/model/finding.ts';
import { annotateWorkbook, type AnnotateOptions } from '../../src/sheets/annotate/annotate-workbook.ts';
import { handWritten, minimalStyles, partsOf } from './workbook-parts.ts';

let folder: string;
let number = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luru-annotate-'));
});
afterAll(() => rm(folder, { recursive: true }));

function finding(cell: string | null, over: Partial<Finding> = {}): Finding {
  const row = cell === null ? null : Number(/\d+/.exec(cell)?.[0]);
  const column = cell === null ? null : (/[A-Z]+/.exec(cell)?.[0] ?? null);
  return {
    rule: 'id-checksum',
    severity: 'error',
    file: 'a.xlsx',
    sheet: 'Sheet1',
    row,
    column,
    cell,
    message: '校验位不对',
    ...over,
  };
}

async function annotated(
  original: Uint8Array,
  findings: Finding[],
  options: AnnotateOptions = {},
  name = 'a.xlsx',
) {
  number += 1;
  const path = join(folder, `${String(number)}-${name}`);
  await writeFile(path, original);
  const copy = await annotateWorkbook(path, findings, join(folder, `${String(number)}-out-${name}`), options);
  if (copy === null) return null;
  const bytes = new Uint8Array(await readFile(copy.path));
  return {
    copy,
    bytes,
    parts: partsOf(bytes),
    /** Not every workbook here is one that exceljs can read. */
    load: () => new ExcelJS.Workbook().xlsx.readFile(copy.path),
    before: original.subarray(0, 2).toString() === '80,75' ? partsOf(original) : null,
  };
}

it('a workbook whose writer lists types of macros that it does not have stays an .xlsx', async () => {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['姓名'], ['张三']]), 'Sheet1');
  const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
  expect(partsOf(bytes).get('[Content_Types].xml')).toContain('macroEnabled');
  const { copy } = await must(bytes, [finding('A2')]);
  expect(copy.path).toMatch(/\.xlsx$/);
});

async function must(...given: Parameters<typeof annotated>) {
  const result = await annotated(...given);
  if (result === null) throw new Error('not annotated');
  return result;
}

function sheetOf(book: ExcelJS.Workbook, name: string): ExcelJS.Worksheet {
  const sheet = book.getWorksheet(name);
  if (sheet === undefined) throw new Error(`no sheet ${name}`);
  return sheet;
}

const colourOf = (cell: ExcelJS.Cell) => (cell.fill as ExcelJS.FillPattern | undefined)?.fgColor?.argb;
const noteOf = (cell: ExcelJS.Cell) => {
  const note = cell.note as ExcelJS.Comment | string | undefined;
  return typeof note === 'string' || note === undefined
    ? (note ?? '')
    : (note.texts ?? []).map((part) => part.text).join('');
};
const sample = (name: string) =>
  readFile(join(import.meta.dirname, '../../fixtures/sheets', name)).then((bytes) => new Uint8Array(bytes));

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
    expect(parts.get('xl/styles1.xml')).toContain('FFFFC7CE');
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

describe('annotateWorkbook on what cannot be edited', () => {
  const rows = [
    ['填报单位：东湖街道'],
    ['身份证号码', '姓名', '就业时间'],
    ['522300199001011010', '韦家豪', '2024.1.5'],
  ];

  it('writes an .xls with the same content as .xlsx', async () => {
    const workbook = utils.book_new(utils.aoa_to_sheet(rows), 'Sheet1');
    const xls = new Uint8Array(write(workbook, { bookType: 'biff8', type: 'buffer' }) as Uint8Array);
    const { load, copy } = await must(xls, [finding('A3')], {}, 'a.xls');
    expect(copy.kind).toBe('converted');
    expect(copy.path).toMatch(/a\.xlsx$/);
    const sheet = sheetOf(await load(), 'Sheet1');
    expect(['A3', 'B3', 'C3'].map((cell) => sheet.getCell(cell).value)).toEqual(rows[2]);
    expect(colourOf(sheet.getCell('A3'))).toBe('FFFFC7CE');
  });

  it.each([
    ['UTF-8', (text: string) => new TextEncoder().encode(text)],
    [
      'GBK',
      () =>
        new Uint8Array(
          Buffer.from(
            '0d0ac9edb7ddd6a4bac5c2eb2cd0d5c3fb0d0a3532323330303139393030313031313031302ccea4bcd2bac00d0a'.slice(
              4,
            ),
            'hex',
          ),
        ),
    ],
  ])('reads a CSV in %s without turning numbers into anything else', async (_, bytes) => {
    const csv = bytes('身份证号码,姓名\r\n522300199001011010,韦家豪\r\n');
    // The reader names the sheet of a CSV after its file.
    const name = `${String(number + 1)}-a`;
    const { load, copy } = await must(csv, [finding('A2', { sheet: name })], {}, 'a.csv');
    expect(copy.cells).toBe(1);
    const sheet = sheetOf(await load(), name);
    expect([sheet.getCell('A1').value, sheet.getCell('A2').value, sheet.getCell('B2').value]).toEqual([
      '身份证号码',
      '522300199001011010',
      '韦家豪',
    ]);
    expect(noteOf(sheet.getCell('A2'))).toContain('校验位不对');
  });

  it('sets the cells of a web page where its reading sets them, and none is live', async () => {
    const page = `<html><body><table><tr><td colspan=2>填报单位：东湖街道</tr><tr><td>姓名<td>就业时间</tr>
      <tr style="display:none"><td>=1+1<td rowspan=2>2024-03-05</tr><tr><td>+李四</tr></table></body></html>`;
    const name = `${String(number + 1)}-a`;
    const { load, copy, parts } = await must(
      new TextEncoder().encode(page),
      [finding('A4', { sheet: name })],
      {},
      'a.xls',
    );
    expect(copy).toMatchObject({
      kind: 'converted',
      cells: 1,
      path: expect.stringMatching(/\.xlsx$/) as string,
    });
    expect([...parts].filter(([, xml]) => /<f[\s>]/.test(xml))).toEqual([]);
    const sheet = sheetOf(await load(), name);
    expect(['A1', 'B2', 'A3', 'B3', 'A4'].map((cell) => sheet.getCell(cell).value)).toEqual([
      '填报单位：东湖街道',
      '就业时间',
      '=1+1',
      '2024-03-05',
      '+李四',
    ]);
    expect(sheet.getRow(3).hidden).toBe(true);
    expect(noteOf(sheet.getCell('A4'))).toContain('校验位不对');
  });

  it('writes nothing for what nobody can open', async () => {
    expect(await annotated(new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]), [finding('A1')])).toBeNull();
    expect(
      await annotated(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), [finding('A1')], {}, 'a.xls'),
    ).toBeNull();
  });

  it('does not inflate what is too large', async () => {
    const original = await sample('05-巴铃镇-2024-03.xlsx');
    expect(await annotated(original, [finding('A1')], { inflatedBytes: 1000 })).toBeNull();
  });
});
