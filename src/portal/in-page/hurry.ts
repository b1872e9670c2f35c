/** CSS animations made quick while the engine works. Runs in the page. */
import { documents } from './dom.ts';

const sheets = new Map<Document, CSSStyleSheet>();

/** Animations at 1 ms, never 0: some wait for the end of an animation that then never comes. */
export function hurry(on: boolean): void {
  for (const doc of documents()) {
    const old = sheets.get(doc);
    if (on && old === undefined) {
      const view = doc.defaultView as Window & typeof globalThis;
      const sheet = new view.CSSStyleSheet();
      sheet.replaceSync(
        '*,*::before,*::after{transition-duration:1ms!important;transition-delay:0s!important;animation-duration:1ms!important;animation-delay:0s!important;animation-iteration-count:1!important;scroll-behavior:auto!important}',
      );
      doc.adoptedStyleSheets = [...doc.adoptedStyleSheets, sheet];
      sheets.set(doc, sheet);
    } else if (!on && old !== undefined) {
      doc.adoptedStyleSheets = doc.adoptedStyleSheets.filter((s) => s !== old);
      sheets.delete(doc);
    }
  }
}
