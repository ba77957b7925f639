import { expect } from 'vitest';
import { type Maybe, totalsOfRow } from '../../functions/contract/changes.ts';
import { parseFrames } from '../../functions/contract/frames.ts';
import { type Latest, parseLatest } from '../../functions/contract/latest.ts';
import { type MapIndex, type Piece, parseMapIndex } from '../../functions/contract/map-index.ts';
import { parseRegions } from '../../functions/contract/regions.ts';
import { parseSeries } from '../../functions/contract/series.ts';
import type { Snapshot } from '../../functions/contract/snapshot.ts';
import { addDays, daysFrom } from '../../functions/measures/periods.ts';

/** All totals of a snapshot: `confirmed/36061/2020-06-30` → value. */
export interface Figures {
  /** Undefined where the region is not published, null where it has no record on the day. */
  total(measure: string, region: string, date: string): Maybe | undefined;
  /** The regions of a map, in their order. */
  regions(map: string): readonly string[];
  /** The region that holds it, or null. */
  parent(region: string): string | null;
  /** The day of its first record. */
  first(region: string): string;
  population(region: string): number | null;
  index(map: string): MapIndex;
  latest(map: string): Latest;
}

type ReadBlob = (id: string) => Promise<unknown>;

/** Reads every blob of a snapshot and holds the two ways in, and the latest day, against each other. */
export async function readFigures(snapshot: Snapshot | null, read: ReadBlob): Promise<Figures> {
  const totals = new Map<string, Maybe>();
  const regions = new Map<string, readonly string[]>();
  const parentOf = new Map<string, string | null>();
  const firstOf = new Map<string, string>();
  const people = new Map<string, number | null>();
  const indexes = new Map<string, MapIndex>();
  const newest = new Map<string, Latest>();
  for (const map of snapshot?.maps ?? []) {
    const index = parseMapIndex(await read(map.index), '');
    const { ids, parents, firsts, populations } = parseRegions(await read(map.regions), '');
    for (const [row, id] of ids.entries()) {
      parentOf.set(id, parents[row] ?? null);
      firstOf.set(id, firsts[row] ?? '');
      people.set(id, populations[row] ?? null);
    }
    expect([index.regions, index.latest, ids.length]).toEqual([map.regions, map.latest, map.regionCount]);
    const days = daysFrom(map.firstDate, map.lastDate);
    const byFrames = await readFrames(index, ids, days, read);
    expect(sorted(await readSeries(index, days, read))).toEqual(sorted(byFrames));
    const latest = parseLatest(await read(map.latest), '');
    expect(latest.date).toBe(map.lastDate);
    for (const [measure, { total }] of Object.entries(latest.measures)) {
      expect(total).toEqual(ids.map(id => byFrames.get(`${measure}/${id}/${map.lastDate}`)));
    }
    for (const [place, value] of byFrames) totals.set(place, value);
    regions.set(map.id, ids);
    indexes.set(map.id, index);
    newest.set(map.id, latest);
  }
  return {
    total: (measure, region, date) => totals.get(`${measure}/${region}/${date}`),
    regions: map => regions.get(map) ?? [],
    parent: region => parentOf.get(region) ?? null,
    first: region => firstOf.get(region) ?? '',
    population: region => people.get(region) ?? null,
    index: map => published(indexes, map),
    latest: map => published(newest, map),
  };
}

function published<T>(byMap: ReadonlyMap<string, T>, map: string): T {
  const found = byMap.get(map);
  if (found === undefined) throw new Error(`the map ${map} is not published`);
  return found;
}

async function readFrames(index: MapIndex, ids: readonly string[], days: readonly string[], read: ReadBlob) {
  const totals = new Map<string, Maybe>();
  for (const [measure, pieces] of Object.entries(index.frames)) {
    expect(daysOf(pieces)).toEqual(days);
    for (const { blob } of pieces) {
      const frames = parseFrames(await read(blob), '');
      const { dates, base } = frames;
      expect(base).toEqual(totalsBefore(dates[0], measure, ids.slice(0, base.length), totals));
      for (const [row, id] of ids.entries()) {
        const values = totalsOfRow(frames, row, dates.length);
        for (const [day, date] of dates.entries()) totals.set(`${measure}/${id}/${date}`, values[day] ?? null);
      }
    }
  }
  return totals;
}

async function readSeries(index: MapIndex, days: readonly string[], read: ReadBlob) {
  const totals = new Map<string, Maybe>();
  for (const pieces of Object.values(index.series)) {
    const last = pieces.at(-1);
    const known = parseSeries(await read(last?.blob ?? ''), '').regions;
    for (const measure of Object.keys(index.frames)) {
      for (const id of known) for (const date of days) totals.set(`${measure}/${id}/${date}`, null);
    }
    for (const { blob } of pieces) {
      const { dates, regions, measures } = parseSeries(await read(blob), '');
      for (const [measure, columns] of Object.entries(measures)) {
        expect(columns.base).toEqual(totalsBefore(dates[0], measure, regions, totals));
        for (const [row, id] of regions.entries()) {
          const values = totalsOfRow(columns, row, dates.length);
          for (const [day, date] of dates.entries()) totals.set(`${measure}/${id}/${date}`, values[day] ?? null);
        }
      }
    }
  }
  return totals;
}

/** What the bases of a piece must be: null where the day before has no total. */
function totalsBefore(
  first: string | undefined,
  measure: string,
  ids: readonly string[],
  totals: ReadonlyMap<string, Maybe>,
): Maybe[] {
  return ids.map(id => totals.get(`${measure}/${id}/${addDays(first ?? '', -1)}`) ?? null);
}

function daysOf(pieces: readonly Piece[]): string[] {
  return pieces.flatMap(({ firstDate, lastDate }) => daysFrom(firstDate, lastDate));
}

function sorted(totals: ReadonlyMap<string, Maybe>): [string, Maybe][] {
  return [...totals].sort(([a], [b]) => (a < b ? -1 : 1));
}
