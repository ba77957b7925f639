import { defineConfig } from 'vitest/config';

/** The checks of the images built by tests/heavy/image.sh; one file at a time, since all use the same port. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.check.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
