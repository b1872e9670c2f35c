import { batchUnknown, entryUnknown } from '../ledger-faults.ts';

/** `E000012` ↔ 12 and `B0003` ↔ 3: what people read, and what the tables hold. */
export function entryId(number: number): string {
  return `E${String(number).padStart(6, '0')}`;
}

export function batchId(number: number): string {
  return `B${String(number).padStart(4, '0')}`;
}

/** @throws Fault `ledger-entry-unknown` when it is no id of an entry. */
export function entryNumber(id: string): number {
  const digits = /^E(\d{6,15})$/.exec(id)?.[1];
  if (digits === undefined) throw entryUnknown(id);
  return Number(digits);
}

/** @throws Fault `ledger-batch-unknown` when it is no id of a batch. */
export function batchNumber(id: string): number {
  const digits = /^B(\d{4,15})$/.exec(id)?.[1];
  if (digits === undefined) throw batchUnknown(id);
  return Number(digits);
}
