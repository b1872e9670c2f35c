import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Fault } from '../../src/platform/fault.ts';
import { loadProfile, parseProfile, profileHash } from '../../src/portal/profile/index.ts';

const selectors = join(import.meta.dirname, '..', '..', 'selectors');
const readers = { folders: [selectors], cwd: selectors };

async function simulatorText(): Promise<string> {
  return readFile(join(selectors, 'simulator.yaml'), 'utf8');
}

async function refusal(text: string): Promise<Fault> {
  try {
    parseProfile(text, 'x.yaml');
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  return Promise.reject(new Error('the profile was accepted'));
}

test('every profile in selectors/ loads', async () => {
  const names = (await readdir(selectors)).filter((name) => name.endsWith('.yaml'));

  expect(names).toContain('simulator.yaml');
  for (const name of names) {
    const loaded = await loadProfile(name.replace('.yaml', ''), readers);
    expect(loaded.name).toBe(name.replace('.yaml', ''));
    expect(loaded.hash).toMatch(/^[0-9a-f]{64}$/u);
  }
});

test('the draft of the real portal is marked as not verified and names no css', async () => {
  const { profile } = await loadProfile('guizhou-czxzjy', readers);

  expect(profile.status).toBe('draft');
  expect(JSON.stringify(profile)).not.toContain('"css"');
  expect(profile.entry.fields.every((field) => field.locator === undefined)).toBe(true);
});

test('comments and layout do not change the hash, content does', async () => {
  const text = await simulatorText();
  const hash = (source: string) => profileHash(parseProfile(source, 'x.yaml'));

  expect(hash(`# 说明\n${text}`)).toBe(hash(text));
  expect(hash(text.replace('label: 姓名', 'label: 名字'))).not.toBe(hash(text));
});

test.each([
  [
    'an unknown key',
    (text: string) => text.replace('  query:\n    field', '  kwery: 1\n  query:\n    field'),
    'entry.kwery',
  ],
  ['a wrong column', (text: string) => text.replace('column: education', 'column: nation'), 'column'],
  ['a broken pattern', (text: string) => text.replace("'/年龄不符[:：]/'", "'/年龄不符[/'"), '正则'],
  [
    'an unknown template name',
    (text: string) => text.replace("'{town}', '{place}'", "'{town}', '{street}'"),
    '{street}',
  ],
  [
    'a field twice',
    (text: string) => text.replace('label: 户口所在地, column: householdPlace', 'label: 姓名, column: name'),
    '姓名',
  ],
  [
    'two sources',
    (text: string) => text.replace('column: remark', 'column: remark, constant: 汉族'),
    'constant',
  ],
])('%s is refused with file and line', async (_, spoil, word) => {
  const text = await simulatorText();
  expect(spoil(text)).not.toBe(text);

  const fault = await refusal(spoil(text));

  expect(fault.code).toBe('profile-invalid');
  expect(fault.exitCode).toBe(2);
  expect(fault.message).toContain('x.yaml');
  expect(fault.message).toMatch(/第 \d+ 行/u);
  expect(fault.message).toContain(word);
});

test('broken YAML names its line', async () => {
  const fault = await refusal('version: 1\ntitle: [a\n');

  expect(fault.message).toMatch(/第 [23] 行/u);
});

test('a profile that is not there says where it was looked for', async () => {
  await expect(loadProfile('no-such', readers)).rejects.toMatchObject({
    code: 'profile-missing',
    exitCode: 2,
  });
});

test('the workspace folder wins over the installation, and a path is taken as it is', async () => {
  const own = await mkdtemp(join(tmpdir(), 'profiles-'));
  await writeFile(
    join(own, 'simulator.yaml'),
    (await simulatorText()).replace('title: 演练门户(新版)', 'title: 自己的'),
  );

  const byName = await loadProfile('simulator', { folders: [own, selectors], cwd: own });
  const byPath = await loadProfile('./simulator.yaml', { folders: [selectors], cwd: own });

  expect([byName.profile.title, byPath.profile.title]).toEqual(['自己的', '自己的']);
  expect(byPath.name).toBe('simulator');
});
