/// <reference types="vite/client" />
import { parseMapShapes } from '../../functions/contract/map-shapes.ts';
import type { MapReport } from '../../functions/contract/receipt.ts';
import { fetchJson } from '../data/fetch-json.ts';

/** Counties go by their FIPS numbers: their file is ten times as large as any other. */
const URLS = import.meta.glob<string>(['../../maps/*.json', '!../../maps/us-counties.json'], {
  query: '?url',
  import: 'default',
  eager: true,
});

/** Names a shape of a map; a shape that is not known goes by its id. */
export type ShapeNames = (map: string, shape: string) => string;

/** The names of the shapes that a receipt lists, read for the maps that have any. */
export async function shapeNames(reports: readonly MapReport[]): Promise<ShapeNames> {
  const wanted = reports.filter(({ shapesWithoutRegion }) => shapesWithoutRegion.length > 0);
  const names = new Map(await Promise.all(wanted.map(async ({ map }) => [map, await namesOf(map)] as const)));
  return (map, shape) => names.get(map)?.get(shape) ?? shape;
}

async function namesOf(map: string): Promise<ReadonlyMap<string, string>> {
  const url = URLS[`../../maps/${map}.json`];
  if (url === undefined) return new Map();
  const { shapes } = await fetchJson(url, parseMapShapes);
  return new Map(Object.entries(shapes).map(([id, { name }]) => [id, name ?? id]));
}
