import { killPoints } from './kill-points.ts';
import type { Finished, LuruProcess } from './luru-process.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

/** One way to attack a run of `submit` or `resume`; it starts the run itself and comes back when the run has ended. */
export interface Attack {
  title: string;
  run(world: World, verb: 'submit' | 'resume', random: Random): Promise<Finished>;
  /** What must be true right after the attacked run, besides the balance at the end; throws with words. */
  check?(finished: Finished): void;
  /** The portal may show a person long after it was asked: somebody reads back or plans again later on. */
  showsLate?: true;
  /** The portal itself stores one press twice: nobody can prevent that, but it must be told. */
  doubles?: true;
  /** Nothing is attacked where no browser is. */
  needsBrowser?: true;
}

const portalFault = (
  title: string,
  faults: (random: Random, world: World) => Record<string, unknown>,
  more: Omit<Attack, 'title' | 'run' | 'check'> = {},
): Attack => ({
  title,
  ...more,
  run: async (world, verb, random) => {
    await world.oracle('faults', faults(random, world));
    return world.luru(verb);
  },
});

/** Half of the portals take anybody twice without a word: the promise must not rest on their refusal. */
const anyPortal = (random: Random) => (random.chance(0.5) ? { acceptDuplicates: true } : {});

/** Somewhere among the people of the run. */
const someSave = (random: Random, { people }: World) => ({ times: 1, skip: random.between(0, people - 1) });

