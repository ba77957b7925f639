import { join } from 'node:path';
import { codeVersion } from '../functions/build/code-version.ts';
import { builtInFrom, readGrids, readMaps } from '../functions/describe/built-in-files.ts';
import type { BuildTools } from '../functions/job/build.ts';
import { DiskStore } from '../functions/store/disk-store.ts';

export interface LocalToolsOptions {
  /** The folder of uploads. */
  readonly uploads: string;
  /** The folder to publish to; staged work is in a hidden folder of it. */
  readonly out: string;
  readonly log: BuildTools['log'];
  readonly progress: BuildTools['progress'];
  readonly now?: () => Date;
}

const ROOT = join(import.meta.dirname, '..');
const MEMORY_MB = 400;

/** What a build needs, on local folders. */
export async function localTools({ uploads, out, ...others }: LocalToolsOptions): Promise<BuildTools> {
  const work = join(out, '.work');
  const storeOf = (root: string, name: string) => new DiskStore({ root, etags: join(etagsFolder(out), name) });
  return toolsOver(
    { uploads: storeOf(uploads, 'uploads'), work: storeOf(work, 'work'), site: storeOf(out, 'site') },
    others,
  );
}

/** Where the ETags of all files are remembered, with their names; a cache. */
export function etagsFolder(out: string): string {
  return join(out, '.work', '.etags');
}

type Stores = Pick<BuildTools, 'uploads' | 'work' | 'site'>;

/** What a local build needs, on any stores. */
export async function toolsOver(
  { uploads, work, site }: Stores,
  { log, progress, now }: Pick<LocalToolsOptions, 'log' | 'progress' | 'now'>,
): Promise<BuildTools> {
  return {
    uploads,
    work,
    site,
    builtIn: builtInFrom(ROOT),
    shapes: await readMaps(ROOT),
    grids: await readGrids(ROOT),
    code: await codeVersion(),
    limits: { memoryMb: MEMORY_MB },
    holdsPersonalData: false,
    now: now ?? (() => new Date()),
    log,
    progress,
  };
}
