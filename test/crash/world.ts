// A whole world for crash tests: a rehearsal portal of its own process, a workspace, and the CLI as a process.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const main = join(root, 'src', 'main.ts');

export interface Finished {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  complaints: string;
}

export interface OracleRecord {
  idNumber: string;
  state: string;
  values: Record<string, string>;
  fields: Record<string, string>;
}

/** One CLI process; `kill` is SIGKILL, as a power cut is. */
export class LuruProcess {
  readonly #child: ChildProcess;
  readonly finished: Promise<Finished>;

  constructor(args: readonly string[], env: Record<string, string> = {}) {
    this.#child = spawn(process.execPath, [main, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    let out = '';
    let complaints = '';
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    this.finished = new Promise((resolve, reject) => {
      this.#child.on('error', reject);
      this.#child.on('close', (code, signal) => {
        resolve({ code, signal, out, complaints });
      });
    });
  }

  kill(signal: NodeJS.Signals = 'SIGKILL'): void {
    this.#child.kill(signal);
  }
}

export class World implements AsyncDisposable {
  readonly folder: string;
  readonly workspace: string;
  #portal: LuruProcess;
  readonly url: string;

  private constructor(folder: string, portal: LuruProcess, url: string) {
    this.folder = folder;
    this.workspace = join(folder, 'workspace');
    this.#portal = portal;
    this.url = url;
  }

  static async open(options: { skin?: 'modern' | 'legacy' } = {}): Promise<World> {
    const folder = await mkdtemp(join(tmpdir(), 'luru-crash-'));
    const { portal, url } = await startPortal(folder, 0, options.skin ?? 'modern');
    const world = new World(folder, portal, url);
    await world.luru('init', world.workspace, '--operator', '测试经办人');
    await writeFile(join(world.workspace, 'luru.yaml'), configText(url, options.skin ?? 'modern'));
    return world;
  }

  /** Runs one verb to its end. */
  async luru(...args: string[]): Promise<Finished> {
    return this.start(args).finished;
  }

  start(args: readonly string[], env: Record<string, string> = {}): LuruProcess {
    const place = args[0] === 'init' || args[0] === 'check' ? [] : ['--workspace', this.workspace];
    return new LuruProcess([...args, ...place, '--json'], env);
  }

  async json(...args: string[]): Promise<Record<string, unknown>> {
    const { out, code, complaints } = await this.luru(...args);
    if (out === '') throw new Error(`luru ${args.join(' ')} ended with ${String(code)}: ${complaints}`);
    return JSON.parse(out) as Record<string, unknown>;
  }

  async records(): Promise<OracleRecord[]> {
    return (await (await fetch(`${this.url}/__oracle/records`)).json()) as OracleRecord[];
  }

  async oracle(path: string, body: unknown): Promise<void> {
    const response = await fetch(`${this.url}/__oracle/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`oracle ${path}: ${String(response.status)}`);
  }

  async readWorkspace(path: string): Promise<string> {
    return readFile(join(this.workspace, path), 'utf8');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#portal.kill('SIGTERM');
    await this.#portal.finished;
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

async function startPortal(
  folder: string,
  port: number,
  skin: string,
): Promise<{ portal: LuruProcess; url: string }> {
  const portal = spawnPortal(folder, port, skin);
  const url = await portal.url;
  return { portal: portal.process, url };
}

function spawnPortal(
  folder: string,
  port: number,
  skin: string,
): { process: LuruProcess; url: Promise<string> } {
  const population = join(root, 'fixtures', 'sheets', 'population.json');
  const args = [
    'simulator',
    '--port',
    String(port),
    '--data',
    join(folder, 'portal'),
    '--skin',
    skin,
    '--attended',
    '50',
    '--population',
    population,
    '--json',
  ];
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const finished = new Promise<Finished>((resolve) => {
    child.on('close', (code, signal) => {
      resolve({ code, signal, out: '', complaints: '' });
    });
  });
  const url = new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (text.includes('\n')) resolve((JSON.parse(text) as { url: string }).url);
    });
    void finished.then(({ code }) => {
      reject(new Error(`the rehearsal portal ended with ${String(code)}`));
    });
  });
  return {
    process: {
      finished,
      kill: (signal: NodeJS.Signals = 'SIGKILL') => child.kill(signal),
    } as unknown as LuruProcess,
    url,
  };
}

function configText(url: string, skin: string): string {
  return `version: 1
pack: xingren-2024
operator: 测试经办人
portal:
  profile: ${skin === 'modern' ? 'simulator' : 'simulator-legacy'}
  url: ${url}
browser:
  headless: true
submit:
  pauseSeconds: 0
  maxPerMinute: 6000
login:
  timeoutSeconds: 30
`;
}
