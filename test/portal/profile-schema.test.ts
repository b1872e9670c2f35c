import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { profileJsonSchema } from '../../src/portal/profile/json-schema.ts';

const selectors = join(import.meta.dirname, '..', '..', 'selectors');

test('selectors/profile.schema.json is what the schema says (else: run scripts/write-profile-schema.ts)', async () => {
  const committed: unknown = JSON.parse(await readFile(join(selectors, 'profile.schema.json'), 'utf8'));

  expect(committed).toEqual(JSON.parse(JSON.stringify(profileJsonSchema())));
});

test('every part that a person writes says what it is for', () => {
  const nameless: string[] = [];
  const visit = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return;
    const { properties } = node as { properties?: Record<string, { description?: string }> };
    for (const [key, value] of Object.entries(properties ?? {})) {
      if (/^(entry|list|session)$/u.test(key) && value.description === undefined)
        nameless.push(`${path}.${key}`);
      visit(value, `${path}.${key}`);
    }
  };
  visit(profileJsonSchema(), 'profile');

  expect(nameless).toEqual([]);
});
