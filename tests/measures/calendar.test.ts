import { expect, test } from 'vitest';
import { addDays, daysBetween, daysFrom } from '../../functions/measures/periods.ts';

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
