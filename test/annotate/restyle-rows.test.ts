import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restyled, type Restyle } from '../../src/sheets/annotate/restyle-rows.ts';
import { SheetFrame } from '../../src/sheets/annotate/sheet-frame.ts';
import { sheetSections } from '../../src/sheets/annotate/sheet-sections.ts';

// A worksheet part comes in pieces that end anywhere, and must never be held as a whole.

async function* cut(xml: string, length: number): AsyncGenerator<string> {
  for (let at = 0; at < xml.length; at += length) yield await Promise.resolve(xml.slice(at, at + length));
}

async function patched(
  xml: string,
  cells: readonly (readonly [row: number, column: number])[],
  length: number,
) {
  const wanted = new Map<number, Map<number, Restyle>>();
  for (const [row, column] of cells) {
    const own = wanted.get(row) ?? new Map<number, Restyle>();
    own.set(column, (format) => format + 50);
    wanted.set(row, own);
  }
  const frame = await SheetFrame.read(cut(xml, length));
  let out = '';
  for await (const piece of restyled(cut(xml, length), frame, wanted)) out += piece;
  return out;
}

const someRows = fc.subarray([
  '<row r="1"><c r="A1" s="3"><v>1</v></c><c r="C1"/></row>',
  '<row r="2" s="7" customFormat="1"/>',
  '<row r="3"></row>\n',
  '<row><c><v>1</v></c><c s="1"><v>2</v></c></row>',
  '<!-- <row r="5"><c r="A5"/></row> </sheetData> -->',
  '<row r="6"><c r="B6" t="inlineStr"><is><t>&lt;/row></t></is></c></row >',
  '<row r="8" spans="1:2"><c r="A8"><f>"a"&amp;"b"</f></c></row>',
]);
const places = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 4 })), {
  maxLength: 4,
});

describe('the rows of a sheet are restyled piece by piece', () => {
  it('the same wherever the pieces end', async () => {
    await fc.assert(
      fc.asyncProperty(someRows, places, fc.integer({ min: 1, max: 80 }), async (rows, cells, length) => {
        const xml = `<worksheet><cols><col min="2" max="3" style="4"/></cols><sheetData>${rows.join('')}</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`;
        expect(await patched(xml, cells, length)).toBe(await patched(xml, cells, 1_000_000));
        expect(await patched(xml, [], length)).toBe(xml);
      }),
      { numRuns: 500 },
    );
  });

  it('makes rows and cells that are missing in their right place', async () => {
    const xml =
      '<worksheet><cols><col min="2" max="2" style="4"/></cols><sheetData><row r="2" s="7" customFormat="1"/><row r="5"><c r="C5" s="1"/></row></sheetData></worksheet>';
    for (const length of [1, 7, 1000]) {
      const cells = [[1, 2], [2, 3], [4, 1], [5, 2], [5, 3], [9, 1]] as const; // prettier-ignore
      expect(await patched(xml, cells, length)).toBe(
        '<worksheet><cols><col min="2" max="2" style="4"/></cols><sheetData><row r="1"><c r="B1" s="54"/></row><row r="2" s="7" customFormat="1"><c r="C2" s="57"/></row><row r="4"><c r="A4" s="50"/></row><row r="5"><c r="B5" s="54"/><c r="C5" s="51"/></row><row r="9"><c r="A9" s="50"/></row></sheetData></worksheet>',
      );
    }
  });

  it.each([
    ['full rows', (row: number) => `<row r="${row}"><c r="A${row}"><v>${row}</v></c></row>`],
    ['empty rows', (row: number) => `<row r="${row}" s="1" customFormat="1"/>`],
  ])('never holds all of %s', async (_, rowOf) => {
    const rows = Array.from({ length: 100_000 }, (__, index) => rowOf(index + 1)).join('');
    const xml = `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
    let longest = 0;
    let joined = '';
    for await (const { text } of sheetSections(cut(xml, 2 ** 16))) {
      longest = Math.max(longest, text.length);
      joined += text;
    }
    expect(joined).toBe(xml);
    expect(longest).toBeLessThan(2 ** 20 + 2 ** 17);
  });
});
