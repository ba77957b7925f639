import type { Maybe } from '../contract/changes.ts';
import type { Measure } from '../contract/dataset.ts';
import { addsUp, KINDS } from '../measures/kinds.ts';
import { eachNew } from '../measures/new-values.ts';
import type { Cube } from './cube.ts';
import type { MapState } from './memory.ts';

/**
 * One value per period for all places of a map, in stored whole numbers: their sum, or the median where they do not add
 * up; of counts what is new in the period, since a total so far would only rise.
 *
 * @param start the state before the cube's first period
 */
export function overallByPeriod(cube: Cube, measure: Measure, start: MapState | undefined): Maybe[] {
  const { isFlow, grows } = KINDS[measure.kind];
  const days = cube.dates.length;
  const all = cube.values[measure.id] ?? new Float64Array();
  const mapFirst = start === undefined || start.ids.length === 0 ? 0 : Number.NEGATIVE_INFINITY;
  const fresh = new Float64Array(days);
  const rows = cube.ids.map((_, row) => {
    const totals = { values: all, from: row * days, to: (row + 1) * days };
    if (!isFlow && !grows) return all.subarray(totals.from, totals.to);
    const before = start?.totals[measure.id]?.[row] ?? Number.NaN;
    eachNew(fresh, totals, before, { first: cube.firsts[row] ?? 0, mapFirst, isFlow });
    return fresh.slice();
  });
  return Array.from({ length: days }, (_, day) => {
    return overallOf(
      rows.map(row => row[day] ?? Number.NaN),
      measure,
    );
  });
}

/** The sum of the known values, or their median where they do not add up; null where none is known. */
export function overallOf(values: readonly Maybe[], measure: Pick<Measure, 'kind' | 'guessed'>): Maybe {
  const known = values.filter(value => value !== null).filter(value => !Number.isNaN(value));
  if (known.length === 0) return null;
  if (addsUp(measure)) return known.reduce((sum, value) => sum + value, 0);
  known.sort((a, b) => a - b);
  const middle = known.length >> 1;
  const upper = known[middle] ?? 0;
  return known.length % 2 === 1 ? upper : ((known[middle - 1] ?? 0) + upper) / 2;
}
