import type { CheckedInputs } from '../checks/check-inputs.ts';
import { type Chunk, type ChunkGroup, chunkName, chunksOf, groupsOf } from '../clean/chunks.ts';
import type { Build } from '../job/build.ts';
import { sha256 } from '../job/hash.ts';
import { assembleChunk, chunkKey } from './assemble-chunk.ts';
import type { Cube } from './cube.ts';
import {
  type AssemblyMemory,
  type ChunkRecord,
  type ChunkState,
  emptyState,
  readState,
  type SeriesBlobs,
  writeState,
} from './memory.ts';
import { assembleSeries } from './series.ts';

/** The chunks of a data set with the blobs that were made of them. */
export interface Assembled {
  readonly chunks: readonly AssembledChunk[];
  readonly groups: readonly AssembledGroup[];
  readonly end: ChunkState;
  /** Keys of the memory that this build used. */
  readonly used: ReadonlySet<string>;
  readonly rebuilt: number;
}

export interface AssembledChunk {
  readonly chunk: Chunk;
  readonly record: ChunkRecord;
}

export interface AssembledGroup {
  readonly chunks: readonly AssembledChunk[];
  /** Map → group → blob. */
  readonly series: SeriesBlobs;
}

/** What chunks are assembled from. */
type Inputs = Pick<CheckedInputs, 'reports' | 'holds' | 'regionTable' | 'cleaned' | 'basis'>;

/**
 * Assembles the chunks in order. A chunk, and the series of a group, that was made before from the same reports and the same
 * state is taken from the memory; the others are cleaned and assembled.
 */
export async function assemble(build: Build, inputs: Inputs, memory: AssemblyMemory): Promise<Assembled> {
  try {
    return await new Assembly(build, inputs, memory).run();
  } catch (cause) {
    if (!(cause instanceof LostState)) throw cause;
    memory.chunks.clear();
    memory.groups.clear();
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
  /** The state before the next chunk; undefined as long as it was not needed. */
  #state: ChunkState | undefined;
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
    const { period } = this.#build.dataset;
    const chunks = chunksOf(this.#inputs.reports, period);
    const done: AssembledChunk[] = [];
    const groups: AssembledGroup[] = [];
    for (const group of groupsOf(chunks, period)) {
      const known = this.#knownGroup(group);
      const start = known === undefined ? await this.#stateNow() : undefined;
      const assembled: AssembledChunk[] = [];
      const cubes: Cube[][] = [];
      const keys: string[] = [];
      for (const chunk of group.chunks) {
        const key = this.#keyOf(chunk, this.#stateName);
        const record = known === undefined ? await this.#rebuild(chunk, key, cubes) : this.#knownChunk(key);
        if (record === undefined) throw new LostState();
        if (known !== undefined) this.#state = undefined;
        this.#stateName = record.end;
        this.#used.add(key);
        keys.push(key);
        assembled.push({ chunk, record });
        this.#build.progress('assembling', done.length + assembled.length, chunks.length);
      }
      const series = known ?? (await this.#seriesBlobs(cubes, start));
      this.#memory.groups.set(groupKey(keys), series);
      this.#used.add(groupKey(keys));
      done.push(...assembled);
      if (done.length < chunks.length) this.#build.stepDone(`what was assembled up to ${group.chunks.at(-1)?.last}`);
      groups.push({ chunks: assembled, series });
    }
    return { chunks: done, groups, end: await this.#stateNow(), used: this.#used, rebuilt: this.#rebuilt };
  }

  async #stateNow(): Promise<ChunkState> {
    this.#state ??= await readState(this.#stateName, this.#build);
    if (this.#state === undefined) throw new LostState();
    return this.#state;
  }

  #keyOf(chunk: Chunk, stateName: string): string {
    return chunkKey(chunk, stateName, this.#inputs);
  }

  async #rebuild(chunk: Chunk, key: string, cubes: Cube[][]): Promise<ChunkRecord> {
    const { cleaned } = this.#inputs;
    await cleaned.clean(chunk.reports);
    const reports = await Promise.all(chunk.reports.map(report => cleaned.get(report)));
    const made = await assembleChunk(chunk, reports, await this.#stateNow(), { ...this.#inputs, build: this.#build });
    const end = sha256(JSON.stringify(made.end)).slice(0, 32);
    await writeState(end, made.end, this.#build);
    const record = { ...made.record, end };
    this.#memory.chunks.set(key, record);
    cubes.push([...made.cubes]);
    this.#state = made.end;
    this.#rebuilt += 1;
    // The newest chunk is kept for the next report.
    const newest = this.#inputs.reports.at(-1)?.date ?? '';
    if (chunk.name !== chunkName(newest, this.#build.dataset.period)) cleaned.forget(chunk.reports);
    return record;
  }

  #knownChunk(key: string): ChunkRecord | undefined {
    const record = this.#memory.chunks.get(key);
    const { has } = this.#build.blobs;
    return record && Object.values(record.maps).every(({ frames }) => Object.values(frames).every(has))
      ? record
      : undefined;
  }

  /** The series of a group whose chunks are all known, if they are known too. */
  #knownGroup({ chunks }: ChunkGroup): SeriesBlobs | undefined {
    let name = this.#stateName;
    const keys: string[] = [];
    for (const chunk of chunks) {
      const key = this.#keyOf(chunk, name);
      const record = this.#knownChunk(key);
      if (record === undefined) return undefined;
      keys.push(key);
      name = record.end;
    }
    const series = this.#memory.groups.get(groupKey(keys));
    const { has } = this.#build.blobs;
    return series && Object.values(series).every(groups => Object.values(groups).every(has)) ? series : undefined;
  }

  async #seriesBlobs(cubes: readonly (readonly Cube[])[], start: ChunkState | undefined): Promise<SeriesBlobs> {
    const { blobs, dataset } = this.#build;
    const measures = dataset.measures.map(({ id }) => id);
    const byMap: Record<string, Record<string, string>> = {};
    for (const map of dataset.maps) {
      const ofMap = cubes.flatMap(chunk => chunk.filter(cube => cube.map === map));
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

function groupKey(chunkKeys: readonly string[]): string {
  return sha256(`series ${chunkKeys.join(' ')}`).slice(0, 32);
}
