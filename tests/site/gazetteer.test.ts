import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseGazetteer } from '../../functions/contract/gazetteer.ts';
import { readGazetteer } from '../../functions/measures/gazetteer.ts';
import { foldWords } from '../../functions/measures/similar-names.ts';
import { readMap } from '../../site/shapes/place-codes.ts';
import { gazetteerFiles } from '../../site/shapes/write-gazetteer.ts';
import { malformed } from '../contract/malformed.ts';

const FOLDER = join(import.meta.dirname, '../../maps/gazetteer');
const MAX_BYTES = 130_000;

const GAZETTEER = readGazetteer();

describe('the gazetteer', () => {
  it.each(Object.entries(gazetteerFiles()))('has in %s what "npm run maps" writes', (name, content) => {
    expect(readFileSync(join(FOLDER, name), 'utf8')).toBe(content);
  });

  it('is small enough for the function and the page', () => {
    const bytes = ['aliases.json', 'codes.json', 'cities.json'].map(name => readFileSync(join(FOLDER, name)).length);
    expect(bytes.reduce((sum, size) => sum + size)).toBeLessThan(MAX_BYTES);
  });

  it('names regions that its maps have', () => {
    for (const [map, names] of Object.entries(GAZETTEER.names)) {
      const { shapes } = readMap(map);
      const known = new Set([...Object.keys(shapes), ...Object.values(shapes).flatMap(({ regions }) => regions)]);
      const codes = Object.keys(GAZETTEER.codes[map] ?? {});
      expect(Object.keys(names).filter(id => !known.has(id) && !codes.includes(id))).toEqual([]);
    }
  });

  it('has no alias for two regions of one map', () => {
    for (const [map, names] of Object.entries(GAZETTEER.names)) {
      const byName = Map.groupBy(
        Object.entries(names).flatMap(([id, aliases]) =>
          aliases.map(alias => ({ id, words: foldWords(alias).join('') })),
        ),
        ({ words }) => words,
      );
      const shared = [...byName].filter(([, found]) => new Set(found.map(({ id }) => id)).size > 1);
      expect(shared.map(([words]) => `${map}: ${words}`)).toEqual([]);
    }
  });

  it.each([
    ['Chicago', ['17031', 'US-IL', 'USA']],
    ['Brooklyn', ['36047', '36061', 'US-NY', 'USA']],
    ['San Francisco', ['06075', 'US-CA', 'USA']],
    ['Honolulu', ['15003', 'US-HI', 'USA']],
    ['Key West', ['12087', 'US-FL', 'USA']],
    ['Anchorage', ['02020', 'US-AK', 'USA']],
    ['Baltimore', ['24510', 'US-MD', 'USA']],
    ['Washington, D.C.', ['11001', 'US-DC', 'USA']],
    ['Bayamón', ['72021', 'US-PR', 'PRI', 'USA']],
    ['Toronto', ['CA-ON', 'CAN']],
    ['Wuhan', ['CN-HB', 'CHN']],
    ['Kowloon', ['CN-HK', 'HKG', 'CHN']],
    ['Sydney', ['AU-NSW', 'AUS']],
    ['Pristina', ['XKS']],
  ])('has %s in %j', (city, regions) => {
    expect(GAZETTEER.cities.filter(({ cities }) => city in cities).map(group => group.regions)).toContainEqual(regions);
  });

  it('has the capital of every country, however small', () => {
    const found = (city: string) => GAZETTEER.cities.some(({ cities }) => city in cities);
    expect(['Vaduz', 'San Marino', 'Canberra', 'Reykjavík', 'Ottawa', 'Pretoria'].filter(city => !found(city))).toEqual(
      [],
    );
  });
});

describe('parseGazetteer(value, where)', () => {
  it('refuses what is absent, empty or of another form', () => {
    expect(() => parseGazetteer(undefined, 'g')).toThrow(malformed('g must be an object; found nothing'));
    expect(() => parseGazetteer({}, 'g')).toThrow(malformed('g.abbreviations is missing'));
    const cities = [{ regions: ['17031'], cities: { Chicago: -1 } }];
    expect(() => parseGazetteer({ ...GAZETTEER, cities }, 'g')).toThrow(
      malformed('g.cities[0].cities.Chicago must be zero or more; found -1'),
    );
  });
});
