import { defineConfig } from 'vite';
import { byteBudget } from './build/byte-budget.ts';
import { precompress } from './build/precompress.ts';
import { schemas } from './build/schemas.ts';
import { tabPages } from './build/tab-pages.ts';

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [tabPages(), schemas(), precompress(), byteBudget()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // A data: URL would need a hole in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      checks: { pluginTimings: false },
      output: {
        // The names of places are no shapes, though their files are named after the same maps.
        assetFileNames: ({ originalFileNames: [file = ''] }) =>
          file.includes('maps/') ? 'assets/names-[name]-[hash][extname]' : 'assets/[name]-[hash][extname]',
      },
    },
  },
});
