import type { Page, Request } from 'playwright';

/** Of each page, addresses whose answers are held back on purpose: messages that a portal waits for as long as it is open. */
const heldBack = new WeakMap<Page, Set<string>>();

/** Shorter waits say nothing about whether an answer will ever come. */
const tellingMs = 2000;

/** In-flight requests of a page that can change what a form shows. */
export class Traffic {
  readonly #open = new Map<Request, number>();
  readonly #page: Page;
  readonly #held: Set<string>;
  #waiting: (() => void)[] = [];
  #answered = 0;
  readonly #started = (r: Request): void => {
    if (/^(xhr|fetch|document|script)$/.test(r.resourceType())) this.#open.set(r, performance.now());
  };
  readonly #ended = (r: Request): void => {
    const since = this.#open.get(r);
    if (since === undefined) return;
    this.#open.delete(r);
    // Answered soon after all: from now on it is waited for again.
    if (performance.now() - since < tellingMs) this.#held.delete(addressOf(r));
    this.#answered += 1;
    for (const wake of this.#waiting.splice(0)) wake();
  };

  constructor(page: Page) {
    this.#page = page;
    this.#held = heldBack.get(page) ?? new Set();
    heldBack.set(page, this.#held);
    page.on('request', this.#started);
    page.on('requestfinished', this.#ended);
    page.on('requestfailed', this.#ended);
  }

  /** Requests answered, or failed, since the engine came to the page. */
  get answered(): number {
    return this.#answered;
  }

  /** A page or frame is on its way: what is there now will be replaced. */
  get navigating(): boolean {
    return [...this.#open.keys()].some((r) => r.resourceType() === 'document');
  }

  /**
   * Resolves when nothing is on its way that will be answered, at the latest after `limit` milliseconds. What was not answered
   * in that time is not waited for again until it once is.
   */
  async idle(limit: number): Promise<void> {
    const end = performance.now() + limit;
    for (;;) {
      const awaited = [...this.#open.keys()].filter((r) => !this.#held.has(addressOf(r)));
      if (awaited.length === 0) return;
      const left = end - performance.now();
      if (left <= 0) {
        if (limit >= tellingMs) for (const r of awaited) this.#hold(r);
        return;
      }
      await this.#nextAnswer(left);
    }
  }

  #hold(r: Request): void {
    if (r.resourceType() !== 'document') this.#held.add(addressOf(r));
  }

  #nextAnswer(limit: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, limit);
      this.#waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  stop(): void {
    this.#page.off('request', this.#started);
    this.#page.off('requestfinished', this.#ended);
    this.#page.off('requestfailed', this.#ended);
  }
}

/** Without what differs from one request to the next. */
function addressOf(r: Request): string {
  return r.url().replace(/[?#].*$/, '');
}
