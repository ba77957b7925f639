import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseMapShapes } from '../../functions/contract/map-shapes.ts';
import type { Place } from '../../site/data/places.ts';
import { isPlace, placesOnDay, placesWithoutShape, shapeTargets } from '../../site/geo/shape-targets.ts';
import { square } from './squares.ts';

const COUNTIES = parseMapShapes(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../maps/us-counties.json'), 'utf8')),
  'us-counties.json',
).shapes;

/** The committed shapes of some counties, as squares. */
function shapesOf(ids: readonly string[]) {
  return ids.map((id, index) => {
    const target = COUNTIES[id];
    if (target === undefined) throw new Error(`there is no shape ${id}`);
    return { ...square(id, [index * 10, 0], 10), ...target, name: target.name ?? id };
  });
}

function placesOf(firsts: Readonly<Record<string, string>>): readonly Place[] {
  return Object.entries(firsts).map(([id, firstDate], row) => ({
    id,
    row,
    name: `${NAMES[id] ?? id}, Alaska`,
    population: PEOPLE[id] ?? null,
    firstDate,
  }));
}

const NAMES: Readonly<Record<string, string>> = { '02063': 'Chugach', '02066': 'Copper River' };
const PEOPLE: Readonly<Record<string, number>> = { '02063': 6751, '02066': 2699, '02261': 9202 };

describe('placesOnDay(targets, date)', () => {
  const idsOn = (ids: readonly string[], places: readonly Place[], date: string) =>
    placesOnDay(shapeTargets(shapesOf(ids), places), date).map(found => found?.id ?? null);

  it('draws one region over several shapes', () => {
    expect(idsOn(['36005', '36061'], placesOf({ '36061': '2020-03-22' }), '2020-06-30')).toEqual(['36061', '36061']);
  });

  it('draws a county until its district begins, and the district from then on, whoever reports', () => {
    const places = placesOf({ '49005': '2020-03-22', 'US-UT:bear-river': '2020-04-19' });
    expect(idsOn(['49005'], places, '2020-04-18')).toEqual(['49005']);
    expect(idsOn(['49005'], places, '2020-04-19')).toEqual(['US-UT:bear-river']);
    expect(idsOn(['49005'], places, '2020-06-30')).toEqual(['US-UT:bear-river']);
  });

  it('draws the successors of a county that was split in its place, together', () => {
    const places = placesOf({ '02261': '2020-03-22', '02063': '2021-04-03', '02066': '2021-04-03' });
    expect(idsOn(['02261'], places, '2021-04-02')).toEqual(['02261']);
    expect(idsOn(['02261'], places, '2021-04-03')).toEqual(['02063+02066']);
    const [joined] = placesOnDay(shapeTargets(shapesOf(['02261']), places), '2021-05-08');
    expect(joined).toMatchObject({ name: 'Chugach and Copper River, Alaska', population: 9450 });
    expect(isPlace(joined ?? null, '02066')).toBe(true);
    expect(isPlace(joined ?? null, '02261')).toBe(false);
  });

  it('draws a region over two shapes from the declared day, though it has reported alone before', () => {
    const places = placesOf({ '02060': '2020-03-22', '02164': '2020-03-22' });
    expect(idsOn(['02060', '02164'], places, '2020-10-18')).toEqual(['02060', '02164']);
    expect(idsOn(['02060', '02164'], places, '2020-10-19')).toEqual(['02164', '02164']);
  });

  it('draws counties whose successors cross their borders as no data, once these report', () => {
    const places = placesOf({ '09001': '2020-03-22', '09110': '2022-06-01' });
    expect(idsOn(['09001'], places, '2022-05-31')).toEqual(['09001']);
    expect(idsOn(['09001'], places, '2022-06-01')).toEqual([null]);
    expect(idsOn(['09001'], placesOf({ '09001': '2020-03-22' }), '2023-03-09')).toEqual(['09001']);
  });

  it('draws nothing for a shape that no region of the data fills', () => {
    expect(idsOn(['02016'], [], '2020-06-30')).toEqual([null]);
  });
});

describe('placesWithoutShape(places, drawn, hasReport)', () => {
  it('names the regions with a report and no shape on the day', () => {
    const places = placesOf({
      '49005': '2020-03-22',
      'US-UT:bear-river': '2020-04-19',
      'US-MO:kansas-city': '2020-03-22',
    });
    const drawn = placesOnDay(shapeTargets(shapesOf(['49005']), places), '2020-06-30');
    expect(placesWithoutShape(places, drawn, () => true).map(({ id }) => id)).toEqual(['49005', 'US-MO:kansas-city']);
    expect(placesWithoutShape(places, drawn, row => row === 1)).toEqual([]);
  });

  it('counts both parts of a split county as drawn', () => {
    const places = placesOf({ '02063': '2021-04-03', '02066': '2021-04-03' });
    const drawn = placesOnDay(shapeTargets(shapesOf(['02261']), places), '2021-05-08');
    expect(placesWithoutShape(places, drawn, () => true)).toEqual([]);
  });
});
