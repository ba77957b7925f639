import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const BROWSER_TESTS = 'tests/**/*.browser.test.ts';

export default defineConfig({
  test: {
    // A day is a day everywhere: dates are tested far from UTC.
    env: { TZ: 'Pacific/Auckland' },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    globalSetup: ['tests/announce-skips.ts'],
    // Files share their worker, with what they import and its browser: every test restores what it stubs.
    isolate: false,
    // One for each core; the default leaves one idle.
    maxWorkers: Math.max(2, availableParallelism()),
    tags: [{ name: 'exhaustive', description: 'many more combinations, left to tests/heavy/exhaustive.sh' }],
    projects: [
      { extends: true, test: { name: 'node', include: ['tests/**/*.test.ts'], exclude: [BROWSER_TESTS] } },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [BROWSER_TESTS],
          globalSetup: ['tests/site/start-stack.ts'],
        },
      },
    ],
  },
});
