import type { CleanedReport } from '../clean/clean-reports.ts';
import type { RegionTable } from '../clean/load-regions.ts';
import type { NegativeCell, WrongCell } from '../clean/row-outcomes.ts';
import type { Dataset, PlaceLimits } from '../contract/dataset.ts';
import type { Totals } from '../contract/receipt.ts';
import { KINDS } from '../measures/kinds.ts';

/** What the checks look at in one report, after cleaning. */
export interface ReportFigures {
  /** Over the rows that count in a region; without a measure that is blank. */
  readonly totals: Totals;
  /** Regions by map. */
  readonly regions: Readonly<Record<string, number>>;
  /** Regions by map that are large enough to be checked one by one. */
  readonly large: Readonly<Record<string, number>>;
  readonly belowZero: readonly RegionValue[];
  readonly wrongCells: readonly WrongCell[];
  readonly negatives: readonly NegativeCell[];
  readonly unknownIn: Readonly<Record<string, Totals>>;
  /** Names within places that nothing knows, the most frequent first; and such places, the largest first. */
  readonly unknown: readonly string[];
  readonly unknownPlaces: readonly { readonly place: string; readonly totals: Totals }[];
}

export interface RegionValue {
  readonly region: string;
  readonly measure: string;
  readonly value: number;
}

/** How one report differs from an earlier one, region by region. */
export interface PairFigures {
  /** Regions of the later one, and those of them whose values are all as in the earlier one. */
  readonly regions: number;
  readonly same: number;
  /** Regions whose values moved by so much that it may matter. */
  readonly moves: readonly Move[];
  /** What the earlier one counts and the later one leaves blank, in regions that it has, of measures that it reports elsewhere. */
  readonly blanks: readonly RegionValue[];
  /** Per map that is checked: the regions of the earlier one, how many the later one lacks, and one of them. */
  readonly lost: readonly LostRegions[];
}

export interface Move {
  readonly map: string;
  readonly region: string;
  readonly measure: string;
  readonly was: number;
  /** Null where the later report has no value. */
  readonly is: number | null;
}

export interface LostRegions {
  readonly map: string;
  readonly of: number;
  readonly lost: number;
  readonly example: string | null;
}

/** What reports are measured by. */
export interface Scales {
  readonly regionTable: RegionTable;
  /** Of the maps that are checked. */
  readonly limits: readonly PlaceLimits[];
  /** By region number the index of its map's limits; -1 where the map is not checked. */
  readonly limitsOf: Int32Array;
  /** Measures that are added up from rows, with their places among the cleaned values. */
  readonly summed: readonly { readonly measure: string; readonly index: number; readonly grows: boolean }[];
}

/** Below it no rise is of interest to any limit. */
const LEAST_RISE = 1.5;
const MAX_UNKNOWN = 20;

export function scalesOf({ checks, measures }: Pick<Dataset, 'checks' | 'measures'>, regionTable: RegionTable): Scales {
  const indexOfMap = new Map(checks.places.map(({ map }, index) => [map, index]));
  return {
    regionTable,
    limits: checks.places,
    limitsOf: Int32Array.from(regionTable.maps, map => indexOfMap.get(map) ?? -1),
    summed: measures.flatMap(({ id, kind, from }, index) => {
      return from === null ? [{ measure: id, index, grows: KINDS[kind].grows }] : [];
    }),
  };
}

export function measureReport(report: CleanedReport, { regionTable, limits, limitsOf, summed }: Scales): ReportFigures {
  const { outcome, rows, unmatched, wrongCells, negatives, unknownIn } = report;
  const regions: Record<string, number> = {};
  const large: Record<string, number> = {};
  const belowZero: RegionValue[] = [];
  for (let row = 0; row < rows.regions.length; row++) {
    const number = rows.regions[row] ?? -1;
    const map = regionTable.maps[number] ?? '';
    regions[map] = (regions[map] ?? 0) + 1;
    const { small = Number.POSITIVE_INFINITY, measures: checked = [] } = limits[limitsOf[number] ?? -1] ?? {};
    let isLarge = false;
    for (const { measure, index, grows } of summed) {
      const value = rows.values[index]?.[row] ?? Number.NaN;
      if (grows && value < 0) belowZero.push({ region: regionTable.ids[number] ?? '', measure, value });
      if (value >= small && checked.includes(measure)) isLarge = true;
    }
    if (isLarge) large[map] = (large[map] ?? 0) + 1;
  }
  const totals = Object.entries(outcome.totals).map(([id, total]) => [id, total - (outcome.left[id] ?? 0)]);
  return {
    totals: Object.fromEntries(totals),
    regions,
    large,
    belowZero,
    wrongCells,
    negatives,
    unknownIn,
    unknown: namesIn(unmatched).slice(0, MAX_UNKNOWN),
    unknownPlaces: unmatched
      .map(({ place, totals }) => ({ place, totals }))
      .sort((a, b) => sumOf(b.totals) - sumOf(a.totals))
      .slice(0, MAX_UNKNOWN),
  };
}

