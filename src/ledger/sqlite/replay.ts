import { entryStates, mayMove, type EntryState } from '../../entry/state.ts';
import { moveKinds } from './append-journal.ts';
import type { ImportedRow } from './import-sheet.ts';
import { batchNumber, entryNumber } from './numbers.ts';
import type { JournalTable } from './schema.ts';

/** Bytes of an origin digest. */
const originBytes = 12;

/** What the journal alone says of an entry. */
export interface ReplayedEntry {
  state: EntryState;
  batch: number | null;
  /** First 48 bits of the approval's hash; null without one. */
  approval: number | null;
  origin: string;
  purged: boolean;
}

/**
 * Replays the journal into the state of every entry. A province's year is some 600 000 entries, so they are kept in flat
 * arrays by number – 26 bytes an entry – and not as objects.
 */
export class Replay {
  readonly problems: string[] = [];
  readonly files = new Map<number, { people: number; listed: number }>();
  /** Lines of read-backs, whose sealed parts a newer one replaces. */
  readonly readBacks = new Set<number>();
  batches = 0;
  highest = 0;
  #room = 1024;
  #states = new Uint8Array(this.#room);
  #batch = new Int32Array(this.#room);
  #approvals = new Float64Array(this.#room);
  #origins = new Uint8Array(this.#room * originBytes);
  #purged = new Uint8Array(this.#room);

  entry(number: number): ReplayedEntry | null {
    const state = this.#stateOf(number);
    if (state === null) return null;
    const origin = this.#origins.subarray(number * originBytes, (number + 1) * originBytes);
    return {
      state,
      batch: this.#batch[number] || null,
      approval: this.#approvals[number] || null,
      origin: Buffer.from(origin).toString('hex'),
      purged: this.#purged[number] === 1,
    };
  }

  isPurged(id: string): boolean {
    return this.#purged[entryNumber(id)] === 1;
  }

  apply(line: JournalTable): void {
    const body = JSON.parse(line.body) as Record<string, unknown>;
    switch (line.kind) {
      case 'sheet-imported':
        this.files.set(Number(body['fileId']), { people: Number(body['people']), listed: 0 });
        return;
      case 'entries-imported':
        this.#import(line.seq, Number(body['fileId']), body['entries'] as ImportedRow[]);
        return;
      case 'batch-created':
        this.batches += 1;
        for (const id of body['entries'] as string[]) this.#move(line, id, body);
        return;
      case 'purged':
        for (const id of body['entries'] as string[]) this.#purged[entryNumber(id)] = 1;
        return;
      case 'read-back':
        this.readBacks.add(line.seq);
        return;
      default:
        if (line.entry_id !== null && moveKinds.has(line.kind)) this.#move(line, line.entry_id, body);
    }
  }

  #import(seq: number, fileId: number, rows: readonly ImportedRow[]): void {
    const file = this.files.get(fileId);
    if (file === undefined) this.problems.push(`日志第 ${seq} 行列出了没有登记过的文件 ${fileId} 的条目。`);
    else file.listed += rows.length;
    for (const [id, , , state, origin] of rows) {
      const number = entryNumber(id);
      this.#reserve(number);
      if (this.#states[number] !== 0) this.problems.push(`日志第 ${seq} 行再次列出条目 ${id}。`);
      this.#states[number] = 1 + entryStates.indexOf(state);
      this.#origins.set(Buffer.from(origin, 'hex'), number * originBytes);
      this.highest = Math.max(this.highest, number);
    }
  }

  #move(line: JournalTable, id: string, body: Record<string, unknown>): void {
    const number = entryNumber(id);
    const [from, to] = [body['from'] as EntryState, body['to'] as EntryState];
    const found = this.#stateOf(number);
    if (found !== from || !mayMove(from, to)) {
      this.problems.push(
        `日志第 ${line.seq} 行把条目 ${id} 从 ${from} 移到 ${to}，但按之前的日志它是 ${found ?? '不存在'}。`,
      );
    }
    this.#reserve(number);
    this.#states[number] = 1 + entryStates.indexOf(to);
    if (to === 'ready') this.#batch[number] = 0;
    else if (line.batch_id !== null) this.#batch[number] = batchNumber(line.batch_id);
    if (typeof body['approvalHash'] === 'string')
      this.#approvals[number] = approvalMark(body['approvalHash']);
  }

  #stateOf(number: number): EntryState | null {
    return entryStates[(this.#states[number] ?? 0) - 1] ?? null;
  }

  #reserve(number: number): void {
    if (number < this.#room) return;
    while (this.#room <= number) this.#room *= 2;
    const grown = <T extends Uint8Array | Int32Array | Float64Array>(array: T, larger: T): T => {
      larger.set(array);
      return larger;
    };
    this.#states = grown(this.#states, new Uint8Array(this.#room));
    this.#batch = grown(this.#batch, new Int32Array(this.#room));
    this.#approvals = grown(this.#approvals, new Float64Array(this.#room));
    this.#origins = grown(this.#origins, new Uint8Array(this.#room * originBytes));
    this.#purged = grown(this.#purged, new Uint8Array(this.#room));
  }
}

/** 48 bits of a hash as a number: enough to see that it was changed. */
export function approvalMark(hash: string): number {
  const mark = Number.parseInt(hash.replace(/[^0-9a-f]/gi, '').slice(0, 12), 16);
  return Number.isNaN(mark) ? 0 : mark;
}
