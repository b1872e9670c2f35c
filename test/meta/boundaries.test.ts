import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type IReporterOutput, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// @ts-expect-error -- plain JavaScript configuration without types
import configuration, { allowed, owners, rooms } from '../../.dependency-cruiser.mjs';

const rules = configuration as { forbidden: { name: string }[]; options: Record<string, unknown> };
const table = allowed as Record<string, string[]>;

async function violations(folder: string): Promise<{ rule: string; from: string; modules: number }[]> {
  const output: IReporterOutput = await cruise(['src'], {
    ...rules.options,
    baseDir: folder,
    ruleSet: { forbidden: rules.forbidden as never },
    validate: true,
    tsConfig: {},
  });
  const { summary, modules } = output.output as ICruiseResult;
  return summary.violations.map((found) => ({
    rule: found.rule.name,
    from: found.from,
    modules: modules.length,
  }));
}

describe('room boundaries (DESIGN §2)', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'luru-boundaries-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  async function plant(files: Record<string, string>): Promise<string> {
    const root = await mkdtemp(join(folder, 'planted-'));
    await writeFile(join(root, 'package.json'), '{"type":"module"}');
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    return root;
  }

  const forbiddenPairs = (rooms as string[]).flatMap((from) =>
    (rooms as string[])
      .filter((to) => to !== from && !(table[from] ?? []).includes(to))
      .map((to) => [from, to] as const),
  );

  it('finds every planted import that the table forbids', async () => {
    const files = Object.fromEntries(
      (rooms as string[]).map((room) => [`src/${room}/thing.ts`, 'export const thing = 1;\n']),
    );
    for (const [from, to] of forbiddenPairs) {
      files[`src/${from}/uses-${to}.ts`] =
        `import { thing } from '../${to}/thing.ts';\nexport const used = thing;\n`;
    }
    const found = await violations(await plant(files));

    for (const [from, to] of forbiddenPairs) {
      expect(
        found.map((v) => v.from),
        `${from} → ${to}`,
      ).toContain(`src/${from}/uses-${to}.ts`);
    }
  });

  it('lets pass what the table allows', async () => {
    const files = Object.fromEntries(
      (rooms as string[]).map((room) => [`src/${room}/thing.ts`, 'export const thing = 1;\n']),
    );
    for (const [from, targets] of Object.entries(table)) {
      for (const to of targets) {
        files[`src/${from}/uses-${to}.ts`] =
          `import { thing } from '../${to}/thing.ts';\nexport const used = thing;\n`;
      }
    }
    const found = await violations(await plant(files));

    expect(found).toEqual([]);
  });

  it('finds a pure room that reads a file', async () => {
    const found = await violations(
      await plant({
        'src/checks/reads.ts': "import { readFileSync } from 'node:fs';\nexport const r = readFileSync;\n",
      }),
    );

    expect(found.map((v) => v.rule)).toContain('pure-rooms-touch-nothing');
  });

  it('finds a file outside the rooms', async () => {
    const found = await violations(
      await plant({
        'src/utils/stray.ts': "import { a } from './b.ts';\nexport const x = a;\n",
        'src/utils/b.ts': 'export const a = 1;\n',
      }),
    );

    expect(found.map((v) => v.rule)).toContain('known-room');
  });

  it('holds for the program itself, and the program was really cruised', async () => {
    const output = await cruise(['src'], {
      ...rules.options,
      ruleSet: { forbidden: rules.forbidden as never },
      validate: true,
    });
    const { summary } = output.output as ICruiseResult;

    expect(
      summary.violations.filter((v) => v.rule.severity === 'error').map((v) => `${v.from} → ${v.to}`),
    ).toEqual([]);
    // A floor: a cruise that silently saw nothing would also find no violation.
    expect(summary.totalCruised).toBeGreaterThan(120);
  });

  it('names an owner for every package that the program needs', async () => {
    const { default: manifest } = (await import('../../package.json', { with: { type: 'json' } })) as {
      default: { dependencies: Record<string, string> };
    };
    const free = ['zod', 'vue', 'element-plus'];

    expect(
      Object.keys(manifest.dependencies)
        .filter((name) => !free.includes(name))
        .sort(),
    ).toEqual(Object.keys(owners as object).sort());
  });
});
