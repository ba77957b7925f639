import { addDays } from '../../functions/measures/periods.ts';
import type { Built } from '../build/workshop.ts';

/** A published value that differs from the one without the fault; null is a missing value. */
export interface Difference {
  readonly measure: string;
  readonly region: string;
  readonly date: string;
  readonly was: number | null;
  readonly is: number | null;
}

const MEASURES = ['confirmed', 'deaths', 'recovered', 'active'];

/** Every total that two builds publish differently on these days. */
export function differencesOf({
  clean,
  built,
  dates,
}: {
  readonly clean: Built;
  readonly built: Built;
  readonly dates: readonly string[];
}): Difference[] {
  const maps = new Set([clean, built].flatMap(({ snapshot }) => snapshot?.maps.map(({ id }) => id) ?? []));
  const regions = new Set([...maps].flatMap(map => [...clean.figures.regions(map), ...built.figures.regions(map)]));
  return [...regions].flatMap(region =>
    MEASURES.flatMap(measure =>
      dates.flatMap(date => {
        const was = totalOf(clean, measure, region, date);
        const is = totalOf(built, measure, region, date);
        return was === is ? [] : [{ measure, region, date, was, is }];
      }),
    ),
  );
}

/**
 * Whether the value of a parent is plausible while its child is held back: between the values of the days around it,
 * give or take what the child itself changed on that day.
 * @param slack how much farther off it may be
 */
export function isBetween(
  { region, measure, date, is }: Omit<Difference, 'was'>,
  child: string,
  clean: Built,
  slack: number,
): boolean {
  if (is === null || !ancestorsOf(clean, child).includes(region)) return false;
  const days = [addDays(date, -1), date, addDays(date, 1)];
  const around = days.flatMap(day => totalOf(clean, measure, region, day) ?? []);
  // Active is computed from all three others.
  const moved = (measure === 'active' ? MEASURES : [measure]).reduce((sum, one) => {
    const [before, now] = days.map(day => totalOf(clean, one, child, day) ?? 0);
    return sum + Math.abs((now ?? 0) - (before ?? 0));
  }, slack);
  return is >= Math.min(...around) - moved && is <= Math.max(...around) + moved;
}

function ancestorsOf(built: Built, region: string): string[] {
  const parent = built.figures.parent(region);
  return parent === null ? [] : [parent, ...ancestorsOf(built, parent)];
}

function totalOf({ figures }: Built, measure: string, region: string, date: string): number | null {
  return figures.total(measure, region, date) ?? null;
}
