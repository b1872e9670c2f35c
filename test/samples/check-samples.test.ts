import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Expected } from '../../scripts/sample-sheets/sheets.ts';
import type { Finding } from '../../src/model/finding.ts';
import { defaultLimits } from '../../src/sheets/index.ts';
import { checkWithRows, type CheckReport } from '../../src/workflow/check.ts';
import { loadPack } from '../../src/workflow/load-pack.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');

describe('checking the sample sheets', () => {
  let expected: Expected;
  let report: CheckReport;
  beforeAll(async () => {
    expected = JSON.parse(await readFile(join(fixtures, 'sheets/expected.json'), 'utf8')) as Expected;
    report = await checkWithRows(
      {
        files: Object.keys(expected.files).map((name) => join(fixtures, 'sheets', name)),
        pack: await loadPack(join(fixtures, 'packs/xingren-2024')),
        unit: null,
        month: null,
        today: '2024-04-10',
        limits: defaultLimits,
      },
      AbortSignal.timeout(30_000),
    );
  });

  const line = ({ rule, severity, row, cell }: Pick<Finding, 'rule' | 'severity' | 'row' | 'cell'>) =>
    `${String(row ?? '').padStart(4)} ${cell ?? ''} ${rule} ${severity}`;

  it('finds exactly what a person would write down, row by row and cell by cell', () => {
    for (const [name, { findings }] of Object.entries(expected.files)) {
      const found = report.findings.filter((finding) => basename(finding.file) === name);
      expect(found.map(line).sort(), name).toEqual(findings.map(line).sort());
    }
  });

  it('finds every person and no other row', () => {
    const people = report.files.map((file) => [
      basename(file.file),
      file.sheets.flatMap((sheet) => sheet.rows).length,
    ]);
    expect(people).toEqual(Object.entries(expected.files).map(([name, file]) => [name, file.people]));
  });

  it('reads the dirty sheet as if it were clean', () => {
    for (const [name, { rows = [] }] of Object.entries(expected.files)) {
      const read =
        report.files.find((file) => basename(file.file) === name)?.sheets.flatMap((sheet) => sheet.rows) ??
        [];
      const values = new Map(read.map((row) => [row.row, row.values]));
      for (const { row, ...wanted } of rows)
        expect(values.get(row), `${name} ${String(row)}`).toMatchObject(wanted);
    }
    expect(expected.files['03-城南街道-2024-03.xlsx']?.rows).toHaveLength(20);
  });
});
