import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runLuru, type CliRun } from './run-luru.ts';

const idNumber = /(?<![0-9A-Za-z])522300\d{11}[\dXx](?![0-9A-Za-z])/;
const mobile = /(?<![0-9A-Za-z.])1[3-9]\d{9}(?![0-9A-Za-z])/;

describe('luru demo', () => {
  let folder = '';
  let run: CliRun;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'luru-demo-'));
    run = await runLuru(['demo', '--folder', folder, '--people', '1', '--json']);
  }, 600_000);
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  async function filesUnder(path: string): Promise<string[]> {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  }

  it('ends well: the statement adds up and the portal holds exactly the verified people', () => {
    expect(run.code, run.complaints).toBe(0);
    const result = JSON.parse(run.out) as { verified: number; portalRecords: number; addsUp: boolean };
    expect(result.addsUp).toBe(true);
    // One person of each of the five units.
    expect(result.verified).toBe(5);
    expect(result.portalRecords).toBe(result.verified);
  });

  it('leaves no unmasked number in a log, a page or a report', async () => {
    const texts = (await filesUnder(join(folder, 'workspace'))).filter((path) =>
      /\.(jsonl|html|txt|json|yaml)$/.test(path),
    );
    expect(texts.some((path) => path.endsWith('.jsonl'))).toBe(true);
    expect(texts.some((path) => path.endsWith('.html'))).toBe(true);

    for (const path of texts) {
      if (path.includes('/browser/')) continue;
      // Pictures are embedded as base64, in which digits stand by chance.
      const text = (await readFile(path, 'utf8')).replaceAll(/base64,[A-Za-z0-9+/=]+/g, '');
      expect(idNumber.exec(text)?.[0], path).toBeUndefined();
      expect(mobile.exec(text)?.[0], path).toBeUndefined();
    }
  });

  it('leaves no number in the name of a file', async () => {
    for (const path of await filesUnder(join(folder, 'workspace'))) {
      if (path.includes('/browser/')) continue;
      expect(idNumber.test(path), path).toBe(false);
      expect(mobile.test(path), path).toBe(false);
    }
  });

  it('writes a progress report that opens, with the verified people in it and no number unmasked', async () => {
    const path = join(folder, 'workspace', 'outbox', '进度通报表-2024-03.xlsx');
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path);

    expect(book.worksheets.map((sheet) => sheet.name)).toEqual(
      expect.arrayContaining(['进度通报表', '收尾清单', '对账']),
    );
    for (const sheet of book.worksheets) {
      sheet.eachRow((row) => {
        row.eachCell((cell) => {
          expect(idNumber.test(cell.text), `${sheet.name}!${cell.address}`).toBe(false);
          expect(mobile.test(cell.text), `${sheet.name}!${cell.address}`).toBe(false);
        });
      });
    }
  });

  it('writes an annotated copy of every sheet and a review page of every batch', async () => {
    const outbox = await filesUnder(join(folder, 'workspace', 'outbox'));

    expect(outbox.filter((path) => path.includes('标注'))).toHaveLength(5);
    expect(outbox.filter((path) => path.endsWith('.html')).length).toBeGreaterThanOrEqual(4);
  });
});
