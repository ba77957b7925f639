import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type MapShapes, parseMapShapes } from '../contract/map-shapes.ts';
import type { BuiltIn } from '../job/build.ts';

/** Reads the files of built-in data sets. @param root the folder that contains `datasets/` */
export function builtInFrom(root: string): BuiltIn {
  return dataset => async name => {
    try {
      return await readFile(join(root, 'datasets', dataset, name), 'utf8');
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
      throw cause;
    }
  };
}

/** All maps by id. @param root the folder that contains `maps/` */
export async function readMaps(root: string): Promise<ReadonlyMap<string, MapShapes>> {
  const folder = join(root, 'maps');
  const names = (await readdir(folder)).filter(name => name.endsWith('.json')).sort();
  const maps = await Promise.all(
    names.map(async name => parseMapShapes(JSON.parse(await readFile(join(folder, name), 'utf8')), name)),
  );
  return new Map(maps.map(map => [map.map, map]));
}
