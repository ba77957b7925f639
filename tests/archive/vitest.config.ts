import { defineConfig } from 'vitest/config';

/** What takes longer than a test of every day may: the whole archive, run by tests/heavy/planted-faults.sh. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['whole-archive.check.ts'],
    env: { TZ: 'Pacific/Auckland' },
    testTimeout: 60_000,
    hookTimeout: 600_000,
  },
});
