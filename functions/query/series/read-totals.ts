import type { RegionDescription } from '../../contract/answers.ts';
import { type Maybe, totalsOfRow } from '../../contract/changes.ts';
import { NOTHING_HELD } from '../../contract/held.ts';
import { ROOT_GROUP } from '../../contract/map-index.ts';
import type { Series } from '../../contract/series.ts';
import { type HeldDays, heldDaysOf } from '../../measures/held-back.ts';
import { findMap } from '../lookup/find.ts';
import type { DatasetView } from '../published/dataset-view.ts';
import type { PublishedReader } from '../published/published.ts';

/** A region's totals on the days asked for, and what checks did to them, by measure. */
export interface RegionTotals {
  readonly totalsOf: (measure: string) => Maybe[];
  readonly heldOf: (measure: string) => HeldDays;
}

/** The totals of each region on each of `dates`, from the pieces that overlap them; null where there is no record. */
export async function readTotals(
  published: PublishedReader,
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
      totalsOf: (measure: string) => totalsOf(region.id, measure, pieces, dates.length),
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
  published: PublishedReader,
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

function totalsOf(region: string, measure: string, pieces: readonly PlacedPiece[], length: number): Maybe[] {
  const totals = new Array<Maybe>(length).fill(null);
  for (const piece of pieces) {
    const row = piece.regions.indexOf(region);
    const columns = piece.measures[measure];
    if (!columns || row < 0) continue;
    totalsOfRow(columns, row, piece.dates.length).forEach((total, index) => {
      const place = piece.places[index];
      if (place !== undefined) totals[place] = total;
    });
  }
  return totals;
}

function heldOf(region: string, measure: string, pieces: readonly PlacedPiece[]): HeldDays {
  const days = pieces.map(({ measures }) => heldDaysOf(measures[measure] ?? NOTHING_HELD, region));
  return { held: days.flatMap(({ held }) => held), lacks: days.flatMap(({ lacks }) => lacks) };
}
