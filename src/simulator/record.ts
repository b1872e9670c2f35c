import type { RecordValues } from './form-fields.ts';

export const recordStates = ['未提交', '待审核', '通过', '退回'] as const;
export type RecordState = (typeof recordStates)[number];

export interface StoredRecord {
  id: number;
  receipt: string;
  state: RecordState;
  /** 退回原因 */
  reason: string | null;
  year: number;
  /** Milliseconds since 1970. */
  createdAt: number;
  createdBy: string;
  values: RecordValues;
  /** Values of fields that only a fault put on the form, by label. */
  extra: Record<string, string>;
}

export interface Unit {
  id: number;
  name: string;
  creditCode: string;
  unitType: string;
  industry: string;
}

export interface BasePerson {
  idNumber: string;
  name: string;
  ethnicity?: string;
}

export interface Refusal {
  idNumber: string;
  message: string;
  at: 'query' | 'save';
}

/** Wall time as the pages show it: `2024-03-05 09:08:07`, local. */
export function localTime(milliseconds: number): string {
  const date = new Date(milliseconds);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${localDay(date)} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

export function localDay(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
