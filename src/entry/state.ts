/**
 * The life of an entry (DESIGN §5), as data. One function moves an entry; the ledger repeats the guard in SQL.
 *
 * - `imported`  – read from a sheet; here also while a `decision` finding waits for a named person.
 * - `blocked`   – has errors; leaves only towards the return slip.
 * - `returned`  – handed back to the unit; a mended row comes back as a new entry.
 * - `ready`     – may be planned.
 * - `batched`   – in a batch, not rehearsed in its present form.
 * - `rehearsed` – filled on the portal without saving, read back equal.
 * - `approved`  – a named reviewer approved exactly this content (invariant 4).
 * - `in-flight` – the intent to press save is durable (invariant 1); at start-up every one becomes `uncertain`.
 * - `uncertain` – pressed, outcome unknown; leaves only by a portal query or a named person (invariant 2). An entry that
 *   was once proved absent comes back here from wherever it is when the portal shows its person after all.
 * - `accepted`  – the portal showed its proof of acceptance.
 * - `verified`  – read back from the portal's own list and equal.
 * - `correcting` – a named reviewer approved that somebody makes the portal's record equal to the sheet, by hand; leaves when
 *   the portal's list shows it.
 * - `withdrawing` – a named reviewer decided that the record has to go from the portal, by hand; the person still stands there.
 * - `withdrawn` – the portal's list shows the record no more; the person may come again in another sheet.
 * - `refused`   – the portal said no for a reason of its own; goes to the return slip.
 * - `skipped`   – the portal already has the person of this year.
 */
export const transitions = {
  imported: ['ready', 'blocked', 'returned'],
  blocked: ['returned'],
  ready: ['batched', 'skipped', 'returned', 'blocked', 'uncertain'],
  batched: ['rehearsed', 'ready', 'refused', 'skipped', 'returned', 'uncertain'],
  rehearsed: ['approved', 'batched', 'refused', 'skipped', 'returned', 'uncertain'],
  approved: ['in-flight', 'batched', 'refused', 'skipped', 'returned', 'uncertain'],
  'in-flight': ['accepted', 'refused', 'uncertain'],
  uncertain: ['accepted', 'ready', 'skipped'],
  accepted: ['verified', 'correcting', 'withdrawing'],
  refused: ['returned'],
  verified: ['correcting', 'withdrawing'],
  correcting: ['verified', 'accepted', 'withdrawing'],
  withdrawing: ['withdrawn', 'accepted'],
  withdrawn: [],
  returned: [],
  skipped: [],
} as const satisfies Record<string, readonly string[]>;

export type EntryState = keyof typeof transitions;

export const entryStates = Object.keys(transitions) as EntryState[];

/** What the screens call each state. */
export const stateTitles: Record<EntryState, string> = {
  imported: '待确认',
  blocked: '有错误',
  returned: '已退回',
  ready: '待分批',
  batched: '待试填',
  rehearsed: '待复核',
  approved: '已批准',
  'in-flight': '提交中',
  uncertain: '存疑',
  accepted: '已受理',
  verified: '已核实',
  correcting: '待更正',
  withdrawing: '待撤销',
  withdrawn: '已撤销',
  refused: '门户拒绝',
  skipped: '门户已有',
};

/** Where every entry begins. */
export const firstState: EntryState = 'imported';

/** Whether the table has a move between these two states. Staying in a state is no move. */
export function mayMove(from: EntryState, to: EntryState): boolean {
  return (transitions[from] as readonly EntryState[]).includes(to);
}

/**
 * The one function that moves an entry: gives the next state when the table allows the move.
 *
 * @throws Error `ENTRY-0002` otherwise. Asking for a forbidden move is a bug, never a matter of an operator's data.
 */
export function transition(from: EntryState, to: EntryState): EntryState {
  if (!mayMove(from, to)) throw new Error(`ENTRY-0002: no move from ${from} to ${to}`);
  return to;
}

/** The person is, or may be, in the portal through this entry: at most one such entry a person and year (invariant 3). */
export const standingStates = [
  'in-flight',
  'uncertain',
  'accepted',
  'verified',
  'correcting',
  'withdrawing',
] as const satisfies readonly EntryState[];

export function isStanding(state: EntryState): boolean {
  return (standingStates as readonly EntryState[]).includes(state);
}

/** True where the work on an entry ends. A verified one may still be opened again by a named person; the rest is never left. */
export function isFinal(state: EntryState): boolean {
  return state === 'verified' || transitions[state].length === 0;
}

/** Every state that can be reached from `start` by any number of moves, `start` itself included. */
export function reachableFrom(start: EntryState): Set<EntryState> {
  const reached = new Set<EntryState>([start]);
  // A set grows while it is walked: each new state is visited once.
  for (const state of reached) for (const next of transitions[state]) reached.add(next);
  return reached;
}

/** States of the table that no entry can ever come to. Empty, or the table is wrong. */
export function unreachableStates(): EntryState[] {
  const reached = reachableFrom(firstState);
  return entryStates.filter((state) => !reached.has(state));
}

/** States from which an entry could never come to an end. Empty, or the table is wrong. */
export function trappedStates(): EntryState[] {
  return entryStates.filter((state) => ![...reachableFrom(state)].some(isFinal));
}
