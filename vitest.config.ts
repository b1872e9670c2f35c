import { defineConfig } from 'vitest/config';

/**
 * The part of the legacy skin that is not finished: `npm run test:long`.
 * Everything else is `npm test`.
 */
const longTests = ['test/portal/driver-legacy.test.ts'];
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
