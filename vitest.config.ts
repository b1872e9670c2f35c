import { defineConfig } from 'vitest/config';

/**
 * Trials that take many minutes by themselves: `npm run test:long`.
 * Everything else is `npm test`.
 */
const longTests = [
  'test/crash/random-kill.test.ts',
  'test/crash/chaos-*.test.ts',
  'test/crash/planted-bugs.test.ts',
];
const long = process.env['LURU_LONG_TESTS'] === 'yes';

export default defineConfig({
  test: {
    include: long ? longTests : ['test/**/*.test.ts'],
    exclude: long ? [] : ['node_modules/**', ...longTests],
    // Two cores: two files at once means at most two browsers at once.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
    reporters: ['default'],
  },
});
