import { changesFromTotals, type Maybe } from '../../contract/changes.ts';
import type { Frames } from '../../contract/frames.ts';
import { NOTHING_HELD } from '../../contract/held.ts';
import type { Cube } from './cube.ts';
import type { MapState } from './month-state.ts';

/** One measure of a cube as a frames blob. */
export function assembleFrames(cube: Cube, measure: string, start: MapState | undefined): Frames {
  const base = baseOf(cube, measure, start);
  return {
    schema: 'frames/1',
    map: cube.map,
    measure,
    dates: cube.dates,
    base,
    changes: cube.ids.flatMap((_, row) => changesFromTotals(totalsOf(cube, measure, row), base[row] ?? null)),
    ...(cube.heldBack.get(measure) ?? NOTHING_HELD),
  };
}

/** The totals of the day before the cube; null where there were none. */
export function baseOf(cube: Cube, measure: string, start: MapState | undefined): Maybe[] {
  const before = start?.totals[measure] ?? [];
  return cube.ids.map((_, row) => before[row] ?? null);
}

/** The totals of one region of a cube, by day. */
export function totalsOf(cube: Cube, measure: string, row: number): Maybe[] {
  const days = cube.dates.length;
  const values = cube.values[measure] ?? NO_VALUES;
  const totals: Maybe[] = new Array(days);
  for (let day = 0, cell = row * days; day < days; day++, cell++) {
    const value = values[cell] ?? Number.NaN;
    totals[day] = Number.isNaN(value) ? null : value;
  }
  return totals;
}

const NO_VALUES = new Float64Array();
