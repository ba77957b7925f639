import type { RegionTable } from '../clean/load-regions.ts';
import type { HeldBack } from '../contract/held.ts';
import { ROOT_GROUP } from '../contract/map-index.ts';
import type { Series } from '../contract/series.ts';
import { type Changes, type Coded, type Cube, emptyChanges, pushChanges } from './cube.ts';
import type { MapState } from './memory.ts';

/** A series blob with its changes as they are written. */
export type WrittenSeries = Omit<Series, 'measures'> & {
  readonly measures: Readonly<Record<string, Coded<Series['measures'][string]>>>;
};

/**
 * All measures of one map over consecutive chunks, one series blob for each group of sibling regions.
 * @param cubes the chunks, oldest first; @param start the state before the first of them
 */
export function* assembleSeries(
  cubes: readonly Cube[],
  start: MapState | undefined,
  measures: readonly string[],
  regionTable: RegionTable,
): Generator<WrittenSeries> {
  const last = cubes.at(-1);
  if (last === undefined) return;
  const dates = cubes.flatMap(cube => cube.dates);
  const rows = Map.groupBy(last.ids.keys(), row => groupOf(last.ids[row] ?? '', regionTable));
  for (const group of [...rows.keys()].sort()) {
    const members = rows.get(group) ?? [];
    const columns = measures.map(measure => {
      const base = members.map(row => start?.totals[measure]?.[row] ?? null);
      const changes = emptyChanges(members.length * dates.length);
      for (const [index, row] of members.entries()) pushChunks(changes, cubes, measure, row, base[index] ?? 0);
      const suppressed = suppressedIn(cubes, measure, members);
      return [
        measure,
        {
          base,
          changes: changes.values,
          suppressed,
          ...heldBackOf(cubes, measure, new Set(members.map(row => last.ids[row]))),
        },
      ] as const;
    });
    yield {
      schema: 'series/2',
      map: last.map,
      group,
      dates,
      regions: members.map(row => last.ids[row] ?? ''),
      measures: Object.fromEntries(columns),
    };
  }
}

/** Of the periods of the cubes: each has what the one before it ends with, too. */
function heldBackOf(cubes: readonly Cube[], measure: string, members: ReadonlySet<string | undefined>): HeldBack {
  const own = cubes.flatMap(({ heldBack, dates }) => {
    const found = heldBack.get(measure);
    const isOwn = ({ region, period }: { readonly region: string; readonly period: string }) =>
      members.has(region) && period >= (dates[0] ?? '');
    return found === undefined ? [] : [{ held: found.held.filter(isOwn), lacks: found.lacks.filter(isOwn) }];
  });
  return { held: own.flatMap(({ held }) => held), lacks: own.flatMap(({ lacks }) => lacks) };
}

/** The parent that siblings share. */
export function groupOf(id: string, { numberOf, parents }: RegionTable): string {
  return parents[numberOf.get(id) ?? -1] ?? ROOT_GROUP;
}

/** The cells of the members that are marked, each member over all chunks, one after the other. */
function suppressedIn(cubes: readonly Cube[], measure: string, members: readonly number[]): number[] {
  if (!cubes.some(({ suppressed }) => suppressed.has(measure))) return [];
  const cells: number[] = [];
  let cell = 0;
  for (const row of members) {
    for (const { dates, suppressed } of cubes) {
      const marks = suppressed.get(measure);
      for (let period = 0; period < dates.length; period++, cell++) {
        if (marks?.[row * dates.length + period] === 1) cells.push(cell);
      }
    }
  }
  return cells;
}

/** A region that begins within the chunks has nothing in those before. */
function pushChunks(changes: Changes, cubes: readonly Cube[], measure: string, row: number, base: number): void {
  let last = base;
  for (const cube of cubes) {
    if (row < cube.ids.length) last = pushChanges(changes, cube, measure, row, last);
    else changes.count += cube.dates.length;
  }
}
