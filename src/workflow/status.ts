import type { EntryState } from '../entry/state.ts';
import type { EntryHead, ImportedFile } from '../ledger/ledger.ts';
import { isCalendarDate } from '../model/calendar-date.ts';
import { chinaTime } from '../platform/china-time.ts';
import { Fault } from '../platform/fault.ts';
import type { UnitContacts } from '../sheets/template/index.ts';
import { loadContacts } from './contacts.ts';
import { correctedEntries } from './corrections.ts';
import type { Run } from './open-run.ts';
import { receivedDays } from './received-on.ts';
import { resolveUnit } from './resolve-unit.ts';
import { dayWords, type DayWords } from './working-day.ts';

/** A hand-in of one month: on time, after the deadline, not there after it, or not there while there is time. */
export type HandInState = 'on-time' | 'late' | 'missing' | 'awaited';

export interface UnitStatus {
  unit: string;
  kind: 'town' | 'department';
  state: HandInState;
  /** When the first file of the month came in: the day that was given, else `YYYY-MM-DD HH:mm` of its import in China. */
  handedInAt: string | null;
  files: { name: string; sha256: string; importedAt: string; receivedOn: string | null; people: number }[];
  /** Rows that another row mends or repeats are not counted again. */
  people: number;
  /** People of the month that are entered (accepted, verified or there already), still to enter, or to be mended by the unit. */
  entered: number;
  open: number;
  toMend: number;
  /** True after the day of entry while people are open. */
  entryOverdue: boolean;
  paper: PaperCopy | null;
  liaison: UnitContacts['liaison'] | null;
  leader: UnitContacts['leader'] | null;
}

export interface PaperCopy {
  by: string;
  on: string;
}

export interface MonthStatus {
  month: string;
  today: string;
  collectBy: DayWords;
  enterBy: DayWords;
  units: UnitStatus[];
  counts: Record<HandInState, number>;
  warnings: string[];
}

const enteredStates: ReadonlySet<EntryState> = new Set([
  'accepted',
  'verified',
  'correcting',
  'withdrawing',
  'skipped',
]);
const mendStates: ReadonlySet<EntryState> = new Set(['blocked', 'refused', 'returned']);
const paperNote = 'paper-confirmed';

/** Who has handed in the sheets of a month and how far they are entered, for every unit of the pack. */
export async function monthStatus(run: Run, month: string): Promise<MonthStatus> {
  requireYear(run, month);
  const { pack } = run;
  const today = run.around.clock.today();
  const collectBy = dayWords(dayOf(month, pack.deadlines.collectDay));
  const enterBy = dayWords(dayOf(month, pack.deadlines.enterDay));
  const files = new Map((await run.ledger.files()).map((file) => [file.id, file]));
  const heads = Map.groupBy(await run.ledger.heads({ month }), ({ unit }) => unit);
  const contacts = await loadContacts(run.workspace);
  const papers = await paperCopies(run, month);
  const received = await receivedDays(run);
  const settled = await correctedEntries(run);
  const units = [...pack.units]
    .sort((a, b) => a.order - b.order)
    .map(({ name, kind }): UnitStatus => {
      const own = heads.get(name) ?? [];
      const handIns = filesOf(own, files, received);
      const standing = own.filter(({ id }) => !settled.has(id));
      const [first] = handIns;
      const contact = contacts.get(name);
      const progress = progressOf(standing);
      return {
        unit: name,
        kind,
        state: stateOf(first === undefined ? null : cameIn(first), collectBy.date, today),
        handedInAt: first === undefined ? null : cameIn(first),
        files: handIns,
        people: standing.length,
        ...progress,
        entryOverdue: today > enterBy.date && progress.open > 0,
        paper: papers.get(name) ?? null,
        liaison: contact?.liaison ?? null,
        leader: contact?.leader ?? null,
      };
    });
  const counts: MonthStatus['counts'] = { 'on-time': 0, late: 0, missing: 0, awaited: 0 };
  for (const { state } of units) counts[state] += 1;
  const warnings =
    contacts.size === 0 ? ['还没有导入联系人名单，不知道联络员：luru contacts import 文件'] : [];
  if (!collectBy.isKnown) {
    warnings.push(
      `程序里没有 ${month.slice(0, 4)} 年的放假安排，只考虑了周末；请按国务院办公厅的通知核对截止日`,
    );
  }
  return { month, today, collectBy, enterBy, units, counts, warnings };
}

