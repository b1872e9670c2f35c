import { createWriteStream, type WriteStream } from 'node:fs';
import { rename, unlink } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import ExcelJS from 'exceljs';

/** Rows above which the workbook is streamed to disk instead of being held in memory (DEPENDENCIES §4d). */
const streamAbove = 2000;

export interface WorkbookPlan {
  /** Rows that the workbook will hold, roughly. */
  rows: number;
  creator: string;
  /** `YYYY-MM-DD`. */
  madeOn: string;
  draw(addSheet: AddSheet): void;
}

export type AddSheet = (name: string, frozenRows: number, frozenColumns?: number) => ExcelJS.Worksheet;

/** Writes an authored workbook, mode 0600, whole or not at all: a part file is renamed when it is complete. */
export async function writeWorkbook(path: string, plan: WorkbookPlan): Promise<void> {
  const part = `${path}.part`;
  const stream = createWriteStream(part, { mode: 0o600 });
  try {
    const done = finished(stream);
    // A failing stream is reported below; it must not end the process before.
    done.catch(() => undefined);
    await (plan.rows > streamAbove ? writeStreamed(stream, plan) : writeWhole(stream, plan));
    await done;
    await rename(part, path);
  } catch (error: unknown) {
    stream.destroy();
    await unlink(part).catch(() => undefined);
    throw error;
  }
}

async function writeWhole(stream: WriteStream, plan: WorkbookPlan): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  draw(workbook, plan);
  await workbook.xlsx.write(stream);
  stream.end();
}

async function writeStreamed(stream: WriteStream, plan: WorkbookPlan): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream,
    useStyles: true,
    useSharedStrings: false,
  });
  draw(workbook, plan);
  await workbook.commit();
}

function draw(workbook: ExcelJS.Workbook, plan: WorkbookPlan): void {
  const day = new Date(`${plan.madeOn}T00:00:00Z`);
  Object.assign(workbook, {
    creator: plan.creator,
    lastModifiedBy: plan.creator,
    created: day,
    modified: day,
  });
  plan.draw((name, frozenRows, frozenColumns = 0) =>
    workbook.addWorksheet(name, {
      views: [{ state: 'frozen', ySplit: frozenRows, xSplit: frozenColumns, showGridLines: false }],
    }),
  );
}
