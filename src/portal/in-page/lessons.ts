/** Fields that no scan has seen, learnt while a form is filled. Runs in the page. */
import type { LiveField } from './fields.ts';
import { explore } from './kinds.ts';
import { remember, type Known } from './registry.ts';

const known = new Set<string>();
const learnt = new Set<string>();
const scanned = new Set<string>();
let lessons: Known[] = [];

/** No scan of this form had it. */
export function isStranger(f: LiveField): boolean {
  return !scanned.has(f.id);
}

/** Begins a fill with what is known already; `ids` are the fields of the scan. */
export function startLessons(before: Known[], ids: readonly string[]): void {
  remember(before);
  for (const { id } of before) known.add(id);
  scanned.clear();
  for (const id of ids) scanned.add(id);
  lessons = [];
}

/** Opens a field that nobody has opened yet, so that it is worked as what it is. */
export async function learn(f: LiveField): Promise<void> {
  if (learnt.has(f.id)) return;
  learnt.add(f.id);
  const isNew = !known.has(f.id);
  if (isNew) await explore(f);
  const lesson: Known = { id: f.id, kind: f.kind, options: f.options, remote: f.remote, opens: f.opens };
  if (isNew) lessons.push(lesson);
  remember([lesson]);
}

/** What was learnt since the fill began, for whoever fills the same form again. */
export function lessonsLearnt(): Known[] {
  return lessons;
}
