import type { CleanedReports } from '../clean/clean.ts';
import type { CleanedReport } from '../clean/clean-reports.ts';
import type { RegionTable } from '../clean/load-regions.ts';
import type { NegativeCell, WrongCell } from '../clean/row-outcomes.ts';
import type { Dataset } from '../contract/dataset.ts';
import type { Totals } from '../contract/receipt.ts';
import type { StagedReport } from '../ingest/staged.ts';

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

/** What earlier builds measured. Every entry is named by all that it was measured from. */
export interface FiguresMemory {
  /** Names everything that all entries were measured by: code, descriptor and tables. */
  basis: string;
  readonly reports: Map<string, ReportFigures>;
  readonly pairs: Map<string, PairFigures>;
  readonly values: Map<string, number | null>;
}

/** Figures of cleaned reports, each measured once: by an earlier build, or now. */
export interface Figures {
  report(report: StagedReport): Promise<ReportFigures>;
  pair(before: StagedReport, after: StagedReport): Promise<PairFigures>;
  /** Whether an earlier build, or this one, has measured a report. */
  knows(report: StagedReport): boolean;
  /** What a report counts in a region; null where it says nothing of it. */
  value(report: StagedReport, region: string, measure: string): Promise<number | null>;
  /** What of the memory this build stands on, with what it added. */
  readonly used: FiguresMemory;
}

/** Below it no rise is of interest to any limit. */
const LEAST_RISE = 1.5;
const MAX_UNKNOWN = 20;

/** @param basis names everything that figures follow from, beside the reports themselves */
export function createFigures(
  { checks: limits, measures: all }: Pick<Dataset, 'checks' | 'measures'>,
  regionTable: RegionTable,
  cleaned: CleanedReports,
  { memory, basis }: { readonly memory: FiguresMemory; readonly basis: string },
): Figures {
  if (memory.basis !== basis) for (const entries of [memory.reports, memory.pairs, memory.values]) entries.clear();
  memory.basis = basis;
  const used: FiguresMemory = { basis, reports: new Map(), pairs: new Map(), values: new Map() };
  // In the order of the cleaned values; those that follow from others are null.
  const measures = all.map(({ id, from }) => (from === null ? id : null));
  const { ids, maps, numberOf } = regionTable;
  const limitsOf = new Map(limits.places.map(limits => [limits.map, limits]));
  const summed = measures.flatMap((measure, index) => (measure === null ? [] : [{ measure, index }]));

  return {
    used,
    async report(report) {
      const key = keyOf(report);
      const figures = memory.reports.get(key) ?? reportFigures(await cleaned.get(report));
      used.reports.set(key, figures);
      memory.reports.set(key, figures);
      return figures;
    },
    knows: report => memory.reports.has(keyOf(report)),
    async pair(before, after) {
      const key = `${keyOf(before)} ${keyOf(after)}`;
      const known = memory.pairs.get(key);
      const figures = known ?? pairFigures(await cleaned.get(before), await cleaned.get(after));
      used.pairs.set(key, figures);
      memory.pairs.set(key, figures);
      return figures;
    },
    async value(report, region, measure) {
      const key = `${keyOf(report)} ${JSON.stringify([region, measure])}`;
      const known = memory.values.get(key);
      const value = known === undefined ? valueIn(await cleaned.get(report), region, measure) : known;
      used.values.set(key, value);
      memory.values.set(key, value);
      return value;
    },
  };

  function reportFigures({ outcome, rows, unmatched, wrongCells, negatives, unknownIn }: CleanedReport): ReportFigures {
    const regions: Record<string, number> = {};
    const large: Record<string, number> = {};
    const belowZero: RegionValue[] = [];
    for (const [row, number] of rows.regions.entries()) {
      const map = maps[number] ?? '';
      regions[map] = (regions[map] ?? 0) + 1;
      const { small = Number.POSITIVE_INFINITY, measures: checked = [] } = limitsOf.get(map) ?? {};
      let isLarge = false;
      for (const { measure, index } of summed) {
        const value = rows.values[index]?.[row] ?? Number.NaN;
        if (value < 0) belowZero.push({ region: ids[number] ?? '', measure, value });
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

  function pairFigures(before: CleanedReport, after: CleanedReport): PairFigures {
    const laterRows = rowsOf(before.rows.regions, after.rows.regions);
    let same = 0;
    const moves: Move[] = [];
    const blanks: RegionValue[] = [];
    const lost = new Map(
      limits.places.map(({ map }) => [map, { map, of: 0, lost: 0, example: null as string | null }]),
    );
    for (const [row, number] of before.rows.regions.entries()) {
      const later = laterRows[row] === -1 ? undefined : laterRows[row];
      const map = maps[number] ?? '';
      const ofMap = lost.get(map);
      if (ofMap !== undefined) {
        ofMap.of += 1;
        if (later === undefined) ofMap.lost += 1;
        if (later === undefined) ofMap.example ??= ids[number] ?? null;
      }
      let isSame = later !== undefined;
      for (const { measure, index } of summed) {
        const was = before.rows.values[index]?.[row] ?? Number.NaN;
        const is = later === undefined ? Number.NaN : (after.rows.values[index]?.[later] ?? Number.NaN);
        if (!Object.is(was, is)) isSame = false;
        const isBlank = later !== undefined && Number.isNaN(is) && after.outcome.totals[measure] !== undefined;
        if (isBlank && was > 0) blanks.push({ region: ids[number] ?? '', measure, value: was });
        if (matters(map, measure, was, is)) {
          moves.push({ map, region: ids[number] ?? '', measure, was, is: Number.isNaN(is) ? null : is });
        }
      }
      if (isSame) same += 1;
    }
    return { regions: after.rows.regions.length, same, moves, blanks, lost: [...lost.values()] };
  }

  function matters(map: string, measure: string, was: number, is: number): boolean {
    const limits = limitsOf.get(map);
    if (limits === undefined || !limits.measures.includes(measure) || Number.isNaN(was)) return false;
    const small = Math.max(1, limits.small);
    return Number.isNaN(is) ? was >= small : was - is >= small || (was >= small && is > was * LEAST_RISE);
  }

  function valueIn({ rows }: CleanedReport, region: string, measure: string): number | null {
    const row = indexOf(rows.regions, numberOf.get(region) ?? -1);
    const value = rows.values[measures.indexOf(measure)]?.[row] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  }
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

function keyOf({ date, rows }: StagedReport): string {
  return `${date} ${rows.sha256.slice(0, 16)}`;
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
