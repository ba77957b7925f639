/// <reference types="vite/client" />
import { Problem } from '../../functions/contract/problem.ts';
import { fetchJson } from '../data/fetch-json.ts';
import { decodeDrawing } from './decode-drawing.ts';
import { parseTopology, type ShapeFile } from './parse-topology.ts';
import type { MapDrawing } from './shape.ts';

const URLS = import.meta.glob<string>('../generated/shapes/*.json', { query: '?url', import: 'default', eager: true });

const files = new Map<string, Promise<ShapeFile>>();
const drawings = new Map<string, Promise<MapDrawing>>();

/** Asks for the shapes of a map ahead of their being read: a file beside the page's own, named after its content. */
export function askForShapes(map: string): Promise<ShapeFile> {
  const url = URLS[`../generated/shapes/${map}.json`];
  if (url === undefined)
    return Promise.reject(new Problem('not-published', `this site has no shapes for the map “${map}”`));
  return once(files, map, () => fetchJson(url, parseTopology));
}

/** Reads the shapes of a map, once. */
export function readDrawing(map: string): Promise<MapDrawing> {
  return once(drawings, map, async () => decodeDrawing(await askForShapes(map)));
}

/** What was made under a name, or is made now; what failed is made again the next time. */
function once<T>(known: Map<string, Promise<T>>, name: string, make: () => Promise<T>): Promise<T> {
  const made = known.get(name) ?? make();
  known.set(name, made);
  made.catch(() => known.delete(name));
  return made;
}
