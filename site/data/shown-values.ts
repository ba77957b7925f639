import type { Maybe } from '../../functions/contract/changes.ts';
import { perCapita } from '../../functions/measures/per-capita.ts';
import { roundDerived } from '../../functions/measures/round.ts';
import type { View } from '../view/view.ts';
import type { DayWindow } from './figure-source.ts';
import type { Place } from './place.ts';

type Derived = Pick<View, 'change' | 'smooth' | 'per'>;

/** How many days before the one shown a view needs; what is new on a single day stands in its own figures. */
export function leadOf({ change, smooth }: Derived): number {
  return change === 'new' && smooth > 1 ? smooth : smooth - 1;
}

/**
 * The values of a day as a view shows them, by row: what `derive` of the measures gives for the region's totals, for
 * all regions of one day at once.
 */
export function shownValues(counts: readonly Maybe[], view: Derived, places: readonly Place[]): readonly Maybe[] {
  if (view.per === null && view.smooth === 1) return counts;
  return counts.map((count, row) => shownValue(count, places[row]?.population ?? null, view));
}

/** One count of a view as it shows it. */
export function shownValue(count: Maybe, population: Maybe, { per }: Derived): Maybe {
  return roundDerived(per === null ? count : perCapita(count, population, per));
}

/** What a view counts on a day, before it is divided and rounded. `window` is the day with {@link leadOf} days before it. */
export function shownCounts(window: DayWindow, { change, smooth }: Derived, places: readonly Place[]): Maybe[] {
  const day = window.at(-1) ?? null;
  if (day === null) return [];
  if (smooth === 1) return padded(day[change], places.length);
  return change === 'new' ? meanOfNew(window, smooth, places) : meanOfTotals(window, places);
}

function meanOfNew(window: DayWindow, days: number, places: readonly Place[]): Maybe[] {
  const [before = null] = window;
  const totals = window.at(-1)?.total ?? [];
  return places.map(({ row, firstDate }) => {
    const total = totals[row] ?? null;
    if (total === null || before === null) return null;
    const start = before.date < firstDate ? 0 : (before.total[row] ?? null);
    return start === null ? null : (total - start) / days;
  });
}

function meanOfTotals(window: DayWindow, places: readonly Place[]): Maybe[] {
  return places.map(({ row }) => {
    let sum = 0;
    for (const day of window) {
      const total = day?.total[row] ?? null;
      if (total === null) return null;
      sum += total;
    }
    return sum / window.length;
  });
}

function padded(values: readonly Maybe[], length: number): Maybe[] {
  return Array.from({ length }, (_, row) => values[row] ?? null);
}
