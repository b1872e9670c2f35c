/** The engine inside one frame, and the part of a person that only the outside can play: mouse, keys, windows, files, the network. */
import type { ElementHandle, Frame, Locator, Page } from 'playwright';
import { Fault } from '../platform/fault.ts';
import { engineScript } from './engine-script.ts';
import type { HostAnswer, HostRequest, JobState } from './in-page/host.ts';
import { Traffic } from './traffic.ts';
import type { NotPicked } from './widgets/records.ts';

/** Where a form is: a page, a frame, or an element in one. */
export type FormScope = Page | Frame | Locator;

interface Engine {
  run: (op: string, args: unknown, root: Element | null) => Promise<JobState>;
  resume: (job: number, answer: HostAnswer) => Promise<JobState>;
  element: (id: string) => Element | null;
}
type Call = { key: 'luru.form-engine'; op: string; args: unknown };

function isPage(scope: FormScope): scope is Page {
  return 'mainFrame' in scope;
}
function isFrame(scope: FormScope): scope is Frame {
  return 'parentFrame' in scope;
}

/** What goes wrong when a page is replaced under the engine. */
export function isReloadError(error: unknown): boolean {
  return (
    error instanceof Error &&
    /context was destroyed|navigat|Frame was detached|frame got detached|Cannot find context|missing engine|Target (page|frame)/i.test(
      error.message,
    )
  );
}

/** Talks to the engine in the frame of one scope; keeps what the page says in dialogs and where it goes. */
export class PageEngine {
  readonly page: Page;
  readonly frame: Frame;
  readonly messages: string[] = [];
  readonly #locator: Locator | null;
  readonly #traffic: Traffic;
  #popup: Page | null = null;
  /** How far the work has come that a page of its own is doing, for when that page is loaded anew. */
  #progress: unknown = null;
  readonly #undo: (() => void)[] = [];

