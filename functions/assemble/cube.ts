import type { RegionTable } from '../clean/load-regions.ts';
import { type RegionRows, tooLarge } from '../clean/region-rows.ts';
import type { CodedRows } from '../contract/changes.ts';
import type { Dataset, Measure } from '../contract/dataset.ts';
import type { Frames } from '../contract/frames.ts';
import { type HeldValue, type LackingSum, NOTHING_HELD } from '../contract/held.ts';
import { KINDS } from '../measures/kinds.ts';
import type { ChunkState, MapState } from './memory.ts';

/** What is held back of the values of one measure. */
export interface MutableHeldBack {
  readonly held: HeldValue[];
  readonly lacks: LackingSum[];
}

/** One map over consecutive periods: values by measure, region and period, NaN where nothing is known. */
export interface Cube {
  readonly map: string;
  readonly dates: readonly string[];
  /** All regions known by the last period; those of the chunks before come first, in their order. */
  readonly ids: readonly string[];
  /** Per region the index of its first record, negative where it came before. */
  readonly firsts: readonly number[];
  /** Per measure: `values[region * dates.length + period]`; of a flow, running totals after {@link runTotals}. */
  readonly values: Readonly<Record<string, Float64Array>>;
  /** 1 where the region has a record of the period, laid out like the values. */
  readonly records: Uint8Array;
  /** By measure, where there are any: 1 where the source keeps the value back, laid out like the values. */
  readonly suppressed: Map<string, Uint8Array>;
  /** By measure: values that are not published, and sums that lack them, in the period before the first one too. */
  readonly heldBack: Map<string, MutableHeldBack>;
}

/** What one report adds up to, and the place of its period in the chunk. */
export interface ReportRows {
  readonly at: number;
  readonly rows: RegionRows;
}

/** The reports of one chunk → one cube a map; a map that begins within the chunk begins with its first record. */
export function cubesOf(
  reports: readonly ReportRows[],
  dates: readonly string[],
  start: ChunkState,
  { regionTable, dataset }: { readonly regionTable: RegionTable; readonly dataset: Dataset },
): Cube[] {
  const firstPlaces = firstRecords(reports, regionTable.ids.length);
  const cubes = dataset.maps.flatMap(map => {
    const known = start[map]?.ids ?? [];
    const added = newRegions(map, firstPlaces, new Set(known), regionTable);
    const from = known.length > 0 ? 0 : (added[0]?.at ?? Number.POSITIVE_INFINITY);
    if (from >= dates.length) return [];
    const cube = emptyCube(
      map,
      dates.slice(from),
      [...known, ...added.map(({ id }) => id)],
      [...known.map(() => -1), ...added.map(({ at }) => at - from)],
      dataset,
    );
    for (const [measure, { held, lacks }] of Object.entries(start[map]?.heldBack ?? {})) {
      cube.heldBack.set(measure, { held: [...held], lacks: [...lacks] });
    }
    return [cube];
  });
  fill(cubes, reports, dates.length, { regionTable, dataset });
  return cubes;
}

/** By region number the place of its first record; -1 if it has none. @param reports in order */
function firstRecords(reports: readonly ReportRows[], regions: number): Int32Array {
  const firsts = new Int32Array(regions).fill(-1);
  for (const { at, rows } of reports) {
    for (const region of rows.regions) if (firsts[region] === -1) firsts[region] = at;
  }
  return firsts;
}

/** The regions of a map that are not known yet, by their first period. */
function newRegions(
  map: string,
  firstPlaces: Int32Array,
  known: ReadonlySet<string>,
  { ids, maps }: RegionTable,
): { readonly id: string; readonly at: number }[] {
  const added: { id: string; at: number }[] = [];
  for (const [region, at] of firstPlaces.entries()) {
    const id = ids[region] ?? '';
    if (at >= 0 && maps[region] === map && !known.has(id)) added.push({ id, at });
  }
  return added.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
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
  return {
    map,
    dates,
    ids,
    firsts,
    values,
    records: new Uint8Array(cells),
    suppressed: new Map(),
    heldBack: new Map(),
  };
}

