import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { stateDiagram } from '../../src/entry/state-diagram.ts';
import { loadProfile } from '../../src/portal/profile/index.ts';
import { loadPack } from '../../src/workflow/load-pack.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFile(`${root}${path}`, 'utf8');

async function sources(folder: string): Promise<string[]> {
  const entries = await readdir(`${root}${folder}`, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => `${entry.parentPath}/${entry.name}`);
}

/** Codes are written as literals: `code: 'pack-missing'` or as the argument that becomes one. */
async function faultCodes(): Promise<Set<string>> {
  const codes = new Set<string>();
  for (const path of await sources('src')) {
    if (path.includes('/simulator/')) continue;
    const text = await readFile(path, 'utf8');
    if (!text.includes('Fault')) continue;
    for (const [, code] of text.matchAll(/(?:code: |[fF]ault\(\s*)'([a-z]+(?:-[a-z0-9]+)+)'/g))
      if (code !== undefined) codes.add(code);
    // A code that depends on the case stands in a choice on one line.
    for (const line of text.match(/code: \w+ \? '[^']*' : '[^']*'/g) ?? []) {
      for (const [, code] of line.matchAll(/'([a-z]+(?:-[a-z0-9]+)+)'/g))
        if (code !== undefined) codes.add(code);
    }
  }
  return codes;
}

describe('documents', () => {
  it.each(['README.md', 'ARCHITECTURE.md'])('%s draws the state table as it is', async (path) => {
    expect(await read(path)).toContain(`\`\`\`mermaid\n${stateDiagram()}\`\`\``);
  });

  it('docs/errors.md has a heading for every fault code, and none that is gone', async () => {
    const documented = new Set(
      [...(await read('docs/errors.md')).matchAll(/^## `([a-z0-9-]+)`/gm)].map(([, code]) => code),
    );
    const codes = await faultCodes();

    expect(codes.size).toBeGreaterThan(20);
    expect(
      [...codes].filter((code) => !documented.has(code)),
      'not documented',
    ).toEqual([]);
    expect(
      [...documented].filter((code) => code !== undefined && !codes.has(code)),
      'documented, but gone',
    ).toEqual([]);
  });

  it('the scripts that README names are there', async () => {
    const { scripts } = JSON.parse(await read('package.json')) as { scripts: Record<string, string> };
    const named = [...(await read('README.md')).matchAll(/npm (run [a-z]+|test)/g)].map(([, name]) =>
      (name ?? '').replace('run ', ''),
    );

    expect(named.length).toBeGreaterThan(1);
    for (const name of named) expect(Object.keys(scripts), name).toContain(name);
  });

  it('CI runs the command of the README', async () => {
    expect(await read('.ci/run')).toMatch(/^npm test$/m);
  });

  it('every profile and every pack that is shipped can be loaded', async () => {
    const profiles = (await readdir(`${root}selectors`)).filter((name) => name.endsWith('.yaml'));
    const packs = (await readdir(`${root}fixtures/packs`, { withFileTypes: true }))
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);

    expect(profiles.length).toBeGreaterThanOrEqual(2);
    for (const name of profiles) {
      const loaded = await loadProfile(name.replace('.yaml', ''), {
        folders: [`${root}selectors`],
        cwd: root,
      });
      expect(loaded.hash).toMatch(/^[0-9a-f]{64}$/);
    }
    for (const pack of packs)
      expect((await loadPack(`${root}fixtures/packs/${pack}`)).units.length).toBeGreaterThan(0);
  });

  it('the lock file names no registry', async () => {
    expect(await read('package-lock.json')).not.toMatch(/"resolved": *"https?:/);
  });
});
