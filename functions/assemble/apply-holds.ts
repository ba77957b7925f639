import type { Holds } from '../checks/holds.ts';
import { derivedValue, summedMeasures } from '../clean/clean-reports.ts';
import type { RegionTable } from '../clean/load-regions.ts';
import { quoteName } from '../engine/engine.ts';
import type { Build } from '../job/build.ts';
import type { Cube, MutableHeldBack } from './cube.ts';

/** A region on a day whose measures that follow from others must be made again. */
interface Touched {
  readonly cube: Cube;
  readonly region: string;
  readonly period: string;
  readonly cell: number;
  /** Of a place that is held back. */
  readonly reason: string | null;
  readonly children: Set<string>;
}

/** Takes what is held back out of the cubes, puts what counts instead into the sums above, and notes both in the cubes. */
export async function applyHolds(
  cubes: readonly Cube[],
  holds: ReadonlyMap<string, Holds>,
  regionTable: RegionTable,
  build: Pick<Build, 'dataset' | 'connection'>,
): Promise<void> {
  const summed = summedMeasures(build.dataset);
  const touched: Touched[] = [];
  for (const [period, ofDay] of holds) {
    const regions = new Map<string, Touched>();
    const touch = (region: string, reason: string | null) => {
      const known = regions.get(region) ?? touchedIn(cubes, region, period, reason, regionTable);
      if (known !== undefined) regions.set(region, known);
      return known;
    };
    for (const { region, measures, detail } of ofDay.places) {
      const at = touch(region, detail);
      if (at === undefined) continue;
      for (const measure of measures ?? summed) {
        setValue(at, measure, null);
        heldBackOf(at, measure).held.push({ region, period, reason: detail });
      }
    }
    for (const { region, measure, value, children } of ofDay.sums()) {
      const at = touch(region, null);
      if (at === undefined) continue;
      setValue(at, measure, value);
      heldBackOf(at, measure).lacks.push({ region, period, children });
      for (const child of children) at.children.add(child);
    }
    touched.push(...regions.values());
  }
  if (touched.length > 0) await deriveAgain(touched, build);
}

function touchedIn(
  cubes: readonly Cube[],
  region: string,
  period: string,
  reason: string | null,
  { maps, numberOf }: RegionTable,
): Touched | undefined {
  const cube = cubes.find(({ map }) => map === maps[numberOf.get(region) ?? -1]);
  const [row, day] = [cube?.ids.indexOf(region) ?? -1, cube?.dates.indexOf(period) ?? -1];
  if (cube === undefined || row < 0 || day < 0) return undefined;
  return { cube, region, period, cell: row * cube.dates.length + day, reason, children: new Set() };
}

/** The measures that follow from others, over the values that now count. */
async function deriveAgain(
  touched: readonly Touched[],
  { dataset, connection }: Pick<Build, 'dataset' | 'connection'>,
): Promise<void> {
  const derived: { id: string; value: string }[] = [];
  for (const { id, from } of dataset.measures) {
    if (from !== null) derived.push({ id, value: await derivedValue({ id, from }, connection) });
  }
  if (derived.length === 0) return;
  const summed = summedMeasures(dataset);
  const rows = touched.map(({ cube, cell }, index) => {
    const values = summed.map(id => `${sqlNumber(cube.values[id]?.[cell])}::BIGINT`);
    return `(${[index, ...values].join(', ')})`;
  });
  const reader = await connection.runAndReadAll(
    `SELECT ${derived.map(({ id, value }) => `(${value})::DOUBLE AS ${quoteName(id)}`).join(', ')}
     FROM (VALUES ${rows.join(', ')}) sums("row number", ${summed.map(quoteName).join(', ')}) ORDER BY "row number"`,
  );
  for (const [index, values] of reader.getRows().entries()) {
    const at = touched[index];
    if (at === undefined) continue;
    for (const [column, { id }] of derived.entries()) {
      const value = typeof values[column] === 'number' ? values[column] : null;
      setValue(at, id, value);
      const { region, period, reason } = at;
      if (value === null && reason !== null) heldBackOf(at, id).held.push({ region, period, reason });
      if (value !== null && at.children.size > 0) {
        heldBackOf(at, id).lacks.push({ region, period, children: [...at.children].sort() });
      }
    }
  }
}

function sqlNumber(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? 'NULL' : String(value);
}

function setValue({ cube, cell }: Touched, measure: string, value: number | null): void {
  const values = cube.values[measure];
  if (values !== undefined) values[cell] = value ?? Number.NaN;
}

function heldBackOf({ cube }: Touched, measure: string): MutableHeldBack {
  const found = cube.heldBack.get(measure) ?? { held: [], lacks: [] };
  cube.heldBack.set(measure, found);
  return found;
}
