import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { mutateBytes, mutateXml, randomFrom, textsOf } from './mutations.ts';
import { header, personRow } from './people.ts';
import { readBytes, type ReadResult } from './read-file.ts';
import { rawWorkbook } from './raw-workbook.ts';

// LURU_FUZZ=10000 for a long run by hand; LURU_FUZZ_FROM to begin at another number.
const rounds = Number(process.env.LURU_FUZZ ?? 200);
const from = Number(process.env.LURU_FUZZ_FROM ?? 0);
const people = Array.from({ length: 30 }, (_, index) => personRow(index));
const grid = [['2024年兴仁市城镇新增就业信息采集表'], ['填报单位（盖章）：东湖街道'], header, ...people];
const rows = Object.fromEntries(grid.map((cells, index) => [index + 1, cells]));
const folder = join(import.meta.dirname, '../../fixtures/sheets');
const workbooks = [
  rawWorkbook({ sheets: [{ name: '表', rows, merges: ['A1:J1', 'F5:F9'] }] }),
  rawWorkbook({ sheets: [{ name: '表', rows, merges: ['A1:J1'] }], shared: true }),
  ...['03-城南街道-2024-03.xlsx', '04-市市场监管局-2024-03.xlsx'].map(
    (name) => new Uint8Array(readFileSync(join(folder, name))),
  ),
];
const csv = new TextEncoder().encode(grid.map((cells) => cells.join(',')).join('\r\n'));
const html = new TextEncoder().encode(
  `<html><table>${grid.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table></html>`,
);
const xls = new Uint8Array(
  write(
    { SheetNames: ['S'], Sheets: { S: utils.aoa_to_sheet(grid) } },
    { type: 'array', bookType: 'biff8' },
  ) as ArrayBuffer,
);

/** Raw texts of the people that were read. */
function rawTexts({ tables }: ReadResult): string[] {
  return tables.flatMap(({ rows: list }) =>
    list.flatMap(({ cells, extra }) => [
      ...Object.values(cells).flatMap((cell) => (cell === undefined ? [] : [cell.raw])),
      ...Object.values(extra),
    ]),
  );
}

describe('a changed file never crashes, hangs or shows what is not in it', () => {
  it(`${rounds} changes in the XML of sound containers`, { timeout: 3_600_000 }, async () => {
    for (let round = from; round < from + rounds; round += 1) {
      const random = randomFrom(round);
      const bytes = mutateXml(workbooks[random(workbooks.length)] ?? new Uint8Array(), random);
      const result = await readBytes(bytes, 'fuzz.xlsx');
      const texts = textsOf(bytes);
      // Options of several columns are shown by their labels, booleans by name.
      const missing = rawTexts(result).filter(
        (raw) => !texts.includes(raw) && raw !== 'TRUE' && raw !== 'FALSE',
      );
      expect(missing, `round ${round}`).toEqual([]);
    }
  });

  it(`${rounds} changes in the bytes of containers`, { timeout: 3_600_000 }, async () => {
    const all = workbooks.map(textsOf).join('\n');
    for (let round = from; round < from + rounds; round += 1) {
      const random = randomFrom(round);
      const result = await readBytes(
        mutateBytes(workbooks[random(workbooks.length)] ?? new Uint8Array(), random),
        'fuzz.xlsx',
      );
      // Check sums let nothing through that was not there before.
      expect(
        rawTexts(result).filter((raw) => !all.includes(raw)),
        `round ${round}`,
      ).toEqual([]);
    }
  });

  it(`${rounds} changes in text files`, { timeout: 3_600_000 }, async () => {
    for (let round = from; round < from + rounds; round += 1) {
      const random = randomFrom(round);
      const bytes = mutateBytes(random(2) === 0 ? csv : html, random);
      const result = await readBytes(bytes, 'fuzz.csv');
      const text = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be']
        .map((encoding) => new TextDecoder(encoding).decode(bytes))
        .join('\n');
      // A tag that is none any more leaves its neighbours side by side.
      const bare = (markup: string) => markup.replace(/[\s<>"]/g, '');
      const plain = bare(text) + bare(text.replace(/<[^<>]*>/g, ''));
      expect(
        rawTexts(result).filter((raw) => !plain.includes(raw.replace(/[\s<>"]/g, ''))),
        `round ${round}`,
      ).toEqual([]);
    }
  });

  it(`${Math.ceil(rounds / 20)} changes in a binary workbook`, { timeout: 3_600_000 }, async () => {
    for (let round = from; round < from + rounds / 20; round += 1) {
      const random = randomFrom(round);
      const { findings, tables } = await readBytes(mutateBytes(xls, random), 'fuzz.xls');
      expect(findings.length + tables.length, `round ${round}`).toBeGreaterThan(0);
    }
  });
});
