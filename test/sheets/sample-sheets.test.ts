import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PolicyPack } from '../../src/model/pack/policy-pack.ts';
import { checkWithRows, type CheckReport } from '../../src/workflow/check.ts';
import { loadPack } from '../../src/workflow/load-pack.ts';
import { defaultLimits } from '../../src/sheets/index.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'fixtures/sheets');

interface ExpectedFile {
  people: number;
  findings: { rule: string; severity: string; row: number | null; cell: string | null }[];
  rows?: Record<string, unknown>[];
}

describe('the sample sheets, read and checked as one call', () => {
  let expected: Record<string, ExpectedFile>;
  let report: CheckReport;
  let pack: PolicyPack;

  beforeAll(async () => {
    const text = await readFile(join(folder, 'expected.json'), 'utf8');
    expected = (JSON.parse(text) as { files: Record<string, ExpectedFile> }).files;
    pack = await loadPack(join(root, 'fixtures/packs/xingren-2024'));
    report = await checkWithRows(
      {
        files: Object.keys(expected).map((name) => join(folder, name)),
        pack,
        unit: null,
        month: null,
        today: '2024-04-03',
        limits: defaultLimits,
      },
      new AbortController().signal,
    );
  });

  it('give exactly the findings that their generator meant', () => {
    const shape = (one: { rule: string; severity: string; row: number | null; cell: string | null }) =>
      `${one.rule} ${one.severity} ${String(one.row)} ${String(one.cell)}`;
    for (const [name, { findings }] of Object.entries(expected)) {
      const found = report.findings.filter(({ file }) => file === join(folder, name));
      expect(found.map(shape).sort(), name).toEqual(findings.map(shape).sort());
    }
  });

  it('give every person with the values that were meant', () => {
    for (const [name, { people, rows }] of Object.entries(expected)) {
      const read = report.files
        .find(({ file }) => file === join(folder, name))
        ?.sheets.flatMap(({ rows }) => rows);
      expect(read?.length, name).toBe(people);
      for (const { row, ...values } of rows ?? []) {
        const own = read?.find((one) => one.row === row);
        expect(own?.values, `${name} ${String(row)}`).toMatchObject(values);
      }
    }
  });
});
