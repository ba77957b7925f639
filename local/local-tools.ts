import { readdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type MapShapes, parseMapShapes } from '../functions/contract/map-shapes.ts';
import { DiskStore } from '../functions/store/disk-store.ts';
import type { BuildTools } from '../functions/transform/build-tools.ts';
import { codeVersion } from '../functions/transform/code-version.ts';
import type { BuiltIn } from '../functions/transform/descriptor.ts';

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
    builtIn: readBuiltIn,
    shapes: await readMaps(),
    code: await codeVersion(),
    limits: { memoryMb: MEMORY_MB, threads: Math.min(MAX_THREADS, availableParallelism()) },
    now: now ?? (() => new Date()),
    log,
    progress,
  };
}

const readBuiltIn: BuiltIn = dataset => async name => {
  try {
    return await readFile(join(ROOT, 'datasets', dataset, name), 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw cause;
  }
};

async function readMaps(): Promise<Map<string, MapShapes>> {
  const folder = join(ROOT, 'maps');
  const names = (await readdir(folder)).filter(name => name.endsWith('.json')).sort();
  const maps = await Promise.all(
    names.map(async name => parseMapShapes(JSON.parse(await readFile(join(folder, name), 'utf8')), name)),
  );
  return new Map(maps.map(map => [map.map, map]));
}
