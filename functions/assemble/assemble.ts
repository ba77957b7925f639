import type { CheckedInputs } from '../checks/check-inputs.ts';
import { type Month, monthsOf, type Period, periodsOf } from '../clean/chunks.ts';
import type { Build } from '../job/build.ts';
import { sha256 } from '../job/hash.ts';
import { assembleMonth, monthKey } from './assemble-month.ts';
import type { Cube } from './cube.ts';
import {
  type AssemblyMemory,
  emptyState,
  type MonthRecord,
  type MonthState,
  readState,
  type SeriesBlobs,
  writeState,
} from './memory.ts';
import { assembleSeries } from './series.ts';

/** The months of a data set with the blobs that were made of them. */
export interface Assembled {
  readonly months: readonly AssembledMonth[];
  readonly periods: readonly AssembledPeriod[];
  readonly end: MonthState;
  /** Keys of the memory that this build used. */
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

/** What months are assembled from. */
type Inputs = Pick<CheckedInputs, 'reports' | 'holds' | 'regionTable' | 'cleaned' | 'basis'>;

/**
 * Assembles the months in order. A month, and a period of series, that was made before from the same reports and the same
 * state is taken from the memory; the others are cleaned and assembled.
 */
export async function assemble(build: Build, inputs: Inputs, memory: AssemblyMemory): Promise<Assembled> {
  try {
    return await new Assembly(build, inputs, memory).run();
  } catch (cause) {
    if (!(cause instanceof LostState)) throw cause;
    memory.months.clear();
    memory.periods.clear();
    return new Assembly(build, inputs, memory).run();
  }
}

/** A state that the memory names is not in the work store any more: the memory is no use. */
class LostState extends Error {}

class Assembly {
  readonly #build: Build;
  readonly #inputs: Inputs;
  readonly #memory: AssemblyMemory;
  readonly #used = new Set<string>();
  /** The state before the next month; undefined as long as it was not needed. */
  #state: MonthState | undefined;
  #stateName = 'start';
  #rebuilt = 0;

  constructor(build: Build, inputs: Inputs, memory: AssemblyMemory) {
    this.#build = build;
    this.#inputs = inputs;
    this.#memory = memory;
    const { maps, measures } = build.dataset;
    this.#state = emptyState(
      maps,
      measures.map(({ id }) => id),
    );
  }

  async run(): Promise<Assembled> {
    const months = monthsOf(this.#inputs.reports);
    const done: AssembledMonth[] = [];
    const periods: AssembledPeriod[] = [];
    for (const period of periodsOf(months)) {
      const known = this.#knownPeriod(period);
      const start = known === undefined ? await this.#stateNow() : undefined;
      const assembled: AssembledMonth[] = [];
      const cubes: Cube[][] = [];
      const keys: string[] = [];
      for (const month of period.months) {
        const key = this.#keyOf(month, this.#stateName);
        const record = known === undefined ? await this.#rebuild(month, key, cubes) : this.#knownMonth(key);
        if (record === undefined) throw new LostState();
        if (known !== undefined) this.#state = undefined;
        this.#stateName = record.end;
        this.#used.add(key);
        keys.push(key);
        assembled.push({ month, record });
        this.#build.progress('assembling', done.length + assembled.length, months.length);
      }
      const series = known ?? (await this.#seriesBlobs(cubes, start));
      this.#memory.periods.set(periodKey(keys), series);
      this.#used.add(periodKey(keys));
      done.push(...assembled);
      if (done.length < months.length) this.#build.stepDone(`what was assembled up to ${period.months.at(-1)?.name}`);
      periods.push({ months: assembled, series });
    }
    return { months: done, periods, end: await this.#stateNow(), used: this.#used, rebuilt: this.#rebuilt };
  }

  async #stateNow(): Promise<MonthState> {
    this.#state ??= await readState(this.#stateName, this.#build);
    if (this.#state === undefined) throw new LostState();
    return this.#state;
  }

  #keyOf(month: Month, stateName: string): string {
    return monthKey(month, stateName, this.#inputs);
  }

  async #rebuild(month: Month, key: string, cubes: Cube[][]): Promise<MonthRecord> {
    const { cleaned } = this.#inputs;
    await cleaned.clean(month.reports);
    const reports = await Promise.all(month.reports.map(report => cleaned.get(report)));
    const made = await assembleMonth(month, reports, await this.#stateNow(), { ...this.#inputs, build: this.#build });
    const end = sha256(JSON.stringify(made.end)).slice(0, 32);
    await writeState(end, made.end, this.#build);
    const record = { ...made.record, end };
    this.#memory.months.set(key, record);
    cubes.push([...made.cubes]);
    this.#state = made.end;
    this.#rebuilt += 1;
    // The newest month is kept for the next day.
    if (month.name !== this.#inputs.reports.at(-1)?.date.slice(0, 7)) cleaned.forget(month.reports);
    return record;
  }

  #knownMonth(key: string): MonthRecord | undefined {
    const record = this.#memory.months.get(key);
    const { has } = this.#build.blobs;
    return record && Object.values(record.maps).every(({ frames }) => Object.values(frames).every(has))
      ? record
      : undefined;
  }

  /** The series of a period whose months are all known, if they are known too. */
  #knownPeriod({ months }: Period): SeriesBlobs | undefined {
    let name = this.#stateName;
    const keys: string[] = [];
    for (const month of months) {
      const key = this.#keyOf(month, name);
      const record = this.#knownMonth(key);
      if (record === undefined) return undefined;
      keys.push(key);
      name = record.end;
    }
    const series = this.#memory.periods.get(periodKey(keys));
    const { has } = this.#build.blobs;
    return series && Object.values(series).every(groups => Object.values(groups).every(has)) ? series : undefined;
  }

  async #seriesBlobs(cubes: readonly (readonly Cube[])[], start: MonthState | undefined): Promise<SeriesBlobs> {
    const { blobs, dataset } = this.#build;
    const measures = dataset.measures.map(({ id }) => id);
    const byMap: Record<string, Record<string, string>> = {};
    for (const map of dataset.maps) {
      const ofMap = cubes.flatMap(month => month.filter(cube => cube.map === map));
      // A region may be named like what every object has.
      const byGroup: Record<string, string> = Object.create(null);
      for (const piece of assembleSeries(ofMap, start?.[map], measures, this.#inputs.regionTable)) {
        byGroup[piece.group] = await blobs.add(piece);
      }
      byMap[map] = byGroup;
    }
    return byMap;
  }
}

function periodKey(monthKeys: readonly string[]): string {
  return sha256(`series ${monthKeys.join(' ')}`).slice(0, 32);
}
