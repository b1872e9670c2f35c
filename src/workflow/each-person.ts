import type { Entry } from '../ledger/ledger.ts';
import { Fault } from '../platform/fault.ts';
import { Circuit, type CircuitReason } from './circuit.ts';
import { keepEvidence } from './keep-evidence.ts';
import { withinOfficeHours } from './office-hours.ts';
import { Pace } from './pace.ts';
import { pause } from './pause.ts';
import type { PortalRun } from './portal-run.ts';
import { waitForPerson } from './wait-for-person.ts';

/** Why a run ended: `done` after everybody, the rest before. */
export type StopReason = 'done' | 'interrupted' | 'off-hours' | 'halted' | CircuitReason;

/** The fault that ended a run, in the operator's words. */
export interface Halt {
  code: string;
  message: string;
  exitCode: 2 | 3 | 4 | 5;
}

/** What became of one person: the line of the summary, what the breaker makes of it, and a fault that ends the run after it. */
export interface PersonDone<Line> {
  line: Line;
  health: 'worked' | 'system-fault' | 'uncertain';
  halt?: Fault;
}

export interface PeopleAtWork<Line> {
  entries: readonly Entry[];
  /** One person, from the beginning: nothing before the press of save is kept between two calls. */
  work(entry: Entry, hard: AbortSignal): Promise<PersonDone<Line>>;
  /** The line of a person who was not done because of a fault, and the sentence where its evidence is; journals it. */
  failed(entry: Entry, fault: Fault, evidence: string): Promise<Line>;
  /** One sentence on the screen after each person. */
  said(line: Line, done: number): string;
  /** Pauses, people per minute, office hours: for presses of save; a rehearsal needs none. */
  paced: boolean;
}

export interface PeopleDone<Line> {
  lines: Line[];
  /** Entries that were not reached. */
  left: number;
  stopped: StopReason;
  halt: Halt | null;
}

/** Most times that one person's work is begun again after somebody has helped (login, a dialog answered). */
const mostHelps = 3;

/**
 * One person after the other, supervised: paced, stoppable between two people, and doing with each fault what its
 * disposition says and nothing else. The lines of those who were done are never lost to what happens to a later one.
 */
export async function eachPerson<Line>(
  portalRun: PortalRun,
  people: PeopleAtWork<Line>,
): Promise<PeopleDone<Line>> {
  const { run } = portalRun;
  const { soft } = run.around.stop;
  const settings = run.config.submit;
  const circuit = new Circuit({
    systemFaults: settings.stopAfterSystemFaults,
    uncertain: settings.stopAfterUncertain,
  });
  const pace = new Pace(people.paced ? settings.maxPerMinute : null);
  const done: PeopleDone<Line> = { lines: [], left: people.entries.length, stopped: 'done', halt: null };
  const closedBatches = new Set<string | null>();
  for (const [index, entry] of people.entries.entries()) {
    if (closedBatches.has(entry.batchId)) continue;
    if (people.paced && index > 0) await pause(settings.pauseSeconds * 1000, soft);
    if (soft.aborted) return { ...done, stopped: 'interrupted' };
    if (people.paced && !withinOfficeHours(settings.officeHours, run.around.clock.now()))
      return { ...done, stopped: 'off-hours' };
    const turn = await pace.inTurn(soft, () => onePerson(portalRun, people, entry));
    if (turn === null || turn === 'interrupted') return { ...done, stopped: 'interrupted' };
    done.lines.push(turn.line);
    done.left -= 1;
    run.around.progress.say(people.said(turn.line, done.lines.length));
    circuit[turn.health]();
    if (turn.halt !== undefined) {
      done.halt = haltOf(turn.halt);
      // Another batch may be of another form or unit; what ends the run ends it for all.
      if (turn.halt.disposition !== 'halt-batch') return { ...done, stopped: 'halted' };
      closedBatches.add(entry.batchId);
    }
    const open = circuit.open();
    if (open !== null && done.left > 0) return { ...done, stopped: open };
  }
  return { ...done, stopped: done.halt === null ? (circuit.open() ?? 'done') : 'halted' };
}

async function onePerson<Line>(
  portalRun: PortalRun,
  people: PeopleAtWork<Line>,
  entry: Entry,
): Promise<PersonDone<Line> | 'interrupted'> {
  const { run } = portalRun;
  const { hard } = run.around.stop;
  for (let helps = 0; ; helps += 1) {
    try {
      return await people.work(entry, hard);
    } catch (error: unknown) {
      if (hard.aborted && !(error instanceof Fault)) return 'interrupted';
      if (!(error instanceof Fault)) throw error;
      run.log.error('person not done', { entryId: entry.id, code: error.code, error });
      const help = helps < mostHelps ? await helped(portalRun, error) : error;
      if (help === 'interrupted') return help;
      if (help !== 'helped') return fallen(portalRun, people, entry, help);
    }
  }
}

/** Waits where a person can help; gives back the fault that it ends with where nobody can or did. */
async function helped(portalRun: PortalRun, fault: Fault): Promise<'helped' | 'interrupted' | Fault> {
  if (fault.disposition !== 'needs-person') return fault;
  try {
    await waitForPerson(portalRun, fault);
    return 'helped';
  } catch (error: unknown) {
    if (portalRun.run.around.stop.soft.aborted) return 'interrupted';
    if (error instanceof Fault) return error;
    throw error;
  }
}

async function fallen<Line>(
  portalRun: PortalRun,
  people: PeopleAtWork<Line>,
  entry: Entry,
  fault: Fault,
): Promise<PersonDone<Line>> {
  const line = await people.failed(entry, fault, await keepEvidence(portalRun, entry, fault.code));
  switch (fault.disposition) {
    case 'retry-step':
      return { line, health: 'system-fault' };
    case 'skip-entry':
      return { line, health: 'worked' };
    case 'halt-batch':
    case 'halt-run':
    case 'needs-person':
      return { line, health: 'system-fault', halt: fault };
  }
}

function haltOf({ code, message, exitCode }: Fault): Halt {
  return { code, message, exitCode };
}
