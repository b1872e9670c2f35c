import ExcelJS from 'exceljs';
import { strToU8, zipSync } from 'fflate';
import { utils, write, type BookType } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { biff5Workbook } from './biff5.ts';
import { toGb18030 } from './gbk.ts';
import { header, personRow } from './people.ts';
import { fileOf, readBytes, readPath, readRaw, values } from './read-file.ts';
import { rawWorkbook } from './raw-workbook.ts';

const people = Array.from({ length: 5 }, (_, index) =>
  personRow(index, index === 2 ? { 姓名: '㐱𠮷明' } : {}),
);
const grid = [['2024年兴仁市城镇新增就业信息采集表'], ['填报单位（盖章）：东湖街道'], header, ...people];
const rows = Object.fromEntries(grid.map((cells, index) => [index + 1, cells]));

async function expectPeople(bytes: Uint8Array | string, name: string, rare = '㐱𠮷明'): Promise<void> {
  const { tables, told } = await readBytes(bytes, name);
  expect(told, name).toEqual([]);
  expect(tables, name).toHaveLength(1);
  const [table] = tables;
  if (table === undefined) return;
  expect(table.head).toMatchObject({ reportingUnit: '东湖街道', headerRow: 3 });
  expect(table.rows.map(({ row }) => row)).toEqual([4, 5, 6, 7, 8]);
  expect(values(table, 'idNumber')).toEqual(people.map((person) => person[1]));
  expect(values(table, 'name')).toEqual(people.map((person) => person[2]?.replace('㐱𠮷明', rare)));
  expect(values(table, 'birthDate')).toEqual(people.map((person) => person[4]));
  expect(values(table, 'employedOn')).toEqual(people.map(() => '2024-03-05'));
  expect(values(table, 'monthlyIncome')).toEqual(people.map(() => 2800));
}

function sheetJs(bookType: BookType): Uint8Array {
  const book = utils.book_new();
  const sheet = utils.aoa_to_sheet(grid);
  for (const [index] of people.entries()) {
    sheet[`G${index + 4}`] = { t: 'n', v: 45_356, z: 'yyyy"年"m"月"d"日"' };
    sheet[`I${index + 4}`] = { t: 'n', v: 2800 };
  }
  utils.book_append_sheet(book, sheet, 'Sheet1');
  return new Uint8Array(write(book, { type: 'array', bookType }) as ArrayBuffer);
}

