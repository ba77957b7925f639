import { dayOf } from './epidemic.ts';
import type { Patch } from './patch.ts';
import { combinedKey, type Place } from './place.ts';
import { randomFor } from './seeded-random.ts';
import { countyCenters, type ShapeCenter } from './shape-centers.ts';
import { LARGE_COUNTY_POPULATIONS } from './us-large-counties.ts';
import { US_STATES, type UsState } from './us-states.ts';

/** Counted in New York City's row (36061). They have a place in the lookup table, and no cases of their own. */
const BOROUGHS: Readonly<Record<string, readonly [string, number]>> = {
  '36005': ['Bronx', 1_418_000],
  '36047': ['Kings', 2_560_000],
  '36081': ['Queens', 2_254_000],
  '36085': ['Richmond', 476_000],
};

/** Where the epidemic enters the country, and when. */
const GATEWAYS: Readonly<Record<string, string>> = {
  '53033': '2020-02-11',
  '06085': '2020-02-17',
  '36061': '2020-02-09',
  '25025': '2020-02-21',
  '26163': '2020-02-21',
  '17031': '2020-02-22',
  '22071': '2020-02-20',
  '06037': '2020-02-24',
  '42101': '2020-02-24',
  '12086': '2020-02-26',
  '13121': '2020-02-26',
  '08031': '2020-02-28',
  '48201': '2020-03-03',
  '48113': '2020-03-05',
  '04013': '2020-03-05',
};

const CONTACTS_LEFT = { falls: 0.345, stays: 0.4, rises: 0.445 };
const RESTRICTED_ON = { falls: '2020-03-24', stays: '2020-03-21', rises: '2020-03-19' };

/** The boroughs of New York City other than Manhattan, for the lookup table. */
export function boroughs(): Place[] {
  return countyCenters().flatMap(center => {
    const [name, population] = BOROUGHS[center.id] ?? [];
    return name === undefined ? [] : [{ ...countyPlace(center, 'New York', population ?? 0), admin2: name }];
  });
}

/** Every county of the fifty states and the District, New York City being one, in the order of their FIPS codes. */
export function countyPatches(seed: number): Patch[] {
  const centers = [...countyCenters()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const gateways = centers.flatMap(center => {
    const start = GATEWAYS[center.id];
    return start === undefined ? [] : [{ ...center, start: dayOf(start) }];
  });
  return US_STATES.flatMap(state => {
    const own = centers.filter(center => center.id.startsWith(state.fips) && BOROUGHS[center.id] === undefined);
    const twice = new Set(own.map(({ name }) => name).filter((name, index, names) => names.indexOf(name) !== index));
    return populate(own, state, seed).map(([center, population]) => {
      const place = { ...countyPlace(center, state.name, population), admin2: countyName(center, twice) };
      return { place, outbreak: countyOutbreak(place, state, startOf(center, population, gateways, seed), seed) };
    });
  });
}

/** A town or an office that reports beside the counties of its state: it starts when they do, and goes their way. */
export function countyOutbreak(place: Place, state: UsState, start: number, seed: number): Patch['outbreak'] {
  const key = combinedKey(place);
  const random = randomFor(seed, `outbreak ${key}`);
  return {
    key,
    group: state.postal,
    population: place.population ?? 0,
    start,
    restrictedOn: dayOf(RESTRICTED_ON[state.course]) + Math.floor(8 * random()),
    contacts: 0.78 + 0.5 / (1 + 250_000 / (1 + (place.population ?? 0))),
    contactsLeft: CONTACTS_LEFT[state.course] + 0.06 * (random() - 0.5),
    fatality: 0.035 + 0.03 * random(),
  };
}

function countyPlace(center: ShapeCenter, province: string, population: number): Place {
  const { id: fips, latitude, longitude } = center;
  const codes = { uid: `840${fips}`, iso2: 'US', iso3: 'USA', code3: '840', fips };
  return { ...codes, admin2: center.name, province, country: 'US', latitude, longitude, population };
}

/** Cities independent of the county of their name are told apart by "City", and the names are plain letters. */
function countyName({ id, name }: ShapeCenter, twice: ReadonlySet<string>): string {
  if (id === '36061') return 'New York City';
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '');
  return twice.has(name) && Number(id.slice(2)) >= 500 ? `${plain} City` : plain;
}

/** What the large counties leave of a state's population is shared with a long tail: few large, many small. */
function populate(centers: readonly ShapeCenter[], state: UsState, seed: number): (readonly [ShapeCenter, number])[] {
  const weights = centers.map(({ id }) =>
    LARGE_COUNTY_POPULATIONS.has(id) ? 0 : 1 / (0.04 + randomFor(seed, `people ${id}`)()),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const known = centers.reduce((sum, { id }) => sum + (LARGE_COUNTY_POPULATIONS.get(id) ?? 0), 0);
  const rest = Math.max(0, state.population - known);
  return centers.map((center, index) => {
    const shared = total === 0 ? 0 : Math.round((rest * (weights[index] ?? 0)) / total);
    return [center, LARGE_COUNTY_POPULATIONS.get(center.id) ?? Math.max(300, shared)] as const;
  });
}

/** From the nearest gateway outwards, about a degree in two days, and later where few people live. */
function startOf(
  center: ShapeCenter,
  population: number,
  gateways: readonly (ShapeCenter & { start: number })[],
  seed: number,
): number {
  const arrivals = gateways.map(gateway => {
    const north = center.latitude - gateway.latitude;
    const east = (center.longitude - gateway.longitude) * 0.78;
    return gateway.start + Math.min(20, 2 * Math.sqrt(north * north + east * east));
  });
  const remoteness = 45 / (1 + population / 8_000);
  const luck = GATEWAYS[center.id] === undefined ? 10 * randomFor(seed, `start ${center.id}`)() : 0;
  return Math.round(Math.min(...arrivals) + remoteness + luck);
}
