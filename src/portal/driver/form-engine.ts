/** How the driver uses the form engine: quick scans that open nothing, filling in the profile's order. */
import type { Frame, Locator, Page } from 'playwright';
import type { FillReport, FormField, FormInventory } from '../form.ts';
import { fillForm, scanForm } from '../index.ts';

export type FormScope = Page | Frame | Locator;

export type { FillReport, FormField, FormInventory };

/** Lists stay closed, so that a scan costs milliseconds and every fingerprint is made the same way. */
export function scan(scope: FormScope, signal?: AbortSignal): Promise<FormInventory> {
  return scanForm(scope, { options: 'native', ...(signal === undefined ? {} : { signal }) });
}

/** Opens every drawn list once to read its options; for the profile check only. */
export function scanWithOptions(scope: FormScope, signal: AbortSignal): Promise<FormInventory> {
  return scanForm(scope, { options: 'read', signal });
}

export function fill(
  scope: FormScope,
  inventory: FormInventory,
  values: Record<string, string | string[] | boolean>,
  options: { timeoutMs: number; signal: AbortSignal },
): Promise<FillReport> {
  return fillForm(scope, inventory, values, { order: 'given', partly: true, ...options });
}
