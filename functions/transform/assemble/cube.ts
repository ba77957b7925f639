import type { RegionTable } from '../clean/load-regions.ts';
import type { TidyRows } from '../clean/read-tidy.ts';
import type { Descriptor } from '../descriptor.ts';
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
}

/** Tidy rows of one month → one cube a map; a map that begins within the month begins with its first record. */
export function cubesOf(
  tidy: TidyRows,
  dates: readonly string[],
  start: MonthState,
  regionTable: RegionTable,
  descriptor: Descriptor,
): Cube[] {
  const firstDay = monthDay(dates[0] ?? '');
  return descriptor.maps.flatMap(map => {
    const known = start[map]?.ids ?? [];
    const firsts = firstRecords(tidy, regionTable, map, new Set(known));
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
    fill(cube, tidy, regionTable, descriptor, firstDay + from);
    return [cube];
  });
}

/** The day of the month, counted from 0. */
function monthDay(date: string): number {
  return Number(date.slice(8)) - 1;
}

function firstRecords(
  tidy: TidyRows,
  { ids, maps }: RegionTable,
  map: string,
  known: ReadonlySet<string>,
): Map<string, number> {
  const firsts = new Map<number, number>();
  for (let row = 0; row < tidy.length; row++) {
    const region = tidy.regions[row] ?? -1;
    if (maps[region] !== map) continue;
    const day = tidy.days[row] ?? 0;
    const first = firsts.get(region);
    if (first === undefined || day < first) firsts.set(region, day);
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
  return { map, dates, ids, firsts, values, records: new Uint8Array(cells) };
}

function fill(cube: Cube, tidy: TidyRows, table: RegionTable, { measures }: Descriptor, firstDay: number): void {
  const rowOf = new Int32Array(table.ids.length).fill(-1);
  for (const [row, id] of cube.ids.entries()) {
    const number = table.numberOf.get(id);
    if (number !== undefined) rowOf[number] = row;
  }
  const targets = measures.map(({ id }) => cube.values[id] ?? new Float64Array());
  for (let row = 0; row < tidy.length; row++) {
    const region = rowOf[tidy.regions[row] ?? 0] ?? -1;
    const day = (tidy.days[row] ?? 0) - firstDay;
    if (region < 0 || day < 0 || day >= cube.dates.length) continue;
    const cell = region * cube.dates.length + day;
    cube.records[cell] = 1;
    targets.forEach((target, index) => {
      target[cell] = tidy.values[index]?.[row] ?? Number.NaN;
    });
  }
}
