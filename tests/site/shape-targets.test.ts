import { describe, expect, it } from 'vitest';
import type { Place } from '../../site/data/place.ts';
import { placesOnDay, placesWithoutShape, shapeTargets } from '../../site/map/shape-targets.ts';
import { square } from './squares.ts';

const place = (id: string, row: number): Place => ({ id, row, name: id, population: null, firstDate: '2020-03-22' });
const PLACES = [place('36061', 0), place('49005', 1), place('US-UT:bear-river', 2), place('US-MO:kansas-city', 3)];
const REGIONS = [['36061'], ['36061'], ['49005', 'US-UT:bear-river'], ['02016']];
const SHAPES = ['36005', '36061', '49005', '02016'].map((id, index) => ({
  ...square(id, [index * 10, 0], 10),
  regions: REGIONS[index] ?? [],
}));

describe('shapes and the regions they stand for', () => {
  const targets = shapeTargets(SHAPES, PLACES);
  const idsOn = (rows: readonly number[]) =>
    placesOnDay(targets, row => rows.includes(row)).map(found => found?.id ?? null);

  it('draws one region over several shapes', () => {
    expect(idsOn([0]).slice(0, 2)).toEqual(['36061', '36061']);
  });

  it('draws the first region that has a report on the day', () => {
    expect(idsOn([1, 2])[2]).toBe('49005');
    expect(idsOn([2])[2]).toBe('US-UT:bear-river');
  });

  it('draws nothing for a shape that no region of the data fills', () => {
    expect(idsOn([0, 1, 2, 3])[3]).toBeNull();
  });

  it('names the regions with a report and no shape on the day', () => {
    const without = (rows: readonly number[]) => {
      const hasReport = (row: number) => rows.includes(row);
      return placesWithoutShape(PLACES, placesOnDay(targets, hasReport), hasReport).map(({ id }) => id);
    };
    expect(without([0, 1, 2, 3])).toEqual(['US-UT:bear-river', 'US-MO:kansas-city']);
    expect(without([0, 2])).toEqual([]);
  });
});
