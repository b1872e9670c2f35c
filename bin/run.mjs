// `npm run demo` and `npm test`: prepare the machine, then run the steps on the carried Node 24. Stops at the first failure.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBrowser, ensureDependencies, ensureFonts, findNode, projectRoot } from './prepare.mjs';

const tool = (name, ...path) => [join(projectRoot, 'node_modules', name, ...path)];
const steps = {
  demo: [[join(projectRoot, 'src', 'main.ts'), 'demo']],
  chaos: [[join(projectRoot, 'scripts', 'chaos.ts')]],
  check: [
    [...tool('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.'],
    [...tool('typescript', 'bin', 'tsc'), '-p', '.'],
    [
      ...tool('eslint', 'bin', 'eslint.js'),
      '--cache',
      '--cache-location',
      'node_modules/.cache/eslint/',
      '.',
    ],
    [
      ...tool('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
      'src',
      '--config',
      '.dependency-cruiser.mjs',
      '--output-type',
      'err',
    ],
    [...tool('knip', 'bin', 'knip.js')],
  ],
  vitest: [[...tool('vitest', 'vitest.mjs'), 'run']],
};
steps.test = [...steps.check, ...steps.vitest];
steps.long = steps.vitest;

const [, , name, ...rest] = process.argv;
const chosen = steps[name];
if (chosen === undefined) {
  process.stderr.write(`unknown step: ${name}\n`);
  process.exit(2);
}
await ensureDependencies({ quiet: false });
if (name !== 'check') {
  ensureBrowser();
  ensureFonts();
}
const node = findNode();
for (const step of chosen) {
  const args = step === chosen.at(-1) ? [...step, ...rest] : step;
  const env = name === 'long' ? { ...process.env, LURU_LONG_TESTS: 'yes' } : process.env;
  const result = spawnSync(node, args, { cwd: projectRoot, stdio: 'inherit', env });
  if (result.status !== 0) process.exit(result.status ?? 1);
}
