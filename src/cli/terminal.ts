import { createInterface, type Interface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import type { Person } from '../workflow/portal-survey.ts';

/** Questions on the terminal (stderr), so that stdout stays for results. Answers are numbers, or words where asked for. */
export class TerminalPerson implements Person, Disposable {
  readonly #lines: Interface;
  readonly #write: (text: string) => void;
  readonly #signal: AbortSignal;

  constructor(input: Readable, output: Writable, signal: AbortSignal) {
    this.#lines = createInterface({ input, output });
    this.#write = (text) => void output.write(text);
    this.#signal = signal;
  }

  async ready(sentence: string): Promise<void> {
    await this.#ask(`\n${sentence}\n`);
  }

  async choose(question: string, choices: readonly string[]): Promise<number | null> {
    const numbered = choices.map((choice, index) => `  ${String(index + 1)}. ${choice}`).join('\n');
    this.#write(`\n${question}\n${numbered}\n`);
    for (;;) {
      const said = (await this.#ask(`请输入 1–${String(choices.length)}，回车跳过：`)).trim();
      if (said === '') return null;
      const index = Number(said.normalize('NFKC')) - 1;
      if (Number.isInteger(index) && index >= 0 && index < choices.length) return index;
      this.#write(`没有第“${said}”项。`);
    }
  }

  say(question: string): Promise<string> {
    return this.#ask(`\n${question}\n> `);
  }

  [Symbol.dispose](): void {
    this.#lines.close();
  }

  #ask(prompt: string): Promise<string> {
    return this.#lines.question(prompt, { signal: this.#signal });
  }
}

/** The person at the terminal, or null where there is none: input is no terminal, or nobody is to be asked. */
export function personAtTerminal(options: { ask: boolean; signal: AbortSignal }): TerminalPerson | null {
  if (!options.ask || !process.stdin.isTTY) return null;
  return new TerminalPerson(process.stdin, process.stderr, options.signal);
}
