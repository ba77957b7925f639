import { describe, expect, it } from 'vitest';
import type { Maybe } from '../../functions/contract/changes.ts';
import { NOTHING_HELD } from '../../functions/contract/held.ts';
import { derive } from '../../functions/measures/derive.ts';
import { addDays, daysBetween } from '../../functions/measures/periods.ts';
import type { DayWindow } from '../../site/data/day-figures.ts';
import { lookbackOf, shownCounts, shownValues } from '../../site/views/map/model.ts';

const FIRST = '2020-03-01';
const DAYS = 60;

/** Small numbers that look random and are the same in each run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

function randomPlaces(count: number) {
  const next = numbers(7);
  return Array.from({ length: count }, (_, row) => {
    const first = Math.floor(next() * 40);
    const totals: Maybe[] = Array.from({ length: DAYS }, (_, day) =>
      day < first || (day > first && next() < 0.1) ? null : Math.floor(next() * 1000),
    );
    totals[first] = 1;
    const population = next() < 0.2 ? null : Math.floor(next() * 1_000_000);
    return { totals, place: { id: String(row), row, name: String(row), population, firstDate: addDays(FIRST, first) } };
  });
}

describe('shownValues(shownCounts(window, view, places), view, places)', () => {
  const regions = randomPlaces(40);
  const places = regions.map(({ place }) => place);
  const plain = { change: 'new', smooth: 1, per: null } as const;
  const fresh = regions.map(({ totals, place }) => {
    const origin = { first: daysBetween(FIRST, place.firstDate), mapFirst: 0 };
    return derive(totals, { origin, population: place.population }, plain);
  });
  const dayAt = (day: number) =>
    day < 0
      ? null
      : {
          date: addDays(FIRST, day),
          total: regions.map(({ totals }) => totals[day] ?? null),
          new: fresh.map(values => values[day] ?? null),
          ...NOTHING_HELD,
        };

  it.each(
    (['total', 'new'] as const).flatMap(change =>
      [1, 2, 7, 28].flatMap(smooth => [null, 1, 100_000].map(per => ({ change, smooth, per }))),
    ),
  )('is what the measures derive for each region: $change, $smooth days, per $per', view => {
    const expected = regions.map(({ totals, place }) => {
      const origin = { first: daysBetween(FIRST, place.firstDate), mapFirst: 0 };
      return derive(totals, { origin, population: place.population }, view);
    });
    const lead = lookbackOf(view);
    for (let day = 0; day < DAYS; day += 1) {
      const window: DayWindow = Array.from({ length: lead + 1 }, (_, index) => dayAt(day - lead + index));
      expect(shownValues(shownCounts(window, view, places), view, places)).toEqual(
        expected.map(values => values[day] ?? null),
      );
    }
  });

  it('asks for no day but its own where nothing is smoothed', () => {
    expect([lookbackOf(plain), lookbackOf({ ...plain, change: 'total' })]).toEqual([0, 0]);
  });

  it('is null for regions that a day does not have yet', () => {
    const window = [{ date: '2020-03-05', total: [3], new: [1], ...NOTHING_HELD }];
    expect(shownCounts(window, { change: 'total', smooth: 1, per: null }, places.slice(0, 3))).toEqual([3, null, null]);
  });
});
