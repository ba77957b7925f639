import { expect, test } from 'vitest';
import { newValues } from '../../functions/measures/new-values.ts';

const LONG_AGO = { first: -100, mapFirst: -100 };

test('newValues(totals) is the difference to the day before', () => {
  expect(newValues([10, 12, 12, 15], LONG_AGO)).toEqual([null, 2, 0, 3]);
});

test('newValues(totals) keeps a fall, and does not clip it away', () => {
  expect(newValues([10, 7], LONG_AGO)).toEqual([null, -3]);
});

test('newValues(totals) is null on the day of a gap and on the day after it', () => {
  expect(newValues([10, null, 15, 16], LONG_AGO)).toEqual([null, null, null, 1]);
  expect(newValues([null, null], LONG_AGO)).toEqual([null, null]);
});

test('newValues(totals) counts a first record whole where the map has earlier days', () => {
  expect(newValues([null, 5, 6], { first: 1, mapFirst: 0 })).toEqual([null, 5, 1]);
  expect(newValues([5, 6], { first: 0, mapFirst: -1 })).toEqual([5, 1]);
});

test('newValues(totals) does not know what was new on the first day of a map', () => {
  expect(newValues([5, 6], { first: 0, mapFirst: 0 })).toEqual([null, 1]);
  expect(newValues([null, 5, 6], { first: 1, mapFirst: 1 })).toEqual([null, null, 1]);
});

test('newValues(totals) takes a lead from before the region and from before the map', () => {
  expect(newValues([null, 5], { first: 1, mapFirst: -10 })).toEqual([null, 5]);
  expect(newValues([null, null, 5], { first: 2, mapFirst: 2 })).toEqual([null, null, null]);
});

test('newValues(totals, origin, n) is the mean of n days, by the totals at both ends', () => {
  expect(newValues([1, 3, 6, 10], LONG_AGO, 3)).toEqual([null, null, null, 3]);
  expect(newValues([1, null, null, 10], LONG_AGO, 3)).toEqual([null, null, null, 3]);
  expect(newValues([null, 3, 6, 10], LONG_AGO, 3)).toEqual([null, null, null, null]);
});

test('newValues(totals, origin, n) counts 0 before the first record, and nothing before the map', () => {
  expect(newValues([null, 3, 6], { first: 1, mapFirst: -5 }, 2)).toEqual([null, 1.5, 3]);
  expect(newValues([null, 3, 6], { first: 1, mapFirst: 0 }, 2)).toEqual([null, null, 3]);
});

test('newValues([]) is empty', () => {
  expect(newValues([], LONG_AGO)).toEqual([]);
});
