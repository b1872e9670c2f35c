import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Child {
  process: ChildProcess;
  lines: string[];
  /** Resolves at the first line, or at the end when there is none. */
  started: Promise<void>;
  /** Resolves when the process is gone and all of its output was read. */
  ended: Promise<{ code: number | null; signal: string | null }>;
}

/** Runs a script of this folder, or any command, and collects its lines. */
export function runChild(command: string, args: readonly string[]): Child {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const started = Promise.withResolvers<undefined>();
  const read = createInterface({ input: child.stdout });
  read.on('line', (line) => {
    lines.push(line);
    started.resolve(undefined);
  });
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      started.resolve(undefined);
      resolve({ code, signal });
    });
  });
  return { process: child, lines, started: started.promise, ended };
}

export function scriptPath(name: string): string {
  return new URL(name, import.meta.url).pathname;
}
