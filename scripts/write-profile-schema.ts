/** Writes `selectors/profile.schema.json`, which editors use to help with profiles. Run after changing the schema. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'prettier';
import { profileJsonSchema } from '../src/portal/profile/json-schema.ts';

const target = join(import.meta.dirname, '..', 'selectors', 'profile.schema.json');
await writeFile(
  target,
  await format(JSON.stringify(profileJsonSchema()), { parser: 'json', printWidth: 110 }),
);
