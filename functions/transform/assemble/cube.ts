import type { RegionTable } from '../clean/load-regions.ts';
import type { RegionRows } from '../clean/region-rows.ts';
import type { Descriptor } from '../descriptor.ts';
import type { MutableHeldBack } from './apply-holds.ts';
import type { MonthState } from './month-state.ts';

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
  regionTable: RegionTable,
  descriptor: Descriptor,
): Cube[] {
  const firstDay = monthDay(dates[0] ?? '');
  return descriptor.maps.flatMap(map => {
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
      descriptor,
    );
    for (const [measure, { held, lacks }] of Object.entries(start[map]?.heldBack ?? {})) {
      cube.heldBack.set(measure, { held: [...held], lacks: [...lacks] });
    }
    fill(cube, days, regionTable, descriptor, firstDay + from);
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
  { measures }: Descriptor,
): Cube {
  const cells = ids.length * dates.length;
  const values = Object.fromEntries(measures.map(({ id }) => [id, new Float64Array(cells).fill(Number.NaN)]));
  return { map, dates, ids, firsts, values, records: new Uint8Array(cells), heldBack: new Map() };
}

function fill(
  cube: Cube,
  days: readonly DayRows[],
  table: RegionTable,
  { measures }: Descriptor,
  firstDay: number,
): void {
  const rowOf = new Int32Array(table.ids.length).fill(-1);
  for (const [row, id] of cube.ids.entries()) {
    const number = table.numberOf.get(id);
    if (number !== undefined) rowOf[number] = row;
  }
  const targets = measures.map(({ id }) => cube.values[id] ?? new Float64Array());
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
