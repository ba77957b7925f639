import { type Month, type Period, periodsOf } from '../clean/chunks.ts';
import { sha256 } from '../job/hash.ts';
import { assembleMonth, monthKey } from './assemble-month.ts';
import type { Cube } from './cube.ts';
import { emptyState, type MonthRecord, type MonthState, readState, type SeriesBlobs, writeState } from './memory.ts';
import type { MonthTools } from './month-tools.ts';
import { assembleSeries } from './series.ts';

export interface AssembledMonths {
  readonly months: readonly AssembledMonth[];
  readonly periods: readonly AssembledPeriod[];
  readonly end: MonthState;
  /** Keys of the ledger that this build stands on. */
  readonly used: ReadonlySet<string>;
  readonly rebuilt: number;
}

export interface AssembledMonth {
  readonly month: Month;
  readonly record: MonthRecord;
}

export interface AssembledPeriod {
  readonly months: readonly AssembledMonth[];
  /** Map → group → blob. */
  readonly series: SeriesBlobs;
}

/**
 * Goes through the months in order. A month, and a period of series, that was made before from the same reports and the
 * same state is taken from the ledger; what is left is cleaned and assembled.
 */
/**
 * Goes through the months in order. A month, and a period of series, that was made before from the same reports and the
 * same state is taken from the ledger; what is left is cleaned and assembled.
 */
export async function assembleMonths(months: readonly Month[], tools: MonthTools): Promise<AssembledMonths> {
  const walk = startWalk(tools);
  const done: AssembledMonth[] = [];
  const periods: AssembledPeriod[] = [];
  for (const period of periodsOf(months)) {
    const known = knownPeriod(period, walk.stateName, tools);
    const start = known === undefined ? await stateOf(walk, tools) : undefined;
    const assembled: AssembledMonth[] = [];
    const cubes: Cube[][] = [];
    const keys: string[] = [];
    for (const month of period.months) {
      const key = monthKey(month, walk.stateName, tools.basis, tools.holds);
      const record = known === undefined ? await rebuild(month, key, walk, cubes, tools) : knownMonth(key, tools);
      if (record === undefined) throw new LostState();
      if (known !== undefined) walk.state = undefined;
      walk.stateName = record.end;
      walk.used.add(key);
      keys.push(key);
      assembled.push({ month, record });
      tools.progress(done.length + assembled.length, months.length);
    }
    const series = known ?? (await seriesBlobs(cubes, start, tools));
    tools.ledger.periods.set(periodKey(keys), series);
    walk.used.add(periodKey(keys));
    done.push(...assembled);
    if (done.length < months.length) tools.stepDone(`what was assembled up to ${period.months.at(-1)?.name}`);
    periods.push({ months: assembled, series });
  }
  return { months: done, periods, end: await stateOf(walk, tools), used: walk.used, rebuilt: walk.rebuilt };
}

/** A state that the ledger names is not in the work store any more: the ledger is no use. */
export class LostState extends Error {}

interface Walk {
  /** The state before the next month; undefined where it was not needed yet. */
  state: MonthState | undefined;
  stateName: string;
  rebuilt: number;
  readonly used: Set<string>;
}

function startWalk({ descriptor }: MonthTools): Walk {
  const measures = descriptor.measures.map(({ id }) => id);
  const state = emptyState(descriptor.maps, measures);
  return { state, stateName: 'start', rebuilt: 0, used: new Set() };
}

async function stateOf(walk: Walk, { dataset, work }: MonthTools): Promise<MonthState> {
  walk.state ??= await readState(dataset, walk.stateName, work);
  if (walk.state === undefined) throw new LostState();
  return walk.state;
}

async function rebuild(
  month: Month,
  key: string,
  walk: Walk,
  cubes: Cube[][],
  tools: MonthTools,
): Promise<MonthRecord> {
  await tools.cleaned.clean(month.reports);
  const cleaned = await Promise.all(month.reports.map(report => tools.cleaned.get(report)));
  const made = await assembleMonth(month, cleaned, await stateOf(walk, tools), tools);
  const end = sha256(JSON.stringify(made.end)).slice(0, 32);
  await writeState(tools.dataset, end, made.end, tools.work);
  const record = { ...made.record, end };
  tools.ledger.months.set(key, record);
  cubes.push([...made.cubes]);
  walk.state = made.end;
  walk.rebuilt += 1;
  tools.cleaned.forget(month.reports);
  return record;
}

function knownMonth(key: string, { ledger, blobs }: MonthTools): MonthRecord | undefined {
  const record = ledger.months.get(key);
  const there = record && Object.values(record.maps).every(({ frames }) => Object.values(frames).every(blobs.has));
  return there ? record : undefined;
}

/** The series of a period whose months are all known, if they are known too. */
function knownPeriod(period: Period, stateName: string, tools: MonthTools): SeriesBlobs | undefined {
  let name = stateName;
  const keys: string[] = [];
  for (const month of period.months) {
    const key = monthKey(month, name, tools.basis, tools.holds);
    const record = knownMonth(key, tools);
    if (record === undefined) return undefined;
    keys.push(key);
    name = record.end;
  }
  const series = tools.ledger.periods.get(periodKey(keys));
  const there = series && Object.values(series).every(groups => Object.values(groups).every(tools.blobs.has));
  return there ? series : undefined;
}

function periodKey(monthKeys: readonly string[]): string {
  return sha256(`series ${monthKeys.join(' ')}`).slice(0, 32);
}

async function seriesBlobs(
  cubes: readonly (readonly Cube[])[],
  start: MonthState | undefined,
  { descriptor, regionTable, blobs }: MonthTools,
): Promise<SeriesBlobs> {
  const measures = descriptor.measures.map(({ id }) => id);
  const byMap: Record<string, Record<string, string>> = {};
  for (const map of descriptor.maps) {
    const ofMap = cubes.flatMap(month => month.filter(cube => cube.map === map));
    // A region may be named like what every object has.
    const byGroup: Record<string, string> = Object.create(null);
    for (const piece of assembleSeries(ofMap, start?.[map], measures, regionTable)) {
      byGroup[piece.group] = await blobs.add(piece);
    }
    byMap[map] = byGroup;
  }
  return byMap;
}
