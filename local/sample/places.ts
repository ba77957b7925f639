import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MapShapes, parseMapShapes } from '../../functions/contract/map-shapes.ts';
import { count, parserOf, record } from '../../functions/contract/schema.ts';
import { readGazetteer } from '../../functions/measures/gazetteer.ts';
import populations from './populations.json' with { type: 'json' };
import { randomFor } from './seeded-random.ts';

/** A country, a state or province, or a US county, under its name in the reports. */
export interface SamplePlace {
  /** Its id on a map. */
  readonly region: string;
  /** ISO 3166-1 alpha-3 code of its country. */
  readonly iso3: string;
  /** Like `county`, empty except for US counties. */
  readonly fips: string;
  readonly county: string;
  /** Empty for a country. */
  readonly province: string;
  readonly country: string;
  readonly population: number;
  /** Whether its parts have the rows and this place is only their sum. */
  readonly isDivided: boolean;
}

/** Countries that the reports divide, with the map of their parts and their name in the reports. */
const DIVIDED: Readonly<Record<string, { readonly map: string; readonly country: string }>> = {
  AUS: { map: 'au-states', country: 'Australia' },
  CAN: { map: 'ca-provinces', country: 'Canada' },
  CHN: { map: 'cn-provinces', country: 'China' },
  USA: { map: 'us-states', country: 'US' },
};

/** The five boroughs report as one, under the code of Manhattan. */
const MERGED_NAMES: Readonly<Record<string, string>> = { '36061': 'New York City' };

/** Populations of countries, states and provinces around 2020, rounded. */
const parsePopulations = parserOf(record(count));

/** As in the real reports, not every place has a shape. */
const WITHOUT_SHAPE: readonly SamplePlace[] = [
  place({ region: 'US-PR', iso3: 'USA', province: 'Puerto Rico', country: 'US', population: 2_933_000 }),
  place({
    region: 'US-MO:kansas-city',
    iso3: 'USA',
    county: 'Kansas City',
    province: 'Missouri',
    country: 'US',
    population: 489_000,
  }),
  place({ region: 'ship:diamond-princess', iso3: '', country: 'Diamond Princess', population: 3_711 }),
];

/**
 * The regions of the built-in maps whose population is known, and a few more. A state's population is spread over its counties
 * by their cities and the seed.
 */
export function samplePlaces(seed: number): SamplePlace[] {
  const people = parsePopulations(populations, 'populations.json');
  const mapped = [...namesOf('world')].flatMap(([iso3, country]) => {
    const divided = DIVIDED[iso3];
    if (divided === undefined) {
      const population = people[iso3];
      return population === undefined ? [] : [place({ region: iso3, iso3, country, population })];
    }
    const parts = [...namesOf(divided.map)].map(([region, province]) =>
      place({ region, iso3, province, country: divided.country, population: people[region] ?? 0 }),
    );
    const population = parts.reduce((sum, part) => sum + part.population, 0);
    const whole = place({ region: iso3, iso3, country: divided.country, population, isDivided: true });
    return [whole, ...parts.flatMap(part => (iso3 === 'USA' ? withCounties(part, seed) : [part]))];
  });
  return [...mapped, ...WITHOUT_SHAPE];
}

function place(
  given: Partial<SamplePlace> & Pick<SamplePlace, 'region' | 'iso3' | 'country' | 'population'>,
): SamplePlace {
  return { fips: '', county: '', province: '', isDivided: false, ...given };
}

function withCounties(state: SamplePlace, seed: number): SamplePlace[] {
  const prefix = readGazetteer().codes['us-states']?.[state.region]?.find(code => /^\d+$/.test(code)) ?? '';
  const counties = [...countyNames()].filter(([fips]) => fips.startsWith(prefix));
  const weights = counties.map(
    ([fips]) => 3_000 + 1.3 * cityPeople(fips) + 25_000 * randomFor(seed, `people ${fips}`)() ** 3,
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return [
    { ...state, isDivided: true },
    ...counties.map(([fips, county], index) => {
      const population = Math.round((state.population * (weights[index] ?? 0)) / total);
      return { ...state, region: fips, fips, county: MERGED_NAMES[fips] ?? county, population };
    }),
  ];
}

let citiesByCounty: ReadonlyMap<string, number> | undefined;

/** A borough's cities do not count: its people are already those of its city. */
function cityPeople(fips: string): number {
  citiesByCounty ??= new Map(
    readGazetteer()
      .cities.filter(({ regions: [first = '', second = ''] }) => /^\d/.test(first) && !/^\d/.test(second))
      .map(({ regions, cities }) => [regions[0] ?? '', Object.values(cities).reduce((sum, people) => sum + people, 0)]),
  );
  return citiesByCounty.get(fips) ?? 0;
}

function countyNames(): ReadonlyMap<string, string> {
  const names = namesOf('us-counties');
  return new Map([...names].filter(([region]) => /^\d{5}$/.test(region)));
}

/** Names by region, from the shape with the region's id, else from the largest or only one. */
function namesOf(map: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [id, { name, regions }] of Object.entries(readShapes(map))) {
    const [region] = regions;
    if (region === undefined || name === null) continue;
    if (!names.has(region) || id === region || name.endsWith(MAINLAND)) names.set(region, name.replace(MAINLAND, ''));
  }
  return names;
}

const MAINLAND = ' Mainland';

/** The shapes of a built-in map. */
export function readShapes(map: string): MapShapes['shapes'] {
  const file = join(import.meta.dirname, `../../maps/${map}.json`);
  return parseMapShapes(JSON.parse(readFileSync(file, 'utf8')), file).shapes;
}
