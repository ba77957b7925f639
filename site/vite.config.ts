import { defineConfig } from 'vite';
import { shapeTargetsPlugin } from './build/shape-targets-plugin.ts';

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [shapeTargetsPlugin()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // A data: URL would need a hole in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
