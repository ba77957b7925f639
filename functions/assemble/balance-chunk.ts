import type { RegionTable } from '../clean/load-regions.ts';
import type { ReportOutcome } from '../clean/row-outcomes.ts';
import type { Dataset } from '../contract/dataset.ts';
import { Problem } from '../contract/problem.ts';
import type { Totals } from '../contract/receipt.ts';
import type { StagedReport } from '../ingest/staged.ts';
import { addsUp } from '../measures/kinds.ts';
import type { Cube } from './cube.ts';

/** Per period and map: what the parents of its regions count and its regions do not. */
export type Remainders = ReadonlyMap<string, Readonly<Record<string, Totals>>>;

/**
 * Holds the regions against the rows: for each report and measure, the regions that have no parent add up to the rows
 * that count. Throws a Problem where they do not; gives the remainders of the maps below, by period. Where the source
 * keeps values back, there is nothing to compare.
 */
export function balanceChunk(
  cubes: readonly Cube[],
  reports: readonly StagedReport[],
  outcomes: ReadonlyMap<string, ReportOutcome | undefined>,
  { regionTable, dataset }: { readonly regionTable: RegionTable; readonly dataset: Dataset },
): Remainders {
  const measures = dataset.measures.filter(measure => measure.from === null && addsUp(measure)).map(({ id }) => id);
  const parents = parentRows(cubes, regionTable);
  const remainders = new Map<string, Record<string, Totals>>(reports.map(({ date }) => [date, {}]));
  for (const measure of measures) {
    if (cubes.some(({ suppressed }) => suppressed.has(measure))) continue;
    const roots = rootSums(cubes, measure, regionTable);
    for (const { key, date } of reports) {
      const outcome = outcomes.get(date);
      const wanted = (outcome?.totals[measure] ?? 0) - (outcome?.left[measure] ?? 0);
      const found = roots.get(date) ?? 0;
      // Beyond the exact whole numbers, sums depend on their order.
      if (found !== wanted && Math.abs(wanted) <= Number.MAX_SAFE_INTEGER) {
        throw new Problem('bad-descriptor', `${key}: its rows count ${wanted} ${measure}, its regions ${found}`);
      }
    }
    for (const cube of cubes) {
      const above = parents.get(cube.map) ?? [];
      if (above.length === 0) continue;
      for (const [day, date] of cube.dates.entries()) {
        const byMap = remainders.get(date);
        if (byMap === undefined) continue;
        // Every cube ends with the chunk.
        const toEnd = cube.dates.length - day;
        const inParents = above.reduce((sum, parent) => sum + valueOn(parent, measure, toEnd), 0);
        const inRegions = sumOn(cube, measure, day);
        byMap[cube.map] = { ...byMap[cube.map], [measure]: inParents - inRegions };
      }
    }
  }
  return remainders;
}

interface RegionRow {
  readonly cube: Cube;
  readonly row: number;
}

/** By map: where the parents of its regions stand. */
function parentRows(cubes: readonly Cube[], { sumsTo, numberOf }: RegionTable): Map<string, RegionRow[]> {
  const rows = new Map<string, RegionRow>();
  for (const cube of cubes) {
    for (const [row, id] of cube.ids.entries()) rows.set(id, { cube, row });
  }
  return new Map(
    cubes.map(cube => {
      const ids = new Set(cube.ids.map(id => sumsTo[numberOf.get(id) ?? -1] ?? null));
      return [cube.map, [...ids].flatMap(id => (id === null ? [] : (rows.get(id) ?? [])))];
    }),
  );
}

/** By period, over the regions that have no parent. */
function rootSums(cubes: readonly Cube[], measure: string, { sumsTo, numberOf }: RegionTable): Map<string, number> {
  const sums = new Map<string, number>();
  for (const cube of cubes) {
    const isRoot = cube.ids.map(id => (sumsTo[numberOf.get(id) ?? -1] ?? null) === null);
    for (const [day, date] of cube.dates.entries()) {
      sums.set(date, (sums.get(date) ?? 0) + sumOn(cube, measure, day, row => isRoot[row] ?? false));
    }
  }
  return sums;
}

/** @param toEnd how many periods before the end of the cube */
function valueOn({ cube, row }: RegionRow, measure: string, toEnd: number): number {
  const { length } = cube.dates;
  if (toEnd > length) return 0;
  const value = cube.values[measure]?.[(row + 1) * length - toEnd] ?? Number.NaN;
  return Number.isNaN(value) ? 0 : value;
}

function sumOn({ ids, dates, values }: Cube, measure: string, day: number, counts = (_row: number) => true): number {
  const column = values[measure] ?? new Float64Array();
  let sum = 0;
  for (let row = 0, cell = day; row < ids.length; row++, cell += dates.length) {
    const value = column[cell] ?? Number.NaN;
    if (!Number.isNaN(value) && counts(row)) sum += value;
  }
  return sum;
}
