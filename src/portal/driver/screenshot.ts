/** Pictures of the portal without personal data in the clear (evidence outlives the job). */
import { chmod, writeFile } from 'node:fs/promises';
import type { Frame, Page } from 'playwright';
import { visibleFrames } from '../session/visible-text.ts';

const attribute = 'data-picture-mask';

/**
 * Covers everything that reads like an ID or phone number and every place that shows one of `secrets` (the person's
 * own masked values), in all frames, then takes the picture with mode 0600.
 */
export async function maskedScreenshot(page: Page, path: string, secrets: readonly string[]): Promise<void> {
  const frames = await visibleFrames(page);
  await Promise.all(frames.map((frame) => mark(frame, secrets)));
  try {
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
  }
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
