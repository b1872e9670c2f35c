/** The form as it is now: built from the page, remembered until the page changes under it. Runs in the page. */
import type { FieldKind, FieldLocator, FieldShown } from '../form.ts';
import { findControls } from './controls.ts';
import { isInput, isTextArea, outermost, viewOf, visible } from './dom.ts';
import { boxOfField, draftFields, type LiveField } from './fields.ts';
import { closedKind, explore } from './kinds.ts';
import { sectionOf } from './headings.ts';
import { besideIt, type Run } from './labels.ts';
import { isRequired } from './required.ts';
import { formScope, type Scope } from './layers.ts';
import { isDisabled, isReadOnly, shownOf } from './shown.ts';
import { labelText, tidy } from './words.ts';

export interface Known {
  id: string;
  kind: FieldKind;
  options: string[] | null;
  remote: boolean;
  opens: boolean;
}

/** What leaves the page: everything of `FormField`. */
export interface ScannedField {
  id: string;
  label: string;
  labels: string[];
  section: string | null;
  kind: FieldKind;
  value: FieldShown;
  options: string[] | null;
  remote: boolean;
  required: boolean;
  readOnly: boolean;
  disabled: boolean;
  maxLength: number | null;
  placeholder: string;
  locators: FieldLocator[];
  frame: string | null;
  box: { x: number; y: number; width: number; height: number };
  parts: number;
}

export interface Registry {
  scope: Scope;
  fields: LiveField[];
  runs: Run[];
}

const known = new Map<string, Known>();
let current: Registry | null = null;
let currentRoot: HTMLElement | null = null;

/** Takes over what an inventory says of kinds and options; the form is built anew when that is asked for next. */
export function remember(list: Known[]): void {
  // That a list or calendar takes several shows only when a second one is taken; a scan could not know.
  const more: Partial<Record<FieldKind, FieldKind>> = { select: 'multi-select', date: 'date-range' };
  const now = list.map((k): Known => {
    const taught = more[k.kind];
    return taught !== undefined && known.get(k.id)?.kind === taught ? { ...k, kind: taught } : k;
  });
  if (now.some((k) => known.get(k.id)?.kind !== k.kind)) current = null;
  for (const k of now) known.set(k.id, k);
}

function placeholderOf(f: LiveField): string {
  const el = f.controls[0]?.el;
  return el === undefined
    ? ''
    : tidy(el.getAttribute('placeholder') ?? el.getAttribute('data-placeholder') ?? '');
}

/** Label of last resort. */
function fallbackLabel(f: LiveField): string {
  const el = f.controls[0]?.el;
  const said =
    labelText(el?.getAttribute('aria-label') ?? el?.getAttribute('title') ?? '') ||
    labelText(placeholderOf(f)).replace(/^(请)?(输入|选择|填写)/, '');
  return said || (el?.getAttribute('name') ?? '') || el?.id || '未命名字段';
}

/** Builds the list of fields anew. Kinds and options learnt by opening are kept. */
export function build(root: HTMLElement): Registry {
  const scope: Scope =
    root.localName === 'html' || root.localName === 'body'
      ? formScope(root)
      : { root, others: [], notices: [] };
  const skip = (el: HTMLElement): boolean => scope.others.includes(el);
  const controls = findControls(scope.root, skip);
  const { drafts, runs } = draftFields(scope.root, controls, skip);
  const names = new Set<Run>();
  for (const { naming, controls: own } of drafts) {
    const [first] = own;
    if (naming.run !== null && first !== undefined && besideIt(naming.run, first.box)) names.add(naming.run);
  }
  const counts = new Map<string, number>();
  const fields = drafts.map((d): LiveField => {
    const first = d.controls[0];
    const closed =
      first === undefined ? { kind: 'unknown' as const, opens: false, options: null } : closedKind(first);
    const live: LiveField = {
      id: '',
      kind: d.kind ?? closed.kind,
      controls: d.controls,
      label: d.naming.texts[0] ?? '',
      labels: d.naming.texts,
      labelRun: d.naming.run,
      section: sectionOf(d.controls, runs, (run) => run === d.naming.run || names.has(run)),
      options: d.options ?? (d.kind === null || d.kind === 'linked-selects' ? closed.options : null),
      remote: false,
      box: boxOfField(d.controls),
      opens: d.kind === null && closed.opens,
    };
    if (live.label === '') live.label = fallbackLabel(live);
    const aria = labelText(first?.el.getAttribute('aria-label') ?? '');
    live.labels = [...new Set([live.label, ...live.labels, aria])].filter((t) => t !== '');
    const base = live.section === null ? live.label : `${live.section}/${live.label}`;
    const n = (counts.get(base) ?? 0) + 1;
    counts.set(base, n);
    live.id = n === 1 ? base : `${base}#${String(n)}`;
    const learnt = known.get(live.id);
    if (learnt !== undefined && live.opens) {
      live.kind = learnt.kind;
      live.options = learnt.options;
      live.remote = learnt.remote;
      live.opens = learnt.opens;
    }
    return live;
  });
  current = { scope, fields, runs };
  currentRoot = root;
  return current;
}

/** The list built last, or a new one if there is none for this root. */
export function registry(root: HTMLElement): Registry {
  return current !== null && currentRoot === root && current.scope.root.isConnected ? current : build(root);
}