  private constructor(page: Page, frame: Frame, locator: Locator | null, isPopup = false) {
    this.page = page;
    this.frame = frame;
    this.#locator = locator;
    this.#traffic = new Traffic(page);
    const onPopup = (popup: Page): void => {
      this.#popup = popup;
    };
    const onDialog = (dialog: {
      type: () => string;
      message: () => string;
      accept: () => Promise<void>;
      dismiss: () => Promise<void>;
    }): void => {
      this.messages.push(dialog.message());
      // A question is never answered yes here: nobody has been asked.
      const answer =
        dialog.type() === 'alert' || dialog.type() === 'beforeunload' ? dialog.accept() : dialog.dismiss();
      // Whoever opened this browser may have answered first.
      answer.catch(() => undefined);
    };
    const onMoved = (moved: Frame): void => {
      // A window for picking loads itself anew as it pleases; what it says in dialogs still counts.
      if (!isPopup && moved === page.mainFrame()) this.messages.push(`页面转到：${pathOf(moved.url())}`);
    };
    page.on('popup', onPopup);
    page.on('dialog', onDialog);
    page.on('framenavigated', onMoved);
    this.#undo.push(
      () => page.off('popup', onPopup),
      () => page.off('dialog', onDialog),
      () => page.off('framenavigated', onMoved),
      () => {
        this.#traffic.stop();
      },
    );
  }

  /** @throws Fault `portal-step-failed` when the element of a locator is not on the page. */
  static async at(scope: FormScope): Promise<PageEngine> {
    if (isPage(scope)) return new PageEngine(scope, scope.mainFrame(), null);
    if (isFrame(scope)) return new PageEngine(scope.page(), scope, null);
    const handle = await scope.elementHandle({ timeout: 10_000 }).catch(() => null);
    const frame = (await handle?.ownerFrame()) ?? null;
    if (frame === null) {
      throw new Fault('页面上找不到要扫描的那一块', {
        code: 'portal-step-failed',
        disposition: 'retry-step',
      });
    }
    return new PageEngine(scope.page(), frame, scope);
  }

  /** The engine where an inventory was made: in the scope, or in a frame of another origin below it. */
  static async for(scope: FormScope, url: string): Promise<PageEngine> {
    const engine = await PageEngine.at(scope);
    if (engine.frame.url() === url) return engine;
    const foreign = (await engine.foreignFrames()).find((f) => f.url() === url);
    if (foreign === undefined) return engine;
    engine.close();
    return PageEngine.at(foreign);
  }

  /** Frames below the scope that a script in it cannot look into: of another origin. */
  async foreignFrames(): Promise<Frame[]> {
    if (this.#locator !== null) return [];
    const found: Frame[] = [];
    const visit = async (frame: Frame): Promise<void> => {
      for (const child of frame.childFrames()) {
        const inside = await child.evaluate(() => window.frameElement !== null).catch(() => true);
        if (!inside) found.push(child);
        await visit(child);
      }
    };
    await visit(this.frame);
    return found;
  }

  /** After a choice that loads a page or frame anew: waits until it is there. */
  async navigated(limit: number): Promise<void> {
    if (!this.#traffic.navigating) return;
    await this.#traffic.idle(limit);
  }

  /** Runs one operation in the page to its end, doing on the way what it asks for. */
  async run<T>(op: string, args: unknown): Promise<T> {
    let state = await this.#start({ key: 'luru.form-engine', op, args });
    while (!state.done) {
      const answer = await this.#act(state.request);
      const given = { job: state.job, answer };
      state = await this.frame.evaluate(({ job, answer: a }) => {
        const engine = (globalThis as unknown as Record<symbol, Engine | undefined>)[
          Symbol.for('luru.form-engine')
        ];
        if (engine === undefined) throw new Error('missing engine');
        return engine.resume(job, a);
      }, given);
    }
    return state.value as T;
  }

  async #start(call: Call): Promise<JobState> {
    for (let tries = 0; ; tries += 1) {
      const state = await this.#call(call);
      if (state !== null) return state;
      if (tries > 1)
        throw new Fault('页面不接受录入程序的脚本', {
          code: 'portal-step-failed',
          disposition: 'retry-step',
        });
      await this.frame.evaluate(engineScript());
    }
  }

  /** Null when the engine is not in the page yet. */
  #call(call: Call): Promise<JobState | null> {
    if (this.#locator === null) {
      return this.frame.evaluate((given: Call): Promise<JobState> | null => {
        const engine = (globalThis as unknown as Record<symbol, Engine | undefined>)[Symbol.for(given.key)];
        return engine === undefined ? null : engine.run(given.op, given.args, null);
      }, call);
    }
    return this.#locator.evaluate((root: Element, given: Call): Promise<JobState> | null => {
      const engine = (globalThis as unknown as Record<symbol, Engine | undefined>)[Symbol.for(given.key)];
      return engine === undefined ? null : engine.run(given.op, given.args, root);
    }, call);
  }

  async #act(request: HostRequest): Promise<HostAnswer> {
    switch (request.do) {
      case 'click':
      case 'double-click': {
        this.#popup = null;
        const at = await this.#fromPage(request);
        await this.page.mouse.click(at.x, at.y, { clickCount: request.do === 'click' ? 1 : 2 });
        return { ok: true };
      }
      case 'type':
        if (request.clear) await this.page.keyboard.press('ControlOrMeta+A');
        if (request.text === '') await this.page.keyboard.press('Delete');
        else await this.page.keyboard.type(request.text);
        return { ok: true };
      case 'idle':
        await this.#traffic.idle(request.limit);
        return { ok: true, answered: this.#traffic.answered };
      case 'answered':
        return { ok: true, answered: this.#traffic.answered };
      case 'popup':
        return this.#popupOpened(request.limit);
      case 'note':
        this.#progress = request.progress;
        return { ok: true };
      case 'pick-in-popup':
        return this.#pickInPopup(request.value);
      case 'upload':
        return this.#upload(request.token, request.files);
    }
  }

  /** Point in the page for a point in the outermost window of the frame's own origin. */
  async #fromPage(point: { x: number; y: number }): Promise<{ x: number; y: number }> {
    let frame: Frame | null = this.frame;
    let inside = true;
    while (frame !== null && inside && frame.parentFrame() !== null) {
      inside = await frame.evaluate(() => window.frameElement !== null);
      if (inside) frame = frame.parentFrame();
    }
    if (frame === null || frame.parentFrame() === null) return point;
    const box = await (await frame.frameElement()).boundingBox();
    return { x: point.x + (box?.x ?? 0), y: point.y + (box?.y ?? 0) };
  }

  async #popupOpened(limit: number): Promise<HostAnswer> {
    if (this.#popup === null && limit > 0) {
      const popup = await this.page.waitForEvent('popup', { timeout: limit }).catch(() => null);
      this.#popup ??= popup;
    } else if (limit === 0) {
      await this.#popup?.close().catch(() => undefined);
      this.#popup = null;
    }
    return { ok: this.#popup !== null && !this.#popup.isClosed() };
  }

  async #pickInPopup(value: string | string[]): Promise<HostAnswer> {
    const popup = this.#popup;
    if (popup === null || popup.isClosed()) return { ok: false, reason: '弹出窗口没有打开' };
    const failed = await this.#pickIn(popup, Array.isArray(value) ? value : [value]);
    // The window closes itself when the record is taken; one that does not was not asked by its own button.
    const closed =
      popup.isClosed() ||
      (await popup.waitForEvent('close', { timeout: failed === null ? 5000 : 1 }).then(
        () => true,
        () => popup.isClosed(),
      ));
    if (!closed) await popup.close().catch(() => undefined);
    this.#popup = null;
    return failed === null ? { ok: true } : { ok: false, ...failed };
  }

  /** Picks in the window, going on where it was whenever the window loads itself anew for a search or a page. */
  async #pickIn(popup: Page, path: string[]): Promise<NotPicked | null> {
    let progress: unknown = null;
    for (let loads = 0; ; loads += 1) {
      let engine: PageEngine | null = null;
      try {
        await popup.waitForLoadState('load');
        engine = new PageEngine(popup, await this.#recordFrame(popup), null, true);
        engine.#progress = progress;
        return await engine.run<NotPicked | null>('pick-here', { path, limit: 8000, progress });
      } catch (error) {
        // Gone with the engine in it: the record was taken, if that was what was being done.
        if (popup.isClosed() || !isReloadError(error)) {
          const at = engine === null ? progress : engine.#progress;
          if (popup.isClosed())
            return wasTaking(at) ? null : { missing: false, reason: '弹出窗口在选择之前关闭了' };
          throw error;
        }
        if (loads > 80) throw error;
        progress = engine === null ? progress : engine.#progress;
        if (wasTaking(progress)) return null;
      } finally {
        if (engine !== null) {
          this.messages.push(...engine.messages);
          engine.close();
        }
      }
    }
  }

  /** The pop-up's own frame; a foreign frame in it only if the pop-up has nothing of its own. */
  async #recordFrame(popup: Page): Promise<Frame> {
    const main = popup.mainFrame();
    await main.waitForLoadState('domcontentloaded');
    return main;
  }

  async #upload(id: string, files: string[]): Promise<HostAnswer> {
    const handle = await this.frame.evaluateHandle((wanted) => {
      const engine = (globalThis as unknown as Record<symbol, Engine | undefined>)[
        Symbol.for('luru.form-engine')
      ];
      return engine?.element(wanted) ?? null;
    }, id);
    const element = handle.asElement() as ElementHandle<HTMLInputElement> | null;
    if (element === null) return { ok: false, reason: '找不到上传文件的控件' };
    try {
      await element.setInputFiles(files);
      return { ok: true };
    } catch (error) {
      return {
        ok: false,
        reason: `文件没有交给门户：${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''}`,
      };
    }
  }

  close(): void {
    for (const undo of this.#undo.splice(0)) undo();
  }
}

function wasTaking(progress: unknown): boolean {
  return typeof progress === 'object' && progress !== null && 'step' in progress && progress.step === 'take';
}

function pathOf(url: string): string {
  try {
    const parsed = new URL(url);
    return parsed.pathname;
  } catch {
    return url;
  }
}
