import type { FormField, FormInventory, ScanOptions } from './form.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { ScanAnswer } from './in-page/operations.ts';
import { isReloadError, PageEngine, type FormScope } from './page-engine.ts';

/** What the page is told of fields that an earlier scan has opened. */
export function knownOf(
  inventory: FormInventory | undefined,
): Pick<FormField, 'id' | 'kind' | 'options' | 'remote'>[] {
  return (inventory?.fields ?? []).map((f) => ({
    id: f.id,
    kind: f.kind,
    options: f.options,
    remote: f.remote,
    opens: opens(f),
  }));
}

function opens(f: FormField): boolean {
  return !['text', 'textarea', 'number', 'password', 'unknown'].includes(f.kind);
}

/**
 * Every control a person could use in `scope`, in visual order: in a page the topmost dialog with a form, else the page
 * itself with its frames. Changes nothing on the form; drawn lists are opened, read and closed (`options: 'native'` opens
 * none). @throws Fault `portal-step-failed` when the scope is not on the page.
 */
export async function scanForm(scope: FormScope, options: ScanOptions = {}): Promise<FormInventory> {
  const engine = await PageEngine.at(scope);
  try {
    const own = await scanFrame(engine, options);
    // A shell around a form of another origin: the form is where the fields are.
    let best = own;
    for (const frame of await engine.foreignFrames()) {
      const inside = await PageEngine.at(frame);
      try {
        const found = await scanFrame(inside, options);
        if (found.fields.length > Math.max(best.fields.length, 1)) best = found;
      } finally {
        inside.close();
      }
    }
    return best;
  } finally {
    engine.close();
  }
}

async function scanFrame(engine: PageEngine, options: ScanOptions): Promise<FormInventory> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await scanOnce(engine, options);
    } catch (error) {
      if (tries >= 2 || !isReloadError(error)) throw error;
      await engine.frame.waitForLoadState('domcontentloaded');
    }
  }
}

async function scanOnce(engine: PageEngine, options: ScanOptions): Promise<FormInventory> {
  options.signal?.throwIfAborted();
  const answer = await engine.run<ScanAnswer>('scan', {
    open: options.options !== 'native',
    quick: options.quickAnimations ?? true,
    known: knownOf(options.previous),
  });
  const fields: FormField[] = answer.fields;
  return {
    fingerprint: fingerprintOf(fields),
    url: engine.frame.url(),
    title: answer.title,
    fields,
    notices: answer.notices,
  };
}
