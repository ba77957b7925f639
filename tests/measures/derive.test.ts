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

test('derive(totals) of a measure with decimals divides by their power of ten', () => {
  const stored = { decimals: 2, added: null };
  expect(derive([1234, null, -5], PLACE, { change: 'total', smooth: 1, per: null }, stored)).toEqual([
    12.34,
    null,
    -0.05,
  ]);
  expect(derive([1234, 1301], PLACE, { change: 'new', smooth: 1, per: null }, stored)).toEqual([null, 0.67]);
  expect(derive([100, 200], PLACE, { change: 'total', smooth: 2, per: null }, stored)).toEqual([null, 1.5]);
  expect(derive([700], PLACE, { change: 'total', smooth: 1, per: 1000 }, stored)).toEqual([1]);
});

test('derive(totals) gives back every decimal number as it was written', () => {
  for (const [text, decimals] of [
    ['0.1', 1],
    ['36.6', 1],
    ['1.005', 3],
    ['0.000001', 6],
    ['123456789.123456', 6],
  ] as const) {
    const stored = Math.round(Number(text) * 10 ** decimals);
    const [value] = derive([stored], PLACE, { change: 'total', smooth: 1, per: null }, { decimals, added: null });
    expect(String(value)).toBe(String(Number(text)));
  }
});

test('derive(totals) of a flow shows what was added, where its totals have gaps too', () => {
  const totals = [10, null, 15, 21];
  const added = [10, null, 5, 6];
  const flow = (smooth: number, per: number | null = null) =>
    derive(totals, PLACE, { change: 'new', smooth, per }, { decimals: 0, added });
  expect(flow(1)).toEqual([10, null, 5, 6]);
  expect(flow(2)).toEqual([null, null, null, 5.5]);
  expect(flow(1, 7)).toEqual([0.01, null, 0.005, 0.006]);
  expect(derive(totals, PLACE, { change: 'total', smooth: 1, per: null }, { decimals: 0, added })).toEqual(totals);
});

test('derive(totals) of a flow with decimals', () => {
  const stored = { decimals: 1, added: [15, 20] };
  expect(derive([15, 35], PLACE, { change: 'new', smooth: 1, per: null }, stored)).toEqual([1.5, 2]);
  expect(derive([15, 35], PLACE, { change: 'new', smooth: 2, per: null }, stored)).toEqual([null, 1.75]);
});
