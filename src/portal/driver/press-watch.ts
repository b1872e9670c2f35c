import type { Page, Request } from 'playwright';
import type { PortalSession } from '../session/session.ts';

/** A request of the page that began after the watch did. */
export interface SeenRequest {
  method: string;
  /** Address without its query, which may hold personal data. */
  address: string;
  kind: 'document' | 'data' | 'other';
  /** HTTP status; null while it is under way. */
  status: number | null;
  failed: boolean;
}

/**
 * Everything that follows one press: texts that appear, native dialogs, requests and their answers. It listens from
 * before the press, so whatever it holds was caused by, or came after, this press and no earlier one.
 */
export class PressWatch implements AsyncDisposable {
  readonly #lines: string[][] = [];
  readonly #requests = new Map<Request, SeenRequest>();
  readonly #undo: (() => void)[] = [];
  #closed = false;

  private constructor() {
    // Only `start` makes one: a watch that does not listen yet would see nothing and prove nothing.
  }

  static async start(session: PortalSession): Promise<PressWatch> {
    const watch = new PressWatch();
    watch.#listen(session.page);
    watch.#undo.push(await session.texts.start(session.page, (lines) => watch.#lines.push(lines)));
    return watch;
  }

  /** Texts since the press: every line, and the lines that came together as one text. */
  get texts(): string[] {
    return this.#lines.flatMap((lines) => (lines.length > 1 ? [...lines, lines.join('\n')] : lines));
  }

  get lines(): string[] {
    return this.#lines.flat();
  }

  get requests(): SeenRequest[] {
    return [...this.#requests.values()];
  }

  get pageClosed(): boolean {
    return this.#closed;
  }

  /** Forgets what was seen so far: the next step of a chain starts here. */
  forget(): void {
    this.#lines.length = 0;
    this.#requests.clear();
  }

  /** True when the page asked the server for something and every answer has come. */
  get answered(): boolean {
    const asked = this.requests.filter((request) => request.kind !== 'other');
    return asked.length > 0 && asked.every((request) => request.status !== null || request.failed);
  }

  /** The first request that failed or was answered with a server error. */
  get trouble(): SeenRequest | null {
    return (
      this.requests.find((seen) => seen.kind !== 'other' && (seen.failed || (seen.status ?? 0) >= 400)) ??
      null
    );
  }

  addLines(lines: string[]): void {
    this.#lines.push(lines);
  }

  [Symbol.asyncDispose](): Promise<void> {
    for (const undo of this.#undo) undo();
    return Promise.resolve();
  }

  #listen(page: Page): void {
    const context = page.context();
    const onRequest = (request: Request) => this.#requests.set(request, seenRequest(request));
    const onResponse = (response: { request(): Request; status(): number }) => {
      const seen = this.#requests.get(response.request());
      if (seen !== undefined) seen.status = response.status();
    };
    const onFailed = (request: Request) => {
      const seen = this.#requests.get(request);
      // A page that moves on cuts its own requests short; that says nothing about the server.
      if (seen !== undefined && seen.status === null) seen.failed = true;
    };
    const onClose = () => {
      this.#closed = true;
    };
    context.on('request', onRequest).on('response', onResponse).on('requestfailed', onFailed);
    page.on('close', onClose).on('crash', onClose);
    this.#undo.push(() => {
      context.off('request', onRequest).off('response', onResponse).off('requestfailed', onFailed);
      page.off('close', onClose).off('crash', onClose);
    });
  }
}

function seenRequest(request: Request): SeenRequest {
  const type = request.resourceType();
  const kind = type === 'document' ? 'document' : type === 'xhr' || type === 'fetch' ? 'data' : 'other';
  return {
    method: request.method(),
    address: request.url().split(/[?#]/u)[0] ?? '',
    kind,
    status: null,
    failed: false,
  };
}
