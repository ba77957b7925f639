import type { RegionTable } from '../clean/load-regions.ts';
import type { RegionRows } from '../clean/region-rows.ts';
import { changesFromTotals, type Maybe } from '../contract/changes.ts';
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
  return dataset.maps.flatMap(map => {
    const known = start[map]?.ids ?? [];
    const firsts = firstRecords(days, regionTable, map, new Set(known));
    const mapFirst = Math.min(...firsts.values(), Number.POSITIVE_INFINITY);
    const from = known.length > 0 ? 0 : mapFirst - firstDay;
    if (from >= dates.length) return [];
    const added = [...firsts].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1));
    const cube = emptyCube(
      map,
      dates.slice(from),
      [...known, ...added.map(([id]) => id)],
      [...known.map(() => -1), ...added.map(([, day]) => day - firstDay - from)],
      dataset,
    );
    for (const [measure, { held, lacks }] of Object.entries(start[map]?.heldBack ?? {})) {
      cube.heldBack.set(measure, { held: [...held], lacks: [...lacks] });
    }
    fill(cube, days, { regionTable, dataset }, firstDay + from);
    return [cube];
  });
}

/** The day of the month, counted from 0. */
export function monthDay(date: string): number {
  return Number(date.slice(8)) - 1;
}

function firstRecords(
  days: readonly DayRows[],
  { ids, maps }: RegionTable,
  map: string,
  known: ReadonlySet<string>,
): Map<string, number> {
  const firsts = new Map<number, number>();
  for (const { day, rows } of days) {
    for (const region of rows.regions) {
      if (maps[region] !== map) continue;
      const first = firsts.get(region);
      if (first === undefined || day < first) firsts.set(region, day);
    }
  }
  const named = [...firsts].map(([region, day]) => [ids[region] ?? '', day] as const);
  return new Map(named.filter(([id]) => !known.has(id)));
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

function fill(
  cube: Cube,
  days: readonly DayRows[],
  { regionTable, dataset }: { readonly regionTable: RegionTable; readonly dataset: Dataset },
  firstDay: number,
): void {
  const rowOf = new Int32Array(regionTable.ids.length).fill(-1);
  for (const [row, id] of cube.ids.entries()) {
    const number = regionTable.numberOf.get(id);
    if (number !== undefined) rowOf[number] = row;
  }
  const targets = dataset.measures.map(({ id }) => cube.values[id] ?? new Float64Array());
  for (const { day: monthDay, rows } of days) {
    const day = monthDay - firstDay;
    if (day < 0 || day >= cube.dates.length) continue;
    for (const [row, number] of rows.regions.entries()) {
      const region = rowOf[number] ?? -1;
      if (region < 0) continue;
      const cell = region * cube.dates.length + day;
      cube.records[cell] = 1;
      for (const [index, target] of targets.entries()) target[cell] = rows.values[index]?.[row] ?? Number.NaN;
    }
  }
}

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
function baseOf(cube: Cube, measure: string, start: MapState | undefined): Maybe[] {
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
