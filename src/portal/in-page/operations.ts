/** What the outside can ask of the page. The last piece of the bundle: it puts the engine in its place. */
import type { FieldInput, FieldShown } from '../form.ts';
import { showsValue } from '../shown-equals.ts';
import { widgetFor } from '../widgets/all.ts';
import { pickRecord, type NotPicked, type PickProgress } from '../widgets/records.ts';
import { documents, visible } from './dom.ts';
import type { LiveField } from './fields.ts';
import { askHost, resumeJob, startJob, type HostAnswer, type JobState } from './host.ts';
import { hurry } from './hurry.ts';
import { isRequired } from './required.ts';
import { isStranger, learn, lessonsLearnt, startLessons } from './lessons.ts';
import { coverOf } from './layers.ts';
import { heardTexts, listen, stopListening } from './messages.ts';
import {
  alive,
  build,
  disabledField,
  exploreAll,
  locked,
  pageTitle,
  registry,
  remember,
  toScanned,
  type Known,
  type ScannedField,
} from './registry.ts';
import { intoView, pressedAway } from './hands.ts';
import { shownOf } from './shown.ts';
import { nextFrame, until } from './waiting.ts';
import { labelText, shownText, tidy } from './words.ts';

export interface ScanAnswer {
  fields: ScannedField[];
  notices: string[];
  title: string;
}

/** A value for a field: its id in the inventory if it was there, else the label given. */
export interface Want {
  id: string | null;
  label: string;
  section: string | null;
  /** How many fields had this section and label when scanned. */
  alike: number;
  value: FieldInput;
}

export interface FillAnswer {
  id: string;
  label: string;
  kind: ScannedField['kind'] | null;
  status: 'set' | 'already' | 'refused' | 'absent';
  shown: FieldShown;
  reason: string | null;
  tries: number;
  ms: number;
}

async function scan(
  root: HTMLElement,
  args: { open: boolean; quick: boolean; known: Known[] },
): Promise<ScanAnswer> {
  if (args.quick) hurry(true);
  try {
    remember(args.known);
    let r = build(root);
    if (args.open) {
      await exploreAll(r);
      r = build(root);
    }
    return { fields: r.fields.map((f) => toScanned(f, root)), notices: r.scope.notices, title: pageTitle() };
  } finally {
    hurry(false);
  }
}

