// `npm run demo` and `npm test`: prepare the machine, then run the steps on the carried Node 24. Stops at the first failure.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ensureBrowser,
  ensureDependencies,
  ensureFonts,
  findNode,
  nodeFlags,
  projectRoot,
} from './prepare.mjs';

/** A tool's program as its own package.json names it: file names inside packages change from version to version. */
function tool(name, command = name) {
  const folder = join(projectRoot, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/** Asked for only after the dependencies are there. */
const checks = () => [
  [tool('prettier'), '--check', '--log-level', 'warn', '.'],
  [tool('typescript', 'tsc'), '-p', '.'],
  [tool('eslint'), '--cache', '--cache-location', 'node_modules/.cache/eslint/', '.'],
  [
    tool('dependency-cruiser', 'depcruise'),
    'src',
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'err',
  ],
  [tool('knip')],
];
const vitest = () => [[tool('vitest'), 'run']];
const steps = {
  demo: () => [[...nodeFlags, join(projectRoot, 'src', 'main.ts'), 'demo']],
  chaos: () => [[join(projectRoot, 'scripts', 'chaos.ts')]],
  check: checks,
  test: () => [...checks(), ...vitest()],
};

const [, , name, ...rest] = process.argv;
if (!(name in steps)) {
  process.stderr.write(`unknown step: ${name}\n`);
  process.exit(2);
}
await ensureDependencies({ quiet: false });
if (name !== 'check') {
  ensureBrowser();
  ensureFonts();
}
const node = findNode();
const chosen = steps[name]();
for (const step of chosen) {
  const args = step === chosen.at(-1) ? [...step, ...rest] : step;
  const result = spawnSync(node, args, { cwd: projectRoot, stdio: 'inherit' });
  if (result.status !== 0) process.exit(result.status ?? 1);
}
