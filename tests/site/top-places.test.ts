import { describe, expect, it } from 'vitest';
import { RANKING_LENGTH, topPlaces } from '../../site/views/map/model.ts';

const places = Array.from({ length: 14 }, (_, row) => ({
  id: String(row),
  row,
  name: `Place ${String.fromCharCode(78 - row)}`,
  population: null,
  firstDate: '2020-03-22',
}));

describe('topPlaces(places, values)', () => {
  it('is the ten largest, ties by name', () => {
    const top = topPlaces(places, [1, 5, 5, ...Array<number>(11).fill(2)]);
    expect(top).toHaveLength(RANKING_LENGTH);
    expect(top.slice(0, 3).map(({ rank, item }) => `${rank} ${item.name}`)).toEqual([
      '1 Place L',
      '1 Place M',
      '3 Place A',
    ]);
  });

  it('leaves out zero, corrections and what is missing', () => {
    expect(topPlaces(places, [0, -3, null, 4]).map(({ item }) => item.row)).toEqual([3]);
    expect(topPlaces(places, [])).toEqual([]);
  });
});
