import { parseSeriesAnswer, type SeriesAnswer } from '../../../functions/contract/answers.ts';
import type { Maybe } from '../../../functions/contract/changes.ts';
import type { Latest } from '../../../functions/contract/latest.ts';
import type { Regions } from '../../../functions/contract/regions.ts';
import {
  type DimensionChoice,
  type MapDescription,
  measureKey,
  type Snapshot,
} from '../../../functions/contract/snapshot.ts';
import type { HeldDays } from '../../../functions/measures/held-back.ts';
import { rank } from '../../../functions/measures/rank.ts';
import { dimensionParameters } from '../../address/dimensions.ts';
import type { Published } from '../../data/published.ts';

/** A region, as the curves need it. */
export interface CurvePlace {
  readonly id: string;
  /** `Elm, Northmoor`; a state or province alone, unless a country shown has the same name. */
  readonly name: string;
  /** The map that it is on. */
  readonly map: string;
  readonly population: number | null;
  /** The day of its first record. */
  readonly firstDate: string;
}

export interface PlaceLookup {
  /** Places by id, in the order of the ids; unknown ids are left out, and case does not matter. Reads the large maps only where the small ones lack a place. */
  readonly find: (ids: readonly string[]) => Promise<readonly CurvePlace[]>;
}

/** Maps with more regions are read only when needed. */
const SMALL_MAP = 500;

/** Looks up regions in the published files, which work even when the query service does not. */
export function placeLookup({ snapshot, readRegions }: Pick<Published, 'snapshot' | 'readRegions'>): PlaceLookup {
  const small = snapshot.maps.filter(({ regionCount }) => regionCount <= SMALL_MAP);
  const large = snapshot.maps.filter(({ regionCount }) => regionCount > SMALL_MAP);
  const kinds = new Map(snapshot.maps.flatMap(({ id, nouns }) => (nouns === null ? [] : [[id, nouns.one] as const])));
  const tables = new Map<string, Promise<Regions>>();
  const read = (map: MapDescription) => {
    const table = tables.get(map.regions) ?? readRegions(map.regions);
    tables.set(map.regions, table);
    table.catch(() => tables.delete(map.regions));
    return table;
  };

  const find = async (ids: readonly string[]) => {
    const near = await Promise.all(small.map(read));
    const isFound = (id: string) => near.some(table => rowOf(table, id) >= 0);
    const far = ids.every(isFound) ? [] : await Promise.all(large.map(read));
    return describePlaces(ids, [...near, ...far], kinds);
  };
  return { find };
}

/** The row of an id, whatever its case; -1 without one. */
function rowOf({ ids }: Regions, id: string): number {
  const row = ids.indexOf(id);
  return row >= 0 ? row : ids.findIndex(candidate => candidate.toLowerCase() === id.toLowerCase());
}

/** Places by id, each with the shortest name that distinguishes it from the others. @param kinds by map: `state` */
export function describePlaces(
  ids: readonly string[],
  tables: readonly Regions[],
  kinds: ReadonlyMap<string, string>,
): CurvePlace[] {
  const rows = ids.flatMap(id => {
    for (const table of tables) {
      const row = rowOf(table, id);
      if (row >= 0) return [{ id: table.ids[row] ?? id, table, row }];
    }
    return [];
  });
  const ownNames = rows.map(({ table, row }) => table.names[row]);
  return rows.map(({ id, table, row }) => {
    const own = table.names[row] ?? id;
    const parent = table.parents[row] ?? null;
    const parentName = parent === null ? undefined : table.parentNames[parent];
    // A place within a place within another needs the name of its parent; others only beside a place of the same name.
    const isDeep =
      parent !== null && tables.some(({ ids, parents }) => (parents[ids.indexOf(parent)] ?? null) !== null);
    const isAlone = ownNames.filter(name => name === own).length === 1;
    const kind = kinds.get(table.map);
    const hasCity = ownNames.includes(`${own} City`) && kind !== undefined;
    return {
      id,
      name:
        parentName !== undefined && (!isAlone || isDeep) ? `${own}, ${parentName}` : hasCity ? `${own} (${kind})` : own,
      map: table.map,
      population: table.populations[row] ?? null,
      firstDate: table.firsts[row] ?? '',
    };
  });
}

