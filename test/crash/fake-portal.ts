// A portal of memory and a run around a real ledger: for what the runner does with each answer, without a browser.
import type { PortalRecord } from '../../src/entry/portal-record.ts';
import type { SubmissionOutcome } from '../../src/entry/outcome.ts';
import type { Entry } from '../../src/ledger/ledger.ts';
import type { PolicyPack } from '../../src/model/pack/policy-pack.ts';
import type { PersonValues } from '../../src/model/person.ts';
import { Config } from '../../src/platform/config.ts';
import { Fault, type Disposition } from '../../src/platform/fault.ts';
import { noFaultPoints } from '../../src/platform/fault-points.ts';
import { silentLog } from '../../src/platform/log.ts';
import { workspaceAt } from '../../src/platform/workspace.ts';
import type { PersonFill, Portal } from '../../src/portal/portal.ts';
import type { Run } from '../../src/workflow/open-run.ts';
import type { PortalRun } from '../../src/workflow/portal-run.ts';
import { hashNow } from '../../src/workflow/submit-person.ts';
import { actor, makeWorld, newEntry, rehearsalOf, sheetFile, type World } from '../ledger/ledger-world.ts';

const formFingerprint = 'f'.repeat(64);

export function faultOf(disposition: Disposition, code = `test-${disposition}`): Fault {
  return new Fault(`试验用的故障 ${code}。`, { code, disposition, exitCode: 4 });
}

/** What a test scripts: each list is used up from its front; then everything goes well. */
export class FakePortal implements Portal {
  /** What the portal really holds. */
  readonly stored: PortalRecord[] = [];
  /** Presses of save that came as far as the intent, in order. */
  readonly presses: string[] = [];
  /** Folders of evidence that were asked for. */
  readonly evidence: string[] = [];
  readonly saveAnswers: (SubmissionOutcome | 'silent-commit')[] = [];
  readonly faults: Partial<Record<'openEntryForm' | 'fillPerson' | 'findPerson', (Fault | null)[]>> = {};
  readonly refusals: NonNullable<PersonFill['refusal']>[] = [];
  /** Look-ups of the list that do not show anybody yet. */
  hiddenLookups = 0;
  fingerprint = formFingerprint;
  #open: PersonValues | null = null;

  login(): Promise<void> {
    return Promise.resolve();
  }

  openEntryForm(): Promise<void> {
    return this.#trouble('openEntryForm');
  }

  async fillPerson(values: PersonValues): Promise<PersonFill> {
    await this.#trouble('fillPerson');
    this.#open = values;
    const refusal = this.refusals.shift() ?? null;
    return {
      fields: [],
      complete: refusal === null,
      formFingerprint: this.fingerprint,
      messages: [],
      refusal,
    };
  }

  readPerson() {
    return Promise.resolve({ fields: [], formFingerprint: this.fingerprint });
  }

  async save(beforePress: () => Promise<void>): Promise<SubmissionOutcome> {
    const answer = this.saveAnswers.shift();
    if (answer !== undefined && answer !== 'silent-commit' && answer.kind === 'not-attempted') return answer;
    await beforePress();
    const idNumber = String(this.#open?.['idNumber']);
    this.presses.push(idNumber);
    if (answer !== undefined && answer !== 'silent-commit') return answer;
    const receipt = `CZ${String(this.stored.length + 1)}`;
    this.stored.push({ idNumber, shown: {}, state: '待审核', receipt });
    return answer === 'silent-commit'
      ? { kind: 'uncertain', reason: '没有答复', messages: [] }
      : { kind: 'accepted', receipt, messages: [] };
  }

  discard(): Promise<void> {
    return Promise.resolve();
  }

  async findPerson(idNumber: string): Promise<PortalRecord[]> {
    await this.#trouble('findPerson');
    if (this.hiddenLookups > 0) {
      this.hiddenLookups -= 1;
      return [];
    }
    return this.stored.filter((record) => record.idNumber === idNumber);
  }

  async *listRecords(): AsyncIterable<PortalRecord> {
    await Promise.resolve();
    yield* this.stored;
  }

  screenshot(): Promise<void> {
    return Promise.resolve();
  }

  keepEvidence(folder: string) {
    this.evidence.push(folder);
    return Promise.resolve({ files: ['picture.png'], missing: [] });
  }

  check() {
    return Promise.resolve({ passed: true, formFingerprint, lines: [] });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }

  #trouble(step: keyof FakePortal['faults']): Promise<void> {
    const fault = this.faults[step]?.shift() ?? null;
    return fault === null ? Promise.resolve() : Promise.reject(fault);
  }
}

export interface FakeRun extends AsyncDisposable {
  portalRun: PortalRun;
  portal: FakePortal;
  world: World;
  soft: AbortController;
  hard: AbortController;
  said: string[];
  /** Brings all people that wait to `approved`, in one batch. */
  approve(): Promise<Entry[]>;
  states(): Promise<string[]>;
}

/** A run over `people` ready entries of one batch each unit. */
export async function fakeRun(people: number, settings: Record<string, unknown> = {}): Promise<FakeRun> {
  const world = await makeWorld();
  const portal = new FakePortal();
  const [soft, hard] = [new AbortController(), new AbortController()];
  const said: string[] = [];
  const { login = {}, ...submit } = settings as { login?: object };
  const run: Run = {
    around: {
      clock: { ...world.clock, monotonicMs: () => performance.now() },
      progress: { say: (sentence) => said.push(sentence) },
      stop: { soft: soft.signal, hard: hard.signal },
      faultPoints: noFaultPoints,
      installation: '',
      cwd: '',
      host: 'pc-1',
      pid: process.pid,
      userName: '',
    },
    workspace: workspaceAt(world.folder),
    config: Config.parse({
      version: 1,
      pack: 'p',
      operator: '赵经办',
      login: { timeoutSeconds: 3, ...login },
      submit: { pauseSeconds: 0, maxPerMinute: 6000, ...submit },
    }),
    pack: { contentHash: 'c'.repeat(64), year: 2024 } as unknown as PolicyPack,
    ledger: world.ledger,
    log: silentLog,
    actor,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  const portalRun: PortalRun = {
    run,
    portal,
    profileHash: 'p'.repeat(64),
    settleMs: 0,
    shownWithinMs: 0,
    differences: (_values, record) => (record.state === 'other' ? ['姓名'] : []),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  const rows = Array.from({ length: people }, (_, index) => newEntry(5 + index));
  await world.ledger.importSheet(actor, sheetFile(), rows);
  const approve = async () => {
    const ready = await world.ledger.entries({ states: ['ready'] });
    const batch = await world.ledger.createBatch(actor, {
      unit: '桔山街道办事处',
      month: '2024-03',
      profile: 'simulator',
      entryIds: ready.map(({ id }) => id),
    });
    const approvals: { entryId: string; hash: string }[] = [];
    for (const entry of await world.ledger.entries({ batchId: batch.id })) {
      const hash = hashNow(portalRun, entry, formFingerprint);
      await world.ledger.recordRehearsal(actor, {
        ...rehearsalOf(entry.id),
        contentHash: hash,
        formFingerprint,
      });
      approvals.push({ entryId: entry.id, hash });
    }
    await world.ledger.approve(actor, batch.id, approvals, '钱复核');
    return world.ledger.entries({ batchId: batch.id });
  };
  return {
    portalRun,
    portal,
    world,
    soft,
    hard,
    said,
    approve,
    states: async () => (await world.ledger.heads()).map(({ state }) => state),
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}
