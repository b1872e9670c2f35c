import { resolve } from 'node:path';
import { defaultLimits } from '../sheets/index.ts';
import { checkForFindings, checkWithRows, type CheckReport } from './check.ts';
import { defaultPack } from './default-pack.ts';
import { loadPack, resolvePack } from './load-pack.ts';
import type { Surroundings } from './surroundings.ts';
import { resolveUnit } from './resolve-unit.ts';

export interface CheckSheetsRequest {
  files: readonly string[];
  /** Name or folder; null: the only one installed. */
  pack: string | null;
  unit: string | null;
  month: string | null;
  today: string | null;
  /** Folder for annotated copies, or null. */
  annotate: string | null;
  /** False where only findings are wanted: memory then does not grow with clean rows. */
  keepRows: boolean;
}

/** `luru check`: needs no workspace and changes none. */
export async function checkSheets(
  around: Surroundings,
  request: CheckSheetsRequest,
): Promise<{ report: CheckReport; annotated: string[] }> {
  const pack = await loadPack(
    resolvePack(around.installation, around.cwd, request.pack ?? (await defaultPack(around.installation))),
  );
  const check = request.keepRows ? checkWithRows : checkForFindings;
  const report = await check(
    {
      files: request.files.map((file) => resolve(around.cwd, file)),
      pack,
      unit: request.unit === null ? null : resolveUnit(pack, request.unit),
      month: request.month,
      today: request.today ?? around.clock.today(),
      limits: defaultLimits,
    },
    around.stop.soft,
  );
  if (request.annotate === null) return { report, annotated: [] };
  // Brings a library that most checks can do without: a heap that starts small stays small.
  const { annotateFiles } = await import('./annotate-files.ts');
  return { report, annotated: await annotateFiles(resolve(around.cwd, request.annotate), report) };
}
