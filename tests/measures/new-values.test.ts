import { expect, test } from 'vitest';
import { eachNew, newValues } from '../../functions/measures/new-values.ts';

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

/** @param before the total of the period before */
function eachOf(totals: readonly (number | null)[], before: number | null, isFlow: boolean, origin = LONG_AGO) {
  const values = Float64Array.from([99, ...totals.map(total => total ?? Number.NaN), 99]);
  const fresh = new Float64Array(totals.length);
  const stretch = { values, from: 1, to: totals.length + 1 };
  eachNew(fresh, stretch, before ?? Number.NaN, { ...origin, isFlow });
  return [...fresh].map(value => (Number.isNaN(value) ? null : value));
}

test('eachNew(fresh, totals, before) is what newValues says of the same totals', () => {
  const totals = [10, 12, null, 15, 14];
  expect(eachOf(totals, 7, false)).toEqual(newValues([7, ...totals], LONG_AGO).slice(1));
  expect(eachOf(totals, null, false)).toEqual(newValues([null, ...totals], LONG_AGO).slice(1));
  for (const origin of [
    { first: 0, mapFirst: 0 },
    { first: 0, mapFirst: -1 },
    { first: 1, mapFirst: 0 },
  ]) {
    expect(eachOf([5, 6, 8], null, false, origin)).toEqual(newValues([5, 6, 8], origin));
  }
});

test('eachNew(fresh, totals, before) of a flow is what was added since the last known total', () => {
  expect(eachOf([10, 12, 12, 11], 7, true)).toEqual([3, 2, 0, -1]);
  expect(eachOf([10, null, null, 15, 16], 7, true)).toEqual([3, null, null, 5, 1]);
  expect(eachOf([null, null], 7, true)).toEqual([null, null]);
});

test('eachNew(fresh, totals, before) of a flow knows the value of the first period of all', () => {
  expect(eachOf([10, 12], null, true, { first: 0, mapFirst: 0 })).toEqual([10, 2]);
  expect(eachOf([null, 12, 13], null, true, { first: 1, mapFirst: 0 })).toEqual([null, 12, 1]);
});
