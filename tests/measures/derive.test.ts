import { expect, test } from 'vitest';
import { derive, lookbackDays } from '../../functions/measures/derive.ts';

const TOTALS = [0, 3, null, 10, 10, 16];
const PLACE = { origin: { first: 0, mapFirst: 0 }, population: 7000 };

test('derive(totals) as they are gives them back', () => {
  expect(derive(TOTALS, PLACE, { change: 'total', smooth: 1, per: null })).toEqual(TOTALS);
  expect(derive([], PLACE, { change: 'new', smooth: 7, per: 1000 })).toEqual([]);
});

test('derive(totals) smooths first, then divides by people, then rounds to 6 digits', () => {
  const values = derive(TOTALS, PLACE, { change: 'new', smooth: 2, per: 100 });
  expect(values).toEqual([null, null, null, 0.05, null, 0.0428571]);
  expect(derive([2, 3], PLACE, { change: 'total', smooth: 2, per: 100 })).toEqual([null, 0.0357143]);
});

test('derive(totals) per people is null where there are none', () => {
  const derivation = { change: 'total', smooth: 1, per: 1000 } as const;
  expect(derive([1], { ...PLACE, population: null }, derivation)).toEqual([null]);
  expect(derive([1], { ...PLACE, population: 0 }, derivation)).toEqual([null]);
});

test('lookbackDays(derivation) is how far it looks back', () => {
  expect(lookbackDays({ change: 'total', smooth: 1, per: null })).toBe(0);
  expect(lookbackDays({ change: 'total', smooth: 7, per: null })).toBe(6);
  expect(lookbackDays({ change: 'new', smooth: 1, per: null })).toBe(1);
  expect(lookbackDays({ change: 'new', smooth: 7, per: null })).toBe(7);
});
