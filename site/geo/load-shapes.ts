import { Problem } from '../../functions/contract/problem.ts';
import { parseShapes, type Shapes } from '../../functions/contract/shapes.ts';
import { fetchJson } from '../data/fetch-json.ts';
import type { Published } from '../data/published.ts';
import { decodeDrawing } from './decode-shapes.ts';
import type { MapDrawing } from './shape.ts';

/// <reference types="vite/client" />

const URLS = import.meta.glob<string>('../generated/shapes/*.json', { query: '?url', import: 'default', eager: true });

const files = new Map<string, Promise<Shapes>>();
const drawings = new Map<string, Promise<MapDrawing>>();

/** Whether this site can draw a map: with the shapes that came with the data set, or built-in ones. */
export function hasShapes({ snapshot }: Pick<Published, 'snapshot'>, map: string): boolean {
  const own = snapshot.maps.find(({ id }) => id === map)?.shapes ?? null;
  return own !== null || URLS[`../generated/shapes/${map}.json`] !== undefined;
}

/** In place of the drawing of a map that cannot be drawn: its numbers are shown all the same. */
export const NO_SHAPES: MapDrawing = {
  ...{ marks: 'areas', land: [], width: 16, height: 9, credit: '' },
  ...{ shapes: [], hairlines: [], borders: [] },
};

/** Loads the shapes of a built-in map before they are needed. */
export function prefetchShapes(map: string): Promise<Shapes> {
  const url = URLS[`../generated/shapes/${map}.json`];
  if (url === undefined)
    return Promise.reject(new Problem('not-published', `this site has no shapes for the map “${map}”`));
  return once(files, map, () => fetchJson(url, parseShapes));
}

/** Reads the shapes of a map, once: those that came with the data set, else the built-in ones of its name. */
export function readDrawing({ snapshot, readShapes }: Published, map: string): Promise<MapDrawing> {
  const blob = snapshot.maps.find(({ id }) => id === map)?.shapes ?? null;
  if (blob === null) return once(drawings, map, async () => decodeDrawing(await prefetchShapes(map)));
  return once(drawings, blob, async () => decodeDrawing(await readShapes(blob)));
}

/** Makes a value once per name. A failure is forgotten, so that the next call tries again. */
function once<T>(known: Map<string, Promise<T>>, name: string, make: () => Promise<T>): Promise<T> {
  const made = known.get(name) ?? make();
  known.set(name, made);
  made.catch(() => known.delete(name));
  return made;
}
