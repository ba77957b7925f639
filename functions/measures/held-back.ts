import type { HeldBack, HeldValue, LackingSum } from '../contract/held.ts';
import { type Calendar, DAILY } from '../contract/period.ts';
import { addPeriods } from './periods.ts';

/** What checks did to the values of one region and measure, by day. */
export interface HeldDays {
  readonly held: readonly Omit<HeldValue, 'region'>[];
  readonly lacks: readonly Omit<LackingSum, 'region'>[];
}

export const NO_HELD_DAYS: HeldDays = { held: [], lacks: [] };

/**
 * What checks held back behind the derived values from `first` to `last`, each computed from its own day and the
 * `lookback` days before it. A value lacks whatever any day of its window lacks. Held days are listed as they are, so
 * they may be up to `lookback` days before `first`.
 */
export function deriveHeld(
  { held, lacks }: HeldDays,
  first: string,
  last: string,
  lookback: number,
  calendar: Calendar = DAILY,
): HeldDays {
  const start = addPeriods(first, -lookback, calendar);
  const children = new Map<string, Set<string>>();
  for (const lacking of lacks) {
    if (lacking.period < start || lacking.period > last) continue;
    for (let ahead = 0; ahead <= lookback; ahead += 1) {
      const period = addPeriods(lacking.period, ahead, calendar);
      if (period < first || period > last) continue;
      const known = children.get(period) ?? new Set();
      for (const child of lacking.children) known.add(child);
      children.set(period, known);
    }
  }
  return {
    held: held.filter(({ period }) => period >= start && period <= last),
    lacks: [...children]
      .map(([period, ids]) => ({ period, children: [...ids].sort() }))
      .sort((a, b) => (a.period < b.period ? -1 : 1)),
  };
}

export interface HeldRegions {
  /** Why the value of a region is held back. */
  readonly held: ReadonlyMap<string, string>;
  /** The ids of the regions that a value lacks. */
  readonly lacks: ReadonlyMap<string, readonly string[]>;
}

/** What checks held back behind the values of one day, by region. */
export function heldOn(lists: HeldBack, date: string, lookback: number, calendar: Calendar = DAILY): HeldRegions {
  const held = new Map<string, string>();
  const lacks = new Map<string, readonly string[]>();
  for (const region of new Set([...lists.held, ...lists.lacks].map(entry => entry.region))) {
    const days = deriveHeld(heldDaysOf(lists, region), date, date, lookback, calendar);
    for (const { reason } of days.held) held.set(region, reason);
    for (const { children } of days.lacks) lacks.set(region, children);
  }
  return { held, lacks };
}

/** The entries of one region, ordered by day. */
export function heldDaysOf({ held, lacks }: HeldBack, region: string): HeldDays {
  return {
    held: held.flatMap(({ region: of, ...entry }) => (of === region ? [entry] : [])),
    lacks: lacks.flatMap(({ region: of, ...entry }) => (of === region ? [entry] : [])),
  };
}
