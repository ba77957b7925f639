import { COUNTRIES, type Country } from './countries.ts';
import { countryCentersByCode, countryPlaces, placeOf } from './country-places.ts';
import { dayOf, type Outbreak } from './epidemic.ts';
import type { Patch } from './patch.ts';
import { combinedKey, type Place } from './place.ts';
import { randomFor } from './seeded-random.ts';
import { SPLIT_COUNTRIES } from './split-countries.ts';
import { TERRITORIES } from './territories.ts';

const STARTS = { contained: '2020-02-24', falls: '2020-02-18', grows: '2020-03-02', small: '2020-03-02' };
const DAYS_TO_RESTRICTIONS = { contained: 24, falls: 43, grows: 30, small: 18 };
const CONTACTS = { contained: 0.85, falls: 1.05, grows: 0.93, small: 0.9 };
const CONTACTS_LEFT = { contained: 0.22, falls: 0.33, grows: 0.475, small: 0.43 };
const FATALITY = { contained: 0.025, falls: 0.1, grows: 0.04, small: 0.03 };

/** The countries that are one row from the first file to the last. */
export function countryPatches(seed: number): Patch[] {
  const split = new Set(SPLIT_COUNTRIES.map(({ country }) => country));
  const places = new Map(countryPlaces().map(place => [place.country, place]));
  return COUNTRIES.flatMap(country => {
    const place = places.get(country.name);
    return place === undefined || split.has(country.name)
      ? []
      : [{ place, outbreak: outbreakOf(place, country, place.population ?? 0, 0, seed) }];
  });
}

/** The provinces of countries that are split later; their shares of the country's people are made up. */
export function splitPatches(seed: number): Patch[] {
  const parents = new Map(countryPlaces().map(place => [place.country, place]));
  return SPLIT_COUNTRIES.flatMap(({ country: name, provinces }) => {
    const parent = parents.get(name);
    const country = COUNTRIES.find(candidate => candidate.name === name);
    if (parent === undefined || country === undefined) return [];
    const weights = provinces.map(province => 1 / (0.05 + randomFor(seed, `people ${province}, ${name}`)()));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const largest = Math.max(...weights);
    return provinces.map((province, index) => {
      const weight = weights[index] ?? 0;
      const population = Math.round((country.population * weight) / total);
      const uid = `${Number(parent.code3)}${String(index + 1).padStart(2, '0')}`;
      const place = { ...parent, uid, province, population, latitude: undefined, longitude: undefined };
      const delay = weight === largest ? 0 : 2 + 10 * randomFor(seed, `start ${province}, ${name}`)();
      return { place, outbreak: outbreakOf(place, country, population, delay, seed) };
    });
  });
}

/** Territories overseas, each with a code and a shape of its own. */
export function territoryPatches(seed: number): Patch[] {
  const centers = countryCentersByCode();
  return TERRITORIES.map(({ iso3, name, country, population, fips }) => {
    const place = { ...placeOf(iso3, name, country, population, centers), fips };
    const small: Country = { iso3, name, population, course: 'small', start: undefined };
    return { place, outbreak: outbreakOf(place, small, population, 0, seed) };
  });
}

function outbreakOf(place: Place, country: Country, population: number, delay: number, seed: number): Outbreak {
  const key = combinedKey(place);
  const random = randomFor(seed, `outbreak ${key}`);
  const start = dayOf(country.start === undefined ? STARTS[country.course] : `2020-${country.start}`);
  const luck = country.start === undefined ? 12 * random() : 0;
  return {
    key,
    group: country.iso3,
    population,
    start: Math.round(start + luck + delay),
    restrictedOn: Math.min(dayOf('2020-03-18'), start + DAYS_TO_RESTRICTIONS[country.course]),
    contacts: CONTACTS[country.course],
    contactsLeft: CONTACTS_LEFT[country.course] + 0.05 * (random() - 0.5),
    fatality: FATALITY[country.course] * (0.6 + 0.8 * random()),
  };
}
