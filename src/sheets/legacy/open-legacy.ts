import { Worker } from 'node:worker_threads';
import { encryptedFile } from '../ooxml/zip-parts.ts';
import { unreadable } from '../file-trouble.ts';
import type { GridBook, GridRow, GridSheet } from '../grid/grid.ts';
import type { LegacyReply, LegacyRequest, LegacySheet } from './legacy-messages.ts';

/** A sound file of the allowed size takes seconds; a damaged one may take for ever. */
const patienceMs = 120_000;
const memoryMegabytes = 2048;

/** Opens .xls, .et and .xlsb through the library, in a thread that is stopped when it takes too long or too much. */
export async function openLegacy(path: string): Promise<GridBook> {
  const reader = new LegacyReader();
  try {
    const book = await reader.ask({ type: 'open', path });
    if (book.type !== 'book') throw unreadable('内部结构有误');
    return {
      date1904: book.date1904,
      sheets: book.sheets.map((sheet, index) => legacySheet(reader, sheet, index)),
      close: () => reader.close(),
    };
  } catch (error) {
    await reader.close();
    throw error;
  }
}

function legacySheet(
  reader: LegacyReader,
  { name, hidden, merges, hiddenColumns }: LegacySheet,
  index: number,
): GridSheet {
  const hiddenOnes = new Set(hiddenColumns);
  return {
    name,
    hidden,
    layout: () =>
      Promise.resolve({
        merges: merges.sort((a, b) => a.top - b.top || a.left - b.left),
        isHiddenColumn: (column) => hiddenOnes.has(column),
      }),
    rows: () => rowsOf(reader, index),
  };
}

async function* rowsOf(reader: LegacyReader, sheet: number): AsyncGenerator<GridRow[]> {
  for (let from: number | null = 0; from !== null;) {
    const reply: LegacyReply = await reader.ask({ type: 'rows', sheet, from });
    if (reply.type !== 'rows') throw unreadable('内部结构有误');
    if (reply.rows.length > 0) yield reply.rows;
    from = reply.next;
  }
}

class LegacyReader {
  readonly #worker = new Worker(new URL('./legacy-worker.ts', import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
    // What the library has to say about a damaged file is no concern of the operator's.
    stdout: true,
    stderr: true,
  });

  /** One question at a time. */
  async ask(request: LegacyRequest): Promise<Exclude<LegacyReply, { type: 'failed' }>> {
    const reply = await this.#reply(request);
    if (reply.type !== 'failed') return reply;
    throw reply.isEncrypted ? encryptedFile() : unreadable('内部结构有误', new Error(reply.message));
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #reply(request: LegacyRequest): Promise<LegacyReply> {
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      const onMessage = (reply: LegacyReply) => finish(() => resolve(reply));
      const onError = (error: unknown) => finish(() => reject(unreadable('读取中断', error)));
      const onExit = () => finish(() => reject(unreadable('读取中断')));
      const timer = setTimeout(() => finish(() => reject(unreadable('读取没有结果'))), patienceMs);
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        settle();
      };
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage(request);
    });
  }
}