/** One pass over all rows: each goes to the cube and the row of its region. @param periods how many the chunk has */
function fill(
  cubes: readonly Cube[],
  reports: readonly ReportRows[],
  periods: number,
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
    // Every cube ends with the chunk.
    from: periods - dates.length,
    records,
    columns: dataset.measures.map(({ id }) => values[id] ?? NO_VALUES),
  }));
  for (const { at: place, rows } of reports) {
    for (const [index, { width, from, records, columns }] of targets.entries()) {
      const offset = place - from;
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
      for (const [measure, marks] of rows.suppressed ?? []) {
        const { id = '' } = dataset.measures[measure] ?? {};
        for (let row = 0; row < cells.length; row++) {
          if (marks[ats[row] ?? 0] === 1) suppressedIn(cubes[index], id)[cells[row] ?? 0] = 1;
        }
      }
    }
  }
}

function suppressedIn(cube: Cube | undefined, measure: string): Uint8Array {
  const marks = cube?.suppressed.get(measure) ?? new Uint8Array(cube?.records.length ?? 0);
  cube?.suppressed.set(measure, marks);
  return marks;
}

type Kinded = Pick<Measure, 'id' | 'kind'>;

/** Turns the values of flows into running totals, which go on over periods without data. */
export function runTotals(cube: Cube, start: MapState | undefined, measures: readonly Kinded[]): void {
  const width = cube.dates.length;
  for (const measure of measures) {
    const { id, kind } = measure;
    if (!KINDS[kind].isFlow) continue;
    const values = cube.values[id] ?? NO_VALUES;
    for (const row of cube.ids.keys()) {
      let total = start?.totals[id]?.[row] ?? 0;
      for (let cell = row * width; cell < (row + 1) * width; cell++) {
        const value = values[cell] ?? Number.NaN;
        if (Number.isNaN(value)) continue;
        total += value;
        if (Math.abs(total) > Number.MAX_SAFE_INTEGER) throw tooLarge(cube.ids[row] ?? '', measure);
        values[cell] = total;
      }
    }
  }
}

/** One measure of a cube as a frames blob. */
export function assembleFrames(cube: Cube, measure: string, start: MapState | undefined): Coded<Frames> {
  const before = start?.totals[measure] ?? [];
  const base = cube.ids.map((_, row) => before[row] ?? null);
  const changes = emptyChanges(cube.ids.length * cube.dates.length);
  for (const row of cube.ids.keys()) pushChanges(changes, cube, measure, row, base[row] ?? 0);
  return {
    schema: 'frames/2',
    map: cube.map,
    measure,
    dates: cube.dates,
    base,
    changes: changes.values,
    suppressed: cellsOf(cube.suppressed.get(measure)),
    ...(cube.heldBack.get(measure) ?? NOTHING_HELD),
  };
}

/** Rows as a blob holds them, with the changes as they are written: NaN where nothing is known. */
export type Coded<T extends CodedRows> = Omit<T, 'changes'> & { readonly changes: Float64Array };

/** Changes that are appended one after the other. */
export interface Changes {
  readonly values: Float64Array;
  count: number;
}

export function emptyChanges(length: number): Changes {
  return { values: new Float64Array(length).fill(Number.NaN), count: 0 };
}

/**
 * Appends the totals of one region as `changesFromTotals` codes them.
 * @param last the last known total @returns the new last one
 */
export function pushChanges(
  changes: Changes,
  { dates, values }: Cube,
  measure: string,
  row: number,
  last: number,
): number {
  const totals = values[measure] ?? NO_VALUES;
  const end = (row + 1) * dates.length;
  let known = last;
  let at = changes.count;
  for (let cell = row * dates.length; cell < end; cell++) {
    const total = totals[cell] ?? Number.NaN;
    if (!Number.isNaN(total)) {
      changes.values[at] = total - known;
      known = total;
    }
    at += 1;
  }
  changes.count = at;
  return known;
}

/** The cells that are marked, in order. */
function cellsOf(marks: Uint8Array | undefined): number[] {
  const cells: number[] = [];
  if (marks !== undefined) for (const [cell, mark] of marks.entries()) if (mark === 1) cells.push(cell);
  return cells;
}

const NO_VALUES = new Float64Array();
