/** Writes the reference part of `docs/profiles.md` from the schema. Run after changing the schema. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withReference } from './profile-docs/reference.ts';

const target = join(import.meta.dirname, '..', 'docs', 'profiles.md');
await writeFile(target, withReference(await readFile(target, 'utf8')));
