// A whole world to be attacked: a rehearsal portal in a process of its own, a workspace with approved people, and the CLI as
// a process. The prepared workspace is kept as a snapshot, so that every trial begins at the same place at little cost.
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { recordProfileCheck } from './ledger-view.ts';
import { LuruProcess, type Finished } from './luru-process.ts';

const repository = dirname(dirname(import.meta.dirname));
const sheetFolder = join(repository, 'fixtures', 'sheets');
const sheetName = '01-东湖街道-2024-03.xlsx';

export type Skin = 'modern' | 'legacy';
/** Who works on the portal: a browser, or HTTP in its place (`direct-hands.ts`). */
export type Hands = 'browser' | 'direct';

export interface WorldOptions {
  skin?: Skin;
  /** Approved people of the snapshot, all in one batch. */
  people?: number;
  /** Each in a batch of one instead, and a snapshot with each number of people from one on: see `begin`. */
  oneByOne?: boolean;
  /** `direct`: the installation is a copy that works without a browser (`plantDirectHands`). */
  hands?: Hands;
  /** Another copy of the program, for planted bugs. */
  installation?: string;
  /** Lines for the `submit` part of `luru.yaml`. */
  submit?: string;
  /** How long the program waits for a login or for somebody to answer a dialog. */
  loginSeconds?: number;
}

/** What the portal really stored, from its own oracle. */
export interface OracleRecord {
  id: number;
  receipt: string;
  idNumber: string;
  state: string;
  values: Record<string, unknown>;
}

/** A person as the sheet has them, from the answer sheet of the fixtures and not from the program. */
export interface SheetPerson {
  row: number;
  idNumber: string;
  name: string;
  phone: string | null;
  employedOn: string;
  workRegion: string;
  monthlyIncome: number | null;
}

export class World implements AsyncDisposable {
  readonly folder: string;
  readonly workspace: string;
  readonly skin: Skin;
  readonly url: string;
  /** The batch that the snapshot has approved; the first one where there are several. */
  batchId = '';
  /** Approved people of the snapshot that the world is at. */
  people: number;
  readonly #main: string;
  readonly #options: WorldOptions;
  #portal: LuruProcess;
  #ended = false;
  #personMs = 4000;

  private constructor(folder: string, options: WorldOptions, portal: LuruProcess, url: string) {
    this.folder = folder;
    this.workspace = join(folder, 'workspace');
    this.skin = options.skin ?? 'modern';
    this.people = options.people ?? 2;
    this.#options = options;
    this.#main = mainOf(options);
    this.#portal = portal;
    this.url = url;
  }

