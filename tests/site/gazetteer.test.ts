import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseGazetteer } from '../../functions/contract/gazetteer.ts';
import { readGazetteer } from '../../functions/measures/gazetteer.ts';
import { readRegionLists } from '../../functions/measures/region-lists.ts';
import { foldWords } from '../../functions/measures/similar-names.ts';
import { readMap } from '../../site/shapes/place-codes.ts';
import { SHAPE_MAPS } from '../../site/shapes/shape-maps.ts';
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

  it('calls nothing part of a region that is not among its names', () => {
    for (const [map, parts] of Object.entries(GAZETTEER.partNames)) {
      const names = Object.values(GAZETTEER.names[map] ?? {}).flat();
      expect(parts.filter(part => !names.includes(part))).toEqual([]);
    }
  });

  it('has no alias for two regions of one map, but where both are called so', () => {
    for (const [map, names] of Object.entries(GAZETTEER.names)) {
      const byName = Map.groupBy(
        Object.entries(names).flatMap(([id, aliases]) =>
          aliases.map(alias => ({ id, words: foldWords(alias).join('') })),
        ),
        ({ words }) => words,
      );
      const shared = [...byName].filter(([, found]) => new Set(found.map(({ id }) => id)).size > 1);
      expect(shared.map(([words]) => words)).toEqual(map === 'world' ? ['congo', 'virginislands'] : []);
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

describe('the lists of regions', () => {
  const LISTS = readRegionLists();
  const regionsOf = (map: string) => LISTS.get(map) ?? [];
  const nameOf = (map: string, id: string) => regionsOf(map).find(region => region.id === id)?.name;

  it('have every region that a shape ever stands for, and every shape that is a region', () => {
    for (const { map } of SHAPE_MAPS) {
      const listed = new Set(regionsOf(map).map(({ id }) => id));
      const shapes = Object.entries(readMap(map).shapes);
      const regions = shapes.flatMap(([, { regions, successors }]) => [...regions, ...successors]);
      expect(regions.filter(id => !listed.has(id))).toEqual([]);
      const isRegion = (id: string) => /^[A-Z]{3}$|^[A-Z]{2}-[A-Z]+$|^\d{5}$/.test(id);
      expect(shapes.map(([id]) => id).filter(id => isRegion(id) && !listed.has(id))).toEqual([]);
    }
    expect([...LISTS.keys()].sort()).toEqual(SHAPE_MAPS.map(({ map }) => map).sort());
  });

  it('have a name for each region that is not its id', () => {
    const unnamed = [...LISTS.values()].flat().filter(({ id, name }) => name === '' || name === id);
    expect(unnamed).toEqual([]);
  });

  it('have the regions that the gazetteer has codes for', () => {
    for (const [map, codes] of Object.entries(GAZETTEER.codes)) {
      const listed = new Set(regionsOf(map).map(({ id }) => id));
      expect(Object.keys(codes).filter(id => !listed.has(id))).toEqual([]);
    }
  });

  it('put counties into states, and these into their country', () => {
    const parents = (map: string) => new Set(regionsOf(map).map(({ parent }) => parent));
    const states = regionsOf('us-states').map(({ id }) => id);
    expect([...parents('us-counties')].sort()).toEqual([...states].sort());
    expect(['us-states', 'ca-provinces', 'cn-provinces', 'au-states', 'world'].map(map => [...parents(map)])).toEqual([
      ...[['USA'], ['CAN'], ['CHN'], ['AUS'], [null]],
    ]);
  });

  it.each([
    ['us-counties', 3249],
    ['us-states', 56],
    ['world', 250],
    ['ca-provinces', 13],
    ['cn-provinces', 33],
    ['au-states', 8],
  ])('count in %s %i', (map, count) => {
    expect(regionsOf(map)).toHaveLength(count);
  });

  it.each([
    ['us-counties', '36047', 'Kings'],
    ['us-counties', '51760', 'Richmond City'],
    ['us-counties', '09110', 'Capitol'],
    ['us-counties', '72021', 'Bayamón'],
    ['us-states', 'US-PR', 'Puerto Rico'],
    ['world', 'TUV', 'Tuvalu'],
    ['world', 'XKS', 'Kosovo'],
    ['world', 'GRL', 'Greenland'],
    ['world', 'SOM', 'Somalia'],
    ['cn-provinces', 'CN-NM', 'Inner Mongolia'],
    ['au-states', 'AU-TAS', 'Tasmania'],
    ['au-states', 'AU-NT', 'Northern Territory'],
  ])('call in %s %s %s', (map, id, name) => {
    expect(nameOf(map, id)).toBe(name);
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
