import type { FieldShown, FormInventory } from './form.ts';
import { isReloadError, PageEngine, type FormScope } from './page-engine.ts';
import { knownOf } from './scan-form.ts';

/** What every field of the inventory shows now, by id; `null` also for fields that are no longer on the form. */
export async function readForm(
  scope: FormScope,
  inventory: FormInventory,
): Promise<Record<string, FieldShown>> {
  const engine = await PageEngine.for(scope, inventory.url);
  try {
    for (let tries = 0; ; tries += 1) {
      try {
        const ids = inventory.fields.map((f) => f.id);
        const shown = await engine.run<Record<string, FieldShown>>('read', {
          ids,
          known: knownOf(inventory),
        });
        return Object.fromEntries(ids.map((id) => [id, shown[id] ?? null]));
      } catch (error) {
        if (tries >= 2 || !isReloadError(error)) throw error;
        await engine.frame.waitForLoadState('load');
      }
    }
  } finally {
    engine.close();
  }
}
