/** Where a value stands in a file, from 1. */
export interface DocumentPlace {
  line: number;
  column: number;
}

/** One file of a pack after parsing: what it says, and where each part of it stands. */
export interface PackDocument {
  /** Path within the pack with forward slashes, e.g. `vocabularies/sex.yaml`. */
  path: string;
  /** YAML: the document. CSV: an array of records, one per line, all values text. */
  value: unknown;
  /** Place of the value at a path of keys and indexes, or of the nearest part around it; null when nothing is known. */
  locate(path: readonly (string | number)[]): DocumentPlace | null;
}

/** Something wrong with a pack, for the person who edits it. */
export interface PackProblem {
  path: string;
  place: DocumentPlace | null;
  /** Chinese: what is wrong and what to do. */
  message: string;
}
