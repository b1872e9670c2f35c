/** Writes `fixtures/sheets/`: `node scripts/make-sample-sheets.ts [folder]`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleFiles } from './sample-sheets/sheets.ts';

const folder = process.argv[2] ?? join(import.meta.dirname, '..', 'fixtures', 'sheets');
await mkdir(folder, { recursive: true });
for (const [name, bytes] of await sampleFiles()) {
  await writeFile(join(folder, name), bytes);
  console.log(`${name}  ${String(bytes.length)} bytes`);
}