describe('a file is read by its content, whatever its name', () => {
  it.each(['inline', 'shared'])('%s strings in .xlsx', async (kind) => {
    await expectPeople(
      rawWorkbook({ sheets: [{ name: 'a', rows }], shared: kind === 'shared' }),
      `${kind}.xls`,
    );
  });

  it('strict OOXML', async () => {
    await expectPeople(
      rawWorkbook({ sheets: [{ name: 'a', rows }], strict: true, shared: true }),
      'strict.xlsx',
    );
  });

  it('a workbook of another writer', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('采集表');
    for (const cells of grid) sheet.addRow(cells);
    await expectPeople(new Uint8Array(await book.xlsx.writeBuffer()), 'exceljs.xlsx');
  });

  it.each(['xlsx', 'xlsm', 'xlsb', 'biff8', 'ods', 'xlml'] satisfies BookType[])('%s', async (type) => {
    await expectPeople(sheetJs(type), `${type}.et`);
  });

  it('Excel 5 with Chinese text in its code page', async () => {
    const plain = grid.map((cells) => cells.map((cell) => cell.replace('㐱𠮷明', '赵明')));
    const { tables, told } = await readBytes(biff5Workbook(plain), 'biff5.xls');
    expect(told).toEqual([]);
    expect(tables[0] && values(tables[0], 'name')).toEqual(plain.slice(3).map((cells) => cells[2]));
    expect(tables[0] && values(tables[0], 'idNumber')).toEqual(plain.slice(3).map((cells) => cells[1]));
  });

  it.each([',', '\t', ';', '|'])('text with %j between the fields', async (delimiter) => {
    const text = grid.map((cells) => cells.join(delimiter)).join('\r\n');
    await expectPeople(text, 'plain.csv');
    await expectPeople(toGb18030(text.replaceAll('㐱', '𠮷')), 'gbk.csv', '𠮷𠮷明');
    await expectPeople(`\uFEFF${text}`, 'marked.csv');
    await expectPeople(`sep=${delimiter}\r\n${text}`, 'hinted.csv');
    await expectPeople(Buffer.from(`\uFEFF${text}`, 'utf16le'), 'wide.txt');
    await expectPeople(Buffer.from(text, 'utf16le'), 'wide-unmarked.txt');
  });

  it('quoted text fields with line breaks, quotes and delimiters inside', async () => {
    const quoted = grid.map((cells) =>
      cells.map((cell) => `"${cell === '序号' ? '序\n号' : cell === '姓名' ? '姓""名""' : cell}"`).join(','),
    );
    const { tables, told } = await readBytes(quoted.join('\n').replace('姓""名""', '姓\n\n名'), 'quoted.csv');
    expect(told).toEqual([]);
    expect(tables[0]?.rows.map(({ row }) => row)).toEqual([4, 5, 6, 7, 8]);
  });

  it('a web page under the name .xls', async () => {
    const cells = (list: readonly string[], tag: string) =>
      list.map((cell) => `<${tag}>${cell}</${tag}>`).join('');
    const html = `<html><head><style>td{color:red}</style></head><body><table border=1>
      <tr><td colspan="10">2024年兴仁市城镇新增就业信息采集表</td></tr><tr><td colspan=10>填报单位（盖章）：东湖街道</td></tr>
      <tr>${cells(header, 'th').replace('序号', '序<br>号')}</tr>${people.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('\n')}</table></body></html>`;
    await expectPeople(html, 'page.xls');
    await expectPeople(Buffer.from(`\uFEFF${html}`, 'utf16le'), 'page16.xls');
    await expectPeople(toGb18030(html.replaceAll('㐱', '𠮷')), 'gbk.xls', '𠮷𠮷明');
    const { tables } = await readBytes(`<table><tr><td>${html}</td></tr></table>`, 'nested.xls');
    expect(tables[0]?.rows).toHaveLength(5);
  });
});

