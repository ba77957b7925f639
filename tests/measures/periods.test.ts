import { expect, test } from 'vitest';
import { type Calendar, DAILY, isPeriodOf, PERIOD_UNITS } from '../../functions/contract/period.ts';
import {
  addDays,
  addPeriods,
  daysBetween,
  daysFrom,
  firstDayOf,
  periodOf,
  periodsBetween,
  periodsFrom,
  weekdayOf,
} from '../../functions/measures/periods.ts';
import { seededRandom } from '../query/seeded-random.ts';

test('addDays(date, count) crosses months, leap days and years', () => {
  expect(addDays('2020-02-28', 1)).toBe('2020-02-29');
  expect(addDays('2020-02-29', 1)).toBe('2020-03-01');
  expect(addDays('2021-02-28', 1)).toBe('2021-03-01');
  expect(addDays('1900-02-28', 1)).toBe('1900-03-01');
  expect(addDays('2000-02-28', 1)).toBe('2000-02-29');
  expect(addDays('2020-12-31', 1)).toBe('2021-01-01');
  expect(addDays('2021-01-01', -1)).toBe('2020-12-31');
  expect(addDays('2020-02-29', 366)).toBe('2021-03-01');
  expect(addDays('2020-06-30', 0)).toBe('2020-06-30');
});

test('addDays(date, 1) is the next day where clocks change that day', () => {
  expect(addDays('2020-04-04', 1)).toBe('2020-04-05');
  expect(addDays('2020-04-05', 1)).toBe('2020-04-06');
  expect(addDays('2020-09-26', 1)).toBe('2020-09-27');
});

test('daysBetween(from, to) counts days, below zero backwards', () => {
  expect(daysBetween('2020-01-01', '2021-01-01')).toBe(366);
  expect(daysBetween('2021-01-01', '2022-01-01')).toBe(365);
  expect(daysBetween('2020-03-01', '2020-02-28')).toBe(-2);
  expect(daysBetween('2020-06-30', '2020-06-30')).toBe(0);
});

test('daysFrom(first, last) holds both ends', () => {
  expect(daysFrom('2019-12-30', '2020-01-02')).toEqual(['2019-12-30', '2019-12-31', '2020-01-01', '2020-01-02']);
  expect(daysFrom('2020-06-30', '2020-06-30')).toEqual(['2020-06-30']);
  expect(daysFrom('2020-01-22', '2020-06-30')).toHaveLength(161);
});

test('daysFrom(first, last) is empty where the last comes first', () => {
  expect(daysFrom('2020-06-30', '2020-06-29')).toEqual([]);
});

const calendar = (unit: Calendar['unit'], every = 1): Calendar => ({ unit, every });

test('addPeriods(period, count, calendar) crosses years, and days before 1970, in every unit', () => {
  expect(addPeriods('2020-02-28', 1, DAILY)).toBe('2020-02-29');
  expect(addPeriods('1969-12-31', 1, DAILY)).toBe('1970-01-01');
  expect(addPeriods('2020-12-28', 1, calendar('week'))).toBe('2021-01-04');
  expect(addPeriods('2020-03-01', -1, calendar('week'))).toBe('2020-02-23');
  expect(addPeriods('2020-12', 1, calendar('month'))).toBe('2021-01');
  expect(addPeriods('2020-01', -1, calendar('month'))).toBe('2019-12');
  expect(addPeriods('2020-02', 25, calendar('month'))).toBe('2022-03');
  expect(addPeriods('2020-Q4', 1, calendar('quarter'))).toBe('2021-Q1');
  expect(addPeriods('2020-Q1', -5, calendar('quarter'))).toBe('2018-Q4');
  expect(addPeriods('1999', 1, calendar('year'))).toBe('2000');
  expect(addPeriods('0999', 1, calendar('year'))).toBe('1000');
  expect(addPeriods('all', 3, calendar('none'))).toBe('all');
});

test('addPeriods(period, count, calendar) takes steps of several units', () => {
  expect(addPeriods('2020-06-29', 1, calendar('day', 3))).toBe('2020-07-02');
  expect(addPeriods('2020-06-29', 1, calendar('week', 2))).toBe('2020-07-13');
  expect(addPeriods('2020-11', 1, calendar('month', 3))).toBe('2021-02');
  expect(addPeriods('2020-Q3', 1, calendar('quarter', 2))).toBe('2021-Q1');
  expect(addPeriods('2015', 2, calendar('year', 5))).toBe('2025');
});

test('periodsBetween(from, to, calendar) counts steps, below zero backwards', () => {
  expect(periodsBetween('2019-12-30', '2020-03-09', calendar('week'))).toBe(10);
  expect(periodsBetween('2020-01', '2019-11', calendar('month'))).toBe(-2);
  expect(periodsBetween('2019-Q4', '2020-Q2', calendar('quarter'))).toBe(2);
  expect(periodsBetween('2000', '2020', calendar('year', 5))).toBe(4);
  expect(periodsBetween('all', 'all', calendar('none'))).toBe(0);
});

