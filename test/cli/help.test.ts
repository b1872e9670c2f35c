import { expect, it } from 'vitest';
import { runLuru } from './run-luru.ts';

it.each([
  ['the program', ['--help']],
  ['a verb', ['simulator', '--help']],
  ['a verb of a verb', ['portal', 'map', '--help']],
])('the help of %s has no English but names', async (_title, args) => {
  const { code, out } = await runLuru(args);
  expect(code).toBe(0);
  expect(out).toContain('用法');
  expect(out).not.toMatch(/\b(default|choices|options|command|Usage|display|help for)\b/u);
});
