import { join } from 'node:path';
import { loadPack } from '../../src/workflow/load-pack.ts';

export const installation = join(import.meta.dirname, '..', '..');
export const shippedPackFolder = join(installation, 'fixtures', 'packs', 'xingren-2024');
export const shippedPack = await loadPack(shippedPackFolder);
