import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** The whole archive takes too long for npm test; tests/heavy/planted-faults.sh runs it. */
export default defineConfig({
  test: {
    root: join(import.meta.dirname, '../..'),
    include: ['tests/archive/whole-archive.check.ts'],
    env: { TZ: 'Pacific/Auckland' },
    testTimeout: 60_000,
    hookTimeout: 600_000,
  },
});