/** This many places are shown if the data set names none. */
const OPENING_PLACES = 3;

/** The places that a bare address shows: those that the data set names if they exist, else the largest of the first map. */
export async function standardPlaces(
  { snapshot, readLatest, readRegions }: Pick<Published, 'snapshot' | 'readLatest' | 'readRegions'>,
  lookup: PlaceLookup,
): Promise<readonly string[]> {
  const named = snapshot.curves.places;
  if (named.length > 0 && (await lookup.find(named)).length === named.length) return named;
  const [map] = snapshot.maps;
  const [measure] = snapshot.measures;
  if (map === undefined || measure === undefined) return [];
  const [regions, latest] = await Promise.all([readRegions(map.regions), readLatest(map.latest)]);
  return largestPlaces(regions, latest, measureKey(measure.id, {}, snapshot.dimensions), OPENING_PLACES);
}

/** The ids of the regions with the largest latest totals, largest first. */
export function largestPlaces(regions: Regions, latest: Latest, measure: string, count: number): string[] {
  const totals = latest.measures[measure]?.total ?? [];
  const items = regions.ids.map((id, row) => ({ id, row, name: regions.names[row] ?? id }));
  return rank(items, ({ row }) => totals[row] ?? null, count).map(({ item }) => item.id);
}

/** A region's totals from the first period of the data to its last as whole numbers, and what became of others. */
export interface MeasureTotals extends HeldDays {
  /** The values times ten to the power of the measure's decimals. */
  readonly values: readonly Maybe[];
  /** Periods whose value the source withholds. */
  readonly suppressed?: readonly string[];
}

/** By measure. */
export type PlaceTotals = ReadonlyMap<string, MeasureTotals>;

export interface SeriesSource {
  /** Loads, in one request, the totals of the regions that are not loaded yet. */
  readonly read: (ids: readonly string[]) => Promise<void>;
  /** The totals of a region; null while they are not loaded. */
  readonly peek: (id: string) => PlaceTotals | null;
}

/** Which series are read, and what their numbers mean. */
interface NamedSeries extends Partial<Pick<Snapshot, 'measures' | 'dimensions'>> {
  readonly dataset: string;
  /** The id of the snapshot. */
  readonly snapshot: string;
}

/** A plain number as the whole number that it is published as, so that differences are exact. */
function wholeOf(value: Maybe, power: number): Maybe {
  return value === null || power === 1 ? value : Math.round(value * power);
}

/** Totals are enough for every setting: daily, per capita, smoothed and aligned values are computed from them in the browser. */
export function seriesSource(
  { dataset, snapshot, measures = [], dimensions = [] }: NamedSeries,
  request: (url: string, parse: typeof parseSeriesAnswer) => Promise<SeriesAnswer>,
  choice: () => DimensionChoice = () => ({}),
): SeriesSource {
  const known = new Map<string, PlaceTotals>();
  const decimalsOf = (measure: string) => measures.find(({ id }) => id === measure)?.decimals ?? 0;
  const keyOf = (id: string) => measureKey(id, choice(), dimensions);
  const read = async (ids: readonly string[]) => {
    const wanted = ids.filter(id => !known.has(keyOf(id)));
    if (wanted.length === 0) return;
    const keys = new Map(wanted.map(id => [id, keyOf(id)]));
    const query = new URLSearchParams({ regions: wanted.join(','), change: 'total', snapshot });
    for (const text of dimensionParameters(choice(), dimensions)) query.append('dimension', text);
    const answer = await request(`/api/v1/datasets/${dataset}/series?${query}`, parseSeriesAnswer);
    for (const id of wanted) {
      const entries = answer.series.filter(({ region }) => region === id);
      const totals = entries.map(({ measure, values, held, lacks, suppressed }) => {
        const power = 10 ** decimalsOf(measure);
        return [measure, { values: values.map(value => wholeOf(value, power)), held, lacks, suppressed }] as const;
      });
      known.set(keys.get(id) ?? id, new Map(totals));
    }
  };
  return { read, peek: id => known.get(keyOf(id)) ?? null };
}
