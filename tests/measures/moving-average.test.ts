import { expect, test } from 'vitest';
import { movingAverage } from '../../functions/measures/derive.ts';

test('movingAverage(values, n) is the mean of n days up to each', () => {
  expect(movingAverage([1, 2, 6, 1], 3)).toEqual([null, null, 3, 3]);
});

test('movingAverage(values, 1) gives the values back', () => {
  expect(movingAverage([1, null, 0], 1)).toEqual([1, null, 0]);
});

test('movingAverage(values, n) is null while a null lies within its days, and recovers after it', () => {
  expect(movingAverage([1, 3, null, 5, 7, 9], 2)).toEqual([null, 2, null, null, 6, 8]);
  expect(movingAverage([null, null, null], 2)).toEqual([null, null, null]);
});

test('movingAverage(values, n) of fewer than n values knows nothing', () => {
  expect(movingAverage([1, 2], 3)).toEqual([null, null]);
  expect(movingAverage([], 7)).toEqual([]);
});
