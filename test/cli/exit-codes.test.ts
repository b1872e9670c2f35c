import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runLuru } from './run-luru.ts';

const sheets = fileURLToPath(new URL('../../fixtures/sheets/', import.meta.url));
const cleanSheet = join(sheets, '01-东湖街道-2024-03.xlsx');
const wrongSheet = join(sheets, '04-市市场监管局-2024-03.xlsx');

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luru-cli-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const workspace = () => join(folder, 'workspace');

async function init(): Promise<void> {
  expect((await runLuru(['init', workspace(), '--operator', '测试'])).code).toBe(0);
}

/** Every complaint is a Chinese sentence without a stack. */
function expectSentence(complaints: string): void {
  expect(complaints).toMatch(/[\u4e00-\u9fff]/);
  expect(complaints).not.toMatch(/\n\s+at |node:internal|Error:/);
}

describe('exit codes (DESIGN §7)', () => {
  it('0: a clean sheet', async () => {
    const { code, out } = await runLuru(['check', cleanSheet]);

    expect(code).toBe(0);
    expect(out).toContain('可以录入');
  });

  it('3: a sheet with errors', async () => {
    const { code, out } = await runLuru(['check', wrongSheet, '--today', '2024-04-01']);

    expect(code).toBe(3);
    expect(out).toContain('[错误]');
  });

  it.each([
    ['no such command', ['frobnicate'], '没有这个命令'],
    ['no such option', ['check', cleanSheet, '--frobnicate'], '没有这个选项'],
    ['no file given', ['check'], '缺少参数'],
    ['a month that is none', ['check', cleanSheet, '--month', '2024-13'], '月份'],
    ['a unit that is none', ['check', cleanSheet, '--unit', '火星街道'], '没有填报单位'],
    ['a pack that is none', ['check', cleanSheet, '--pack', 'nowhere-2030'], '找不到政策包'],
    ['a sheet that is missing', ['check', join(sheets, '没有.xlsx')], '找不到文件'],
    [
      'a folder that is no workspace',
      ['plan', '--workspace', join(tmpdir(), 'luru-no-such-workspace')],
      '不是工作区',
    ],
  ])('2: %s', async (_title, args, words) => {
    const { code, complaints } = await runLuru(args);

    expect(code).toBe(2);
    expect(complaints).toContain(words);
    expectSentence(complaints);
  });

  it('3: a file that is no workbook', async () => {
    const path = join(folder, '坏文件.xlsx');
    await writeFile(path, Buffer.from('PK\u0003\u0004 this is not a zip'));

    const { code, out } = await runLuru(['check', path]);

    expect(code).toBe(3);
    expectSentence(out);
  });

  it('2: a setting that is misspelt, with its line', async () => {
    await init();
    const path = join(workspace(), 'luru.yaml');
    await writeFile(path, `${await readFile(path, 'utf8')}\npaus: 3\n`);

    const { code, complaints } = await runLuru(['plan', '--workspace', workspace()]);

    expect(code).toBe(2);
    expect(complaints).toMatch(/第 \d+ 行/);
    expectSentence(complaints);
  });

  it('2: a port that is taken', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => {
        resolve((server.address() as { port: number }).port);
      }),
    );
    try {
      const { code, complaints } = await runLuru([
        'simulator',
        '--port',
        String(port),
        '--data',
        join(folder, 'portal'),
      ]);

      expect(code).toBe(2);
      expect(complaints).toContain('占用');
    } finally {
      server.close();
    }
  });

  it('2: a portal that is not configured, before any browser opens', async () => {
    await init();
    await runLuru(['import', cleanSheet, '--workspace', workspace()]);

    const { code, complaints } = await runLuru(['plan', '--workspace', workspace()]);

    expect(code).toBe(2);
    expectSentence(complaints);
  });
});

describe('a workspace', () => {
  it('is for its user alone', async () => {
    await init();
    await runLuru(['import', cleanSheet, '--workspace', workspace()]);

    for (const entry of await readdir(workspace(), { recursive: true, withFileTypes: true })) {
      const { mode } = await stat(join(entry.parentPath, entry.name));
      expect(mode & 0o077, entry.name).toBe(0);
    }
  });

  it('is never made over other things', async () => {
    await copyFile(cleanSheet, join(folder, 'sheet.xlsx'));

    const { code, complaints } = await runLuru(['init', folder]);

    expect(code).toBe(2);
    expectSentence(complaints);
  });

  it('takes the same file only once', async () => {
    await init();
    const first = await runLuru(['import', cleanSheet, '--workspace', workspace(), '--json']);
    const again = await runLuru(['import', cleanSheet, '--workspace', workspace(), '--json']);

    expect(JSON.parse(first.out)).toMatchObject({ files: [{ already: false }] });
    expect(JSON.parse(again.out)).toMatchObject({ files: [{ already: true }] });
    expect((await runLuru(['audit', 'verify', '--workspace', workspace()])).code).toBe(0);
  });
});

describe('check --json', () => {
  it('has the shape of DESIGN §7', async () => {
    const { out } = await runLuru(['check', cleanSheet, wrongSheet, '--json', '--today', '2024-04-01']);
    const report = JSON.parse(out) as {
      files: {
        file: string;
        sha256: string;
        sheets: {
          rows: { row: number; status: string; values: object; raw: object; findings: object[] }[];
        }[];
      }[];
      findings: { rule: string; severity: string; cell: string | null; message: string }[];
      summary: { people: number; rows: Record<string, number> };
    };

    expect(report.files).toHaveLength(2);
    const [clean] = report.files;
    expect(clean?.sha256).toMatch(/^[0-9a-f]{64}$/);
    const [row] = clean?.sheets[0]?.rows ?? [];
    expect(row).toMatchObject({ status: 'ok', findings: [] });
    expect(row?.values).toMatchObject({ idNumber: expect.stringMatching(/^522300\d{11}[\dX]$/) as string });
    const rows = report.files.flatMap((file) => file.sheets).flatMap((sheet) => sheet.rows);
    expect(rows).toHaveLength(report.summary.people);
    const sums = Object.values(report.summary.rows).reduce((sum, count) => sum + count, 0);
    expect(sums).toBe(report.summary.people);
    expect(report.findings.some((finding) => finding.rule === 'id-checksum' && finding.cell !== null)).toBe(
      true,
    );
  });
});
