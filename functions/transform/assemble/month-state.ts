import type { Maybe } from '../../contract/changes.ts';
import type { HeldBack } from '../../contract/held.ts';

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
