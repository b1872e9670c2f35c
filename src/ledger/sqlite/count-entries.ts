import type { SheetRowCount, StateCount } from '../../entry/closing-statement.ts';
import type { ImportedFile } from '../ledger.ts';
import type { LedgerContext } from './context.ts';

/** Entries by unit, month and state; answered from one index, without touching an entry. */
export function countEntries({ database }: LedgerContext): Promise<StateCount[]> {
  return database.kysely
    .selectFrom('entries')
    .select((q) => ['unit', 'month', 'state', q.fn.countAll<number>().as('count')])
    .groupBy(['state', 'unit', 'month'])
    .execute();
}

/** People that the sheets held when they were imported: counted from the sheets, not from the entries. */
export function countSheetRows({ database }: LedgerContext): Promise<SheetRowCount[]> {
  return database.kysely
    .selectFrom('file_units')
    .select((q) => ['unit', 'month', q.fn.sum<number>('people').as('count')])
    .groupBy(['unit', 'month'])
    .orderBy('unit')
    .orderBy('month')
    .execute();
}

/** Imported files in the order of import. */
export function readFiles({ database }: LedgerContext): Promise<ImportedFile[]> {
  return database.kysely
    .selectFrom('files')
    .select(['id', 'name', 'sha256', 'size_bytes as sizeBytes', 'imported_at as importedAt', 'people'])
    .orderBy('id')
    .execute();
}
