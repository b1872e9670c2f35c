import type { PageWay } from '../profile/schema-parts.ts';
import { findButton } from '../session/buttons.ts';
import type { PortalSession } from '../session/session.ts';
import { portalFault } from '../session/portal-faults.ts';
import { waitUntil } from '../session/wait-until.ts';

/** Opens a page as a person would: by its address or through the menu, then the buttons on it. */
export async function openPage(
  session: PortalSession,
  way: PageWay,
  step: string,
  signal: AbortSignal,
): Promise<void> {
  await session.comeBack();
  await session.guard(signal);
  const windows = session.browser.context.pages();
  if (way.path !== undefined) await session.goto(way.path, signal);
  if (way.menu !== undefined) await walkMenu(session, way.menu, step, signal);
  for (const text of way.press ?? []) await session.press({ text, prefer: 'first' }, step, signal);
  await session.arrive(way.ready, windows, step, signal);
}

/** Starts at the deepest item that already shows: a click on an open group would fold it again. */
async function walkMenu(
  session: PortalSession,
  menu: string[],
  step: string,
  signal: AbortSignal,
): Promise<void> {
  let from = 0;
  for (const [index, text] of menu.entries()) {
    const search = await findButton(session.page, { text, prefer: 'first' });
    if (search.kind === 'found') from = index;
  }
  for (const [index, text] of menu.entries()) {
    if (index < from) continue;
    const button = await session.press({ text, prefer: 'first' }, `${step}（菜单"${text}"）`, signal);
    const next = menu[index + 1];
    if (next === undefined) return;
    const shown = () => isShown(session, next);
    if (await waitUntil(shown, { timeoutMs: 1_500, signal })) continue;
    // Some menus unfold under the pointer instead.
    await button.handle.hover({ timeout: 3_000 }).catch(() => undefined);
    const unfolded = await waitUntil(shown, { timeoutMs: session.profile.timeouts.stepMs, signal });
    if (unfolded !== true) {
      await session.guard(signal);
      throw portalFault.formChanged([`菜单"${text}"下面找不到"${next}"`]);
    }
  }
}

async function isShown(session: PortalSession, text: string): Promise<boolean> {
  return (await findButton(session.page, { text, prefer: 'first' })).kind === 'found';
}
