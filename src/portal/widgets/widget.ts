/** What a widget driver is. Drivers run in the page and are chosen by the kind that the scan saw, never by a library's name. */
import type { FieldInput, FieldKind, FieldShown } from '../form.ts';
import type { LiveField } from '../in-page/fields.ts';

export interface Task {
  field: LiveField;
  value: FieldInput;
  /** First try in the page; later ones with the real mouse and keyboard. */
  attempt: number;
  /** Longest wait for one condition, milliseconds. */
  limit: number;
  /** What it showed before the first try: what to go back to. */
  before: FieldShown;
  /** The field as it is now, for widgets whose choice makes the page draw it anew; null when it is gone. */
  refresh: () => LiveField | null;
}

export interface Widget {
  /** The family in one word. */
  name: string;
  kinds: readonly FieldKind[];
  /**
   * Works the control until it should show the value. Null: done. Otherwise the reason, in Chinese, why it cannot be set
   * exactly; then the control is left as found.
   */
  set: (task: Task) => Promise<string | null>;
}

/** `“甲”、“乙”…（共 56 项）` */
export function listing(options: readonly string[]): string {
  if (options.length === 0) return '列表里没有选项';
  const first = options.slice(0, 12).join('、');
  return options.length > 12 ? `可选：${first}…（共 ${String(options.length)} 项）` : `可选：${first}`;
}

export function asText(value: FieldInput): string {
  return Array.isArray(value)
    ? value.join(' / ')
    : typeof value === 'boolean'
      ? value
        ? '是'
        : '否'
      : value;
}
