import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import {
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type Compilable,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from 'kysely';
import type { FaultPoints } from '../../platform/fault-points.ts';
import { asLedgerFault, isBusy, pointFault } from './sqlite-errors.ts';
import type { Tables } from './schema.ts';

/** How long a writer waits for another process to finish its transaction; an import of 200 000 people takes a few seconds. */
const waitForWriterMs = 60_000;
const retryWriterMs = 5;
/** Distinct statements are few; only look-ups by list vary, and they use json_each. The limit is a safety net. */
const statementLimit = 256;

/**
 * One connection to a SQLite file. Kysely builds the queries; the hot paths prepare their own through `statement`.
 * Transactions are `BEGIN IMMEDIATE`, one at a time per connection, and everyone else of the process waits in line.
 */
export class SqliteDatabase {
  readonly handle: DatabaseSync;
  readonly kysely: Kysely<Tables>;
  readonly #statements = new Map<string, StatementSync>();

  constructor(handle: DatabaseSync, faultPoints: FaultPoints) {
    this.handle = handle;
    this.kysely = new Kysely<Tables>({
      dialect: {
        createAdapter: () => new SqliteAdapter(),
        createDriver: () => new SqliteDriver(this, faultPoints),
        createIntrospector: (db) => new SqliteIntrospector(db),
        createQueryCompiler: () => new SqliteQueryCompiler(),
      },
    });
  }

  /** A prepared statement, kept for the next time. */
  statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    if (this.#statements.size >= statementLimit) this.#statements.clear();
    const statement = this.handle.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  /** Gives each row of a query as it is read, so that the rows of a whole year are never there at once. */
  async eachRow<R>(query: Compilable<R>, take: (row: R) => void): Promise<void> {
    const { sql, parameters } = query.compile();
    // Waits its turn: in the middle of a transaction it would see what may yet be undone.
    await this.kysely.connection().execute(async () => {
      const rows = this.handle.prepare(sql).iterate(...(parameters as SQLInputValue[]));
      for (const row of rows) take(row as R);
      await Promise.resolve();
    });
  }

  async close(): Promise<void> {
    this.#statements.clear();
    await this.kysely.destroy();
    if (this.handle.isOpen) this.handle.close();
  }
}

class SqliteDriver implements Driver {
  readonly #database: SqliteDatabase;
  readonly #connection: SqliteConnection;
  readonly #faultPoints: FaultPoints;
  /** Settles when everyone who asked for the connection so far has given it back. */
  #line: Promise<void> = Promise.resolve();
  #release: () => void = () => undefined;

  constructor(database: SqliteDatabase, faultPoints: FaultPoints) {
    this.#database = database;
    this.#connection = new SqliteConnection(database);
    this.#faultPoints = faultPoints;
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#line;
    const turn = Promise.withResolvers<undefined>();
    this.#line = before.then(() => turn.promise);
    await before;
    this.#release = () => {
      turn.resolve(undefined);
    };
    return this.#connection;
  }

  releaseConnection(): Promise<void> {
    this.#release();
    return Promise.resolve();
  }

  async beginTransaction(): Promise<void> {
    const attempts = waitForWriterMs / retryWriterMs;
    for (let attempt = 1; ; attempt += 1) {
      try {
        this.#database.handle.exec('BEGIN IMMEDIATE');
        return;
      } catch (error: unknown) {
        if (!isBusy(error) || attempt >= attempts) throw asLedgerFault(error);
      }
      // Not SQLite's own waiting, which would stop the whole process, heartbeat and stop button included.
      await delay(retryWriterMs);
    }
  }

  async commitTransaction(): Promise<void> {
    await this.#reach('ledger.before-commit');
    this.#database.handle.exec('COMMIT');
    await this.#reach('ledger.after-commit');
  }

  rollbackTransaction(): Promise<void> {
    // SQLite rolls back by itself when the disk is full; a second ROLLBACK would hide the first error.
    if (this.#database.handle.isTransaction) this.#database.handle.exec('ROLLBACK');
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    return this.#line;
  }

  async #reach(name: string): Promise<void> {
    try {
      await this.#faultPoints.reach(name);
    } catch (error: unknown) {
      throw pointFault(error);
    }
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- a rejection, not an exception, is what Kysely expects
  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const statement = this.#database.statement(query.sql);
    const parameters = query.parameters as SQLInputValue[];
    if (statement.columns().length > 0) return { rows: statement.all(...parameters) as R[] };
    const { changes, lastInsertRowid } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the interface is asynchronous, SQLite is not
  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    const statement = this.#database.handle.prepare(query.sql);
    for (const row of statement.iterate(...(query.parameters as SQLInputValue[]))) yield { rows: [row as R] };
  }
}
