import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import type { Maybe } from '../../functions/contract/changes.ts';
import { type LocalServer, serveApp } from '../../local/serve.ts';
import type { CountyDays } from './county-days.ts';
import type { FlatCounties } from './flat-counties.ts';

const PEER = join(import.meta.dirname, '..', 'peers', 'plotly');
const PLOTLY = join(PEER, 'node_modules', 'plotly.js-geo-dist-min');

/** What the peer's page reads. */
export interface PlotlyCounties extends Pick<FlatCounties, 'shapes' | 'longitudes' | 'latitudes'> {
  /** Of the map on the screen, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** The shape of each value. */
  readonly ids: readonly string[];
  readonly days: readonly { readonly date: string; readonly values: readonly Maybe[] }[];
  /** The color range, the same on all days. */
  readonly range: readonly [number, number];
}

/** The version of Plotly installed for the bench, or null. */
export async function plotlyVersion(): Promise<string | null> {
  if (!existsSync(join(PLOTLY, 'package.json'))) return null;
  const { version }: { version?: unknown } = JSON.parse(await readFile(join(PLOTLY, 'package.json'), 'utf8'));
  return String(version);
}

/** Serves the peer's page with its data. */
export async function servePlotly(counties: PlotlyCounties): Promise<LocalServer> {
  const script = 'text/javascript; charset=utf-8';
  const file = async (contentType: string, path: string): Promise<ServedFile> => {
    return { contentType, body: await readFile(path) };
  };
  return serveFiles(
    new Map([
      ['/', await file('text/html; charset=utf-8', join(PEER, 'index.html'))],
      ['/counties.js', await file(script, join(PEER, 'counties.js'))],
      ['/plotly.js', await file(script, join(PLOTLY, 'plotly-geo.min.js'))],
      ['/counties.json', { contentType: 'application/json', body: JSON.stringify(counties) }],
    ]),
  );
}

/** Logarithms by shape and day: the site's color scale is logarithmic, and Plotly has none. */
export function plotlyCounties(
  flat: FlatCounties,
  { ids, days }: CountyDays,
  change: 'total' | 'smoothed',
  size: { readonly width: number; readonly height: number },
): PlotlyCounties {
  const rowOf = new Map(ids.map((id, row) => [id, row]));
  const rows = [...flat.regions].map(([, regions]) => regions.flatMap(id => rowOf.get(id) ?? []));
  const valuesOf = (day: CountyDays['days'][number]) =>
    rows.map(candidates => {
      const row = candidates.find(row => (day.total[row] ?? null) !== null);
      const value = row === undefined ? null : (day[change][row] ?? null);
      return value === null || value <= 0 ? null : Math.log10(value);
    });
  const frames = days.map(day => ({ date: day.date, values: valuesOf(day) }));
  const known = frames.flatMap(({ values }) => values.filter(value => value !== null));
  const range = [known.reduce((a, b) => Math.min(a, b), 0), known.reduce((a, b) => Math.max(a, b), 0)] as const;
  const { shapes, longitudes, latitudes, regions } = flat;
  return { ...size, shapes, longitudes, latitudes, ids: [...regions.keys()], days: frames, range };
}

export interface ServedFile {
  readonly contentType: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/** Serves files from memory, without the site's compression and headers. */
export async function serveFiles(files: ReadonlyMap<string, ServedFile>): Promise<LocalServer> {
  const app = new Hono();
  for (const [path, { contentType, body }] of files)
    app.get(path, () => new Response(body, { headers: { 'content-type': contentType } }));
  return await serveApp(app, 0);
}
