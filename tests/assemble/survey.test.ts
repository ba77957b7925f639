import { expect, test } from 'vitest';
import type { Maybe } from '../../functions/contract/changes.ts';
import type { Range } from '../../functions/contract/latest.ts';
import { daysFrom } from '../../functions/measures/periods.ts';
import { rowsOf } from '../build/days.ts';
import type { Figures } from '../build/read-figures.ts';
import { reportCsv, reportName } from '../build/report-csv.ts';
import { type Built, workshop } from '../build/workshop.ts';

const MEASURES = ['confirmed', 'deaths', 'recovered', 'active'];

async function builtFrom(dates: readonly string[]): Promise<Built> {
  const { build } = await workshop(Object.fromEntries(dates.map(date => [reportName(date), reportCsv(rowsOf(date))])));
  return build();
}

/** By the definition, without a thought for chunks: total less the total of the day before. */
function newOn(figures: Figures, measure: string, region: string, days: readonly string[], day: number): Maybe {
  const total = figures.total(measure, region, days[day] ?? '') ?? null;
  const dayBefore = days[day - 1];
  if (total === null || dayBefore === undefined) return null;
  if (dayBefore < figures.first(region)) return total;
  const before = figures.total(measure, region, dayBefore) ?? null;
  return before === null ? null : total - before;
}

/** What came in the seven days up to the last: its total less the total of the day before them. */
function newInWeek(figures: Figures, measure: string, region: string, days: readonly string[]): Maybe {
  const total = figures.total(measure, region, days.at(-1) ?? '') ?? null;
  const dayBefore = days.at(-8);
  if (total === null || dayBefore === undefined) return null;
  if (dayBefore < figures.first(region)) return total;
  const before = figures.total(measure, region, dayBefore) ?? null;
  return before === null ? null : total - before;
}

function rangeOf(values: readonly Maybe[]): Range {
  const positive = values.filter(value => value !== null && value > 0).map(Number);
  const known = values.filter(value => value !== null);
  const least = known.length === 0 ? null : known.reduce((a, b) => Math.min(a, b));
  if (positive.length === 0) return { smallest: null, largest: null, least };
  return { smallest: Math.min(...positive), largest: Math.max(...positive), least };
}

const rounded = ({ smallest, largest, least }: Range): Range => ({
  least: least === null ? null : Number(least.toPrecision(6)),
  smallest: smallest === null ? null : Number(smallest.toPrecision(6)),
  largest: largest === null ? null : Number(largest.toPrecision(6)),
});

function surveyed({ figures, snapshot }: Built) {
  let corrections = 0;
  let gaps = 0;
  for (const { id: map, firstDate, lastDate } of snapshot?.maps ?? []) {
    const days = daysFrom(firstDate, lastDate);
    const ids = figures.regions(map);
    for (const measure of MEASURES) {
      const perPerson = (values: readonly Maybe[], people: number | null) =>
        values.map(value => (value === null || people === null ? null : value / people));
      const totals = ids.map(id => days.map(date => figures.total(measure, id, date) ?? null));
      const news = ids.map(id => days.map((_, day) => newOn(figures, measure, id, days, day)));
      const latest = figures.latest(map).measures[measure];
      expect(latest?.new, `${map} ${measure}`).toEqual(news.map(values => values.at(-1)));
      const lately = ids.map(id => newInWeek(figures, measure, id, days));
      expect(latest?.lately, `${map} ${measure}`).toEqual({ periods: 7, new: lately });
      const persons = (rows: Maybe[][]) =>
        rows.flatMap((row, index) => perPerson(row, figures.population(ids[index] ?? '')));
      expect(latest?.ranges, `${map} ${measure}`).toEqual({
        total: rangeOf(totals.flat()),
        new: rangeOf(news.flat()),
        totalPerPerson: rounded(rangeOf(persons(totals))),
        newPerPerson: rounded(rangeOf(persons(news))),
      });
      if (measure !== 'active') corrections += news.flat().filter(value => value !== null && value < 0).length;
    }
    for (const id of ids) {
      const known = days.filter(date => figures.total('confirmed', id, date) !== null);
      gaps += daysFrom(known[0] ?? '', known.at(-1) ?? '').length - known.length;
    }
  }
  return { corrections, gaps };
}

test('ranges, new counts, gaps and corrections over chunks are what they are over one stretch of days', async () => {
  const dates = [...daysFrom('2020-01-25', '2020-02-05'), ...daysFrom('2020-02-27', '2020-03-04'), '2020-04-01'];
  const built = await builtFrom(dates);
  const { corrections, gaps } = surveyed(built);
  expect({ corrections, gaps }).toEqual({
    corrections: built.receipt.corrections.count,
    gaps: built.receipt.gaps.count,
  });
  expect(corrections).toBeGreaterThan(0);
  expect(gaps).toBeGreaterThan(100);
});

test('what is new in the newest week is right on every day of a month, across the end of a chunk', async () => {
  const dates = daysFrom('2020-01-25', '2020-02-09');
  for (const end of [1, 5, 7, 8, 9, dates.length]) surveyed(await builtFrom(dates.slice(0, end)));
});

test('a gap is found with its first day, a correction with its size, across the end of a chunk', async () => {
  const { build, putReport } = await workshop();
  await putReport('2020-04-29', [
    { country: 'Italy', confirmed: 100 },
    { country: 'France', confirmed: 50 },
  ]);
  await putReport('2020-04-30', [{ country: 'France', confirmed: 60 }]);
  await putReport('2020-05-01', [{ country: 'France', confirmed: 55 }]);
  await putReport('2020-05-02', [
    { country: 'Italy', confirmed: 90 },
    { country: 'France', confirmed: 70 },
  ]);
  const { receipt, figures } = await build();
  expect(receipt.gaps).toEqual({
    count: 2,
    samples: [{ map: 'world', region: 'ITA', measure: null, date: '2020-04-30', change: null }],
  });
  expect(receipt.corrections).toEqual({
    count: 1,
    samples: [{ map: 'world', region: 'FRA', measure: 'confirmed', date: '2020-05-01', change: -5 }],
  });
  const { confirmed } = figures.latest('world').measures;
  expect(figures.regions('world')).toEqual(['FRA', 'ITA']);
  expect(confirmed).toMatchObject({ total: [70, 90], new: [15, null] });
});

test('a first record is new as a whole, unless it is the first of its map', async () => {
  const { build, putReport } = await workshop();
  await putReport('2020-04-29', [{ country: 'Italy', confirmed: 100 }]);
  expect((await build()).figures.latest('world').measures.confirmed?.new).toEqual([null]);
  await putReport('2020-05-01', [
    { country: 'France', confirmed: 50 },
    { country: 'Italy', confirmed: 120 },
  ]);
  const { figures } = await build();
  expect(figures.regions('world')).toEqual(['ITA', 'FRA']);
  expect(figures.latest('world').measures.confirmed?.new).toEqual([null, 50]);
});