test('periodsFrom(first, last, calendar) holds both ends, and is empty where the last comes first', () => {
  expect(periodsFrom('2019-12-23', '2020-01-06', calendar('week'))).toEqual(['2019-12-23', '2019-12-30', '2020-01-06']);
  expect(periodsFrom('2019-11', '2020-02', calendar('month'))).toEqual(['2019-11', '2019-12', '2020-01', '2020-02']);
  expect(periodsFrom('2019-Q3', '2020-Q1', calendar('quarter'))).toEqual(['2019-Q3', '2019-Q4', '2020-Q1']);
  expect(periodsFrom('1998', '2001', calendar('year'))).toEqual(['1998', '1999', '2000', '2001']);
  expect(periodsFrom('2000', '2020', calendar('year', 10))).toEqual(['2000', '2010', '2020']);
  expect(periodsFrom('all', 'all', calendar('none'))).toEqual(['all']);
  expect(periodsFrom('2020-02', '2020-01', calendar('month'))).toEqual([]);
});

test('periodsFrom, addPeriods and periodsBetween agree, and texts are in the order of time', () => {
  const random = seededRandom(17);
  const upTo = (most: number) => Math.floor(random() * most);
  for (let round = 0; round < 500; round += 1) {
    const unit = PERIOD_UNITS[upTo(PERIOD_UNITS.length)] ?? 'day';
    const each = calendar(unit, 1 + upTo(5));
    const first = periodOf(addDays('0001-01-02', upTo(3_000_000)), unit, upTo(7));
    const count = unit === 'none' ? 0 : upTo(60);
    const last = addPeriods(first, count, each);
    const where = `${first} and ${count} times ${each.every} ${unit}s`;
    const periods = periodsFrom(first, last, each);
    expect(periods, where).toHaveLength(count + 1);
    expect(periods, where).toEqual([...periods].sort());
    expect(new Set(periods).size, where).toBe(count + 1);
    for (const [index, period] of periods.entries()) {
      expect(isPeriodOf(unit, period), where).toBe(true);
      expect(addPeriods(first, index, each), where).toBe(period);
      expect(addPeriods(last, index - count, each), where).toBe(period);
      expect(periodsBetween(first, period, each), where).toBe(index);
      expect(periodsBetween(last, period, each) + count, where).toBe(index);
    }
  }
});

test('periodOf(day, unit, weekStart) is the period in which the day lies', () => {
  const last = '2020-12-31';
  expect(PERIOD_UNITS.map(unit => periodOf(last, unit))).toEqual([
    last,
    '2020-12-28',
    '2020-12',
    '2020-Q4',
    '2020',
    'all',
  ]);
  expect(['2020-01-01', '2020-03-31', '2020-04-01', '2020-09-30'].map(day => periodOf(day, 'quarter'))).toEqual([
    '2020-Q1',
    '2020-Q1',
    '2020-Q2',
    '2020-Q3',
  ]);
});

test('periodOf(day, "week", weekStart) begins weeks on any weekday, over the end of a year', () => {
  // A Friday.
  const newYear = '2021-01-01';
  expect([0, 1, 2, 3, 4, 5, 6].map(start => periodOf(newYear, 'week', start))).toEqual([
    '2020-12-27',
    '2020-12-28',
    '2020-12-29',
    '2020-12-30',
    '2020-12-31',
    '2021-01-01',
    '2020-12-26',
  ]);
  for (const start of [0, 1, 2, 3, 4, 5, 6]) {
    const weeks = daysFrom('2020-02-20', '2020-03-20').map(day => periodOf(day, 'week', start));
    expect(new Set(weeks.map(weekdayOf))).toEqual(new Set([start]));
  }
});

test('weekdayOf(day) counts from Sunday, before 1970 too', () => {
  expect(['2021-01-03', '2021-01-04', '2020-02-29', '1970-01-01', '1969-12-28', '0001-01-01'].map(weekdayOf)).toEqual([
    0, 1, 6, 4, 0, 1,
  ]);
});

test('firstDayOf(period, unit) lies in the period, and the day before does not', () => {
  expect(firstDayOf('2020-Q4', 'quarter')).toBe('2020-10-01');
  expect(firstDayOf('2020-Q1', 'quarter')).toBe('2020-01-01');
  expect(firstDayOf('2020-02', 'month')).toBe('2020-02-01');
  expect(firstDayOf('2020', 'year')).toBe('2020-01-01');
  expect(firstDayOf('2020-06-29', 'week')).toBe('2020-06-29');
  expect(firstDayOf('all', 'none')).toBe('0001-01-01');
  for (const unit of ['day', 'week', 'month', 'quarter', 'year'] as const) {
    for (const day of daysFrom('2019-12-20', '2021-01-10')) {
      const period = periodOf(day, unit);
      expect(periodOf(firstDayOf(period, unit), unit)).toBe(period);
      expect(periodOf(addDays(firstDayOf(period, unit), -1), unit) < period).toBe(true);
    }
  }
});
