import { describe, expect, it } from 'vitest';
import { LATEST_EXAMPLE } from '../../functions/contract/latest.ts';
import { SNAPSHOT_EXAMPLE } from '../../functions/contract/snapshot.ts';
import type { DayFigures } from '../../site/data/day-figures.ts';
import type { MapData } from '../../site/data/map-data.ts';
import { headlineOf } from '../../site/map-tab/headline.ts';
import { topPlaces } from '../../site/ranking/top-places.ts';

const [MAP] = SNAPSHOT_EXAMPLE.maps;
if (!MAP) throw new Error('the example must have a map');
const DATA: MapData = {
  snapshot: SNAPSHOT_EXAMPLE,
  map: MAP,
  measures: SNAPSHOT_EXAMPLE.measures,
  latest: LATEST_EXAMPLE,
  places: ['Cook, Illinois', 'New York City, New York', 'Bear River, Utah'].map((name, row) => ({
    id: String(row),
    row,
    name,
    population: null,
  })),
  figures: { peek: () => null, read: () => Promise.reject(new Error('not asked for')) },
  choices: { map: MAP.id, measures: ['confirmed'], firstDate: '2020-03-22', lastDate: '2020-06-30' },
};
const VIEW = { map: MAP.id, measure: 'confirmed', change: 'total', date: '2020-06-30' } as const;
const DAY: DayFigures = { date: '2020-06-30', total: [90_536, 215_179, null], new: [377, 284, null] };

function read(figures: DayFigures, change: 'total' | 'new' = 'total', data = DATA): string {
  const view = { ...VIEW, change };
  const { figure, words, summary } = headlineOf(data, view, figures, topPlaces(data.places, figures, change));
  return `${figure} ${words}. ${summary}`;
}

describe('headlineOf(data, view, figures, top)', () => {
  it('adds the totals of the day up', () => {
    expect(read(DAY)).toBe(
      '305,715 confirmed cases in US counties by June 30, 2020. ' +
        '661 more than the day before. Most in New York City, New York: 215,179.',
    );
  });

  it('says what is new on a day beside the total', () => {
    expect(read(DAY, 'new')).toBe(
      '661 new confirmed cases in US counties on June 30, 2020. In total 305,715 to that day. Most in Cook, Illinois: 377.',
    );
  });

  it('leaves the change out on the first day, and names nobody where two tie', () => {
    expect(read({ ...DAY, total: [7, 7, null], new: [null, null, null] })).toBe(
      '14 confirmed cases in US counties by June 30, 2020. At most 7 in one place.',
    );
  });

  it('does not call it zero where nothing was reported', () => {
    expect(read({ ...DAY, total: [null, null, null], new: [null, null, null] })).toBe(
      'No confirmed cases reported in US counties by June 30, 2020. Confirmed and, where reported, probable cases.',
    );
  });

  it('does not call it zero where a measure is never counted', () => {
    const none = { smallest: null, largest: null };
    const ranges = { total: none, new: none, totalPerPerson: none, newPerPerson: none };
    const latest = { ...LATEST_EXAMPLE, measures: { confirmed: { total: [0, 0, 0], new: [0, 0, 0], ranges } } };
    expect(read({ ...DAY, total: [0, 0, 0], new: [0, 0, 0] }, 'total', { ...DATA, latest })).toMatch(/^No confirmed/);
  });
});
