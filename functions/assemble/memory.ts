import type { ReportOutcome } from '../clean/row-outcomes.ts';
import type { Maybe } from '../contract/changes.ts';
import type { HeldBack } from '../contract/held.ts';
import type { Ranges } from '../contract/latest.ts';
import type { Findings, Rule, Totals, UnmatchedPlace } from '../contract/receipt.ts';
import type { Build } from '../job/build.ts';
import { pack, readJson } from '../job/work-json.ts';
import type { Sketches } from './sketch.ts';

/** What the next chunk needs to know of all periods before it, per map. Regions in the order of the regions blob. */
export interface MapState {
  readonly ids: readonly string[];
  /** The period of each region's first record. */
  readonly firsts: readonly string[];
  /** The period of each region's last record. */
  readonly lasts: readonly string[];
  /** Per measure the totals of the last period; of a flow the running total, if nothing is known of the last period too. */
  readonly totals: Readonly<Record<string, readonly Maybe[]>>;
  /** Per measure what is new in the last period. */
  readonly news: Readonly<Record<string, readonly Maybe[]>>;
  /** For each measure, the values before the last period that a mean over the usual window needs. */
  readonly recent?: Readonly<Record<string, RecentValues>>;
  /** Per measure the rows whose value of the last period their source withholds. */
  readonly suppressed?: Readonly<Record<string, readonly number[]>>;
  /** Per measure what is held back in the last period, where something is. */
  readonly heldBack?: Readonly<Record<string, HeldBack>>;
}

/**
 * Values of one measure in the periods before the last one, newest first, each in the order of the regions: totals, and of
 * a flow what was added.
 */
export type RecentValues = readonly (readonly Maybe[])[];

export type ChunkState = Readonly<Record<string, MapState>>;

/** Before the first period: nothing is known. */
export function emptyState(maps: readonly string[], measures: readonly string[]): ChunkState {
  const none = Object.fromEntries(measures.map(id => [id, []]));
  return Object.fromEntries(maps.map(map => [map, { ids: [], firsts: [], lasts: [], totals: none, news: none }]));
}

/** One chunk, assembled. */
export interface ChunkRecord {
  readonly maps: Readonly<Record<string, ChunkMap>>;
  /** By period. */
  readonly outcomes: Readonly<Record<string, ReportOutcome>>;
  readonly remainders: Readonly<Record<string, Readonly<Record<string, Totals>>>>;
  readonly rules: readonly Rule[];
  readonly unmatched: readonly UnmatchedPlace[];
  readonly gaps: Findings;
  readonly corrections: Findings;
  /** Names the state at its end, which is kept beside the ledger. */
  readonly end: string;
}

export interface ChunkMap {
  readonly firstDate: string;
  readonly lastDate: string;
  /** By measure. */
  readonly frames: Readonly<Record<string, string>>;
  readonly ranges: Readonly<Record<string, Ranges>>;
  readonly sketches: Readonly<Record<string, Sketches>>;
  /** Of the first measure, by period: all places together. */
  readonly overall: readonly Maybe[];
  /** Those that have a value. */
  readonly measures: readonly string[];
  /** By measure, where something is. */
  readonly heldBack: Readonly<Record<string, HeldBack>>;
}

export type SeriesBlobs = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What earlier builds assembled. Every entry is named by all that it was made from. */
export interface AssemblyMemory {
  readonly chunks: Map<string, ChunkRecord>;
  /** By group of chunks: map → group of regions → blob. */
  readonly groups: Map<string, SeriesBlobs>;
}

export async function readState(
  name: string,
  { id, work }: Pick<Build, 'id' | 'work'>,
): Promise<ChunkState | undefined> {
  const stored = await readJson(stateKey(id, name), work);
  return Object.keys(stored).length === 0 ? undefined : stored;
}

export async function writeState(
  name: string,
  state: ChunkState,
  { id, work }: Pick<Build, 'id' | 'work'>,
): Promise<void> {
  await work.put(stateKey(id, name), await pack(state));
}

function stateKey(id: string, name: string): string {
  return `${id}/states/${name}.json.br`;
}
