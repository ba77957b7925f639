import { Problem } from '../contract/problem.ts';
import type { Totals } from '../contract/receipt.ts';
import type { FileFate, MonthFile } from './clean-month.ts';
import type { Cube } from './cube.ts';
import type { Descriptor } from './descriptor.ts';
import type { RegionTable } from './load-regions.ts';

/** Per day and map: what the parents of its regions count and its regions do not. */
export type Remainders = ReadonlyMap<string, Readonly<Record<string, Totals>>>;

/**
 * Holds the regions against the rows: for each report and measure, the regions that have no parent add up to the rows
 * that count. Throws a Problem where they do not; gives the remainders of the maps below, by date.
 */
export function balanceMonth(
  cubes: readonly Cube[],
  files: readonly MonthFile[],
  fates: ReadonlyMap<number, FileFate>,
  regionTable: RegionTable,
  descriptor: Descriptor,
): Remainders {
  const measures = descriptor.measures.filter(({ from }) => from === null).map(({ id }) => id);
  const remainders = new Map<string, Record<string, Totals>>();
  for (const { file, key, date } of files) {
    const fate = fates.get(file);
    if (fate === undefined) continue;
    const byMap: Record<string, Totals> = {};
    for (const measure of measures) {
      const sums = sumsOn(cubes, measure, date, regionTable);
      const wanted = (fate.totals[measure] ?? 0) - (fate.left[measure] ?? 0);
      if (sums.roots !== wanted) {
        throw new Problem('bad-descriptor', `${key}: its rows count ${wanted} ${measure}, its regions ${sums.roots}`);
      }
      for (const [map, remainder] of sums.remainders) byMap[map] = { ...byMap[map], [measure]: remainder };
    }
    remainders.set(date, byMap);
  }
  return remainders;
}

interface Sums {
  /** Over the regions without a parent. */
  readonly roots: number;
  readonly remainders: ReadonlyMap<string, number>;
}

function sumsOn(cubes: readonly Cube[], measure: string, date: string, table: RegionTable): Sums {
  const values = new Map<string, number>();
  const parentsOf = new Map<string, Set<string>>();
  const sumOf = new Map<string, number>();
  let roots = 0;
  for (const cube of cubes) {
    const day = cube.dates.indexOf(date);
    if (day < 0) continue;
    for (const [row, id] of cube.ids.entries()) {
      const cell = cube.values[measure]?.[row * cube.dates.length + day] ?? Number.NaN;
      const value = Number.isNaN(cell) ? 0 : cell;
      values.set(id, value);
      const parent = table.parents[table.numberOf.get(id) ?? -1] ?? null;
      if (parent === null) {
        roots += value;
        continue;
      }
      sumOf.set(cube.map, (sumOf.get(cube.map) ?? 0) + value);
      parentsOf.set(cube.map, (parentsOf.get(cube.map) ?? new Set()).add(parent));
    }
  }
  const remainders = new Map<string, number>();
  for (const [map, parents] of parentsOf) {
    const parentSum = [...parents].reduce((sum, parent) => sum + (values.get(parent) ?? 0), 0);
    remainders.set(map, parentSum - (sumOf.get(map) ?? 0));
  }
  return { roots, remainders };
}
