import type {
  FieldInput,
  FieldShown,
  FilledField,
  FillOptions,
  FillReport,
  FormField,
  FormInventory,
} from './form.ts';
import type { Census, EndAnswer, FillAnswer, Want } from './in-page/operations.ts';
import type { Known } from './in-page/registry.ts';
import { isReloadError, PageEngine, type FormScope } from './page-engine.ts';
import { knownOf } from './scan-form.ts';
import { showsValue } from './shown-equals.ts';

interface Asked {
  key: string;
  field: FormField | null;
  want: Want;
}

const withoutNumber = (id: string): string => id.replace(/#\d+$/, '');

/** The field that a key names: its id, else its label where only one field has it. */
function fieldFor(key: string, inventory: FormInventory): FormField | 'several' | null {
  const byId = inventory.fields.find((f) => f.id === key);
  if (byId !== undefined) return byId;
  const byLabel = inventory.fields.filter((f) => f.label === key);
  const named = byLabel.length > 0 ? byLabel : inventory.fields.filter((f) => f.labels.includes(key));
  return named.length > 1 ? 'several' : (named[0] ?? null);
}

function askedOf(
  inventory: FormInventory,
  values: Record<string, FieldInput>,
): { asked: Asked[]; refused: FilledField[] } {
  const asked: Asked[] = [];
  const refused: FilledField[] = [];
  for (const [key, value] of Object.entries(values)) {
    const field = fieldFor(key, inventory);
    if (field === 'several') {
      const places = inventory.fields.filter((f) => f.label === key).map((f) => f.id);
      refused.push({
        id: key,
        label: key,
        asked: value,
        shown: null,
        status: 'refused',
        reason: `表单上有 ${String(places.length)} 个“${key}”，请指明是哪一个：${places.join('、')}`,
        ms: 0,
        tries: 0,
      });
      continue;
    }
    const alike =
      field === null
        ? 0
        : inventory.fields.filter((f) => withoutNumber(f.id) === withoutNumber(field.id)).length;
    asked.push({
      key,
      field,
      want: {
        id: field?.id ?? null,
        label: field?.label ?? key,
        section: field?.section ?? null,
        alike,
        value,
      },
    });
  }
  return { asked, refused };
}

/** Fields of the inventory in the order of the form, then keys that may appear later, in the order given. */
function inOrder(asked: Asked[], inventory: FormInventory, order: 'form' | 'given'): Asked[] {
  if (order === 'given') return asked;
  const place = (a: Asked): number =>
    a.field === null ? Number.MAX_SAFE_INTEGER : inventory.fields.indexOf(a.field);
  return asked.toSorted((a, b) => place(a) - place(b));
}

function toFilled(a: Asked, answer: FillAnswer): FilledField {
  return {
    id: a.field?.id ?? (answer.status === 'absent' ? a.key : answer.id),
    label: answer.label,
    asked: a.want.value,
    shown: answer.shown,
    status: answer.status,
    ...(answer.reason === null ? {} : { reason: answer.reason }),
    ...(answer.kind === null ? {} : { kind: answer.kind }),
    ms: answer.ms,
    tries: answer.tries,
  };
}

/**
 * Fills what is asked, field by field, and reads the whole form again at the end. Keys of `values` are field ids or labels
 * that occur once; labels of fields that appear only after others are looked for when the rest is done. A field is `set` only
 * when it shows exactly what was asked; what cannot be set exactly is `refused` with the reason and left as found.
 * Presses nothing that saves. Rejects only on faults of the page itself, never for a value.
 */
export async function fillForm(
  scope: FormScope,
  inventory: FormInventory,
  values: Record<string, FieldInput>,
  options: FillOptions = {},
): Promise<FillReport> {
  const limit = options.timeoutMs ?? 8000;
  const engine = await PageEngine.for(scope, inventory.url);
  const run = new FillRun(engine, inventory, limit, options);
  try {
    const { asked, refused } = askedOf(inventory, values);
    await run.begin();
    const strange = await run.isOtherForm();
    if (strange !== null) return allRefused(asked, refused, strange, await run.end());
    const done = await run.fillAll(inOrder(asked, inventory, options.order ?? 'form'));
    await run.sweep(done);
    await run.checkNames(done);
    const messages = await run.end();
    const order = Object.keys(values);
    const fields = [...refused, ...done.map((d) => d.filled)];
    const keyOf = new Map<FilledField, string>([
      ...done.map((d) => [d.filled, d.asked.key] as const),
      ...refused.map((r) => [r, r.id] as const),
    ]);
    fields.sort((a, b) => order.indexOf(keyOf.get(a) ?? '') - order.indexOf(keyOf.get(b) ?? ''));
    return { ok: fields.every((f) => f.status === 'set' || f.status === 'already'), fields, messages };
  } finally {
    engine.close();
  }
}

/** Nothing was touched: the form is not the one of the inventory. */
function allRefused(asked: Asked[], refused: FilledField[], reason: string, messages: string[]): FillReport {
  const fields = asked.map((a): FilledField => ({
    id: a.field?.id ?? a.key,
    label: a.want.label,
    asked: a.want.value,
    shown: null,
    status: 'refused',
    reason,
    ms: 0,
    tries: 0,
  }));
  return { ok: false, fields: [...refused, ...fields], messages };
}

interface Done {
  asked: Asked;
  /** Id on the form as it is now: not that of the inventory when the field has moved. */
  liveId: string;
  filled: FilledField;
}

/** Fewer of its labels, and it is another form: a list page keeps a search form with some of the same. */
const mostOfForm = 0.45;

/** Kinds of fields that no scan has seen, such as those that appear after others: learnt once, by opening, for each inventory. */
const lessonsOf = new WeakMap<FormInventory, Known[]>();

class FillRun {
  readonly #engine: PageEngine;
  readonly #inventory: FormInventory;
  readonly #limit: number;
  readonly #options: FillOptions;

  constructor(engine: PageEngine, inventory: FormInventory, limit: number, options: FillOptions) {
    this.#engine = engine;
    this.#inventory = inventory;
    this.#limit = limit;
    this.#options = options;
  }

  async begin(): Promise<void> {
    await this.#engine.run('begin', {
      quick: this.#options.quickAnimations ?? true,
      known: [...knownOf(this.#inventory), ...(lessonsOf.get(this.#inventory) ?? [])],
      ids: this.#inventory.fields.map((f) => f.id),
    });
  }

  /** Waits for a form that is slow to show; the reason when what is there is another one. */
  async isOtherForm(): Promise<string | null> {
    const labels = this.#inventory.fields.map((f) => f.label);
    if (labels.length < 3) return null;
    const args = { labels, part: mostOfForm, limit: this.#limit };
    const part = await this.#engine.run<number>('ready', args);
    return part >= mostOfForm
      ? null
      : `页面上只有这张表单 ${String(labels.length)} 个字段中的 ${String(Math.round(part * new Set(labels).size))} 个，像是另一张表单，没有填写`;
  }

  /** One field; a page that reloads under it is awaited and asked again. */
  async #fill(asked: Asked): Promise<Done> {
    for (let tries = 0; ; tries += 1) {
      this.#options.signal?.throwIfAborted();
      try {
        if (tries > 0) {
          await this.#engine.frame.waitForLoadState('load');
          await this.begin();
        }
        await this.#engine.navigated(this.#limit);
        const answer = await this.#engine.run<FillAnswer>('fill', { want: asked.want, limit: this.#limit });
        // Chosen on the page that went, kept by the one that came.
        const kept =
          tries > 0 && answer.status === 'already' ? { ...answer, status: 'set' as const } : answer;
        return { asked, liveId: answer.id, filled: toFilled(asked, kept) };
      } catch (error) {
        if (tries >= 3 || !isReloadError(error)) throw error;
      }
    }
  }

  async fillAll(asked: Asked[]): Promise<Done[]> {
    const done: Done[] = [];
    let absent: Done[] = [];
    const attempt = async (list: Asked[]): Promise<void> => {
      absent = [];
      for (const one of list) {
        const result = await this.#fill(one);
        (result.filled.status === 'absent' ? absent : done).push(result);
      }
    };
    await attempt(asked);
    // Fields that appear after others: again as long as one more is found, and once after the page has come to rest.
    for (let rested = false; absent.length > 0;) {
      const before = absent.length;
      await attempt(absent.map((d) => d.asked));
      if (absent.length < before) rested = false;
      else if (rested) break;
      else {
        await this.#engine.run('settled', { limit: this.#limit });
        // A script may still be about to draw one of them.
        const labels = absent.map((d) => d.asked.want.label);
        const one = { labels, part: 1 / labels.length, limit: 500 };
        await this.#engine.run('ready', one);
        rested = true;
      }
    }
    return [...done, ...absent];
  }

  /** Reads everything once more; what another field has changed is set again once, in order, and judged. */
  async sweep(done: Done[]): Promise<void> {
    for (let round = 0; round < 2; round += 1) {
      await this.#engine.run('settled', { limit: this.#limit });
      const shown = await this.#read();
      const wrong = done.filter(
        (d) => (d.filled.status === 'set' || d.filled.status === 'already') && !this.#holds(d, shown),
      );
      if (wrong.length === 0) return;
      for (const d of wrong) {
        const now = shown[d.liveId] ?? null;
        if (round === 1 || d.filled.status === 'already') {
          d.filled.status = 'refused';
          d.filled.shown = now;
          d.filled.reason = `填写其他字段后变成了“${words(now)}”`;
          continue;
        }
        const again = await this.#fill(d.asked);
        const { filled } = again;
        const status = filled.status === 'already' ? 'set' : filled.status;
        d.filled = { ...filled, ms: d.filled.ms + filled.ms, tries: d.filled.tries + filled.tries, status };
      }
    }
  }

  /**
   * A field that got a twin of the same name while the form was filled: nobody can say which one was meant. What is required
   * and was neither scanned nor asked for is told.
   */
  async checkNames(done: Done[]): Promise<void> {
    const { counts, strangers } = await this.#engine.run<Census>('census', null);
    const asked = new Set(done.map((d) => d.liveId));
    for (const { id, label } of this.#options.partly === true ? [] : strangers)
      if (!asked.has(id))
        this.#engine.messages.push(`表单上的必填字段“${label}”扫描时没有，这次也没有要求填写，还是空的`);
    for (const d of done) {
      if (d.filled.status !== 'set' && d.filled.status !== 'already') continue;
      const now = counts[withoutNumber(d.liveId)] ?? 0;
      if (now <= Math.max(1, d.asked.want.alike)) continue;
      d.filled.status = 'refused';
      d.filled.reason = `填写过程中表单上出现了 ${String(now)} 个“${d.filled.label}”，无法确定是哪一个，请人工核对`;
    }
  }

  #holds(d: Done, shown: Record<string, FieldShown>): boolean {
    const id = d.liveId;
    if (!(id in shown)) return false;
    const now = shown[id] ?? null;
    d.filled.shown = now;
    return showsValue(d.filled.kind ?? 'unknown', d.filled.asked, now);
  }

  async #read(): Promise<Record<string, FieldShown>> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await this.#engine.run<Record<string, FieldShown>>('read', {
          ids: null,
          known: knownOf(this.#inventory),
        });
      } catch (error) {
        if (tries >= 2 || !isReloadError(error)) throw error;
        await this.#engine.frame.waitForLoadState('load');
      }
    }
  }

  async end(): Promise<string[]> {
    const { texts, lessons } = await this.#engine.run<EndAnswer>('end', null);
    const before = lessonsOf.get(this.#inventory) ?? [];
    if (lessons.length > 0) lessonsOf.set(this.#inventory, [...before, ...lessons]);
    return [...new Set([...this.#engine.messages, ...texts])];
  }
}

function words(shown: FieldShown): string {
  return shown === null
    ? '空'
    : Array.isArray(shown)
      ? shown.join(' / ')
      : typeof shown === 'boolean'
        ? shown
          ? '是'
          : '否'
        : shown;
}
