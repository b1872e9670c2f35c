/** The detail page of one row: label and text side by side, in a dialog, a frame or a page of its own. */
import type { Frame } from 'playwright';
import { plainLabel } from '../profile/patterns.ts';
import type { ListRule } from '../profile/schema.ts';
import { portalFault } from '../session/portal-faults.ts';
import type { PortalSession } from '../session/session.ts';
import { visibleFrames } from '../session/visible-text.ts';
import { waitUntil } from '../session/wait-until.ts';

export type DetailRule = NonNullable<ListRule['detail']>;

/** Opens the detail of the row at this height, reads the wanted fields, and closes it again. */
export async function readDetail(
  session: PortalSession,
  rule: DetailRule,
  row: { frame: Frame; middle: number },
  signal: AbortSignal,
): Promise<Record<string, string>> {
  const step = '查看详情';
  // Far to the right: where portals put what can be done with a row.
  const prefer = { x: 100_000, y: row.middle };
  await session.press({ text: rule.open, prefer }, step, signal, row.frame);
  await session.expect(rule.ready, step, signal);
  const labels = [...new Set([...rule.fields, ...(rule.idNumber === undefined ? [] : [rule.idNumber])])];
  let before = '';
  const shown = await waitUntil(
    async () => {
      const pairs = await readPairs(session, labels);
      const now = JSON.stringify(pairs);
      const still = now === before;
      before = now;
      return still && labels.every((label) => pairs[label] !== undefined) ? pairs : null;
    },
    { timeoutMs: session.profile.timeouts.stepMs, signal, everyMs: 80 },
  );
  if (shown === null) throw portalFault.formChanged([`详情里找不到字段：${labels.join('、')}`]);
  if (rule.close !== undefined) await session.press({ text: rule.close, prefer: 'first' }, step, signal);
  return shown;
}

async function readPairs(session: PortalSession, labels: string[]): Promise<Record<string, string>> {
  const wanted = labels.map((label) => ({ label, plain: plainLabel(label) }));
  const found: Record<string, string> = {};
  for (const frame of await visibleFrames(session.page)) {
    const pairs = await frame.evaluate(pairsInPage, wanted).catch(() => ({}));
    // The detail lies over the list: what is found later in the page is nearer to the reader.
    Object.assign(found, pairs);
  }
  return found;
}

/** Runs in the page: the text to the right of, or under, each label; the last one drawn wins. */
function pairsInPage(wanted: { label: string; plain: string }[]): Record<string, string> {
  const plain = (text: string) =>
    text
      .normalize('NFKC')
      .replace(/[\s\u200b\ufeff\ue000-\uf8ff]/gu, '')
      .replace(/^[*※:]+|[*※:]+$/gu, '');
  const valueOf = (element: Element): string => {
    const field = element.matches('input,select,textarea')
      ? element
      : element.querySelector('input,select,textarea');
    if (field instanceof HTMLSelectElement) return field.selectedOptions[0]?.text ?? '';
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) return field.value.trim();
    return element instanceof HTMLElement ? element.innerText.trim() : element.textContent.trim();
  };
  const after = (label: Element): Element | null => {
    for (let at: Element | null = label; at !== null && at !== document.body; at = at.parentElement) {
      const next = at.nextElementSibling;
      if (next !== null) return next;
      if (plain(at.parentElement?.textContent ?? '') !== plain(label.textContent)) return null;
    }
    return null;
  };
  const found: Record<string, string> = {};
  for (const element of document.querySelectorAll('body *')) {
    if (element.textContent.length > 60 || !element.checkVisibility({ visibilityProperty: true })) continue;
    const match = wanted.find((one) => one.plain === plain(element.textContent));
    const value = match === undefined ? null : after(element);
    if (match !== undefined && value !== null) found[match.label] = valueOf(value);
  }
  return found;
}
