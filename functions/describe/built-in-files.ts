import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type MapGrid, parseMapGrid } from '../contract/map-grid.ts';
import { type MapShapes, parseMapShapes } from '../contract/map-shapes.ts';
import type { Parser } from '../contract/schema.ts';
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
  const maps = await readFolder(join(root, 'maps'), parseMapShapes);
  return new Map(maps.map(map => [map.map, map]));
}

/** What small pictures of the maps are drawn from, by map. @param root the folder that contains `maps/` */
export async function readGrids(root: string): Promise<ReadonlyMap<string, MapGrid>> {
  const grids = await readFolder(join(root, 'maps', 'grids'), parseMapGrid);
  return new Map(grids.map(grid => [grid.map, grid]));
}

async function readFolder<T>(folder: string, parse: Parser<T>): Promise<T[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.json')).sort();
  return Promise.all(names.map(async name => parse(JSON.parse(await readFile(join(folder, name), 'utf8')), name)));
}