  /** A workspace that knows the portal and nothing else. */
  static async empty(options: WorldOptions = {}): Promise<World> {
    const folder = await mkdtemp(join(tmpdir(), 'luru-crash-'));
    const { portal, url } = await startPortal(folder, options, 0);
    const world = new World(folder, options, portal, url);
    try {
      await world.expect(0, 'init', world.workspace, '--operator', '测试经办人');
      await world.writeConfig();
      return world;
    } catch (error: unknown) {
      await world[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** A workspace with a batch of approved people, kept as the snapshot that `begin` goes back to. */
  static async approved(options: WorldOptions = {}): Promise<World> {
    const world = await World.empty(options);
    try {
      await world.#checkPortal();
      await world.expect(0, 'import', join(sheetFolder, sheetName));
      const size = options.oneByOne === true ? 1 : world.people;
      const { batches } = (await world.json('plan', '--size', String(size))) as { batches: { id: string }[] };
      world.batchId = batches[0]?.id ?? '';
      for (let people = size; people <= world.people; people += size) {
        await world.approve(batches[people / size - 1]?.id ?? '');
        await world.#copy(world.workspace, world.#snapshot(people));
      }
      return world;
    } catch (error: unknown) {
      await world[Symbol.asyncDispose]();
      throw error;
    }
  }

  async writeConfig(over: { profile?: string; url?: string } = {}): Promise<void> {
    const { submit = '', loginSeconds = 30 } = this.#options;
    const profile = over.profile ?? (this.skin === 'modern' ? 'simulator' : 'simulator-legacy');
    const text = `version: 1
pack: xingren-2024
operator: 测试经办人
portal: { profile: ${profile}, url: '${over.url ?? this.url}' }
browser: { headless: true }
login: { timeoutSeconds: ${String(loginSeconds)} }
submit:
  pauseSeconds: 0
  maxPerMinute: 6000
${submit}`;
    await writeFile(join(this.workspace, 'luru.yaml'), text);
  }

  /** Back to the snapshot with so many people, or with all of them, and an empty portal without faults. */
  async begin(people = this.#options.people ?? 2): Promise<void> {
    this.people = people;
    await this.oracle('reset', {});
    await this.oracle('population', JSON.parse(await readFile(join(sheetFolder, 'population.json'), 'utf8')));
    await this.#copy(this.#snapshot(people), this.workspace);
  }

  /** The snapshot's ledger in place of today's, the database alone or its whole folder: an old backup. */
  async putOldLedger(what: 'folder' | 'database'): Promise<void> {
    const [old, ledger] = [join(this.#snapshot(this.people), 'ledger'), join(this.workspace, 'ledger')];
    if (what === 'folder') {
      await replaceFolder(old, ledger);
      return;
    }
    for (const rest of ['-wal', '-shm']) {
      const beside = join(ledger, `ledger.sqlite${rest}`);
      if (existsSync(beside)) await rm(beside);
    }
    await cp(join(old, 'ledger.sqlite'), join(ledger, 'ledger.sqlite'));
  }

  /** Keeps today's ledger aside; gives a function that puts it back. */
  async keepLedger(): Promise<() => Promise<void>> {
    const kept = await mkdtemp(join(this.folder, 'kept-'));
    await this.#copy(this.workspace, kept);
    return () => this.#copy(kept, this.workspace);
  }

  #snapshot(people: number): string {
    return join(this.folder, `snapshot-${String(people)}`);
  }

  /** Where no browser is there is nothing to check; that it was is written into the ledger all the same. */
  async #checkPortal(): Promise<void> {
    if (this.#options.hands !== 'direct') await this.expect(0, 'portal', 'check');
    else await recordProfileCheck(this.workspace, 'simulator', this.url);
  }

  /** Starting is the larger part of a short verb; the cache changes nothing else. */
  #cache(): Record<string, string> {
    return { NODE_COMPILE_CACHE: join(this.folder, 'compiled') };
  }

  /** The ledger, and the witness that is kept apart from it. */
  async #copy(from: string, to: string): Promise<void> {
    for (const part of ['ledger', 'evidence']) await replaceFolder(join(from, part), join(to, part));
  }

  /** Rehearses and approves one batch. */
  async approve(batchId: string): Promise<void> {
    const started = performance.now();
    await this.expect(0, 'dry-run', batchId);
    this.#personMs = (performance.now() - started) / (this.#options.oneByOne === true ? 1 : this.people);
    await this.expect(0, 'review', 'approve', batchId, '--reviewer', '测试复核人');
  }

  /** How long the rehearsal of as many people took: about as long as a run that is to be attacked in its middle. */
  get workMs(): number {
    return this.#personMs * this.people;
  }

  /** Runs one verb to its end. */
  async luru(...args: string[]): Promise<Finished> {
    return this.start(args).finished;
  }

  start(args: readonly string[], env: Record<string, string> = {}): LuruProcess {
    const place = args[0] === 'init' || args[0] === 'check' ? [] : ['--workspace', this.workspace];
    return new LuruProcess(this.#main, [...args, ...place, '--json'], { ...this.#cache(), ...env });
  }

  /** Runs one verb and insists on its exit code. */
  async expect(code: number, ...args: string[]): Promise<Finished> {
    const finished = await this.luru(...args);
    if (finished.code === code) return finished;
    throw new Error(
      `luru ${args.join(' ')} ended with ${String(finished.code)}, not ${String(code)}: ${finished.complaints}${finished.out.slice(0, 2000)}`,
    );
  }

  async json(...args: string[]): Promise<Record<string, unknown>> {
    const { out, code, complaints } = await this.luru(...args);
    if (out === '') throw new Error(`luru ${args.join(' ')} ended with ${String(code)}: ${complaints}`);
    return JSON.parse(out) as Record<string, unknown>;
  }

  async records(): Promise<OracleRecord[]> {
    return (await (await fetch(`${this.url}/__oracle/records`)).json()) as OracleRecord[];
  }

  /** Every save that arrived at the portal, also those that it answered with no. */
  async saves(): Promise<{ idNumber: string; outcome: string }[]> {
    return (await (await fetch(`${this.url}/__oracle/saves`)).json()) as {
      idNumber: string;
      outcome: string;
    }[];
  }

  async oracle(path: string, body: unknown): Promise<void> {
    const response = await fetch(`${this.url}/__oracle/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`oracle ${path}: ${String(response.status)} ${await response.text()}`);
  }

  killPortal(): Promise<Finished> {
    this.#portal.kill();
    return this.#portal.finished;
  }

  /** Starts the portal again at its old address, over what it had stored. */
  async startPortalAgain(): Promise<void> {
    const { portal } = await startPortal(this.folder, this.#options, Number(new URL(this.url).port));
    this.#portal = portal;
  }

  async sheetPeople(): Promise<Map<number, SheetPerson>> {
    const answer = JSON.parse(await readFile(join(sheetFolder, 'expected.json'), 'utf8')) as {
      files: Record<string, { rows: SheetPerson[] }>;
    };
    const rows = answer.files[sheetName]?.rows ?? [];
    return new Map(rows.map((person) => [person.row, person]));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    this.#portal.kill('SIGTERM');
    await this.#portal.finished;
    await rm(this.folder, { recursive: true, maxRetries: 10, retryDelay: 100 });
  }
}

async function replaceFolder(from: string, to: string): Promise<void> {
  if (existsSync(to)) await rm(to, { recursive: true });
  await cp(from, to, { recursive: true });
}

function mainOf({ installation = repository }: WorldOptions): string {
  return join(installation, 'src', 'main.ts');
}

async function startPortal(
  place: string,
  options: WorldOptions,
  port: number,
): Promise<{ portal: LuruProcess; url: string }> {
  await mkdir(join(place, 'portal'), { recursive: true });
  const args = ['simulator', '--port', String(port), '--data', join(place, 'portal')];
  const skin = ['--skin', options.skin ?? 'modern', '--attended', '50'];
  const population = ['--population', join(sheetFolder, 'population.json'), '--json'];
  const main = join(repository, 'src', 'main.ts');
  const portal = new LuruProcess(main, [...args, ...skin, ...population], {
    NODE_COMPILE_CACHE: join(place, 'compiled'),
  });
  if (!(await portal.said('"url"'))) {
    const { complaints } = await portal.finished;
    throw new Error(`the rehearsal portal did not start: ${complaints}`);
  }
  return { portal, url: await urlOf(portal) };
}

async function urlOf(portal: LuruProcess): Promise<string> {
  // The line is written at once, but may come in pieces.
  while (!portal.outSoFar.includes('\n')) await portal.more();
  return (JSON.parse(portal.outSoFar) as { url: string }).url;
}
