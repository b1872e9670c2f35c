/** Words that a page shows to a person while it is being filled: toasts, notices, validation texts. Runs in the page. */
import { classOf, documents, drawn } from './dom.ts';
import { shownText, tidy } from './words.ts';

const speaks =
  /(^|[\s_-])(error|invalid|explain|message|msg|toast|notify|notification|notice|alert|tips?|warn(ing)?|feedback|help-block|validate|prompt)([\s_-]|$|__)/i;

/** Says something to the person: by role or by the name of its class. */
function isMessage(el: Element): boolean {
  const role = el.getAttribute('role');
  return (
    role === 'alert' ||
    role === 'status' ||
    role === 'alertdialog' ||
    (el.getAttribute('aria-live') ?? 'off') !== 'off' ||
    speaks.test(classOf(el))
  );
}

function textsNow(): Set<string> {
  const texts = new Set<string>();
  for (const doc of documents())
    for (const el of doc.querySelectorAll(
      '[role=alert],[role=status],[role=alertdialog],[aria-live],[class]',
    )) {
      if (!isMessage(el) || !drawn(el) || el.querySelector('input, select, textarea') !== null) continue;
      const text = shownText(el);
      if (/\p{L}{2}/u.test(text) && text.length <= 300) texts.add(text);
    }
  return texts;
}

let before = new Set<string>();
let heard: string[] = [];
let observers: MutationObserver[] = [];

function hear(node: Node): void {
  if (node.nodeType !== 1) return;
  const el = node as HTMLElement;
  for (const one of [el, ...el.querySelectorAll<HTMLElement>('[role=alert],[class]')]) {
    if (!isMessage(one) || one.querySelector('input, select, textarea') !== null) continue;
    const text = tidy(one.textContent);
    if (!/\p{L}{2}/u.test(text) || text.length > 300 || !drawn(one)) continue;
    if (!before.has(text) && !heard.includes(text)) heard.push(text);
  }
}

/** Starts listening: what shows already is not new. */
export function listen(): void {
  for (const o of observers) o.disconnect();
  before = textsNow();
  heard = [];
  observers = documents().map((doc) => {
    const view = doc.defaultView as Window & typeof globalThis;
    const o = new view.MutationObserver((list) => {
      for (const m of list) for (const node of m.addedNodes) hear(node);
    });
    o.observe(doc, { subtree: true, childList: true });
    return o;
  });
}

/** What was heard since `listen`, and what shows now and did not then. Longer texts that only repeat a shorter one are dropped. */
export function heardTexts(): string[] {
  const all = [...new Set([...heard, ...[...textsNow()].filter((t) => !before.has(t))])];
  return all.filter((t) => !all.some((o) => o !== t && o.length < t.length && t.includes(o)));
}

export function stopListening(): void {
  for (const o of observers) o.disconnect();
  observers = [];
}
