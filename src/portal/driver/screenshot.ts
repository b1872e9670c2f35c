/** Pictures of the portal without personal data in the clear (evidence outlives the job). */
import { chmod, writeFile } from 'node:fs/promises';
import type { Frame, Page } from 'playwright';
import { visibleFrames } from '../session/visible-text.ts';

const attribute = 'data-picture-mask';
const tallestPicture = 4_000;

/**
 * Covers everything that reads like an ID or phone number and every place that shows one of `secrets` (the person's
 * own masked values), in all frames, then takes the picture with mode 0600.
 */
export async function maskedScreenshot(page: Page, path: string, secrets: readonly string[]): Promise<void> {
  const restore = await makeRoom(page);
  const frames = await visibleFrames(page);
  try {
    await Promise.all(frames.map((frame) => mark(frame, secrets)));
    const picture = await page.screenshot({
      fullPage: true,
      mask: frames.map((frame) => frame.locator(`[${attribute}]`)),
      maskColor: '#8c8c8c',
      animations: 'disabled',
    });
    await writeFile(path, picture, { mode: 0o600 });
    await chmod(path, 0o600);
  } finally {
    await Promise.all(frames.map((frame) => frame.evaluate(unmarkInPage, attribute).catch(() => undefined)));
    await restore();
  }
}

/** Forms that scroll inside the page would be cut off. Only without a visible window: nobody's window jumps about. */
async function makeRoom(page: Page): Promise<() => Promise<void>> {
  const size = page.viewportSize();
  if (size === null) return () => Promise.resolve();
  const hidden = await Promise.all(
    (await visibleFrames(page)).map((frame) => frame.evaluate(hiddenHeightInPage).catch(() => 0)),
  );
  const height = Math.min(size.height + Math.max(0, ...hidden), tallestPicture);
  if (height <= size.height) return () => Promise.resolve();
  await page.setViewportSize({ width: size.width, height });
  return () => page.setViewportSize(size);
}

function hiddenHeightInPage(): number {
  const boxes = [...document.querySelectorAll('body *')].filter(
    (element) =>
      element.clientHeight > 200 &&
      element.scrollHeight > element.clientHeight &&
      ['auto', 'scroll'].includes(getComputedStyle(element).overflowY),
  );
  const root = document.scrollingElement;
  const own = window.parent === window || root === null ? 0 : root.scrollHeight - root.clientHeight;
  return Math.max(own, 0, ...boxes.map((box) => box.scrollHeight - box.clientHeight));
}

async function mark(frame: Frame, secrets: readonly string[]): Promise<void> {
  const wanted = secrets.map((secret) => secret.replace(/\s/gu, '')).filter((secret) => secret.length > 1);
  // A frame that cannot be marked must not be pictured: the error goes up.
  await frame.evaluate(markInPage, { secrets: wanted, attribute });
}

function markInPage(options: { secrets: string[]; attribute: string }): void {
  const personal = /(?<![0-9A-Za-z])(?:[1-9]\d{16}[\dXx]|[1-9]\d{14}|1[3-9]\d{9})(?![0-9A-Za-z])/u;
  const isPersonal = (text: string): boolean => {
    const squeezed = text.replace(/\s/gu, '');
    return (
      personal.test(text) ||
      personal.test(squeezed) ||
      options.secrets.some((secret) => squeezed.includes(secret))
    );
  };
  const visit = (root: ParentNode): void => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot !== null) visit(element.shadowRoot);
      const own = [...element.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE)
        .map((node) => node.textContent ?? '')
        .join('');
      const value =
        element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.value : '';
      const chosen = element instanceof HTMLSelectElement ? (element.selectedOptions[0]?.text ?? '') : '';
      if ([own, value, chosen].some((text) => text !== '' && isPersonal(text)))
        element.setAttribute(options.attribute, '');
    }
  };
  visit(document);
}

function unmarkInPage(attribute: string): void {
  const visit = (root: ParentNode): void => {
    for (const element of root.querySelectorAll('*')) {
      element.removeAttribute(attribute);
      if (element.shadowRoot !== null) visit(element.shadowRoot);
    }
  };
  visit(document);
}
