/** The states of its time: what came later came with a migration of its own. */
const states = [
  'imported',
  'blocked',
  'ready',
  'batched',
  'rehearsed',
  'approved',
  'in-flight',
  'uncertain',
  'accepted',
  'refused',
  'verified',
  'returned',
  'skipped',
]
  .map((state) => `'${state}'`)
  .join(', ');

/** Frozen once released: a later change of the tables is a migration of its own. */
export const firstLedger = {
  version: 1,
  title: 'first ledger',
  sql: `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
  seq           INTEGER PRIMARY KEY,
  at            TEXT NOT NULL,
  run_id        TEXT NOT NULL,
  operator      TEXT NOT NULL,
  kind          TEXT NOT NULL,
  entry_id      TEXT,
  batch_id      TEXT,
  body          TEXT NOT NULL CHECK (json_valid(body)),
  previous_hash TEXT NOT NULL,
  hash          TEXT NOT NULL
) STRICT;
CREATE INDEX journal_entry ON journal (entry_id) WHERE entry_id IS NOT NULL;
CREATE TRIGGER journal_never_updated BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_never_deleted BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_without_gaps BEFORE INSERT ON journal
WHEN NEW.seq IS NOT 1 + coalesce((SELECT max(seq) FROM journal), 0)
BEGIN SELECT RAISE(ABORT, 'the journal has no gaps'); END;

CREATE TABLE payloads (
  seq    INTEGER NOT NULL REFERENCES journal (seq),
  part   INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (seq, part)
) STRICT;
CREATE TRIGGER payloads_never_updated BEFORE UPDATE ON payloads
BEGIN SELECT RAISE(ABORT, 'a sealed part is written once'); END;

CREATE TABLE files (
  id          INTEGER PRIMARY KEY,
  sha256      TEXT NOT NULL UNIQUE,
  name        TEXT NOT NULL,
  size_bytes  INTEGER NOT NULL,
  imported_at TEXT NOT NULL,
  people      INTEGER NOT NULL,
  seq         INTEGER NOT NULL REFERENCES journal (seq)
) STRICT;
CREATE TABLE file_units (
  file_id INTEGER NOT NULL REFERENCES files (id),
  unit    TEXT,
  month   TEXT NOT NULL,
  people  INTEGER NOT NULL
) STRICT;
CREATE INDEX file_units_file ON file_units (file_id);

CREATE TABLE batches (
  number     INTEGER PRIMARY KEY,
  unit       TEXT NOT NULL,
  month      TEXT NOT NULL,
  profile    TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE entries (
  number         INTEGER PRIMARY KEY,
  year           INTEGER NOT NULL,
  file_id        INTEGER NOT NULL REFERENCES files (id),
  sheet          TEXT NOT NULL,
  row            INTEGER NOT NULL,
  unit           TEXT,
  month          TEXT NOT NULL,
  status         TEXT NOT NULL CHECK (status IN ('ok', 'warning', 'decision', 'error')),
  state          TEXT NOT NULL CHECK (state IN (${states})),
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
-- Invariant 3: nobody is accepted twice in a year, and nobody may be while an answer is still open.
CREATE UNIQUE INDEX entries_one_per_person ON entries (year, id_hash)
  WHERE state IN ('in-flight', 'uncertain', 'accepted', 'verified');
CREATE INDEX entries_person ON entries (id_hash);
CREATE INDEX entries_standing ON entries (state, unit, month);
CREATE INDEX entries_batch ON entries (batch, batch_position) WHERE batch IS NOT NULL;
CREATE INDEX entries_file ON entries (file_id);
CREATE TRIGGER entries_never_deleted BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END;
CREATE TRIGGER entries_keep_their_origin
BEFORE UPDATE OF number, year, file_id, sheet, row, month, seal_digest ON entries
BEGIN SELECT RAISE(ABORT, 'the origin of an entry never changes'); END;

CREATE TABLE entry_secrets (
  number INTEGER PRIMARY KEY REFERENCES entries (number),
  sealed BLOB NOT NULL
) STRICT;
CREATE TRIGGER entry_secrets_never_updated BEFORE UPDATE ON entry_secrets
BEGIN SELECT RAISE(ABORT, 'the values of an entry are written once'); END;

CREATE TABLE rehearsals (
  entry            INTEGER PRIMARY KEY REFERENCES entries (number),
  at               TEXT NOT NULL,
  profile_hash     TEXT NOT NULL,
  form_fingerprint TEXT NOT NULL,
  content_hash     TEXT NOT NULL,
  screenshot       TEXT,
  seq              INTEGER NOT NULL REFERENCES journal (seq)
) STRICT;

CREATE TABLE approvals (
  entry    INTEGER PRIMARY KEY REFERENCES entries (number),
  batch    INTEGER NOT NULL REFERENCES batches (number),
  hash     TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  at       TEXT NOT NULL
) STRICT;

CREATE TABLE attempts (
  id           INTEGER PRIMARY KEY,
  entry        INTEGER NOT NULL REFERENCES entries (number),
  content_hash TEXT NOT NULL,
  intent_seq   INTEGER NOT NULL REFERENCES journal (seq),
  outcome      TEXT CHECK (outcome IN ('accepted', 'refused', 'uncertain')),
  outcome_seq  INTEGER REFERENCES journal (seq)
) STRICT;
CREATE UNIQUE INDEX attempts_one_open ON attempts (entry) WHERE outcome IS NULL;
CREATE INDEX attempts_entry ON attempts (entry);

CREATE TABLE verifications (
  entry INTEGER PRIMARY KEY REFERENCES entries (number),
  seq   INTEGER NOT NULL REFERENCES journal (seq),
  at    TEXT NOT NULL
) STRICT;

CREATE TABLE read_backs (
  seq     INTEGER PRIMARY KEY REFERENCES journal (seq),
  at      TEXT NOT NULL,
  records INTEGER NOT NULL
) STRICT;

CREATE TABLE profile_checks (
  seq              INTEGER PRIMARY KEY REFERENCES journal (seq),
  profile          TEXT NOT NULL,
  profile_hash     TEXT NOT NULL,
  form_fingerprint TEXT NOT NULL,
  portal_url       TEXT NOT NULL,
  passed           INTEGER NOT NULL,
  at               TEXT NOT NULL,
  operator         TEXT NOT NULL
) STRICT;
CREATE INDEX profile_checks_profile ON profile_checks (profile_hash, portal_url);

CREATE TABLE owner (
  id           INTEGER PRIMARY KEY CHECK (id = 1),
  token        TEXT NOT NULL,
  operator     TEXT NOT NULL,
  run_id       TEXT NOT NULL,
  host         TEXT NOT NULL,
  pid          INTEGER NOT NULL,
  acquired_at  TEXT NOT NULL,
  heartbeat_at TEXT NOT NULL
) STRICT;
`,
} as const;
