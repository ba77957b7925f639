import { createRequire } from 'node:module';
import { COUNTRIES } from './countries.ts';
import type { Place } from './place.ts';
import { countryCenters, type ShapeCenter } from './shape-centers.ts';

const CODES: readonly (readonly [alpha2: string, alpha3: string, numeric: string])[] = createRequire(import.meta.url)(
  'i18n-iso-countries/codes.json',
);
const CODES_OF = new Map(CODES.map(([iso2, iso3, numeric]) => [iso3, { iso2, iso3, code3: String(Number(numeric)) }]));

/** Kosovo has no ISO code; the lookup table made its own. */
const KOSOVO = { iso2: 'XK', iso3: 'XKS', code3: '383' };

/** One row of the lookup table for each country, with the position of its shape. */
export function countryPlaces(): Place[] {
  const centers = countryCentersByCode();
  return [
    ...COUNTRIES.map(({ iso3, name, population }) => placeOf(iso3, '', name, population, centers)),
    placeOf('CHN', '', 'China', 1_404_676_000, centers),
    placeOf('CAN', '', 'Canada', 37_856_000, centers),
    placeOf('AUS', '', 'Australia', 25_460_000, centers),
    placeOf('USA', '', 'US', 329_466_000, centers),
  ];
}

/** The shapes of the world by their numeric code, or by name where they have none. */
export function countryCentersByCode(): ReadonlyMap<string, ShapeCenter> {
  return new Map(countryCenters().map(center => [center.id || center.name, center]));
}

/** A place by its ISO code, with the position of its shape where the world map has one. */
export function placeOf(
  iso3: string,
  province: string,
  country: string,
  population: number,
  centers: ReadonlyMap<string, ShapeCenter>,
): Place {
  const codes = CODES_OF.get(iso3) ?? KOSOVO;
  const center = centers.get(codes.code3.padStart(3, '0')) ?? centers.get(country);
  const { latitude, longitude } = center ?? {};
  return { uid: codes.code3, ...codes, fips: '', admin2: '', province, country, latitude, longitude, population };
}
