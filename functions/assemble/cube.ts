import type { RegionTable } from '../clean/load-regions.ts';
import type { RegionRows } from '../clean/region-rows.ts';
import type { Maybe } from '../contract/changes.ts';
import type { Dataset } from '../contract/dataset.ts';
import type { Frames } from '../contract/frames.ts';
import { type HeldValue, type LackingSum, NOTHING_HELD } from '../contract/held.ts';
import type { MapState, MonthState } from './memory.ts';

/** What is held back of the values of one measure. */
export interface MutableHeldBack {
  readonly held: HeldValue[];
  readonly lacks: LackingSum[];
}

/** One map over consecutive days: totals by measure, region and day, NaN where nothing is known. */
export interface Cube {
  readonly map: string;
  readonly dates: readonly string[];
  /** All regions known by the last day; those of the months before come first, in their order. */
  readonly ids: readonly string[];
  /** Per region the index of its first record, negative where it came before. */
  readonly firsts: readonly number[];
  /** Per measure: `values[region * dates.length + day]`. */
  readonly values: Readonly<Record<string, Float64Array>>;
  /** 1 where the region has a record on the day, laid out like the values. */
  readonly records: Uint8Array;
  /** By measure: values that are not published, and sums that lack them, on the day before the first one too. */
  readonly heldBack: Map<string, MutableHeldBack>;
}

/** What one report adds up to, and its day of the month, from 0. */
export interface DayRows {
  readonly day: number;
  readonly rows: RegionRows;
}

/** The reports of one month → one cube a map; a map that begins within the month begins with its first record. */
export function cubesOf(
  days: readonly DayRows[],
  dates: readonly string[],
  start: MonthState,
  { regionTable, dataset }: { readonly regionTable: RegionTable; readonly dataset: Dataset },
): Cube[] {
  const firstDay = monthDay(dates[0] ?? '');
  const firstDays = firstRecords(days, regionTable.ids.length);
  const cubes = dataset.maps.flatMap(map => {
    const known = start[map]?.ids ?? [];
    const added = newRegions(map, firstDays, new Set(known), regionTable);
    const from = known.length > 0 ? 0 : (added[0]?.day ?? Number.POSITIVE_INFINITY) - firstDay;
    if (from >= dates.length) return [];
    const cube = emptyCube(
      map,
      dates.slice(from),
      [...known, ...added.map(({ id }) => id)],
      [...known.map(() => -1), ...added.map(({ day }) => day - firstDay - from)],
      dataset,
    );
    for (const [measure, { held, lacks }] of Object.entries(start[map]?.heldBack ?? {})) {
      cube.heldBack.set(measure, { held: [...held], lacks: [...lacks] });
    }
    return [cube];
  });
  fill(cubes, days, { regionTable, dataset });
  return cubes;
}

/** The day of the month, counted from 0. */
export function monthDay(date: string): number {
  return Number(date.slice(8)) - 1;
}

/** By region number the day of the month with its first record; -1 if it has none. @param days in order */
function firstRecords(days: readonly DayRows[], regions: number): Int32Array {
  const firsts = new Int32Array(regions).fill(-1);
  for (const { day, rows } of days) {
    for (const region of rows.regions) if (firsts[region] === -1) firsts[region] = day;
  }
  return firsts;
}

/** The regions of a map that are not known yet, by their first day. */
function newRegions(
  map: string,
  firstDays: Int32Array,
  known: ReadonlySet<string>,
  { ids, maps }: RegionTable,
): { readonly id: string; readonly day: number }[] {
  const added: { id: string; day: number }[] = [];
  for (const [region, day] of firstDays.entries()) {
    const id = ids[region] ?? '';
    if (day >= 0 && maps[region] === map && !known.has(id)) added.push({ id, day });
  }
  return added.sort((a, b) => a.day - b.day || (a.id < b.id ? -1 : 1));
}

function emptyCube(
  map: string,
  dates: readonly string[],
  ids: readonly string[],
  firsts: readonly number[],
  { measures }: Dataset,
): Cube {
  const cells = ids.length * dates.length;
  const values = Object.fromEntries(measures.map(({ id }) => [id, new Float64Array(cells).fill(Number.NaN)]));
  return { map, dates, ids, firsts, values, records: new Uint8Array(cells), heldBack: new Map() };
}

/** One pass over all rows: each goes to the cube and the row of its region. */
function fill(
  cubes: readonly Cube[],
  days: readonly DayRows[],
  { regionTable, dataset }: { readonly regionTable: RegionTable; readonly dataset: Dataset },
): void {
  const cubeOf = new Int32Array(regionTable.ids.length).fill(-1);
  const rowOf = new Int32Array(regionTable.ids.length);
  for (const [index, cube] of cubes.entries()) {
    for (const [row, id] of cube.ids.entries()) {
      const number = regionTable.numberOf.get(id);
      if (number === undefined) continue;
      cubeOf[number] = index;
      rowOf[number] = row;
    }
  }
  const targets = cubes.map(({ dates, values, records }) => ({
    width: dates.length,
    firstDay: monthDay(dates[0] ?? ''),
    records,
    columns: dataset.measures.map(({ id }) => values[id] ?? NO_VALUES),
  }));
  for (const { day, rows } of days) {
    for (const [index, { width, firstDay, records, columns }] of targets.entries()) {
      const offset = day - firstDay;
      // Rows of one map, as cells of its cube.
      const ats: number[] = [];
      const cells: number[] = [];
      for (let at = 0; at < rows.regions.length; at++) {
        const number = rows.regions[at] ?? 0;
        if (cubeOf[number] !== index) continue;
        ats.push(at);
        cells.push((rowOf[number] ?? 0) * width + offset);
      }
      for (const cell of cells) records[cell] = 1;
      for (const [measure, column] of columns.entries()) {
        const values = rows.values[measure] ?? NO_VALUES;
        for (let row = 0; row < cells.length; row++) column[cells[row] ?? 0] = values[ats[row] ?? 0] ?? Number.NaN;
      }
    }
  }
}

/** One measure of a cube as a frames blob. */
export function assembleFrames(cube: Cube, measure: string, start: MapState | undefined): Frames {
  const before = start?.totals[measure] ?? [];
  const base = cube.ids.map((_, row) => before[row] ?? null);
  const changes: Maybe[] = [];
  for (const row of cube.ids.keys()) pushChanges(changes, cube, measure, row, base[row] ?? 0);
  return {
    schema: 'frames/1',
    map: cube.map,
    measure,
    dates: cube.dates,
    base,
    changes,
    ...(cube.heldBack.get(measure) ?? NOTHING_HELD),
  };
}

/**
 * Appends the totals of one region as `changesFromTotals` codes them.
 * @param last the last known total @returns the new last one
 */
export function pushChanges(
  changes: Maybe[],
  { dates, values }: Cube,
  measure: string,
  row: number,
  last: number,
): number {
  const totals = values[measure] ?? NO_VALUES;
  const end = (row + 1) * dates.length;
  let known = last;
  for (let cell = row * dates.length; cell < end; cell++) {
    const total = totals[cell] ?? Number.NaN;
    if (Number.isNaN(total)) {
      changes.push(null);
      continue;
    }
    changes.push(total - known);
    known = total;
  }
  return known;
}

const NO_VALUES = new Float64Array();
