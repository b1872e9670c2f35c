import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Child {
  process: ChildProcess;
  lines: string[];
  /** Resolves once it has written so many lines, or at its end when it never does. */
  linesReached(count: number): Promise<void>;
  /** Resolves when the process is gone and all of its output was read. */
  ended: Promise<{ code: number | null; signal: string | null }>;
}

/** Runs a script of this folder, or any command, and collects its lines. */
export function runChild(command: string, args: readonly string[]): Child {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const tell = (count: number) => {
    for (const each of waiting) if (each.count <= count) each.resolve();
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    tell(lines.length);
  });
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      tell(Infinity);
      resolve({ code, signal });
    });
  });
  return {
    process: child,
    lines,
    linesReached: (count) =>
      new Promise((resolve) => {
        waiting.push({ count, resolve });
        tell(lines.length);
      }),
    ended,
  };
}

export function scriptPath(name: string): string {
  return new URL(name, import.meta.url).pathname;
}