function baseOf(id: string): string {
  return id.replace(/#\d+$/, '');
}

/** The live field for a want: same id and as many alike as when scanned; a moved field by its unique label; never a guess. */
function findField(root: HTMLElement, want: Want, fresh: boolean): LiveField | string | null {
  const { fields } = fresh ? build(root) : registry(root);
  if (want.id !== null) {
    const alike = fields.filter((f) => baseOf(f.id) === baseOf(want.id ?? ''));
    const same = fields.find((f) => f.id === want.id);
    if (same !== undefined && alike.length === want.alike) return same;
    if (alike.length > 0) {
      if (alike.length > want.alike)
        return `表单上现在有 ${String(alike.length)} 个“${want.label}”，扫描时只有 ${String(want.alike)} 个，无法确定是哪一个`;
      return alike.length < want.alike
        ? `扫描时有 ${String(want.alike)} 个“${want.label}”，现在只有 ${String(alike.length)} 个，无法确定是哪一个`
        : null;
    }
  }
  const label = labelText(want.label);
  const sectioned = /^(.+)\/([^/]+)$/.exec(want.label);
  const byLabel = fields.filter(
    (f) =>
      f.label === label ||
      f.id === want.label ||
      (sectioned !== null && f.section === sectioned[1] && f.label === sectioned[2]),
  );
  if (byLabel.length > 1) return `表单上有 ${String(byLabel.length)} 个“${want.label}”，请用分组区分`;
  return byLabel[0] ?? null;
}

/** What a cover says; a bare shade is named by the notices that lie with it. */
function wordsOver(root: HTMLElement, cover: HTMLElement): string {
  return (shownText(cover) || build(root).scope.notices.join('；') || '一个没有文字的遮罩').slice(0, 80);
}

/** What is left of the long wait for values that the server loads, milliseconds. */
let patience = 0;

async function waitForValue(f: LiveField, value: FieldInput, limit: number): Promise<boolean> {
  const same = (): boolean => showsValue(f.kind, value, shownOf(f));
  if (same()) return true;
  await askHost({ do: 'idle', limit });
  if ((await until(same, 1500)) !== null) return true;
  // Still empty: the server may be slow to load it. All such fields of one fill share one long wait.
  const empty = (): boolean => shownOf(f) === null || shownOf(f) === '';
  const start = performance.now();
  const found =
    empty() && patience > 0 ? await until(() => same() || !empty(), Math.min(patience, limit)) : null;
  patience -= performance.now() - start;
  return found !== null && same();
}

function answer(
  f: LiveField,
  status: FillAnswer['status'],
  reason: string | null,
  tries: number,
  start: number,
): FillAnswer {
  return {
    id: f.id,
    label: f.label,
    kind: f.kind,
    status,
    shown: shownOf(f),
    reason,
    tries,
    ms: Math.round(performance.now() - start),
  };
}

/** Frames that are loading after the last choice are waited for. */
async function framesLoaded(limit: number): Promise<void> {
  const loaded = (): boolean => documents().every((d) => d.readyState === 'complete');
  if (!loaded()) await until(loaded, limit);
}

async function fill(root: HTMLElement, want: Want, limit: number): Promise<FillAnswer> {
  const start = performance.now();
  await framesLoaded(limit);
  let f = findField(root, want, false);
  if (f === null || typeof f === 'string' || !alive(f)) f = findField(root, want, true);
  if (f === null || typeof f === 'string') {
    return {
      id: want.id ?? want.label,
      label: want.label,
      kind: null,
      status: f === null ? 'absent' : 'refused',
      shown: null,
      reason: f ?? `表单上没有“${want.label}”`,
      tries: 0,
      ms: Math.round(performance.now() - start),
    };
  }
  return fillField(root, f, want, limit, start);
}

async function fillField(
  root: HTMLElement,
  field: LiveField,
  want: Want,
  limit: number,
  start: number,
): Promise<FillAnswer> {
  let f = field;
  if (f.opens) {
    const r = registry(root);
    if (r.fields.includes(f)) await learn(f);
  }
  if (showsValue(f.kind, want.value, shownOf(f))) return answer(f, 'already', null, 0, start);
  if (disabledField(f) || locked(f)) {
    if (await waitForValue(f, want.value, limit)) return answer(f, 'already', null, 0, start);
    if (disabledField(f) || locked(f)) {
      const shown = shownOf(f);
      const what =
        shown === null || shown === ''
          ? '现在是空的'
          : `显示“${Array.isArray(shown) ? shown.join(' / ') : String(shown)}”`;
      return answer(
        f,
        'refused',
        `“${f.label}”已锁定，${what}，不能改成“${Array.isArray(want.value) ? want.value.join(' / ') : String(want.value)}”`,
        0,
        start,
      );
    }
  }
  const first = f.controls[0];
  if (first !== undefined) {
    intoView(first.face);
    const cover = coverOf(first.frame);
    if (cover !== null) {
      // What an earlier field left open is put away; a dialog stays and is named.
      if (!(await pressedAway(first.el.ownerDocument, () => coverOf(first.frame) === null)))
        return answer(f, 'refused', `“${f.label}”被挡住了：${wordsOver(root, cover)}`, 0, start);
    }
  }
  let reason: string | null = null;
  let tries = 0;
  const before = shownOf(f);
  const refresh = (): LiveField | null => {
    const again = findField(root, want, true);
    return again === null || typeof again === 'string' ? null : again;
  };
  let most = 2;
  while (tries < most) {
    tries += 1;
    reason = await widgetFor(f.kind).set({
      field: f,
      value: want.value,
      attempt: tries,
      limit,
      before,
      refresh,
    });
    if (reason === null && (await until(() => showsValue(f.kind, want.value, shownOf(f)), 300)) !== null)
      return answer(f, 'set', null, tries, start);
    // Drawn twins are rebuilt when a choice is made: look at the page again before judging.
    if (!alive(f)) {
      const again = findField(root, want, true);
      if (again === null || typeof again === 'string')
        return answer(f, 'refused', again ?? `填写后“${f.label}”从表单上消失了`, tries, start);
      const replaced = f.controls[0]?.el.ownerDocument !== again.controls[0]?.el.ownerDocument;
      f = again;
      await framesLoaded(limit);
      // The page under the field was loaded anew while it was worked: that try says nothing.
      if (replaced && reason !== null && most < 4) {
        reason = 'again';
        most += 1;
      }
      if (showsValue(f.kind, want.value, shownOf(f))) return answer(f, 'set', null, tries, start);
    }
    if (reason !== null && reason !== 'again') break;
  }
  const shown = shownOf(f);
  await putBack(f, before, limit, refresh);
  if (reason === null || reason === 'again')
    reason = `填入后门户显示“${shown === null ? '空' : Array.isArray(shown) ? shown.join(' / ') : String(shown)}”，与要填的不一致`;
  return answer(f, 'refused', reason, tries, start);
}

/** What could not be set exactly is left as found: half of a path or of several, a value near the one asked. */
async function putBack(
  f: LiveField,
  before: FieldShown,
  limit: number,
  refresh: () => LiveField | null,
): Promise<void> {
  const value = before ?? '';
  const same = (): boolean => JSON.stringify(shownOf(f)) === JSON.stringify(before);
  if (same() || (await until(same, 100)) !== null) return;
  if (f.kind === 'upload' || (Array.isArray(value) && value.length === 0 && f.kind === 'date-range')) return;
  const task = { field: f, value, attempt: 1, limit, before: shownOf(f), refresh };
  await widgetFor(f.kind).set(task);
  await until(same, 300);
}

function read(root: HTMLElement, ids: string[] | null): Record<string, FieldShown> {
  let r = registry(root);
  if (!r.fields.every((f) => alive(f)) || ids?.some((id) => !r.fields.some((f) => f.id === id)) === true)
    r = build(root);
  return Object.fromEntries(r.fields.map((f) => [f.id, shownOf(f)]));
}

/** What is on the form when all is filled. */
export interface Census {
  /** How many fields share section and label with each field. */
  counts: Record<string, number>;
  /** Required fields that no scan has seen and that are empty. */
  strangers: { id: string; label: string }[];
}

function census(root: HTMLElement): Census {
  const counts: Record<string, number> = {};
  const { fields } = build(root);
  for (const f of fields) counts[baseOf(f.id)] = (counts[baseOf(f.id)] ?? 0) + 1;
  const strangers = fields.filter(
    (f) => isStranger(f) && isRequired(f.controls, f.labelRun) && showsValue(f.kind, '', shownOf(f)),
  );
  return { counts, strangers: strangers.map(({ id, label }) => ({ id, label })) };
}

async function settled(limit: number): Promise<void> {
  await askHost({ do: 'idle', limit });
  const start = performance.now();
  while (performance.now() - start < 60) await nextFrame();
}

/** In a pop-up window: finds the one record and takes it; the window then closes itself. Goes on from `progress`. */
async function pickHere(
  path: string[],
  limit: number,
  progress: PickProgress | null,
): Promise<NotPicked | null> {
  return pickRecord(
    document.documentElement,
    path.map(tidy),
    limit,
    () => false,
    progress ?? undefined,
    async (p) => {
      await askHost({ do: 'note', progress: structuredClone(p) });
    },
  );
}

/** Waits until the form is there: most of the labels that it had. How many of them show in the end. */
async function ready(root: HTMLElement, labels: string[], part: number, limit: number): Promise<number> {
  const wanted = [...new Set(labels)];
  const met = (): number => {
    const now = new Set(build(root).fields.map((f) => f.label));
    return wanted.filter((l) => now.has(l)).length;
  };
  const enough = wanted.length * part;
  if (met() < enough) {
    await askHost({ do: 'idle', limit });
    await until(() => met() >= enough, limit);
  }
  return met() / Math.max(1, wanted.length);
}

/** What is left when the work in a page is over. */
export interface EndAnswer {
  /** What the page has said meanwhile. */
  texts: string[];
  lessons: Known[];
}

interface Engine {
  run: (op: string, args: never, root: HTMLElement | null) => Promise<JobState>;
  resume: (job: number, answer: HostAnswer) => Promise<JobState>;
  element: (id: string) => HTMLElement | null;
}

const operations: Record<string, (root: HTMLElement, args: never) => Promise<unknown>> = {
  scan: (root, args) => scan(root, args),
  begin: (_root, args: { quick: boolean; known: Known[]; ids: string[] }) => {
    startLessons(args.known, args.ids);
    if (args.quick) hurry(true);
    patience = 10_000;
    listen();
    return Promise.resolve(null);
  },
  ready: (root, args: { labels: string[]; part: number; limit: number }) =>
    ready(root, args.labels, args.part, args.limit),
  fill: (root, args: { want: Want; limit: number }) => fill(root, args.want, args.limit),
  settled: (_root, args: { limit: number }) => settled(args.limit),
  read: (root, args: { ids: string[] | null; known: Known[] }) => {
    remember(args.known);
    return Promise.resolve(read(root, args.ids));
  },
  census: (root) => Promise.resolve(census(root)),
  end: () => {
    hurry(false);
    const texts = heardTexts();
    stopListening();
    const ended: EndAnswer = { texts, lessons: lessonsLearnt() };
    return Promise.resolve(ended);
  },
  'pick-here': (_root, args: { path: string[]; limit: number; progress: PickProgress | null }) =>
    pickHere(args.path, args.limit, args.progress),
};

const engine: Engine = {
  run: (op, args, root) => startJob(async () => operations[op]?.(root ?? document.documentElement, args)),
  resume: (job, given) => resumeJob(job, given),
  element: (id) => {
    const all = registry(document.documentElement).fields;
    return (
      all.find((f) => f.id === id && visible(f.controls[0]?.face ?? document.body, false))?.controls[0]?.el ??
      null
    );
  },
};
Object.defineProperty(globalThis, Symbol.for('luru.form-engine'), { value: engine, configurable: true });
