import type { RegionDescription } from '../../contract/answers.ts';
import { type CodedRows, type Maybe, totalsOfRow } from '../../contract/changes.ts';
import { NOTHING_HELD } from '../../contract/held.ts';
import { ROOT_GROUP } from '../../contract/map-index.ts';
import type { Series } from '../../contract/series.ts';
import { type HeldDays, heldDaysOf } from '../../measures/held-back.ts';
import { findMap } from '../lookup/find.ts';
import type { DatasetView } from '../published/dataset-view.ts';
import type { PublishedReader } from '../published/published.ts';

/** A region's totals in the periods asked for, and what checks did to them, by measure. */
export interface RegionTotals {
  readonly totalsOf: (measure: string) => Maybe[];
  /** What was added since the last known total; the values of a flow. */
  readonly addedOf: (measure: string) => Maybe[];
  /** Periods whose value its source withholds. */
  readonly suppressedOf: (measure: string) => string[];
  readonly heldOf: (measure: string) => HeldDays;
}

/** What series are read from. */
export type SeriesReader = Pick<PublishedReader, 'regions' | 'mapIndex' | 'series'>;

/** The totals of each region on each of `dates`, from the pieces that overlap them; null where there is no record. */
export async function readTotals(
  published: SeriesReader,
  view: DatasetView,
  regions: readonly RegionDescription[],
  dates: readonly string[],
): Promise<readonly RegionTotals[]> {
  const indexOf = new Map(dates.map((date, index) => [date, index]));
  const groups = new Map<string, Promise<readonly PlacedPiece[]>>();
  const read = async (region: RegionDescription) => {
    const key = JSON.stringify([region.map, region.parent]);
    const known = groups.get(key) ?? readGroup(published, view, region, indexOf);
    groups.set(key, known);
    const pieces = await known;
    return {
      totalsOf: (measure: string) => valuesOf(region.id, measure, pieces, { length: dates.length, coded: totalsOfRow }),
      addedOf: (measure: string) => valuesOf(region.id, measure, pieces, { length: dates.length, coded: changesOfRow }),
      suppressedOf: (measure: string) => suppressedOf(region.id, measure, pieces),
      heldOf: (measure: string) => heldOf(region.id, measure, pieces),
    };
  };
  return Promise.all(regions.map(read));
}

interface PlacedPiece extends Series {
  /** Where each of its days stands among the dates asked for, undefined where it does not. */
  readonly places: readonly (number | undefined)[];
}

async function readGroup(
  published: SeriesReader,
  { dataset, snapshot }: DatasetView,
  region: RegionDescription,
  indexOf: ReadonlyMap<string, number>,
): Promise<readonly PlacedPiece[]> {
  const [from = '', to = ''] = [indexOf.keys().next().value, [...indexOf.keys()].at(-1)];
  const index = await published.mapIndex(dataset, findMap(snapshot, region.map).index);
  const pieces = index.series[region.parent ?? ROOT_GROUP] ?? [];
  const overlapping = pieces.filter(({ firstDate, lastDate }) => firstDate <= to && lastDate >= from);
  return Promise.all(
    overlapping.map(async ({ blob }) => {
      const piece = await published.series(dataset, blob);
      return { ...piece, places: piece.dates.map(date => indexOf.get(date)) };
    }),
  );
}

function changesOfRow({ changes }: CodedRows, row: number, periods: number): readonly Maybe[] {
  return changes.slice(row * periods, (row + 1) * periods);
}

function valuesOf(
  region: string,
  measure: string,
  pieces: readonly PlacedPiece[],
  { length, coded }: { readonly length: number; readonly coded: typeof changesOfRow },
): Maybe[] {
  const totals = new Array<Maybe>(length).fill(null);
  for (const piece of pieces) {
    const row = piece.regions.indexOf(region);
    const columns = piece.measures[measure];
    if (!columns || row < 0) continue;
    coded(columns, row, piece.dates.length).forEach((total, index) => {
      const place = piece.places[index];
      if (place !== undefined) totals[place] = total;
    });
  }
  return totals;
}

function suppressedOf(region: string, measure: string, pieces: readonly PlacedPiece[]): string[] {
  return pieces.flatMap(({ regions, dates, places, measures }) => {
    const from = regions.indexOf(region) * dates.length;
    const cells = measures[measure]?.suppressed ?? [];
    return cells.flatMap(cell => {
      const period = dates[cell - from];
      return from >= 0 && period !== undefined && places[cell - from] !== undefined ? [period] : [];
    });
  });
}

function heldOf(region: string, measure: string, pieces: readonly PlacedPiece[]): HeldDays {
  const days = pieces.map(({ measures }) => heldDaysOf(measures[measure] ?? NOTHING_HELD, region));
  return { held: days.flatMap(({ held }) => held), lacks: days.flatMap(({ lacks }) => lacks) };
}
