/**
 * What the engine must do next (DESIGN §5). The runner switches on this alone, never on message text or class.
 */
export type Disposition = 'retry-step' | 'skip-entry' | 'halt-batch' | 'halt-run' | 'needs-person';

export interface FaultOptions {
  /** Area-first kebab code, documented in docs/errors.md, e.g. `ledger-disk-full`. */
  code: string;
  disposition: Disposition;
  /** Process exit code when it ends the run (DESIGN §7). */
  exitCode?: 2 | 3 | 4 | 5;
  details?: Record<string, unknown>;
  cause?: unknown;
}

/** A fault that stops work; `message` is one Chinese sentence for the operator: what is wrong and what to do. */
export class Fault extends Error {
  readonly code: string;
  readonly disposition: Disposition;
  readonly exitCode: 2 | 3 | 4 | 5;
  readonly details: Record<string, unknown>;

  constructor(message: string, options: FaultOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    // Named so that faults that crossed a process or a log can still be told apart.
    this.name = 'Fault';
    this.code = options.code;
    this.disposition = options.disposition;
    this.exitCode = options.exitCode ?? 2;
    this.details = options.details ?? {};
  }
}

/** A "cannot happen": a bug of ours. `id` is greppable. */
export function invariant(condition: unknown, id: string): asserts condition {
  if (!condition) throw new Error(`${id}: invariant broken`);
}
