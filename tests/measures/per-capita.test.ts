import { expect, test } from 'vitest';
import { dayZero } from '../../functions/measures/derive.ts';
import { perCapita } from '../../functions/measures/per-capita.ts';
import { roundDerived } from '../../functions/measures/round.ts';

test('perCapita(value, population, per) is per so many people', () => {
  expect(perCapita(5, 2000, 100_000)).toBe(250);
  expect(perCapita(-5, 2000, 1000)).toBe(-2.5);
  expect(perCapita(0, 2000, 1000)).toBe(0);
});

test('perCapita(value, population, per) is null where nobody lives, where nobody knows and where nothing is known', () => {
  expect(perCapita(5, 0, 100)).toBeNull();
  expect(perCapita(5, null, 100)).toBeNull();
  expect(perCapita(null, 2000, 100)).toBeNull();
});

test('roundDerived(value) keeps 6 significant digits, and whole numbers as they are', () => {
  expect(roundDerived(1 / 3)).toBe(0.333333);
  expect(roundDerived(-1234.56789)).toBe(-1234.57);
  expect(roundDerived(1234567.5)).toBe(1234570);
  expect(roundDerived(123456789)).toBe(123456789);
  expect(roundDerived(1.5e-9 / 7)).toBe(2.14286e-10);
  expect(roundDerived(0)).toBe(0);
  expect(roundDerived(null)).toBeNull();
});

test('dayZero(totals, threshold) is the first day at or above it', () => {
  expect(dayZero([null, 0, 1, 5], 1)).toBe(2);
  expect(dayZero([7], 1)).toBe(0);
  expect(dayZero([0.5, 1], 0.7)).toBe(1);
});

test('dayZero(totals, threshold) is null where it is never reached', () => {
  expect(dayZero([0, null, 0], 1)).toBeNull();
  expect(dayZero([], 1)).toBeNull();
});