/** Still the same field on the page: its controls are there and its label still says so. */
export function alive(f: LiveField): boolean {
  return (
    f.controls.every((c) => c.face.isConnected && visible(c.face, false)) &&
    (f.labelRun === null ||
      (f.labelRun.el.isConnected && labelText(f.labelRun.el.innerText).includes(f.label)))
  );
}

/** Opens every field whose kind shows only then. */
export async function exploreAll(r: Registry): Promise<void> {
  for (const f of r.fields) {
    if (!f.opens || known.has(f.id)) continue;
    await explore(f);
    known.set(f.id, { id: f.id, kind: f.kind, options: f.options, remote: f.remote, opens: f.opens });
  }
}

function generated(id: string): boolean {
  return /\d{3,}|^el-id|^rc_|^:|-\d+-\d+$|ext-gen|_easyui/.test(id);
}

function locatorsOf(f: LiveField): FieldLocator[] {
  const el = f.controls[0]?.el;
  if (el === undefined) return [];
  const doc = el.getRootNode() as Document | ShadowRoot;
  const quote = (text: string): string => JSON.stringify(text);
  const list: FieldLocator[] = [];
  const add = (by: FieldLocator['by'], selector: string): void => {
    try {
      if (doc.querySelectorAll(selector).length === 1) list.push({ by, selector });
    } catch {
      // A name that no selector can hold is simply not offered.
    }
  };
  const name = el.getAttribute('name');
  for (const test of ['data-testid', 'data-test', 'data-test-id']) {
    const id = el.getAttribute(test);
    if (id !== null) add('test-id', `[${test}=${quote(id)}]`);
  }
  if (name !== null && name !== '' && f.controls.length === 1)
    add('name', `${el.localName}[name=${quote(name)}]`);
  else if (name !== null && name !== '' && doc.querySelector(`[name=${quote(name)}]`) !== null)
    list.push({ by: 'name', selector: `${el.localName}[name=${quote(name)}]` });
  if (el.id !== '' && !generated(el.id)) add('id', `[id=${quote(el.id)}]`);
  if (f.label !== '未命名字段') list.push({ by: 'label', selector: `internal:label=${quote(f.label)}` });
  const placeholder = el.getAttribute('placeholder');
  if (placeholder !== null && placeholder !== '')
    add('placeholder', `${el.localName}[placeholder=${quote(placeholder)}]`);
  list.push({ by: 'css', selector: cssPath(el) });
  return list;
}

function cssPath(el: HTMLElement): string {
  const parts: string[] = [];
  for (let at: HTMLElement | null = el; at !== null && at.localName !== 'html'; at = at.parentElement) {
    const tag = at.localName;
    const same = [...(at.parentElement?.children ?? [])].filter((s) => s.localName === tag);
    parts.unshift(same.length > 1 ? `${tag}:nth-of-type(${String(same.indexOf(at) + 1)})` : tag);
    if (at.id !== '' && !generated(at.id)) {
      parts[0] = `[id=${JSON.stringify(at.id)}]`;
      break;
    }
  }
  return parts.join(' > ');
}

function maxLengthOf(f: LiveField): number | null {
  const c = f.controls[0];
  if (c === undefined || !(isInput(c.el) || isTextArea(c.el))) return null;
  if (c.el.maxLength >= 0) return c.el.maxLength;
  const counter = /(?:^|\s)\d+\s*\/\s*(\d+)(?:\s|$)/.exec(
    c.frame.innerText || (c.frame.parentElement?.innerText ?? ''),
  )?.[1];
  if (counter !== undefined) return Number(counter);
  if (!isTextArea(c.el)) return null;
  for (let at: HTMLElement | null = c.frame, n = 0; at !== null && n < 3; at = at.parentElement, n += 1) {
    const drawnCount = /"\d+\s*\/\s*(\d+)"/.exec(viewOf(at).getComputedStyle(at, '::after').content)?.[1];
    if (drawnCount !== undefined) return Number(drawnCount);
  }
  return null;
}

function frameOfField(f: LiveField, root: HTMLElement): string | null {
  const doc = f.controls[0]?.el.ownerDocument;
  if (doc === undefined || doc === root.ownerDocument) return null;
  return doc.location.pathname + doc.location.search;
}

export function locked(f: LiveField): boolean {
  const typed =
    f.kind === 'text' ||
    f.kind === 'textarea' ||
    f.kind === 'number' ||
    f.kind === 'password' ||
    f.kind === 'unknown' ||
    f.kind === 'time';
  return typed && !f.opens && f.controls.every((c) => isReadOnly(c));
}

export function disabledField(f: LiveField): boolean {
  return f.controls.length > 0 && f.controls.every((c) => isDisabled(c));
}

export function toScanned(f: LiveField, root: HTMLElement): ScannedField {
  return {
    id: f.id,
    label: f.label,
    labels: f.labels,
    section: f.section,
    kind: f.kind,
    value: shownOf(f),
    options: f.options,
    remote: f.remote,
    required: isRequired(f.controls, f.labelRun),
    readOnly: locked(f),
    disabled: disabledField(f),
    maxLength: maxLengthOf(f),
    placeholder: placeholderOf(f),
    locators: locatorsOf(f),
    frame: frameOfField(f, root),
    box: boxOfField(f.controls),
    parts: f.controls.length,
  };
}

export function pageTitle(): string {
  return tidy(outermost().document.title);
}
