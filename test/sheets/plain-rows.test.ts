import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FileTrouble } from '../../src/sheets/file-trouble.ts';
import type { GridRow } from '../../src/sheets/grid/grid.ts';
import { readWorksheetRows } from '../../src/sheets/ooxml/read-worksheet.ts';
import { StringStore } from '../../src/sheets/ooxml/string-store.ts';

// Plain rows are read without the XML parser. A prefix on every element turns that off, so that the same sheet is read
// by the parser alone: both must see the same.

const strings = new StringStore();
for (const text of ['张三', '东湖街道', '522300199003071234', '', 'a_x0041_b']) strings.add(text);

async function read(xml: string, pieceBytes: number): Promise<GridRow[] | string> {
  async function* bytes(): AsyncGenerator<Buffer> {
    const all = Buffer.from(xml);
    for (let at = 0; at < all.length; at += pieceBytes) {
      yield await Promise.resolve(all.subarray(at, at + pieceBytes));
    }
  }
  const rows: GridRow[] = [];
  const kinds = ['number', 'date', 'month'] as const;
  const source = { parts: { read: bytes }, part: '', strings, kinds, contentEnd: Infinity };
  try {
    for await (const some of readWorksheetRows(source)) rows.push(...some);
  } catch (error) {
    if (!(error instanceof FileTrouble)) throw error;
    return error.message;
  }
  return rows;
}

const frame = (rows: string) =>
  `<?xml version="1.0"?><worksheet><cols><col min="1" max="2"/></cols><sheetData>${rows}</sheetData><pageMargins left="1"/></worksheet>`;

/** The same with a prefix on every element. */
const prefixed = (xml: string) => xml.replace(/<(\/?)(?=[a-zA-Z])/g, '<$1x:');

const values = [
  '<v>0</v>', '<v>2</v>', '<v>3</v>', '<v>99</v>', '<v> 1 </v>', '<v>1e0</v>', '<v></v>', '<v/>', '<v>45356.5</v>', '<v>1</v><v>2</v>', '<v>TRUE</v>',
  '<v>-1</v>', '<v>5.22300199003071E17</v>', '<v>张&amp;三</v>', '<v>&#x5f20;</v>', '<v>a_x005F_b</v>', '<v><![CDATA[1]]></v>', '<v>1<!-- 2 -->3</v>',
  '<is><t>李四</t></is>', '<is><t xml:space="preserve"> 李 </t></is>', '<is><r><t>李</t></r><r><t>四</t></r></is>', '<is><t>王</t><rPh sb="0" eb="1"><t>wang</t></rPh></is>',
  '<is><t>𠮷</t></is>', '<is><t>a]]>b</t></is>', '<is><t>a>b</t></is>', '<is><t>一\r\n二</t></is>', '<is><t>一\n二\t三</t></is>', '<is><t/></is>', '<is><t>a\u0001</t></is>',
  '<f>A1+1</f><v>2</v>', '<f>A1</f>', '<f t="shared" ref="A1:A2" si="0">A1</f><v>1</v>', '<f>IF(A1&lt;2,"a","b")</f><v>1</v>', '<f/>', '<v>1</v><f>A1</f>', '<f>"</row>"</f><v>2</v>',
  '', ' ', '<v>1', '<v>1</w>', '<extLst/>', '<v xml:space="preserve">1</v>', '<!-- </row> -->', '<v>&nbsp;</v>', '<v>1</v> ',
]; // prettier-ignore
const attributes = [
  's="1"', 's="2"', 's="9"', 't="s"', 't="str"', 't="inlineStr"', 't="b"', 't="e"', 't="n"', 't="d"', 'cm="1"', "s='1'", 's="1" s="2"', 't="&#115;"', 'x="<"',
  'vm="2"', 's=""', 't=""', 's="-1"', 's="0000001"', 's = "1"',
]; // prettier-ignore
const tags = [
  'r="1"', 'r="2" spans="1:3"', 'r="3" hidden="1"', 'r="4" ht="0" customHeight="1"', 'spans="1:2"', '', 'r="0"', 'r="1048577"', 'r="x"', 'r="5" r="6"', 'r="7" x14ac:dyDescent="0.2"',
  'r="8" hidden="true" s="&quot;"', "r='9'", 'r="10"\n',
]; // prettier-ignore

const cell = fc
  .tuple(
    fc.constantFrom('A1', 'B1', 'C1', 'AA1', 'XFD1', 'XFE1', 'AAAA1', 'a1', '1', '', 'D'),
    fc.array(fc.constantFrom(...attributes), { maxLength: 2 }),
    fc.oneof({ weight: 3, arbitrary: fc.constant('<v>1</v>') }, fc.constantFrom(...values)),
    fc.constantFrom('></c>', '/>', '></c >', '></d>'),
  )
  .map(([reference, more, content, end]) => {
    const head = ['<c', ...(reference === '' ? [] : [`r="${reference}"`]), ...more].join(' ');
    return end === '/>' ? `${head}/>` : `${head}>${content}${end.slice(1)}`;
  });
const row = fc
  .tuple(
    fc.oneof({ weight: 2, arbitrary: fc.constant('r="1"') }, fc.constantFrom(...tags)),
    fc.array(cell, { maxLength: 3 }),
    fc.constantFrom('', '', '\n  '),
    fc.constantFrom('</row>', '</row>', '</row >', ''),
  )
  .map(([tag, cells, space, end]) => `${space}<row ${tag}>${cells.join(space)}${end}`);
const between = fc.constantFrom('', '', '', '\n', '<!-- <row r="1"><c r="A1"><v>1</v></c></row> -->', '<!-- </row>', '-->', '<![CDATA[</row>]]>', '<row r="6"/>', '<?p </row>?>', 'text'); // prettier-ignore

describe('rows read without the XML parser are what the parser reads', () => {
  test('whatever is written, wherever the file is cut', async () => {
    const sheets = fc.array(fc.tuple(between, row), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(sheets, fc.integer({ min: 1, max: 300 }), async (parts, pieceBytes) => {
        const xml = frame(parts.flat().join(''));
        expect(await read(xml, pieceBytes)).toEqual(await read(prefixed(xml), 1_000_000));
      }),
      { numRuns: 2_000 },
    );
  });

  test.each(values.flatMap((value) => ['', ...attributes].map((more) => [more, value] as const)))(
    'a cell with %s and %s',
    async (more, value) => {
      const first = '<row r="1"><c r="A1"><v>1</v></c></row>';
      const xml = frame(`${first}<row r="2"><c r="B2" ${more}>${value}</c></row>${first}`);
      expect(await read(xml, 1_000_000)).toEqual(await read(prefixed(xml), 1_000_000));
    },
  );

  test('a text that goes on for megabytes is left to the parser, which refuses it', async () => {
    const first = '<row r="1"><c r="A1"><v>1</v></c></row>';
    const endless = frame(
      `${first}<row r="2"><c r="B2" t="inlineStr"><is><t>${'长'.repeat(5 * 2 ** 20)}</t></is></c></row>`,
    );
    expect(await read(endless, 2 ** 16)).toMatch('异常长');
  });
});
