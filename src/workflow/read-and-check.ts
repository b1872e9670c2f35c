import { stat } from 'node:fs/promises';
import { createChecker } from '../checks/index.ts';
import type { Finding } from '../model/finding.ts';
import type { PolicyPack } from '../model/pack/policy-pack.ts';
import type { PersonRow, TableHead } from '../model/person.ts';
import { fileDigest, readSheets, type ReadLimits } from '../sheets/index.ts';
import { Fault } from '../platform/fault.ts';

export interface CheckRequest {
  files: readonly string[];
  pack: PolicyPack;
  unit: string | null;
  month: string | null;
  /** `YYYY-MM-DD`. */
  today: string;
  limits: ReadLimits;
}

export interface CheckedFile {
  path: string;
  sha256: string;
  sizeBytes: number;
}

/** Receives what reading and checking finds, in the order of the files; findings about a row may still come at the end. */
export interface CheckSink {
  file(file: CheckedFile): void;
  table(table: TableHead): void;
  row(table: TableHead, row: PersonRow, findings: Finding[]): void;
  /** About a file, sheet or column. */
  finding(finding: Finding): void;
  /** About a row that was already given, known only after all files. */
  late(finding: Finding): void;
}

/** Reads and checks files as one stream: duplicates are seen across all of them. */
export async function readAndCheck(
  request: CheckRequest,
  sink: CheckSink,
  signal: AbortSignal,
): Promise<void> {
  await requireFiles(request.files);
  const { pack, today, month, unit } = request;
  const checker = createChecker({ pack, today, month, unit });
  for (const path of request.files) {
    sink.file({ path, ...(await fileDigest(path)) });
    for await (const event of readSheets(path, pack, { limits: request.limits, month, signal })) {
      if (event.type === 'finding') sink.finding(event.finding);
      else if (event.type === 'table') {
        sink.table(event.table);
        for (const finding of checker.table(event.table)) sink.finding(finding);
      } else sink.row(event.table, event.row, checker.row(event.table, event.row));
    }
  }
  for (const finding of checker.end()) {
    if (finding.row === null) sink.finding(finding);
    else sink.late(finding);
  }
}

async function requireFiles(files: readonly string[]): Promise<void> {
  for (const path of files) {
    const found = await stat(path).catch(() => null);
    if (found?.isFile() === true) continue;
    throw new Fault(
      found === null
        ? `找不到文件：${path}。请检查文件名和所在的文件夹。`
        : `${path} 不是文件。请指明采集表文件，例如 ${path}/*.xlsx。`,
      { code: 'file-missing', disposition: 'halt-run', exitCode: 2 },
    );
  }
}
