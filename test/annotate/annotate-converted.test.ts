import { utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { annotated, colourOf, finding, must, noteOf, sample, sheetOf } from './annotated.ts';

describe('annotateWorkbook on what cannot be edited', () => {
  const rows = [
    ['填报单位：东湖街道'],
    ['身份证号码', '姓名', '就业时间'],
    ['522300199001011010', '韦家豪', '2024.1.5'],
  ];

  it('writes an .xls with the same content as .xlsx', async () => {
    const worksheet = utils.aoa_to_sheet(rows);
    worksheet['!cols'] = [
      { wch: 20, level: 0 },
      { wch: 12, hidden: true, level: 1 },
    ];
    const workbook = utils.book_new(worksheet, 'Sheet1');
    const xls = new Uint8Array(write(workbook, { bookType: 'biff8', type: 'buffer' }) as Uint8Array);
    const { load, copy, parts } = await must(xls, [finding('A3')], {}, 'a.xls');
    expect(copy.kind).toBe('converted');
    expect(copy.path).toMatch(/a\.xlsx$/);
    const sheet = sheetOf(await load(), 'Sheet1');
    expect(['A3', 'B3', 'C3'].map((cell) => sheet.getCell(cell).value)).toEqual(rows[2]);
    expect(colourOf(sheet.getCell('A3'))).toBe('FFFFC7CE');
    // `level` is no attribute of a column.
    expect(parts.get('xl/worksheets/sheet1.xml')).toMatch(/<col [^>]*hidden="/);
    expect(parts.get('xl/worksheets/sheet1.xml')).not.toMatch(/<col [^>]*\slevel=/);
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
    const name = 'a';
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
    const name = 'a';
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
