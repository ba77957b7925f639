import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { DiskStore } from '../functions/store/disk-store.ts';
import type { BuildTools } from '../functions/transform/build-tools.ts';
import { builtInFrom, readMaps } from '../functions/transform/built-in-files.ts';
import { codeVersion } from '../functions/transform/code-version.ts';

export interface LocalToolsOptions {
  /** The folder of uploads. */
  readonly uploads: string;
  /** The folder that is published; staged work lies in a hidden folder of it. */
  readonly out: string;
  readonly log: BuildTools['log'];
  readonly progress: BuildTools['progress'];
  readonly now?: () => Date;
}

const ROOT = join(import.meta.dirname, '..');
const MEMORY_MB = 400;
const MAX_THREADS = 4;

/** What a build needs, over folders of this machine. */
export async function localTools({ uploads, out, log, progress, now }: LocalToolsOptions): Promise<BuildTools> {
  return {
    uploads: new DiskStore({ root: uploads }),
    site: new DiskStore({ root: out }),
    work: new DiskStore({ root: join(out, '.work') }),
    builtIn: builtInFrom(ROOT),
    shapes: await readMaps(ROOT),
    code: await codeVersion(),
    limits: { memoryMb: MEMORY_MB, threads: Math.min(MAX_THREADS, availableParallelism()) },
    now: now ?? (() => new Date()),
    log,
    progress,
  };
}
