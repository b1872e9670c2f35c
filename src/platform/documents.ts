import { CsvError, parse as parseCsvText } from 'csv-parse/sync';
import { isNode, LineCounter, parseDocument, stringify, type Document } from 'yaml';
import { csvFaultWords, yamlFaultWords } from './document-words.ts';

/** Place in a text file, from 1. */
export interface TextPlace {
  line: number;
  column: number;
}

export interface ParsedDocument {
  value: unknown;
  /** Place of the value at a path of keys and indexes, else of the nearest part around it. */
  locate(path: readonly (string | number)[]): TextPlace | null;
}

/** A text that is no YAML or CSV: values, because a person mends the file. */
export interface DocumentProblem {
  place: TextPlace | null;
  /** Chinese. */
  message: string;
}

export type DocumentResult =
  { kind: 'document'; document: ParsedDocument } | { kind: 'problems'; problems: DocumentProblem[] };

/** Parses YAML 1.2 and remembers where everything stands. Duplicate keys and unknown tags are problems. */
export function parseYaml(text: string): DocumentResult {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    return {
      kind: 'problems',
      problems: faults.map((fault) => ({
        place: placeAt(lines, fault.pos[0]),
        message: yamlFaultWords(fault.code),
      })),
    };
  }
  return {
    kind: 'document',
    document: { value: document.toJS() as unknown, locate: (path) => locateIn(document, lines, path) },
  };
}

function locateIn(
  document: Document,
  lines: LineCounter,
  path: readonly (string | number)[],
): TextPlace | null {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return placeAt(lines, node.range[0]);
  }
  return null;
}

function placeAt(lines: LineCounter, offset: number): TextPlace {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

/** A value as YAML on one line: for writers that lay a file out, with its comments, line by line. */
export function yamlLine(value: unknown): string {
  const text = stringify(value, {
    collectionStyle: 'flow',
    lineWidth: 0,
    aliasDuplicateObjects: false,
  }).trimEnd();
  // Only texts of several lines need more than one; JSON, which is YAML too, escapes them.
  return text.includes('\n') ? JSON.stringify(value) : text;
}

/** Parses CSV with a header line into records of text; every line must have as many fields as the header. */
export function parseCsv(text: string): DocumentResult {
  try {
    const rows = parseCsvText(text, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    const [header, ...lines] = rows;
    if (header === undefined) return { kind: 'problems', problems: [{ place: null, message: 'CSV 是空的' }] };
    const names = header.record;
    return {
      kind: 'document',
      document: {
        value: lines.map(({ record }) =>
          Object.fromEntries(names.map((name, index) => [name, record[index] ?? ''])),
        ),
        locate: ([index, name]) => {
          const line = typeof index === 'number' ? lines[index] : header;
          if (line === undefined) return null;
          return { line: line.info.lines, column: Math.max(0, names.indexOf(String(name))) + 1 };
        },
      },
    };
  } catch (error: unknown) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : null;
    return {
      kind: 'problems',
      problems: [{ place: line === null ? null : { line, column: 1 }, message: csvFaultWords(error.code) }],
    };
  }
}
