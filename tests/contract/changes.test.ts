import { expect, test } from 'vitest';
import { changesFromTotals, type Maybe, totalsFromChanges, totalsOfRow } from '../../functions/contract/changes.ts';
import { seededRandom } from '../query/seeded-random.ts';

test('changesFromTotals(totals, base) counts the first day from the base', () => {
  expect(changesFromTotals([5, 7, 7, 4], 3)).toEqual([2, 2, 0, -3]);
});

test('changesFromTotals(totals, null) counts the first known day from nothing', () => {
  expect(changesFromTotals([null, 5, 6], null)).toEqual([null, 5, 1]);
  expect(changesFromTotals([0, 0], null)).toEqual([0, 0]);
});

test('changesFromTotals(totals, base) leaves a gap a gap, and counts the next day from the last known one', () => {
  expect(changesFromTotals([5, null, null, 9], 1)).toEqual([4, null, null, 4]);
});

test('changesFromTotals([], base) is empty, and so is its inverse', () => {
  expect(changesFromTotals([], 7)).toEqual([]);
  expect(totalsFromChanges([], 7)).toEqual([]);
});

test('totalsFromChanges undoes changesFromTotals, whatever the totals', () => {
  const random = seededRandom(2020);
  for (let round = 0; round < 500; round++) {
    const some = (): Maybe => (random() < 0.3 ? null : Math.floor(random() * 2 ** 40));
    const totals = Array.from({ length: Math.floor(random() * 40) }, some);
    const base = some();
    expect(totalsFromChanges(changesFromTotals(totals, base), base)).toEqual(totals);
  }
});

test('totalsOfRow(coded, row, days) is one row of many; a row that is not there yet has no totals', () => {
  const coded = { base: [1, null], changes: [1, null, 2, 5, 0, -1] };
  expect(totalsOfRow(coded, 0, 3)).toEqual([2, null, 4]);
  expect(totalsOfRow(coded, 1, 3)).toEqual([5, 5, 4]);
  expect(totalsOfRow(coded, 2, 3)).toEqual([]);
});
