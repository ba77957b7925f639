/// <reference types="vite/client" />
import { Problem } from '../../functions/contract/problem.ts';
import { fetchJson } from '../data/fetch-json.ts';
import { decodeDrawing } from './decode-drawing.ts';
import { parseTopology } from './parse-topology.ts';
import type { MapDrawing } from './shape.ts';

const URLS = import.meta.glob<string>('../generated/shapes/*.json', { query: '?url', import: 'default', eager: true });

/** Reads the shapes of a map: a file beside the page's own, named after its content. */
export async function readDrawing(map: string): Promise<MapDrawing> {
  const url = URLS[`../generated/shapes/${map}.json`];
  if (url === undefined) throw new Problem('not-published', `this site has no shapes for the map “${map}”`);
  return decodeDrawing(await fetchJson(url, parseTopology));
}
