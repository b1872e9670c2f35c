/**
 * Corrections and withdrawals: three more states. SQLite cannot change a CHECK, so `entries` is made anew; everything else of it
 * stays word for word. Attempts become as unchangeable as the journal that they are drawn from.
 */
export const amending = {
  version: 2,
  title: 'corrections and withdrawals',
  sql: `
CREATE TABLE entries_2 (
  number         INTEGER PRIMARY KEY,
  year           INTEGER NOT NULL,
  file_id        INTEGER NOT NULL REFERENCES files (id),
  sheet          TEXT NOT NULL,
  row            INTEGER NOT NULL,
  unit           TEXT,
  month          TEXT NOT NULL,
  status         TEXT NOT NULL CHECK (status IN ('ok', 'warning', 'decision', 'error')),
  state          TEXT NOT NULL CHECK (state IN ('imported', 'blocked', 'ready', 'batched', 'rehearsed', 'approved', 'in-flight',
                   'uncertain', 'accepted', 'verified', 'correcting', 'withdrawing', 'withdrawn', 'refused', 'returned', 'skipped')),
  batch          INTEGER REFERENCES batches (number),
  batch_position INTEGER,
  approval_hash  TEXT,
  moved_at       TEXT NOT NULL,
  reason_seq     INTEGER REFERENCES journal (seq),
  receipt        BLOB,
  id_hash        BLOB,
  seal_digest    TEXT NOT NULL,
  purged_at      TEXT,
  CHECK (state NOT IN ('batched', 'rehearsed', 'approved', 'in-flight') OR batch IS NOT NULL),
  CHECK (state NOT IN ('approved', 'in-flight') OR approval_hash IS NOT NULL)
) STRICT;
INSERT INTO entries_2 SELECT * FROM entries;
DROP TABLE entries;
ALTER TABLE entries_2 RENAME TO entries;

-- Invariant 3: nobody is accepted twice in a year, and nobody may be while an answer is open or a record is yet to go.
CREATE UNIQUE INDEX entries_one_per_person ON entries (year, id_hash)
  WHERE state IN ('in-flight', 'uncertain', 'accepted', 'verified', 'correcting', 'withdrawing');
CREATE INDEX entries_person ON entries (id_hash);
CREATE INDEX entries_standing ON entries (state, unit, month);
CREATE INDEX entries_batch ON entries (batch, batch_position) WHERE batch IS NOT NULL;
CREATE INDEX entries_file ON entries (file_id);
CREATE TRIGGER entries_never_deleted BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END;
CREATE TRIGGER entries_keep_their_origin
BEFORE UPDATE OF number, year, file_id, sheet, row, month, seal_digest ON entries
BEGIN SELECT RAISE(ABORT, 'the origin of an entry never changes'); END;

CREATE TRIGGER attempts_never_deleted BEFORE DELETE ON attempts
BEGIN SELECT RAISE(ABORT, 'an attempt is never deleted'); END;
CREATE TRIGGER attempts_keep_their_intent BEFORE UPDATE OF id, entry, content_hash, intent_seq ON attempts
BEGIN SELECT RAISE(ABORT, 'an intent never changes'); END;
CREATE TRIGGER attempts_have_one_outcome BEFORE UPDATE OF outcome, outcome_seq ON attempts WHEN OLD.outcome IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an attempt has one outcome'); END;
`,
} as const;
