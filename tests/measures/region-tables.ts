import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseMapShapes } from '../../functions/contract/map-shapes.ts';
import type { Regions } from '../../functions/contract/regions.ts';
import { readGazetteer } from '../../functions/measures/gazetteer.ts';
import { stateFipsCodes } from '../../site/shapes/us-states.ts';

const MAPS = ['us-counties', 'us-states', 'world', 'ca-provinces', 'cn-provinces', 'au-states'] as const;

const COUNTRIES: Readonly<Record<string, readonly [string, string]>> = {
  'us-states': ['USA', 'United States'],
  'ca-provinces': ['CAN', 'Canada'],
  'cn-provinces': ['CHN', 'China'],
  'au-states': ['AUS', 'Australia'],
};

/** The regions that the shapes of all maps stand for, each with the people of its larger cities. */
export function regionTables(): Regions[] {
  const states = stateFipsCodes();
  const stateNames = Object.fromEntries(regionsOf('us-states'));
  return MAPS.map(map => {
    const regions = regionsOf(map);
    const [country, countryName = ''] = COUNTRIES[map] ?? [];
    const parentOf = (id: string) =>
      map === 'us-counties' ? (states.get(id.slice(0, 2)) ?? id.slice(0, 'US-XX'.length)) : (country ?? null);
    return {
      schema: 'regions/1',
      map,
      ids: regions.map(([id]) => id),
      names: regions.map(([, name]) => name),
      parents: regions.map(([id]) => parentOf(id)),
      populations: regions.map(([id]) => peopleOf(id)),
      firsts: regions.map(() => '2020-03-22'),
      parentNames: map === 'us-counties' ? stateNames : country === undefined ? {} : { [country]: countryName },
    };
  });
}

function regionsOf(map: string): [string, string][] {
  const file = join(import.meta.dirname, '../../maps', `${map}.json`);
  const { shapes } = parseMapShapes(JSON.parse(readFileSync(file, 'utf8')), file);
  const names = new Map<string, string>();
  for (const [id, { name, regions }] of Object.entries(shapes)) {
    const [region] = regions;
    if (region !== undefined && (region === id || !names.has(region))) names.set(region, name ?? region);
  }
  // The data counts the city as one.
  if (map === 'us-counties') names.set('36061', 'New York City');
  return [...names];
}

function peopleOf(id: string): number | null {
  let people: number | null = null;
  for (const { regions, cities } of readGazetteer().cities) {
    if (!regions.includes(id)) continue;
    for (const of of Object.values(cities)) people = (people ?? 0) + of;
  }
  return people;
}
