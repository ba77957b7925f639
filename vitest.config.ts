import { defineConfig } from 'vitest/config';

const BROWSER_TESTS = 'tests/**/*.browser.test.ts';

export default defineConfig({
  test: {
    // A day is a day everywhere: dates are tested far from UTC.
    env: { TZ: 'Pacific/Auckland' },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    globalSetup: ['tests/announce-skips.ts'],
    projects: [
      { extends: true, test: { name: 'node', include: ['tests/**/*.test.ts'], exclude: [BROWSER_TESTS] } },
      {
        extends: true,
        test: { name: 'browser', include: [BROWSER_TESTS], globalSetup: ['tests/site/start-stack.ts'] },
      },
    ],
  },
});
