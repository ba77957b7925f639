import { countryPlaces } from './country-places.ts';
import { dayOf, type Outbreak } from './epidemic.ts';
import type { Patch } from './patch.ts';
import { combinedKey, type Place } from './place.ts';
import { PROVINCES } from './provinces.ts';
import { randomFor } from './seeded-random.ts';

/** The provinces of China, Canada and Australia: Hubei first of all places, the others of China closed with it. */
export function provincePatches(seed: number): Patch[] {
  const parents = new Map(countryPlaces().map(place => [place.country, place]));
  const numbers = new Map<string, number>();
  return PROVINCES.flatMap(province => {
    const parent = parents.get(province.country);
    if (parent === undefined) return [];
    const number = (numbers.get(province.country) ?? 0) + 1;
    numbers.set(province.country, number);
    const own = SPECIAL_REGIONS[province.name];
    const uid =
      own === undefined ? `${Number(parent.code3)}${String(number).padStart(2, '0')}` : String(Number(own.code3));
    const { latitude, longitude, population } = province;
    const place = { ...parent, ...own, uid, province: province.name, latitude, longitude, population };
    return [{ place, outbreak: { ...provinceOutbreak(place, seed), key: combinedKey(place), population } }];
  });
}

const SPECIAL_REGIONS: Readonly<Record<string, { iso2: string; iso3: string; code3: string }>> = {
  'Hong Kong': { iso2: 'HK', iso3: 'HKG', code3: '344' },
  Macau: { iso2: 'MO', iso3: 'MAC', code3: '446' },
};

function provinceOutbreak(place: Place, seed: number): Omit<Outbreak, 'key' | 'population'> {
  const random = randomFor(seed, `outbreak ${combinedKey(place)}`);
  const group = place.iso3;
  if (place.province === 'Hubei') {
    return {
      group,
      start: dayOf('2019-12-01'),
      restrictedOn: dayOf('2020-01-18'),
      contacts: 1.06,
      contactsLeft: 0.08,
      fatality: 0.066,
    };
  }
  if (group === 'CHN') {
    const start = dayOf('2019-12-24') + Math.floor(10 * random());
    return { group, start, restrictedOn: dayOf('2020-01-19'), contacts: 0.95, contactsLeft: 0.1, fatality: 0.01 };
  }
  const eastern = ['Quebec', 'Ontario', 'New South Wales'].includes(place.province);
  const start = dayOf(eastern ? '2020-02-12' : '2020-02-20') + Math.floor(10 * random());
  const canada = place.country === 'Canada';
  return {
    group,
    start,
    restrictedOn: dayOf('2020-03-16'),
    contacts: 0.95,
    contactsLeft: canada ? 0.37 : 0.12,
    fatality: canada ? 0.07 : 0.015,
  };
}
