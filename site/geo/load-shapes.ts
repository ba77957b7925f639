import { Problem } from '../../functions/contract/problem.ts';
import { fetchJson } from '../data/fetch-json.ts';
import { decodeDrawing, parseTopology, type ShapeFile } from './decode-shapes.ts';
import type { MapDrawing } from './shape.ts';

/// <reference types="vite/client" />

const URLS = import.meta.glob<string>('../generated/shapes/*.json', { query: '?url', import: 'default', eager: true });

const files = new Map<string, Promise<ShapeFile>>();
const drawings = new Map<string, Promise<MapDrawing>>();

/** Loads the shapes of a map before they are needed. */
export function prefetchShapes(map: string): Promise<ShapeFile> {
  const url = URLS[`../generated/shapes/${map}.json`];
  if (url === undefined)
    return Promise.reject(new Problem('not-published', `this site has no shapes for the map “${map}”`));
  return once(files, map, () => fetchJson(url, parseTopology));
}

/** Reads the shapes of a map, once. */
export function readDrawing(map: string): Promise<MapDrawing> {
  return once(drawings, map, async () => decodeDrawing(await prefetchShapes(map)));
}

/** Makes a value once per name. A failure is forgotten, so that the next call tries again. */
function once<T>(known: Map<string, Promise<T>>, name: string, make: () => Promise<T>): Promise<T> {
  const made = known.get(name) ?? make();
  known.set(name, made);
  made.catch(() => known.delete(name));
  return made;
}
