import type { Page } from 'playwright';

/**
 * Closes the browser's open connections. Chromium sends a request again by itself, also a POST, when a connection that
 * it used before is cut without an answer: measured, one press of save reached the server three times. On a connection
 * that is new it does not. Does nothing in a browser that we did not start ourselves.
 */
export async function freshConnections(page: Page): Promise<void> {
  await page.evaluate(closeInPage).catch(() => undefined);
}

function closeInPage(): void {
  const { chrome } = globalThis as { chrome?: { benchmarking?: { closeConnections(): void } } };
  chrome?.benchmarking?.closeConnections();
}
