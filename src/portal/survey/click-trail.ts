import type { BrowserContext } from 'playwright';

/**
 * What a person pressed on the way to the form, by its text: it becomes the `menu` of a profile. Texts of what is
 * pressed only; nothing that is typed is ever looked at.
 */
export class ClickTrail {
  #texts: string[] = [];

  static async watch(context: BrowserContext): Promise<ClickTrail> {
    const trail = new ClickTrail();
    await context.exposeBinding('__luruPressed', (_, text: unknown) => {
      if (typeof text === 'string' && trail.#texts.at(-1) !== text) trail.#texts.push(text);
    });
    await context.addInitScript(reportPresses);
    return trail;
  }

  /** Texts since the last `forget`, at most the last five. */
  get texts(): string[] {
    return this.#texts.slice(-5);
  }

  /** A way that was told is the whole way, whatever of it was open already. */
  say(texts: readonly string[]): void {
    this.#texts = [...texts];
  }

  forget(): void {
    this.#texts = [];
  }
}

/** Runs in every page and frame before its own scripts. */
function reportPresses(): void {
  document.addEventListener(
    'click',
    (event) => {
      const report = (globalThis as { __luruPressed?: (text: string) => unknown }).__luruPressed;
      const [target] = event.composedPath();
      if (!event.isTrusted || report === undefined || !(target instanceof Element)) return;
      if (target.closest('input:not([type=button]):not([type=submit]),select,textarea,label') !== null)
        return;
      const item =
        target.closest(
          'a,button,li,summary,[role=menuitem],[role=treeitem],[role=tab],[role=button],[onclick]',
        ) ?? target;
      const wording = (element: Element) =>
        (element instanceof HTMLInputElement
          ? element.value
          : element instanceof HTMLElement
            ? element.innerText
            : ''
        ).replace(/[\s\u200b\ufeff\ue000-\uf8ff]/gu, '');
      // A group of a menu holds the words of all its items: then what was hit says it better.
      const text = [wording(item), wording(target)].find((words) => words !== '' && words.length <= 20);
      if (text !== undefined) void report(text);
    },
    { capture: true },
  );
}
