import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const SITE = join(ROOT, 'site');
export const SITE_DIST = join(SITE, 'dist');
const SOURCES = ['site', 'maps', 'functions/contract', 'functions/measures', 'package-lock.json'];

/** Builds shapes and site if the sources are newer than the last build. Returns whether it built. */
export async function buildSite(always = false): Promise<boolean> {
  if (!always && (await newest(join(SITE_DIST, 'index.html'))) >= (await newestOf(SOURCES))) return false;
  const { buildShapes } = await import('../site/shapes/build-shapes.ts');
  const { build } = await import('vite');
  await buildShapes(join(SITE, 'generated', 'shapes'));
  await build({ configFile: join(SITE, 'vite.config.ts'), logLevel: 'warn' });
  return true;
}

async function newestOf(paths: readonly string[]): Promise<number> {
  const times = await Promise.all(paths.map(path => newest(join(ROOT, path))));
  return Math.max(...times);
}

/** When the newest file below a path was changed, generated files aside; 0 if there is none. */
async function newest(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const names = (await readdir(path)).filter(name => name !== 'dist' && name !== 'generated');
  return Math.max(0, ...(await Promise.all(names.map(name => newest(join(path, name))))));
}
