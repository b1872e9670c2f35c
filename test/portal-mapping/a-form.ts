import type { FieldKind, FormField } from '../../src/portal/form.ts';

/** A scanned field without a browser: only what a test says differs from an empty text box. */
export function aField(label: string, more: Partial<FormField> = {}): FormField {
  return {
    id: `${more.section ?? ''}/${label}/${more.kind ?? 'text'}`,
    label,
    labels: [label],
    section: null,
    kind: 'text',
    value: null,
    options: null,
    remote: false,
    required: false,
    readOnly: false,
    disabled: false,
    maxLength: null,
    placeholder: '',
    locators: [],
    frame: null,
    box: { x: 0, y: 0, width: 100, height: 30 },
    parts: 1,
    ...more,
  };
}

export function aForm(...fields: FormField[]): { fields: FormField[] } {
  return { fields };
}

/** `[label, column that it means or null, kind, section, options]` */
export type Line = readonly [
  label: string,
  means: string | null,
  kind?: FieldKind,
  section?: string | null,
  options?: readonly string[],
];

export function fieldOfLine([label, , kind = 'text', section = null, options]: Line): FormField {
  return aField(label, { kind, section, options: options === undefined ? null : [...options] });
}
