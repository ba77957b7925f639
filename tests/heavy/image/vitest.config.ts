import { defineConfig } from 'vitest/config';

/** What tests/heavy/image.sh holds the images to that it built; one file at a time, as all of them listen to one port. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.check.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
