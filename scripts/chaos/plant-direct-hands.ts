import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { plant, type PlantedBug } from './planted.ts';

/**
 * A copy of the program whose portal is asked without a browser (see `direct-hands.ts`), with bugs or without. The caller
 * removes the folder.
 */
export function plantDirectHands(bugs: readonly PlantedBug[] = []): Promise<string> {
  const hands = pathToFileURL(join(import.meta.dirname, 'direct-hands.ts')).href;
  return plant([
    {
      file: 'src/portal/driver/index.ts',
      // The browser is not even loaded.
      from: /^import \{ openBrowser, .*$/m,
      to: `import type { BrowserOptions, PortalBrowser } from '../session/browser.ts';
import { portalFault } from '../session/portal-faults.ts';
import { fieldAsks } from './field-asks.ts';`,
    },
    { file: 'src/portal/driver/index.ts', from: /^import \{ PortalSession \}.*\n/m, to: '' },
    { file: 'src/portal/driver/index.ts', from: /^import \{ ProfilePortal \}.*\n/m, to: '' },
    {
      file: 'src/portal/driver/index.ts',
      from: /export async function openPortal[\s\S]*?\n\}\n/,
      to: `export async function openPortal(options: OpenPortalOptions): Promise<Portal> {
  const { DirectPortal } = await import('${hands}');
  return new DirectPortal(options, { portalFault, fieldAsks });
}
`,
    },
    ...bugs,
  ]);
}
