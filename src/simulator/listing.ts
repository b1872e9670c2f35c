import { formFields, textOf } from './form-fields.ts';
import { placeOf } from './regions.ts';
import { localTime, type StoredRecord } from './record.ts';
import { listDelayMs } from './saving.ts';
import { delayed, type World } from './world.ts';

/** The list's search form as the pages send it; empty text for "any". Days as YYYY-MM-DD. */
export interface ListQuery {
  idNumber: string;
  name: string;
  state: string;
  createdFrom: string;
  createdTo: string;
  page: number;
  size: number;
}

export interface ListRow {
  id: number;
  no: number;
  receipt: string;
  idNumber: string;
  name: string;
  sex: string;
  employmentForm: string;
  employer: string;
  employedOn: string;
  workRegion: string;
  state: string;
  createdAt: string;
}

export async function listRecords(
  world: World,
  query: ListQuery,
): Promise<{ total: number; rows: ListRow[] }> {
  await delayed(world, 'list', query.idNumber || null);
  const filter = {
    idNumber: query.idNumber.trim().toUpperCase(),
    name: query.name.trim(),
    state: query.state,
    createdFrom: startOfDay(query.createdFrom) ?? 0,
    createdTo: Math.min(
      endOfDay(query.createdTo) ?? Number.MAX_SAFE_INTEGER,
      Date.now() - listDelayMs(world),
    ),
  };
  const size = Math.min(Math.max(1, Math.trunc(query.size) || 10), 100);
  const page = Math.max(1, Math.trunc(query.page) || 1);
  const found = world.store.search(filter, page, size);
  const rows = found.records.map((record, index) => toRow(record, (page - 1) * size + index + 1));
  return { total: found.total, rows };
}

/** Every field of a record as label and text, in the order of the form; null when the list does not show it either. */
export async function recordDetail(
  world: World,
  id: number,
): Promise<{ label: string; text: string }[] | null> {
  await delayed(world, 'list');
  const record = world.store.get(id);
  if (record === null || record.createdAt > Date.now() - listDelayMs(world)) return null;
  return [
    { label: '受理编号', text: record.receipt },
    { label: '状态', text: record.state },
    ...(record.reason === null ? [] : [{ label: '退回原因', text: record.reason }]),
    ...fieldTexts(record),
    { label: '录入人', text: record.createdBy },
    { label: '录入时间', text: localTime(record.createdAt) },
  ];
}

/** The fields of a record by label as a person reads them; empty text where nothing was stored. */
export function fieldTexts(record: StoredRecord): { label: string; text: string }[] {
  return [
    ...formFields.map((field) => ({ label: field.label, text: textOf(field, record.values) })),
    ...Object.entries(record.extra).map(([label, text]) => ({ label, text })),
  ];
}

function toRow(record: StoredRecord, no: number): ListRow {
  const text = Object.fromEntries(formFields.map((field) => [field.key, textOf(field, record.values)]));
  const place = placeOf(record.values['workRegion'] ?? '');
  return {
    id: record.id,
    no,
    receipt: record.receipt,
    idNumber: text['idNumber'] ?? '',
    name: text['name'] ?? '',
    sex: text['sex'] ?? '',
    employmentForm: text['employmentForm'] ?? '',
    employer: (text['employer'] ?? '') || (text['shopName'] ?? ''),
    employedOn: text['employedOn'] ?? '',
    workRegion: place === null ? '' : `${place.town}${place.name}`,
    state: record.state,
    createdAt: localTime(record.createdAt),
  };
}

function startOfDay(day: string): number | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00`).getTime() : null;
}

function endOfDay(day: string): number | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T23:59:59.999`).getTime() : null;
}