/** What issue 5 lists, each by a name that the table shows. */
export const attacks = {
  'kill-at-point': {
    title: 'SIGKILL at a fault point',
    run: (world, verb, random) => {
      const [point, each] = random.pick(killPoints[verb]);
      const times = verb === 'submit' ? each * world.people : each;
      return world.start([verb], { LURU_KILL_AT: `${point}:${String(random.between(1, times))}` }).finished;
    },
  },
  'kill-at-moment': {
    title: 'SIGKILL at a random moment',
    run: (world, verb, random) => later(world, verb, random, kill),
  },
  'browser-killed': {
    title: 'browser killed',
    needsBrowser: true,
    run: (world, verb, random) =>
      later(world, verb, random, (process) => {
        for (const pid of process.browserPids()) killQuietly(pid);
        return Promise.resolve();
      }),
  },
  'portal-restarted': {
    title: 'portal killed and restarted',
    run: (world, verb, random) =>
      later(world, verb, random, async () => {
        await world.killPortal();
        await world.startPortalAgain();
      }),
  },
  'cut-before-commit': portalFault('connection cut before commit', (random, world) => ({
    ...anyPortal(random),
    dropBeforeCommit: someSave(random, world),
  })),
  'cut-after-commit': portalFault('connection cut after commit', (random, world) => ({
    ...anyPortal(random),
    dropAfterCommit: someSave(random, world),
  })),
  'cut-and-resent': portalFault(
    'connection cut after commit, browser sends again',
    (random, world) => ({ dropAfterCommit: { ...someSave(random, world), resend: true } }),
    { needsBrowser: true },
  ),
  '500-before-commit': portalFault('500 before commit', (random, world) => ({
    ...anyPortal(random),
    errorBeforeCommit: someSave(random, world),
  })),
  '500-after-commit': portalFault('500 after commit', (random, world) => ({
    ...anyPortal(random),
    errorAfterCommit: someSave(random, world),
  })),
  'request-twice': portalFault('request handled twice', (random, world) => ({
    duplicateRequest: { ...someSave(random, world), answer: random.pick(['first', 'second']) },
  })),
  'doubled-by-portal': portalFault(
    'portal stores one press twice',
    (random) => ({
      acceptDuplicates: true,
      duplicateRequest: { times: 1, answer: random.pick(['first', 'second']) },
    }),
    { doubles: true },
  ),
  // Longer than the profile's settling time: then absence is "proved" wrongly, and must be found out before a press.
  'slow-list': portalFault(
    'list shows people seconds later',
    (random, world) => ({
      acceptDuplicates: true,
      listDelay: { seconds: random.pick([1, 4, 5.5]) },
      ...(random.chance(0.7) ? { dropAfterCommit: someSave(random, world) } : {}),
    }),
    { showsLate: true },
  ),
  'session-expired': portalFault('session expires', (random, world) => ({
    expireSession: random.pick([
      { when: 'beforeSave', ...someSave(random, world) },
      { when: 'afterSave', ...someSave(random, world) },
      { when: 'afterRequests', times: 1, requests: random.between(3, 30) },
    ]),
  })),
  'blocking-dialog': portalFault('unexpected dialog', (random) => ({
    blockingDialog: { when: random.pick(['open', 'query', 'save']), times: 1, message: '系统升级通知' },
  })),
  'slow-save': {
    title: 'slow answer to the save, then SIGKILL',
    run: async (world, verb, random) => {
      await world.oracle('faults', {
        acceptDuplicates: true,
        delayMs: { [random.pick(['saves', 'afterCommit'])]: random.between(300, 1500) },
      });
      const at = `submit.before-press:${String(random.between(1, world.people))}`;
      if (random.chance(0.3)) return world.start([verb], { LURU_KILL_AT: at }).finished;
      return later(world, verb, random, kill);
    },
  },
  'disk-full': {
    title: 'disk full',
    run: (world, verb, random) =>
      world.start([verb], {
        LURU_KILL_AT: `ledger.before-commit:${String(random.between(1, 4 * world.people))}:ENOSPC`,
      }).finished,
    check: ({ code, complaints, out }) => {
      if (code !== 0 && !`${complaints}${out}`.includes('磁盘已满'))
        throw new Error(`a full disk was not called one: ${complaints}`);
    },
  },
  'two-runners': {
    title: 'two runners at once',
    run: async (world, verb) => {
      const first = world.start([verb]);
      const second = world.start([verb]);
      const [one, two] = await Promise.all([first.finished, second.finished]);
      const refused = [one, two].filter(({ complaints }) => complaints.includes('占用'));
      if (refused.length === 2) throw new Error('both runners were sent away');
      return refused[0] === one ? two : one;
    },
  },
  'old-ledger': {
    title: 'old ledger copied back',
    run: async (world, verb, random) => {
      const run = await world.start([verb], { LURU_KILL_AT: 'submit.acknowledged:1' }).finished;
      const restore = await world.keepLedger();
      await world.putOldLedger(random.chance(0.5) ? 'database' : 'folder');
      const before = (await world.saves()).length;
      const { code, complaints } = await world.luru('resume');
      if (run.signal === 'SIGKILL' && (code !== 4 || !complaints.includes('旧')))
        throw new Error(`a restored ledger was not noticed: ${String(code)} ${complaints}`);
      if (run.signal === 'SIGKILL' && (await world.saves()).length !== before)
        throw new Error('something was saved with a restored ledger');
      await restore();
      return run;
    },
  },
} satisfies Record<string, Attack>;

export type AttackName = keyof typeof attacks;

export const attackNames = Object.keys(attacks) as AttackName[];

async function later(
  world: World,
  verb: 'submit' | 'resume',
  random: Random,
  strike: (process: LuruProcess) => Promise<void>,
): Promise<Finished> {
  const process = world.start([verb]);
  const wait = random.between(0, world.workMs);
  await process.said('打开门户');
  const over = new AbortController();
  const moment = new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => {
      resolve(true);
    }, wait);
    over.signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve(false);
    });
  });
  const first = await Promise.race([moment, process.finished]);
  over.abort();
  if (first === true) await strike(process);
  return process.finished;
}

function kill(process: LuruProcess): Promise<void> {
  process.kill();
  return Promise.resolve();
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Already gone: then there is nothing to attack.
  }
}
