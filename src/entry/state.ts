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
 * - `uncertain` – pressed, outcome unknown; leaves only by a portal query or a named person (invariant 2).
 * - `accepted`  – the portal showed its proof of acceptance.
 * - `verified`  – read back from the portal's own list and equal.
 * - `refused`   – the portal said no for a reason of its own; goes to the return slip.
 * - `skipped`   – the portal already has the person of this year.
 */
export const transitions = {
  imported: ['ready', 'blocked', 'returned'],
  blocked: ['returned'],
  ready: ['batched', 'skipped', 'returned', 'blocked'],
  batched: ['rehearsed', 'ready', 'refused', 'skipped', 'returned'],
  rehearsed: ['approved', 'batched', 'refused', 'skipped', 'returned'],
  approved: ['in-flight', 'batched', 'refused', 'skipped', 'returned'],
  'in-flight': ['accepted', 'refused', 'uncertain'],
  uncertain: ['accepted', 'ready'],
  accepted: ['verified'],
  refused: ['returned'],
  verified: [],
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
  refused: '门户拒绝',
  skipped: '门户已有',
};

export function mayMove(from: EntryState, to: EntryState): boolean {
  return (transitions[from] as readonly EntryState[]).includes(to);
}
