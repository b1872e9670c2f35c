import { join } from 'node:path';
import { openBook } from '../../src/sheets/formats/open-book.ts';
import { defaultLimits, readSheets } from '../../src/sheets/index.ts';
import { annotateFiles } from '../../src/workflow/annotate-files.ts';
import { checkForFindings } from '../../src/workflow/check.ts';
import { loadPack } from '../../src/workflow/load-pack.ts';

// One job in a process of its own, so that time and peak memory are its own: `measure.ts bare|read|check|annotate|exceljs FILE`.

const jobs: Record<string, (path: string) => Promise<number>> = { bare, read, check, annotate, exceljs };
const limits = { ...defaultLimits, fileBytes: 2 ** 31 };

/** Only the cells, as the file holds them. */
async function bare(path: string): Promise<number> {
  const book = await openBook(path, limits);
  let cells = 0;
  for (const sheet of book.sheets) {
    await sheet.layout();
    for await (const rows of sheet.rows()) for (const row of rows) cells += row.cells.length;
  }
  await book.close();
  return cells;
}

/** Reading and normalising. */
async function read(path: string): Promise<number> {
  const pack = await loadPack(join(import.meta.dirname, '../../fixtures/packs/xingren-2024'));
  let people = 0;
  for await (const event of readSheets(path, pack, { limits })) if (event.type === 'row') people += 1;
  return people;
}

/** Everything `luru check` does but print. */
async function check(path: string): Promise<number> {
  const pack = await loadPack(join(import.meta.dirname, '../../fixtures/packs/xingren-2024'));
  const request = { files: [path], pack, today: '2024-04-30', month: null, unit: null, limits };
  const { summary } = await checkForFindings(request, new AbortController().signal);
  return summary.people;
}

/** `luru check --annotate`. */
async function annotate(path: string): Promise<number> {
  const pack = await loadPack(join(import.meta.dirname, '../../fixtures/packs/xingren-2024'));
  const request = { files: [path], pack, today: '2024-04-30', month: null, unit: null, limits };
  const report = await checkForFindings(request, new AbortController().signal);
  await annotateFiles(`${path}-annotated`, report);
  return report.findings.length;
}

/** What exceljs needs merely to load the file. */
async function exceljs(path: string): Promise<number> {
  const { Workbook } = (await import('exceljs')).default;
  const book = new Workbook();
  await book.xlsx.readFile(path);
  return book.worksheets[0]?.rowCount ?? 0;
}

const [, , name = '', path = ''] = process.argv;
const job = jobs[name];
if (job === undefined) throw new Error(`no job ${name}`);
const started = performance.now();
const result = await job(path);
const milliseconds = Math.round(performance.now() - started);
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
// Processor time tells more than the clock where others share the machine.
const { user, system } = process.cpuUsage();
const processorMs = Math.round((user + system) / 1000);
process.stdout.write(JSON.stringify({ milliseconds, processorMs, megabytes, result }));
