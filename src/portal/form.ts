/** What a scanned form is made of. Plain data: safe to store in a profile, to hash, and to send into a page and back. */

/**
 * What a person would call the control.
 * `select` one of a list · `multi-select` several of a list · `cascader` columns, one a level · `tree-select` a tree in a panel ·
 * `linked-selects` several selects under one label, each filled by the one before · `autocomplete` free text with suggestions ·
 * `picker` a dialog, layer or pop-up window with its own search · `button-group` drawn buttons of which one is down.
 */
export type FieldKind =
  | 'text'
  | 'textarea'
  | 'number'
  | 'password'
  | 'date'
  | 'month'
  | 'datetime'
  | 'time'
  | 'date-range'
  | 'select'
  | 'multi-select'
  | 'cascader'
  | 'tree-select'
  | 'linked-selects'
  | 'radio'
  | 'checkbox'
  | 'checkbox-group'
  | 'switch'
  | 'autocomplete'
  | 'picker'
  | 'upload'
  | 'button-group'
  | 'unknown';

/** Text, number, date `YYYY-MM-DD`, option text · several options, a path, `[from, to]` · a tick. */
export type FieldInput = string | string[] | boolean;
/** As shown; `null`: nothing. */
export type FieldShown = FieldInput | null;

/** One way to find the control again, most trusted first. `selector` is a Playwright selector inside `frame`. */
export interface FieldLocator {
  by: 'name' | 'id' | 'test-id' | 'label' | 'placeholder' | 'css';
  selector: string;
}

export interface FormField {
  /** Stable within the inventory and over scans of the same form: made of section and label, never of position alone. */
  id: string;
  /** Without stars, colons, white space; never empty (placeholder, name or `未命名字段` where a page gives none). */
  label: string;
  /** Every text that names the field, the best first: label, own text of a tick box, aria-label, title. */
  labels: string[];
  section: string | null;
  kind: FieldKind;
  value: FieldShown;
  /** Option texts as the portal words them; first level only for trees and columns; null where none can be listed. */
  options: string[] | null;
  /** The list is made for what is typed: `options` is what showed without typing. */
  remote: boolean;
  required: boolean;
  /** A person can see but not change it. Inputs that only a panel can fill are not read-only. */
  readOnly: boolean;
  disabled: boolean;
  /** null: none stated in the markup (script may still cut). */
  maxLength: number | null;
  placeholder: string;
  locators: FieldLocator[];
  /** URL path of the frame below the scope that holds the control, null in the scope's own document. */
  frame: string | null;
  /** Where it was when scanned, in CSS pixels of the scope's window. */
  box: { x: number; y: number; width: number; height: number };
  /** How many controls make up the field: 3 for year, month, day. */
  parts: number;
}

export interface FormInventory {
  /** Same form, same fingerprint: over labels, kinds, sections, required marks and options, never values. */
  fingerprint: string;
  url: string;
  title: string;
  fields: FormField[];
  /** Texts of dialogs and notices that lie over the form. */
  notices: string[];
}

export interface ScanOptions {
  /** `read` opens drawn lists, reads and closes them; `native` opens nothing. Default `read`. */
  options?: 'read' | 'native';
  /** Kinds and options of unchanged fields are taken from here instead of being opened again. */
  previous?: FormInventory;
  /** CSS animations are brought to their end while the engine works. Default true. */
  quickAnimations?: boolean;
  signal?: AbortSignal;
}

export interface FillOptions {
  /** `form`: as the fields stand on the form; `given`: as the keys of `values` stand. Default `form`. */
  order?: 'form' | 'given';
  /** Longest wait for one condition (a list, a loaded value), milliseconds. Default 8000. */
  timeoutMs?: number;
  quickAnimations?: boolean;
  /** Other fields will be asked for later: required ones that are still empty are no news. */
  partly?: boolean;
  signal?: AbortSignal;
}

export interface FilledField {
  /** Id in the inventory; the key as given where no field answers to it. */
  id: string;
  label: string;
  asked: FieldInput;
  shown: FieldShown;
  /** `set` shows what was asked · `already` did before · `refused` cannot be set exactly, see `reason` · `absent` is not on the form. */
  status: 'set' | 'already' | 'refused' | 'absent';
  /** For the operator, in Chinese: what is wrong and what could be chosen instead. */
  reason?: string;
  kind?: FieldKind;
  ms: number;
  /** How often the control was worked before it showed the value. */
  tries: number;
}

export interface FillReport {
  /** Every asked field is `set` or `already`. */
  ok: boolean;
  fields: FilledField[];
  /** Dialogs, toasts, validation texts, navigation met on the way, in the portal's words. */
  messages: string[];
}
