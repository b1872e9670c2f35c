import { Fault } from '../../platform/fault.ts';
import { diskFull, ledgerBusy, ledgerDamaged, writeFailed } from '../ledger-faults.ts';

/** Primary result codes of SQLite (the low byte of an extended code). */
const code = {
  busy: 5,
  locked: 6,
  readOnly: 8,
  io: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
};

function primaryCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null;
  return error.errcode & 0xff;
}

export function isBusy(error: unknown): boolean {
  const primary = primaryCode(error);
  return primary === code.busy || primary === code.locked;
}

/** Whether a UNIQUE index refused the row; SQLite names the columns in its message. */
export function isUniqueConflict(error: unknown, columns: string): boolean {
  return error instanceof Error && error.message.includes(`UNIQUE constraint failed: ${columns}`);
}

/** Turns an error of SQLite or of the disk into the ledger's fault; anything else (a bug, a fault) stays as it is. */
export function asLedgerFault(error: unknown): unknown {
  if (error instanceof Fault) return error;
  const system = (error as NodeJS.ErrnoException | null)?.code;
  if (system === 'ENOSPC' || system === 'EDQUOT') return diskFull(error);
  switch (primaryCode(error)) {
    case code.full:
      return diskFull(error);
    case code.io:
    case code.readOnly:
    case code.cannotOpen:
      return writeFailed(error);
    case code.busy:
    case code.locked:
      return ledgerBusy(error);
    case code.corrupt:
    case code.notADatabase:
      return ledgerDamaged('ledger.sqlite', error);
    case null:
    default:
      return error;
  }
}

/** What a fault point throws stands for a failing disk, unless it says itself which error it is. */
export function pointFault(error: unknown): unknown {
  const fault = asLedgerFault(error);
  return fault instanceof Fault ? fault : writeFailed(error);
}
