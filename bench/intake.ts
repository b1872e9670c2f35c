import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBook } from './intake/make-book.ts';

// Time of `check` against the bare reading time and against exceljs' own full load, and peak memory (issue 3, item 8).
// Medians of three runs and the highest peak of them; exceljs once.
// `node bench/intake.ts [people …]`, 1 000, 10 000 and 100 000 by default; `--no-exceljs` leaves the slow one out.

// Plain JavaScript without types, because it must run before anything is installed.
const prepare = new URL('../bin/prepare.mjs', import.meta.url).href;
const { nodeFlags } = (await import(prepare)) as { nodeFlags: string[] };

interface Measured {
  milliseconds: number;
  processorMs: number;
  megabytes: number;
  result: number;
}

const runs = 3;
const sizes = process.argv
  .slice(2)
  .filter((one) => /^\d+$/.test(one))
  .map(Number);
const jobs = [
  'bare',
  'read',
  'check',
  'annotate',
  ...(process.argv.includes('--no-exceljs') ? [] : ['exceljs']),
];
const folder = mkdtempSync(join(tmpdir(), 'luru-intake-'));

function measure(job: string, path: string): Measured {
  const program = join(import.meta.dirname, 'intake/measure.ts');
  // The program's own flags; exceljs alone needs more memory than a process has by default.
  const flags = job === 'exceljs' ? ['--max-old-space-size=8192'] : nodeFlags;
  const results = Array.from({ length: job === 'exceljs' ? 1 : runs }, () => {
    const output = execFileSync(process.execPath, [...flags, program, job, path], { encoding: 'utf8' });
    return JSON.parse(output) as Measured;
  });
  results.sort((a, b) => a.milliseconds - b.milliseconds);
  const median = results[Math.floor(results.length / 2)];
  if (median === undefined) throw new Error('nothing measured');
  return { ...median, megabytes: Math.max(...results.map(({ megabytes }) => megabytes)) };
}

try {
  for (const people of sizes.length > 0 ? sizes : [1000, 10_000, 100_000]) {
    const path = join(folder, `${people}.xlsx`);
    // One person in a hundred has something to mend, so that there is something to annotate.
    await makeBook(path, people, 100);
    console.log(`\n${people} people × 37 columns, ${(statSync(path).size / 2 ** 20).toFixed(1)} MB`);
    const measured = new Map(jobs.map((job) => [job, measure(job, path)]));
    const bare = measured.get('bare');
    const exceljs = measured.get('exceljs');
    for (const [job, one] of measured) {
      const times = `${String(one.milliseconds).padStart(7)} ms  ${String(one.processorMs).padStart(7)} ms of processor`;
      const ratios = [against(one, bare, 'bare'), against(one, exceljs, 'exceljs')].join('  ');
      console.log(
        `${job.padEnd(8)} ${times}  ${String(one.megabytes).padStart(5)} MB  ${ratios}  (${one.result})`,
      );
    }
    rmSync(path);
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** Clock and processor time as shares of another job's. */
function against(one: Measured, other: Measured | undefined, name: string): string {
  if (other === undefined) return '';
  const share = (key: 'milliseconds' | 'processorMs') => (one[key] / other[key]).toFixed(2);
  return `${share('milliseconds')} / ${share('processorMs')} × ${name}`;
}
