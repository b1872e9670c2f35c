/** What only the outside can do – trusted input, pop-up windows, files, the network – is asked for and awaited. Runs in the page. */

export type HostRequest =
  | { do: 'click' | 'double-click'; x: number; y: number }
  | { do: 'type'; text: string; clear: boolean }
  | { do: 'idle'; limit: number }
  | { do: 'answered' }
  | { do: 'popup'; limit: number }
  | { do: 'pick-in-popup'; value: string | string[] }
  | { do: 'note'; progress: unknown }
  | { do: 'upload'; token: string; files: string[] };
/** `answered`: how many requests the portal has answered so far. */
export type HostAnswer = { ok: boolean; reason?: string; missing?: boolean; answered?: number };

export type JobState = { done: true; value: unknown } | { done: false; job: number; request: HostRequest };

type Job = {
  result: Promise<unknown>;
  waiting: { request: HostRequest; answer: (a: HostAnswer) => void } | null;
  wake: () => void;
};
const jobs = new Map<number, Job>();
let currentJob = 0;
let jobCount = 0;

/** Asks the outside; resolves when it has acted. */
export function askHost(request: HostRequest): Promise<HostAnswer> {
  const job = jobs.get(currentJob);
  if (job === undefined) return Promise.resolve({ ok: false });
  return new Promise((answer) => {
    job.waiting = { request, answer };
    job.wake();
  });
}

async function stateOf(id: number): Promise<JobState> {
  const job = jobs.get(id);
  if (job === undefined) return { done: true, value: null };
  const asked = new Promise<'asked'>((wake) => {
    job.wake = () => wake('asked');
    if (job.waiting !== null) wake('asked');
  });
  const first = await Promise.race([asked, job.result.then((value) => ({ value }))]);
  if (first === 'asked' && job.waiting !== null)
    return { done: false, job: id, request: job.waiting.request };
  const value = first === 'asked' ? await job.result : first.value;
  jobs.delete(id);
  return { done: true, value };
}

/** Runs one piece of work; comes back when it is done or wants something from outside. */
export function startJob(work: () => Promise<unknown>): Promise<JobState> {
  jobCount += 1;
  const id = jobCount;
  currentJob = id;
  const job: Job = { result: Promise.resolve(null), waiting: null, wake: () => undefined };
  jobs.set(id, job);
  job.result = work();
  job.result.catch(() => undefined);
  return stateOf(id);
}

export function resumeJob(id: number, answer: HostAnswer): Promise<JobState> {
  const job = jobs.get(id);
  if (job?.waiting) {
    const waiting = job.waiting;
    job.waiting = null;
    waiting.answer(answer);
  }
  currentJob = id;
  return stateOf(id);
}
