import { expect, test } from 'vitest';
import type { Maybe } from '../../functions/contract/changes.ts';
import { rank } from '../../functions/measures/rank.ts';

const place = (id: string, name: string, value: Maybe) => ({ id, name, value });

function ranks(places: readonly ReturnType<typeof place>[], limit = 10): string[] {
  return rank(places, ({ value }) => value, limit).map(({ rank, value, item }) => `${rank} ${item.id} ${value}`);
}

test('rank(items) puts the largest first and lets ties share a rank, by name', () => {
  const places = [place('a', 'Zug', 5), place('b', 'Bern', 7), place('c', 'Aarau', 5), place('d', 'Chur', 1)];
  expect(ranks(places)).toEqual(['1 b 7', '2 c 5', '2 a 5', '4 d 1']);
});

test('rank(items) orders ties of one name by id', () => {
  expect(ranks([place('2', 'Orange', 3), place('1', 'Orange', 3)])).toEqual(['1 1 3', '1 2 3']);
});

test('rank(items, measure, limit) stops within a tie', () => {
  const places = [place('a', 'A', 5), place('b', 'B', 5), place('c', 'C', 5)];
  expect(ranks(places, 2)).toEqual(['1 a 5', '1 b 5']);
  expect(ranks(places, 0)).toEqual([]);
});

test('rank(items) leaves out what has no value, and keeps zero and less', () => {
  expect(ranks([place('a', 'A', null), place('b', 'B', 0), place('c', 'C', -2)])).toEqual(['1 b 0', '2 c -2']);
  expect(ranks([])).toEqual([]);
});
