import { expect, test } from 'vitest';
import { calendar, isPeriodOf, PERIOD_UNITS, period, periodExample } from '../../functions/contract/period.ts';
import { parse } from '../../functions/contract/schema.ts';
import { malformed } from './malformed.ts';

const FITTING = {
  day: ['2020-06-30', '2020-02-29', '2000-02-29', '0001-01-01', '9999-12-31'],
  week: ['2020-06-29', '2020-06-28'],
  month: ['2020-01', '2020-12', '0001-01'],
  quarter: ['2020-Q1', '2020-Q4'],
  year: ['2020', '0001', '9999'],
  none: ['all'],
} as const;

test.each(PERIOD_UNITS)('isPeriodOf("%s", text) takes what is one', unit => {
  for (const text of FITTING[unit]) {
    expect(isPeriodOf(unit, text), text).toBe(true);
    expect(parse(period, text, 'date')).toBe(text);
  }
});

test.each(PERIOD_UNITS)('isPeriodOf("%s", text) refuses the periods of other units', unit => {
  for (const other of PERIOD_UNITS) {
    // The text of a week is that of its first day.
    const isAlike = other === unit || [other, unit].every(name => name === 'day' || name === 'week');
    for (const text of FITTING[other]) expect(isPeriodOf(unit, text), text).toBe(isAlike);
  }
});

test('isPeriodOf(unit, text) refuses what is not on the calendar, and what is written otherwise', () => {
  for (const text of [
    '2020-02-30',
    '2021-02-29',
    '1900-02-29',
    '2020-13-01',
    '2020-00-10',
    '2020-01-00',
    '0000-01-01',
  ]) {
    expect(isPeriodOf('day', text), text).toBe(false);
    expect(isPeriodOf('week', text), text).toBe(false);
  }
  for (const text of ['2020-6-30', '20200630', '2020-06-30T00:00', ' 2020-06-30', '2020-06-30\n', '+2020-06-30', '']) {
    for (const unit of PERIOD_UNITS) expect(isPeriodOf(unit, text), text).toBe(false);
  }
  for (const text of ['2020-00', '2020-13', '0000-01', '2020-1']) expect(isPeriodOf('month', text), text).toBe(false);
  for (const text of ['2020-Q0', '2020-Q5', '2020Q1', '2020-q1', '0000-Q1'])
    expect(isPeriodOf('quarter', text), text).toBe(false);
  for (const text of ['0000', '20', '20200', '-2020']) expect(isPeriodOf('year', text), text).toBe(false);
});

test('a period of no unit is refused, with what it looks like', () => {
  for (const text of ['June', '2020-02-30', '0000', '2020-Q5', 'ALL', '', '2020-06-30 ']) {
    expect(() => parse(period, text, 'date')).toThrow(
      malformed(`date must be a period like 2020-06-30, 2020-06, 2020-Q2 or 2020; found ${JSON.stringify(text)}`),
    );
  }
  expect(() => parse(period, 2020, 'date')).toThrow(
    malformed('date must be a period like 2020-06-30, 2020-06, 2020-Q2 or 2020; found 2020'),
  );
});

test('periodExample(unit) names a period of the unit', () => {
  expect(PERIOD_UNITS.map(periodExample)).toEqual([
    'a day like 2020-06-30',
    'a week like 2020-06-29',
    'a month like 2020-06',
    'a quarter like 2020-Q2',
    'a year like 2020',
    '"all"',
  ]);
  for (const unit of PERIOD_UNITS) {
    const example = periodExample(unit).split(' ').at(-1)?.replaceAll('"', '') ?? '';
    expect(isPeriodOf(unit, example), unit).toBe(true);
  }
});

test('a calendar takes steps of one unit or more', () => {
  expect(parse(calendar, { unit: 'year', every: 5 }, 'period')).toEqual({ unit: 'year', every: 5 });
  expect(() => parse(calendar, { unit: 'year', every: 0 }, 'period')).toThrow(
    malformed('period.every must be one or more; found 0'),
  );
  expect(() => parse(calendar, { unit: 'decade', every: 1 }, 'period')).toThrow(
    malformed('period.unit must be "day" or "week" or "month" or "quarter" or "year" or "none"; found "decade"'),
  );
});
