import type { FieldComparison, FieldValue } from '../entry/field-values.ts';
import type { EntryState } from '../entry/state.ts';
import type { Column, ColumnKey } from '../model/column.ts';
import type { Finding, RowStatus } from '../model/finding.ts';
import type { CellValue, PersonValues } from '../model/person.ts';
import { shownText, shownValue } from './masked.ts';

/** What a reviewer is shown before approving or returning a batch. */
export interface ReviewModel {
  /** e.g. `兴仁市2024年城镇新增就业`. */
  title: string;
  batchId: string;
  unit: string;
  month: string;
  profile: string;
  portalUrl: string | null;
  operator: string;
  /** When the page was made, as people read it. */
  madeAt: string;
  people: ReviewPerson[];
}

export interface ReviewPerson {
  entryId: string;
  state: EntryState;
  status: RowStatus;
  reason: string | null;
  place: { file: string; sheet: string; row: number };
  /** In the order of the pack's columns; unknown columns of the sheet last. */
  cells: ReviewCell[];
  findings: Finding[];
  rehearsal: ReviewRehearsal | null;
}

export interface ReviewCell {
  /** Null: a column that the pack does not know, kept and shown. */
  key: ColumnKey | null;
  title: string;
  raw: string | null;
  value: CellValue;
}

export interface ReviewRehearsal {
  /** When it was filled, as people read it. */
  at: string;
  fields: FieldComparison[];
  messages: string[];
  picture: ReviewPicture | null;
}

export interface ReviewPicture {
  mime: 'image/png' | 'image/jpeg' | 'image/webp';
  bytes: Uint8Array;
}

/** A ledger entry as it stands is one. */
export interface ReviewedEntry {
  id: string;
  state: EntryState;
  status: RowStatus;
  reason: string | null;
  file: string;
  sheet: string;
  row: number;
  values: PersonValues;
  raw: Record<string, string>;
  findings: Finding[];
}

/** Puts an entry, the pack's columns and what the dry run saw together. */
export function reviewPerson(
  entry: ReviewedEntry,
  columns: readonly Pick<Column, 'key' | 'header'>[],
  rehearsal: ReviewRehearsal | null,
): ReviewPerson {
  const { id, state, status, reason, file, sheet, row, values, raw, findings } = entry;
  const known = new Set<string>(columns.map((column) => column.key));
  const cells = columns
    .filter(({ key }) => key in values || key in raw)
    .map(({ key, header }): ReviewCell => ({
      key,
      title: header,
      raw: raw[key] ?? null,
      value: values[key] ?? null,
    }));
  const extra = Object.entries(raw)
    .filter(([name]) => !known.has(name))
    .map(([name, text]): ReviewCell => ({ key: null, title: name, raw: text, value: null }));
  const place = { file, sheet, row };
  return { entryId: id, state, status, reason, place, cells: [...cells, ...extra], findings, rehearsal };
}

/** One line of the comparison: what the sheet says, what became of it, what the page was asked and shows. Masked. */
export interface ReviewLine {
  title: string;
  raw: string;
  value: string;
  /** The normalised value reads otherwise than the sheet. */
  changed: boolean;
  asked: string | null;
  shown: string | null;
  result: 'equal' | 'different' | 'not-on-page';
  source: FieldComparison['source'] | null;
}

/** Sheet and page side by side; lines that are blank on both sides are left out. */
export function reviewLines(person: ReviewPerson): ReviewLine[] {
  const fields = new Map<string, FieldComparison[]>();
  for (const field of person.rehearsal?.fields ?? []) {
    const key = field.column ?? '';
    fields.set(key, [...(fields.get(key) ?? []), field]);
  }
  const lines: ReviewLine[] = [];
  for (const cell of person.cells) {
    const own = cell.key === null ? [] : (fields.get(cell.key) ?? []);
    if (cell.key !== null) fields.delete(cell.key);
    if (own.length === 0 && (cell.raw ?? '') === '' && (cell.value === null || cell.value === '')) continue;
    const first = own[0];
    lines.push(lineOf(cell, first ?? null));
    for (const more of own.slice(1)) lines.push(pageOnly(more));
  }
  for (const rest of fields.values()) lines.push(...rest.map(pageOnly));
  return lines;
}

function lineOf(cell: ReviewCell, field: FieldComparison | null): ReviewLine {
  const day = dayOfSerial(cell);
  const raw = shownText(cell.key, cell.raw ?? '') + (day === null ? '' : `（即 ${day}）`);
  const value = shownValue(cell.key, cell.value);
  return {
    title: cell.title,
    raw,
    value: cell.key === null ? '' : value,
    changed:
      cell.key !== null && (cell.raw ?? '') !== '' && day === null && cell.raw !== plainText(cell.value),
    ...pageOf(field, cell.key),
  };
}

/** A date cell of Excel holds a day number, which says nothing to a reader: the day that it stands for, else null. */
function dayOfSerial({ raw, value }: ReviewCell): string | null {
  const isSerial = /^\d{4,5}(\.\d+)?$/.test(raw ?? '');
  return isSerial && typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null;
}

/** What the value reads as without masking; only to tell whether normalising changed anything. */
function plainText(value: CellValue): string {
  return typeof value === 'boolean' ? (value ? '是' : '否') : String(value ?? '');
}

function pageOnly(field: FieldComparison): ReviewLine {
  return { title: field.label, raw: '', value: '', changed: false, ...pageOf(field, field.column) };
}

function pageOf(
  field: FieldComparison | null,
  key: string | null,
): Pick<ReviewLine, 'asked' | 'shown' | 'result' | 'source'> {
  if (field === null) return { asked: null, shown: null, result: 'not-on-page', source: null };
  return {
    asked: shownField(field.asked, key),
    shown: shownField(field.shown, key),
    result: field.equal ? 'equal' : 'different',
    source: field.source,
  };
}

function shownField(value: FieldValue, key: string | null): string {
  return Array.isArray(value)
    ? value.map((part) => shownText(key, part)).join(' / ')
    : shownValue(key, value);
}

export interface ReviewSummary {
  people: number;
  rehearsed: number;
  /** Rehearsed with every field equal. */
  equal: number;
  different: number;
  decisions: number;
  warnings: number;
}

export function reviewSummary(people: readonly ReviewPerson[]): ReviewSummary {
  const rehearsed = people.filter((person) => person.rehearsal !== null);
  const equal = rehearsed.filter(
    (person) => person.rehearsal?.fields.every((field) => field.equal) === true,
  ).length;
  const withSeverity = (severity: Finding['severity']) =>
    people.filter((person) => person.findings.some((finding) => finding.severity === severity)).length;
  return {
    people: people.length,
    rehearsed: rehearsed.length,
    equal,
    different: rehearsed.length - equal,
    decisions: withSeverity('decision'),
    warnings: withSeverity('warning'),
  };
}

/** The name and masked number that a person is called by on the page. */
export function personTitle(person: ReviewPerson): { name: string; idNumber: string } {
  const text = (key: ColumnKey) => {
    const cell = person.cells.find((one) => one.key === key);
    return cell === undefined ? '' : shownValue(key, cell.value) || shownText(key, cell.raw ?? '');
  };
  return { name: text('name') || '（无姓名）', idNumber: text('idNumber') };
}
