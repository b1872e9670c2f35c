import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface Finished {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  complaints: string;
}

/** One CLI process; `kill` is SIGKILL, as a power cut is. */
export class LuruProcess {
  readonly #child: ChildProcess;
  readonly finished: Promise<Finished>;
  readonly #listeners: (() => void)[] = [];
  #out = '';
  #complaints = '';

  constructor(main: string, args: readonly string[], env: Record<string, string>) {
    this.#child = spawn(process.execPath, [main, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#out += text;
      this.#tell();
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#complaints += text;
      this.#tell();
    });
    this.finished = new Promise((resolve, reject) => {
      this.#child.on('error', reject);
      // Not 'close': an orphaned browser may hold the pipes for longer than the process lives.
      this.#child.on('exit', (code, signal) => {
        setImmediate(() => {
          resolve({ code, signal, out: this.#out, complaints: this.#complaints });
          this.#tell();
        });
      });
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  kill(signal: NodeJS.Signals = 'SIGKILL'): void {
    this.#child.kill(signal);
  }

  /** Resolves with true once the text was said on stderr or stdout, with false when the process ended without. */
  async said(text: string): Promise<boolean> {
    for (;;) {
      if (`${this.#complaints}${this.#out}`.includes(text)) return true;
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) return false;
      await this.more();
    }
  }

  get outSoFar(): string {
    return this.#out;
  }

  /** Resolves when something more was written, or the process ended. */
  async more(): Promise<void> {
    await new Promise<void>((resolve) => this.#listeners.push(resolve));
  }

  /** Process numbers of the browser that this process started; none where there is no /proc. */
  browserPids(): number[] {
    return childrenOf(this.pid).filter((pid) => /chrom|edge/i.test(commandOf(pid)));
  }

  #tell(): void {
    for (const listener of this.#listeners.splice(0)) listener();
  }
}

function childrenOf(parent: number): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => parentOf(pid) === parent);
  } catch {
    return [];
  }
}

function parentOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // The command in brackets may hold spaces and brackets of its own.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