function progressOf(own: readonly EntryHead[]): Pick<UnitStatus, 'entered' | 'open' | 'toMend'> {
  const count = (holds: (state: EntryState) => boolean) => own.filter(({ state }) => holds(state)).length;
  const entered = count((state) => enteredStates.has(state));
  const toMend = count((state) => mendStates.has(state));
  // Taken out of the portal again: nothing to enter and nothing to mend.
  const withdrawn = count((state) => state === 'withdrawn');
  return { entered, toMend, open: own.length - entered - toMend - withdrawn };
}

function filesOf(
  own: readonly EntryHead[],
  files: ReadonlyMap<number, ImportedFile>,
  received: ReadonlyMap<string, string>,
): UnitStatus['files'] {
  return [...Map.groupBy(own, ({ fileId }) => fileId)]
    .flatMap(([id, people]) => {
      const file = files.get(id);
      if (file === undefined) return [];
      const { name, sha256, importedAt } = file;
      const receivedOn = received.get(sha256) ?? null;
      return [{ name, sha256, importedAt: chinaTime(importedAt), receivedOn, people: people.length }];
    })
    .sort((a, b) => (cameIn(a) < cameIn(b) ? -1 : 1));
}

function cameIn({ receivedOn, importedAt }: UnitStatus['files'][number]): string {
  return receivedOn ?? importedAt;
}

function stateOf(handedInAt: string | null, deadline: string, today: string): HandInState {
  if (handedInAt === null) return today > deadline ? 'missing' : 'awaited';
  return handedInAt.slice(0, 10) > deadline ? 'late' : 'on-time';
}

export interface PaperRequest {
  unit: string;
  month: string;
  by: string;
  on: string;
}

/** A named person confirms that the signed and stamped paper copy of a unit's month is there. */
export async function confirmPaper(run: Run, request: PaperRequest): Promise<PaperRequest> {
  requireYear(run, request.month);
  const unit = resolveUnit(run.pack, request.unit);
  if (!isCalendarDate(request.on) || request.on > run.around.clock.today()) {
    throw new Fault(`收到纸质表的日期 ${request.on} 在今天之后，没有登记。请检查 --on。`, {
      code: 'paper-date',
      disposition: 'halt-run',
      exitCode: 2,
    });
  }
  const confirmed = { unit, month: request.month, by: request.by, on: request.on };
  await run.ledger.note(run.actor, paperNote, confirmed);
  return confirmed;
}

/** The last word on each unit's paper copy of a month. */
async function paperCopies(run: Run, month: string): Promise<Map<string, PaperCopy>> {
  const copies = new Map<string, PaperCopy>();
  for await (const { kind, body } of run.ledger.journal()) {
    if (kind !== paperNote || body['month'] !== month) continue;
    copies.set(String(body['unit']), { by: String(body['by']), on: String(body['on']) });
  }
  return copies;
}

function requireYear(run: Run, month: string): void {
  if (month.startsWith(`${String(run.pack.year)}-`)) return;
  throw new Fault(`这个工作区是 ${String(run.pack.year)} 年的，没有 ${month}。请检查 --month。`, {
    code: 'month-outside-year',
    disposition: 'halt-run',
    exitCode: 2,
  });
}

function dayOf(month: string, day: number): string {
  return `${month}-${String(day).padStart(2, '0')}`;
}
