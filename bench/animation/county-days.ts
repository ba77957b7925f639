import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { type Maybe, totalsOfRow } from '../../functions/contract/changes.ts';
import { type Frames, parseFrames } from '../../functions/contract/frames.ts';
import { blobKey } from '../../functions/contract/keys.ts';
import { parseRegions } from '../../functions/contract/regions.ts';
import { newValues } from '../../functions/measures/new-values.ts';
import { daysBetween } from '../../functions/measures/periods.ts';
import { readLiveSnapshot } from '../workbench/live-snapshot.ts';

const MAP = 'us-counties';
const MEASURE = 'confirmed';

export interface CountyDays {
  /** The region of each row. */
  readonly ids: readonly string[];
  readonly days: readonly CountyDay[];
}

export interface CountyDay {
  readonly date: string;
  /** By row. */
  readonly total: readonly Maybe[];
  /** New cases per day, as a 7-day average. */
  readonly smoothed: readonly Maybe[];
}

/** The confirmed cases of all counties on the days of a month, from a published folder. */
export async function countyDays(out: string, month: string): Promise<CountyDays> {
  const { snapshot, maps } = await readLiveSnapshot(out);
  const map = maps.get(MAP);
  const pieces = map?.frames[MEASURE] ?? [];
  const at = pieces.findIndex(({ firstDate }) => firstDate.startsWith(month));
  const [before, piece] = [pieces[at - 1], pieces[at]];
  if (map === undefined || before === undefined || piece === undefined) {
    throw new Error(`${MAP} has no frames of ${MEASURE} in ${month} and the month before`);
  }
  const read = async (blob: string) => {
    const bytes = brotliDecompressSync(await readFile(join(out, blobKey(snapshot.dataset, blob))));
    const value: unknown = JSON.parse(bytes.toString());
    return value;
  };
  const regions = parseRegions(await read(map.regions), MAP);
  const frames = [parseFrames(await read(before.blob), before.blob), parseFrames(await read(piece.blob), piece.blob)];
  const dates = frames.flatMap(({ dates }) => dates);
  const start = dates[0] ?? month;
  const mapFirst = daysBetween(start, pieces[0]?.firstDate ?? start);
  const totals = regions.ids.map((_, row) => frames.flatMap(part => rowTotals(part, row)));
  const smoothed = totals.map((values, row) => {
    return newValues(values, { first: daysBetween(start, regions.firsts[row] ?? start), mapFirst }, 7);
  });
  const onDay = (rows: readonly (readonly Maybe[])[], day: number) => rows.map(values => values[day] ?? null);
  const days = dates.map((date, day) => ({ date, total: onDay(totals, day), smoothed: onDay(smoothed, day) }));
  return { ids: regions.ids, days: days.filter(({ date }) => date.startsWith(month)) };
}

/** A region that is not known yet has no row. */
function rowTotals(frames: Frames, row: number): Maybe[] {
  const { base, dates } = frames;
  return row < base.length ? totalsOfRow(frames, row, dates.length) : dates.map(() => null);
}