describe('a file that is no sheet is told apart', () => {
  const rule = async (bytes: Uint8Array | string, name: string) => {
    const { told, tables } = await readBytes(bytes, name);
    expect(tables).toEqual([]);
    return told;
  };

  it.each<[string, Uint8Array | string, string]>([
    ['an empty file', '', 'file-unreadable'],
    ['a PDF', '%PDF-1.7 …', 'file-not-a-sheet'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), 'file-not-a-sheet'],
    [
      'a Word document',
      zipSync({
        '[Content_Types].xml': strToU8(
          '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        ),
        'word/document.xml': strToU8('<a/>'),
      }),
      'file-not-a-sheet',
    ],
    ['a zip of sheets', zipSync({ '东湖.xlsx': strToU8('x') }), 'file-not-a-sheet'],
    [
      'bytes of nothing',
      new Uint8Array(Array.from({ length: 500 }, (_, index) => (index * 97) % 256)),
      'file-not-a-sheet',
    ],
    ['a web page without tables', '<html><body><p>404</p></body></html>', 'file-not-a-sheet'],
  ])('%s', async (_, bytes, expected) => {
    expect(await rule(bytes, 'x.xlsx')).toEqual([expected]);
  });

  it('a file that is not there, and a folder', async () => {
    expect((await readPath('/nowhere/x.xlsx')).told).toEqual(['file-unreadable']);
    expect((await readPath(import.meta.dirname)).told).toEqual(['file-not-a-sheet']);
  });

  it('a workbook cut off anywhere', async () => {
    const whole = rawWorkbook({ sheets: [{ name: 'a', rows }] });
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      expect(await rule(whole.slice(0, Math.floor(whole.length * share)), 'cut.xlsx')).toEqual([
        'file-unreadable',
      ]);
    }
  });

  it('a workbook with one byte changed in its rows', async () => {
    const whole = rawWorkbook({ sheets: [{ name: 'a', rows }] });
    const at = Buffer.from(whole).indexOf('xl/worksheets/sheet1.xml') + 60;
    whole[at] = (whole[at] ?? 0) ^ 0x55;
    expect(await rule(whole, 'flipped.xlsx')).toEqual(['file-unreadable']);
  });

  it('a workbook with a password', async () => {
    const bytes = Buffer.alloc(4096);
    Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
    const entry = Buffer.from('EncryptedPackage\0', 'utf16le');
    entry.copy(bytes, 1024);
    bytes.writeUInt16LE(entry.length, 1024 + 64);
    bytes[1024 + 66] = 2;
    const { findings } = await readBytes(bytes, 'locked.xlsx');
    expect(findings[0]).toMatchObject({ rule: 'file-encrypted', severity: 'error' });
    expect(findings[0]?.message).toContain('取消密码');
  });

  it('what is larger than allowed, on disk, inflated or in people', async () => {
    const bytes = rawWorkbook({ sheets: [{ name: 'a', rows }] });
    const path = fileOf('limits.xlsx', bytes);
    const limits = { fileBytes: 50 * 2 ** 20, inflatedBytes: 2 ** 30, people: 200_000 };
    const told = async (changes: Partial<typeof limits>) =>
      (await readPath(path, { limits: { ...limits, ...changes } })).told;
    expect(await told({})).toEqual([]);
    expect(await told({ fileBytes: 100 })).toEqual(['file-too-large']);
    expect(await told({ inflatedBytes: 2000 })).toEqual(['file-too-large']);
    expect(await told({ people: 3 })).toEqual(['file-too-large']);
  });

  it('also where nothing refers to what is too large', async () => {
    const parts = (await import('./raw-workbook.ts')).rawParts({ sheets: [{ name: 'a', rows }] });
    const bomb = zipSync({ ...parts, 'xl/media/image1.bin': new Uint8Array(8 * 2 ** 20) }, { level: 6 });
    const limits = { fileBytes: 50 * 2 ** 20, inflatedBytes: 4 * 2 ** 20, people: 200_000 };
    expect((await readPath(fileOf('unreferred.xlsx', bomb), { limits })).told).toEqual(['file-too-large']);
  });

  it('a web page cut off inside its table', async () => {
    const cells = (texts: readonly string[]) =>
      `<tr>${texts.map((text) => `<td>${text}</td>`).join('')}</tr>`;
    const page = `<html><body><table>${grid.map(cells).join('')}`;
    expect(await rule(page, 'cut.xls')).toEqual(['file-unreadable']);
    expect(await rule(page.slice(0, -20), 'cut.xls')).toEqual(['file-unreadable']);
    const { tables } = await readBytes(`${page}</body></html>`, 'careless.xls');
    expect(tables[0]?.rows).toHaveLength(people.length);
  });

  it('an .xls cut off anywhere', async () => {
    const xls = sheetJs('biff8');
    for (const share of [0.2, 0.5, 0.8, 0.95]) {
      const cut = xls.subarray(0, Math.floor(xls.length * share));
      expect(await rule(cut, 'cut.xls')).toEqual(['file-unreadable']);
    }
  });

  it('a zip bomb costs neither time nor memory', async () => {
    const bomb = zipSync(
      {
        ...(await import('./raw-workbook.ts')).rawParts({ sheets: [{ name: 'a', rows: {} }] }),
        'xl/worksheets/sheet1.xml': new Uint8Array(64 * 2 ** 20).fill(32),
      },
      { level: 6 },
    );
    const before = process.memoryUsage().rss;
    expect(await rule(bomb, 'bomb.xlsx')).toEqual(['file-too-large']);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 2 ** 20);
  });
});

describe('a book without people', () => {
  it('says that no header was found, once', async () => {
    const { told } = await readRaw({
      sheets: [
        { name: '说明', rows: { 1: ['填表说明'] } },
        { name: '数据', rows: { 1: people[0] ?? [] } },
      ],
    });
    expect(told).toEqual(['header-not-found']);
  });
});
