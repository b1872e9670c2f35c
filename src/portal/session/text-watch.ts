import type { BrowserContext, Frame, Page } from 'playwright';
import { visibleFrames } from './visible-text.ts';

/** Lines of text that became visible together. */
export type AppearedLines = string[];

/** Hears every line that becomes visible after a moment, also toasts that are gone a second later. */
export class TextWatch {
  readonly #context: BrowserContext;
  #token = 0;
  #listener: ((lines: AppearedLines) => void) | null = null;
  #ready: Promise<unknown> | null = null;

  constructor(context: BrowserContext) {
    this.#context = context;
  }

  /** Watches the page and its frames, also documents that it loads later, until the returned function is called. */
  async start(page: Page, listener: (lines: AppearedLines) => void): Promise<() => void> {
    this.#ready ??= this.#context.exposeBinding(
      bindingName,
      (_, payload: { token: number; lines: string[] }) => {
        if (payload.token === this.#token) this.#listener?.(payload.lines);
      },
    );
    await this.#ready;
    this.#token += 1;
    const token = this.#token;
    this.#listener = listener;
    const known = new Set(page.frames());
    for (const frame of await visibleFrames(page)) await install(frame, token, false);
    // A document loaded from now on has no past: all its text has appeared since.
    const onNavigated = (frame: Frame) => void install(frame, token, true);
    page.on('framenavigated', onNavigated);
    for (const frame of page.frames()) if (!known.has(frame)) await install(frame, token, true);
    return () => {
      page.off('framenavigated', onNavigated);
      if (this.#token !== token) return;
      this.#listener = null;
      this.#token += 1;
    };
  }
}

const bindingName = '__pageTextAppeared';

async function install(frame: Frame, token: number, everythingIsNew: boolean): Promise<void> {
  await frame.evaluate(watchInPage, { token, everythingIsNew, bindingName }).catch(() => undefined);
}

/** Runs in the page: compares the visible lines after every change and reports those that came. */
function watchInPage(options: { token: number; everythingIsNew: boolean; bindingName: string }): void {
  const home = window as unknown as Record<string, unknown>;
  const mark = '__pageTextWatch';
  const report = home[options.bindingName] as ((payload: unknown) => Promise<void>) | undefined;
  // A change of the address without a new document must not make old text new.
  if (home[mark] === options.token || report === undefined) return;
  home[mark] = options.token;
  const count = (): Map<string, number> => {
    const body = document.body as HTMLElement | null;
    const counts = new Map<string, number>();
    for (const line of (body?.innerText ?? '').split('\n')) {
      const text = line.trim();
      if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    return counts;
  };
  let before = options.everythingIsNew ? new Map<string, number>() : count();
  let waiting = false;
  const look = () => {
    waiting = false;
    if (home[mark] !== options.token) {
      observer.disconnect();
      return;
    }
    const now = count();
    const lines = [...now].filter(([text, times]) => times > (before.get(text) ?? 0)).map(([text]) => text);
    before = now;
    if (lines.length > 0) void report({ token: options.token, lines });
  };
  const observer = new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    setTimeout(look, 30);
  });
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  look();
}
