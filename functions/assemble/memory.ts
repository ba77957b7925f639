import type { ReportOutcome } from '../clean/row-outcomes.ts';
import type { Maybe } from '../contract/changes.ts';
import type { HeldBack } from '../contract/held.ts';
import type { Ranges } from '../contract/latest.ts';
import type { Findings, Rule, Totals, UnmatchedPlace } from '../contract/receipt.ts';
import type { Build } from '../job/build.ts';
import { pack, readJson } from '../job/work-json.ts';

/** What the next month needs to know of all days before it, per map. Regions in the order of the regions blob. */
export interface MapState {
  readonly ids: readonly string[];
  /** The day of each region's first record. */
  readonly firsts: readonly string[];
  /** The day of each region's last record. */
  readonly lasts: readonly string[];
  /** Per measure the totals of the last day. */
  readonly totals: Readonly<Record<string, readonly Maybe[]>>;
  /** Per measure the new counts of the last day. */
  readonly news: Readonly<Record<string, readonly Maybe[]>>;
  /** Per measure what is held back on the last day, where something is. */
  readonly heldBack?: Readonly<Record<string, HeldBack>>;
}

export type MonthState = Readonly<Record<string, MapState>>;

/** Before the first day: nothing is known. */
export function emptyState(maps: readonly string[], measures: readonly string[]): MonthState {
  const none = Object.fromEntries(measures.map(id => [id, []]));
  return Object.fromEntries(maps.map(map => [map, { ids: [], firsts: [], lasts: [], totals: none, news: none }]));
}

/** One month, assembled. */
export interface MonthRecord {
  readonly maps: Readonly<Record<string, MonthMap>>;
  /** By date. */
  readonly outcomes: Readonly<Record<string, ReportOutcome>>;
  readonly remainders: Readonly<Record<string, Readonly<Record<string, Totals>>>>;
  readonly rules: readonly Rule[];
  readonly unmatched: readonly UnmatchedPlace[];
  readonly gaps: Findings;
  readonly corrections: Findings;
  /** Names the state at its end, which is kept beside the ledger. */
  readonly end: string;
}

export interface MonthMap {
  readonly firstDate: string;
  readonly lastDate: string;
  /** By measure. */
  readonly frames: Readonly<Record<string, string>>;
  readonly ranges: Readonly<Record<string, Ranges>>;
  /** Those that have a value. */
  readonly measures: readonly string[];
  /** By measure, where something is. */
  readonly heldBack: Readonly<Record<string, HeldBack>>;
}

export type SeriesBlobs = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What earlier builds assembled. Every entry is named by all that it was made from. */
export interface AssemblyMemory {
  readonly months: Map<string, MonthRecord>;
  /** By period: map → group → blob. */
  readonly periods: Map<string, SeriesBlobs>;
}

export async function readState(
  name: string,
  { id, work }: Pick<Build, 'id' | 'work'>,
): Promise<MonthState | undefined> {
  const stored = await readJson(stateKey(id, name), work);
  return Object.keys(stored).length === 0 ? undefined : stored;
}

export async function writeState(
  name: string,
  state: MonthState,
  { id, work }: Pick<Build, 'id' | 'work'>,
): Promise<void> {
  await work.put(stateKey(id, name), await pack(state));
}

function stateKey(id: string, name: string): string {
  return `${id}/states/${name}.json.br`;
}
