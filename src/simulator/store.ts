import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

import type { RecordValues } from './form-fields.ts';
import type { BasePerson, RecordState, Refusal, StoredRecord, Unit } from './record.ts';
import { seedUnits } from './units.ts';

const schema = `
CREATE TABLE IF NOT EXISTS records (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  receipt TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  reason TEXT,
  year INTEGER NOT NULL,
  id_number TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  values_json TEXT NOT NULL,
  extra_json TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS records_by_id_number ON records (id_number, year);
CREATE TABLE IF NOT EXISTS population (id_number TEXT PRIMARY KEY, name TEXT NOT NULL, ethnicity TEXT) STRICT;
CREATE TABLE IF NOT EXISTS refusals (id_number TEXT PRIMARY KEY, message TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS units (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  credit_code TEXT NOT NULL,
  unit_type TEXT NOT NULL,
  industry TEXT NOT NULL
) STRICT;
`;

export interface NewRecord {
  year: number;
  createdAt: number;
  createdBy: string;
  values: RecordValues;
  extra: Record<string, string>;
}

export interface RecordFilter {
  idNumber: string;
  name: string;
  state: string;
  /** Milliseconds since 1970, inclusive. */
  createdFrom: number;
  createdTo: number;
}

type Row = Record<string, unknown>;

/**
 * What the portal keeps. One SQLite file, written through before any answer: after a kill at any moment a record is either
 * wholly there or not at all.
 */
export class Store {
  readonly #database: DatabaseSync;

