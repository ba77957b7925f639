import type { HeldBack, HeldValue, LackingSum } from '../contract/held.ts';
import { addDays } from './periods.ts';

/** What checks did to the values of one region and measure, by day. */
export interface HeldDays {
  readonly held: readonly Omit<HeldValue, 'region'>[];
  readonly lacks: readonly Omit<LackingSum, 'region'>[];
}

export const NO_HELD_DAYS: HeldDays = { held: [], lacks: [] };

/**
 * What is to be said of derived values on the days from `first` to `last`, each made from its own day and the `lead`
 * days before it. A value lacks what any day of its window lacks. Held days are those themselves that any window
 * touches, so they may lie up to `lead` days before `first`.
 */
export function deriveHeld({ held, lacks }: HeldDays, first: string, last: string, lead: number): HeldDays {
  const start = addDays(first, -lead);
  const children = new Map<string, Set<string>>();
  for (const lacking of lacks) {
    if (lacking.period < start || lacking.period > last) continue;
    for (let ahead = 0; ahead <= lead; ahead += 1) {
      const period = addDays(lacking.period, ahead);
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

/** What is to be said of the values of one day, by region. */
export function heldOn(lists: HeldBack, date: string, lead: number): HeldRegions {
  const held = new Map<string, string>();
  const lacks = new Map<string, readonly string[]>();
  for (const region of new Set([...lists.held, ...lists.lacks].map(entry => entry.region))) {
    const days = deriveHeld(heldDaysOf(lists, region), date, date, lead);
    for (const { reason } of days.held) held.set(region, reason);
    for (const { children } of days.lacks) lacks.set(region, children);
  }
  return { held, lacks };
}

/** The entries of one region, in the order of their days. */
export function heldDaysOf({ held, lacks }: HeldBack, region: string): HeldDays {
  return {
    held: held.flatMap(({ region: of, ...entry }) => (of === region ? [entry] : [])),
    lacks: lacks.flatMap(({ region: of, ...entry }) => (of === region ? [entry] : [])),
  };
}