export function measurePair(before: CleanedReport, after: CleanedReport, scales: Scales): PairFigures {
  const { ids } = scales.regionTable;
  const laterRows = rowsOf(before.rows.regions, after.rows.regions);
  let same = 0;
  const moves: Move[] = [];
  const blanks: RegionValue[] = [];
  const lost = scales.limits.map(({ map }) => ({ map, of: 0, lost: 0, example: null as string | null }));
  for (let row = 0; row < laterRows.length; row++) {
    const number = before.rows.regions[row] ?? -1;
    const later = laterRows[row] === -1 ? undefined : laterRows[row];
    const limits = scales.limits[scales.limitsOf[number] ?? -1];
    const ofMap = lost[scales.limitsOf[number] ?? -1];
    if (ofMap !== undefined) {
      ofMap.of += 1;
      if (later === undefined) ofMap.lost += 1;
      if (later === undefined) ofMap.example ??= ids[number] ?? null;
    }
    let isSame = later !== undefined;
    for (const { measure, index } of scales.summed) {
      const was = before.rows.values[index]?.[row] ?? Number.NaN;
      const is = later === undefined ? Number.NaN : (after.rows.values[index]?.[later] ?? Number.NaN);
      if (Object.is(was, is)) continue;
      isSame = false;
      const isBlank = later !== undefined && Number.isNaN(is) && after.outcome.totals[measure] !== undefined;
      if (isBlank && was > 0) blanks.push({ region: ids[number] ?? '', measure, value: was });
      if (limits !== undefined && matters(limits, measure, was, is)) {
        moves.push({ map: limits.map, region: ids[number] ?? '', measure, was, is: Number.isNaN(is) ? null : is });
      }
    }
    if (isSame) same += 1;
  }
  return { regions: after.rows.regions.length, same, moves, blanks, lost };
}

/** What a report counts in a region; null where it says nothing of it. */
export function valueIn(
  { rows }: CleanedReport,
  { region, measure }: Pick<RegionValue, 'region' | 'measure'>,
  { regionTable, summed }: Scales,
): number | null {
  const row = indexOf(rows.regions, regionTable.numberOf.get(region) ?? -1);
  const { index = -1 } = summed.find(one => one.measure === measure) ?? {};
  const value = rows.values[index]?.[row] ?? Number.NaN;
  return Number.isNaN(value) ? null : value;
}

function sumOf(totals: Totals): number {
  return Object.values(totals).reduce((sum, total) => sum + total, 0);
}

/** `Cook, Ilinois, US` is three names. */
function namesIn(unmatched: CleanedReport['unmatched']): string[] {
  const counts = new Map<string, number>();
  for (const { place, rows } of unmatched) {
    for (const name of place.split(', ')) counts.set(name, (counts.get(name) ?? 0) + rows);
  }
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name);
}

function matters(limits: PlaceLimits, measure: string, was: number, is: number): boolean {
  if (!limits.measures.includes(measure) || Number.isNaN(was)) return false;
  const small = Math.max(1, limits.small);
  return Number.isNaN(is) ? was >= small : was - is >= small || (was >= small && is > was * LEAST_RISE);
}

/** Where each number stands in other ones, -1 where it does not; both ascending. */
function rowsOf(numbers: Int32Array, others: Int32Array): Int32Array {
  let other = 0;
  return numbers.map(number => {
    while (other < others.length && (others[other] ?? 0) < number) other += 1;
    return others[other] === number ? other : -1;
  });
}

/** Where a number stands in ascending ones; -1 where it does not. */
function indexOf(numbers: Int32Array, wanted: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = numbers[middle] ?? 0;
    if (found === wanted) return middle;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