  readonly #removed = new Map<number, Row>();

  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true });
    this.#database = new DatabaseSync(join(dataDir, 'portal.sqlite'));
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;');
    this.#database.exec(schema);
    this.#seedUnits();
  }

  close(): void {
    this.#database.close();
  }

  /**
   * Stores a record and gives its receipt number; with `uniqueInYear` only if the person has no valid one yet, else null.
   * Look and write are one transaction.
   */
  add(record: NewRecord, uniqueInYear: boolean): StoredRecord | null {
    return this.#inTransaction(() => {
      const idNumber = record.values['idNumber'] ?? '';
      if (uniqueInYear && this.hasValid(idNumber, record.year)) return null;
      const last = this.#row('SELECT seq FROM sqlite_sequence WHERE name = ?', 'records');
      const id = Number(last?.['seq'] ?? 0) + 1;
      const receipt = `CZ${record.year}${String(id).padStart(8, '0')}`;
      this.#run(
        `INSERT INTO records (id, receipt, state, year, id_number, name, created_at, created_by, values_json, extra_json)
         VALUES (?, ?, '待审核', ?, ?, ?, ?, ?, ?, ?)`,
        id,
        receipt,
        record.year,
        idNumber,
        record.values['name'] ?? '',
        record.createdAt,
        record.createdBy,
        JSON.stringify(record.values),
        JSON.stringify(record.extra),
      );
      return this.get(id);
    });
  }

  /** A returned record (退回) does not stand in the way of a new one. */
  hasValid(idNumber: string, year: number): boolean {
    const sql = "SELECT 1 FROM records WHERE id_number = ? AND year = ? AND state <> '退回' LIMIT 1";
    return this.#row(sql, idNumber, year) !== undefined;
  }

  get(id: number): StoredRecord | null {
    const row = this.#row('SELECT * FROM records WHERE id = ?', id);
    return row === undefined ? null : toRecord(row);
  }

  all(): StoredRecord[] {
    return this.#rows('SELECT * FROM records ORDER BY id').map(toRecord);
  }

  /** One page of the list, newest first, and how many there are in all. */
  search(filter: RecordFilter, page: number, size: number): { total: number; records: StoredRecord[] } {
    const where = `WHERE (?1 = '' OR id_number = ?1) AND (?2 = '' OR instr(name, ?2) > 0) AND (?3 = '' OR state = ?3)
      AND created_at BETWEEN ?4 AND ?5`;
    const values = [filter.idNumber, filter.name, filter.state, filter.createdFrom, filter.createdTo];
    const total = Number(this.#row(`SELECT count(*) AS n FROM records ${where}`, ...values)?.['n'] ?? 0);
    const sql = `SELECT * FROM records ${where} ORDER BY id DESC LIMIT ?6 OFFSET ?7`;
    return { total, records: this.#rows(sql, ...values, size, (page - 1) * size).map(toRecord) };
  }

  /** Moves a record, by number or receipt; false when there is none. */
  move(idOrReceipt: string, state: RecordState, reason: string | null): boolean {
    const sql = 'UPDATE records SET state = ?, reason = ? WHERE receipt = ? OR id = ?';
    return (
      this.#run(
        sql,
        state,
        reason,
        idOrReceipt,
        Number.isInteger(Number(idOrReceipt)) ? Number(idOrReceipt) : -1,
      ) > 0
    );
  }

  /** What somebody does by hand in the portal: other values, or the record taken away, which `restore` undoes. */
  change(id: number, values: RecordValues): boolean {
    const record = this.get(id);
    if (record === null) return false;
    const text = JSON.stringify({ ...record.values, ...values });
    return this.#run('UPDATE records SET values_json = ? WHERE id = ?', text, id) > 0;
  }

  remove(id: number): boolean {
    const row = this.#row('SELECT * FROM records WHERE id = ?', id);
    if (row === undefined) return false;
    this.#removed.set(id, row);
    return this.#run('DELETE FROM records WHERE id = ?', id) > 0;
  }

  restore(id: number): boolean {
    const row = this.#removed.get(id);
    if (row === undefined) return false;
    const names = Object.keys(row);
    const sql = `INSERT INTO records (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
    return this.#run(sql, ...Object.values(row as Record<string, SQLInputValue>)) > 0;
  }

  person(idNumber: string): BasePerson | null {
    const row = this.#row('SELECT * FROM population WHERE id_number = ?', idNumber);
    if (row === undefined) return null;
    const ethnicity = row['ethnicity'];
    return { idNumber, name: String(row['name']), ...(typeof ethnicity === 'string' ? { ethnicity } : {}) };
  }

  addPeople(people: readonly BasePerson[]): void {
    this.#inTransaction(() => {
      for (const person of people) {
        const sql = 'INSERT OR REPLACE INTO population (id_number, name, ethnicity) VALUES (?, ?, ?)';
        this.#run(sql, person.idNumber, person.name, person.ethnicity ?? null);
      }
    });
  }

  refusal(idNumber: string): Refusal | null {
    const row = this.#row('SELECT * FROM refusals WHERE id_number = ?', idNumber);
    if (row === undefined) return null;
    return { idNumber, message: String(row['message']), at: row['at'] === 'query' ? 'query' : 'save' };
  }

  setRefusals(refusals: readonly Refusal[]): void {
    this.#inTransaction(() => {
      this.#run('DELETE FROM refusals');
      for (const refusal of refusals) {
        const sql = 'INSERT OR REPLACE INTO refusals (id_number, message, at) VALUES (?, ?, ?)';
        this.#run(sql, refusal.idNumber, refusal.message, refusal.at);
      }
    });
  }

  /** Units whose name contains the text, those beginning with it first. */
  findUnits(text: string, limit: number): Unit[] {
    const sql = `SELECT * FROM units WHERE instr(name, ?1) > 0 ORDER BY instr(name, ?1) <> 1, length(name), id LIMIT ?2`;
    return this.#rows(sql, text, limit).map(toUnit);
  }

  unit(id: number): Unit | null {
    const row = this.#row('SELECT * FROM units WHERE id = ?', id);
    return row === undefined ? null : toUnit(row);
  }

  reset(): void {
    this.#inTransaction(() => {
      for (const table of ['records', 'population', 'refusals', 'sqlite_sequence'])
        this.#run(`DELETE FROM ${table}`);
    });
  }

  #seedUnits(): void {
    this.#inTransaction(() => {
      for (const unit of seedUnits) {
        const sql =
          'INSERT OR IGNORE INTO units (id, name, credit_code, unit_type, industry) VALUES (?, ?, ?, ?, ?)';
        this.#run(sql, unit.id, unit.name, unit.creditCode, unit.unitType, unit.industry);
      }
    });
  }

  #inTransaction<T>(work: () => T): T {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #row(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#database.prepare(sql).get(...values);
  }

  #rows(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#database.prepare(sql).all(...values);
  }

  #run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#database.prepare(sql).run(...values).changes);
  }
}

function toRecord(row: Row): StoredRecord {
  const reason = row['reason'];
  return {
    id: Number(row['id']),
    receipt: String(row['receipt']),
    state: String(row['state']) as RecordState,
    reason: typeof reason === 'string' ? reason : null,
    year: Number(row['year']),
    createdAt: Number(row['created_at']),
    createdBy: String(row['created_by']),
    values: JSON.parse(String(row['values_json'])) as RecordValues,
    extra: JSON.parse(String(row['extra_json'])) as Record<string, string>,
  };
}

function toUnit(row: Row): Unit {
  return {
    id: Number(row['id']),
    name: String(row['name']),
    creditCode: String(row['credit_code']),
    unitType: String(row['unit_type']),
    industry: String(row['industry']),
  };
}
