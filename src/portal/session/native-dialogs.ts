import type { BrowserContext, Dialog } from 'playwright';

export interface NativeDialog {
  kind: 'alert' | 'confirm' | 'prompt' | 'beforeunload';
  message: string;
}

/** Decides about one dialog; null: nothing to say about it. */
export type DialogAnswer = (dialog: NativeDialog) => Promise<'accept' | 'dismiss' | null>;

/**
 * `alert`, `confirm` and `prompt` block the page until they are answered, so someone must always answer. Without other
 * orders an alert is closed, leaving a page is allowed and a question is answered no; every text is kept.
 */
export class NativeDialogs {
  readonly #seen: NativeDialog[] = [];
  #answer: DialogAnswer | null = null;
  #onSeen: (() => void) | null = null;

  constructor(context: BrowserContext) {
    context.on('dialog', (dialog) => void this.#handle(dialog));
  }

  /** What would be taken, left where it is. */
  peek(): readonly NativeDialog[] {
    return this.#seen;
  }

  /** Texts since the last call. */
  take(): NativeDialog[] {
    return this.#seen.splice(0);
  }

  /** Gives the say to `answer` until the returned function is called. */
  answerWith(answer: DialogAnswer, onSeen?: () => void): () => void {
    this.#answer = answer;
    this.#onSeen = onSeen ?? null;
    return () => {
      this.#answer = null;
      this.#onSeen = null;
    };
  }

  async #handle(dialog: Dialog): Promise<void> {
    const seen: NativeDialog = { kind: dialog.type() as NativeDialog['kind'], message: dialog.message() };
    if (seen.kind !== 'beforeunload') this.#seen.push(seen);
    this.#onSeen?.();
    const decision = (await this.#answer?.(seen).catch(() => 'dismiss' as const)) ?? this.#standing(seen);
    const act = decision === 'accept' ? dialog.accept() : dialog.dismiss();
    // The page may be gone by now; there is nothing left to answer then.
    await act.catch(() => undefined);
  }

  #standing(dialog: NativeDialog): 'accept' | 'dismiss' {
    return dialog.kind === 'alert' || dialog.kind === 'beforeunload' ? 'accept' : 'dismiss';
  }
}
