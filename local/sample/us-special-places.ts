import { dayOf } from './epidemic.ts';
import type { Patch } from './patch.ts';
import type { Place } from './place.ts';
import { randomFor } from './seeded-random.ts';
import { countyOutbreak } from './us-counties.ts';
import { US_STATES, type UsState } from './us-states.ts';

/** Utah's health districts and the counties that they report for. */
export const UTAH_DISTRICTS: readonly { readonly name: string; readonly fips: readonly string[] }[] = [
  { name: 'Bear River', fips: ['49003', '49005', '49033'] },
  { name: 'Central Utah', fips: ['49023', '49027', '49031', '49039', '49041', '49055'] },
  { name: 'Southeast Utah', fips: ['49007', '49015', '49019'] },
  { name: 'Southwest Utah', fips: ['49001', '49017', '49021', '49025', '49053'] },
  { name: 'TriCounty', fips: ['49009', '49013', '49047'] },
  { name: 'Weber-Morgan', fips: ['49029', '49057'] },
];

/** Dukes and Nantucket of Massachusetts share one row. */
export const DUKES_AND_NANTUCKET: readonly string[] = ['25007', '25019'];

const OUT_OF_STATE = new Set(['GA', 'HI', 'IL', 'MI', 'OK', 'TN', 'UT', 'MA']);

/** `Out of GA` (80013) for every state; only some of them ever have cases. */
export function outOfStatePatches(seed: number): Patch[] {
  return US_STATES.map(state => {
    const population = OUT_OF_STATE.has(state.postal) ? Math.round(state.population / 250) : 0;
    return officePatch(`80${padded(state)}`, `Out of ${state.postal}`, state, population, seed);
  });
}

/** `Unassigned` (90036) for every state, in use in about half of them. */
export function unassignedPatches(seed: number): Patch[] {
  return US_STATES.map(state => {
    const random = randomFor(seed, `unassigned ${state.fips}`)();
    const population = random < 0.5 ? Math.round((state.population * random) / 25) : 0;
    return officePatch(`90${padded(state)}`, 'Unassigned', state, population, seed);
  });
}

/** Reports apart from the four counties that it lies in. */
export function kansasCityPatch(seed: number): Patch[] {
  const state = US_STATES.find(({ postal }) => postal === 'MO');
  if (state === undefined) return [];
  const place = { ...usPlace('84070003', '', 'Kansas City', 'Missouri'), population: 489_000 };
  const located = { ...place, latitude: 39.0997, longitude: -94.5786 };
  return [{ place: located, outbreak: countyOutbreak(located, state, dayOf('2020-02-20'), seed) }];
}

/** A place of the US without a position and, until one is given, without people. */
export function usPlace(uid: string, fips: string, admin2: string, province: string): Place {
  const codes = { uid, iso2: 'US', iso3: 'USA', code3: '840', fips };
  return {
    ...codes,
    admin2,
    province,
    country: 'US',
    latitude: undefined,
    longitude: undefined,
    population: undefined,
  };
}

function officePatch(fips: string, admin2: string, state: UsState, population: number, seed: number): Patch {
  const place = usPlace(`840${fips}`, fips, admin2, state.name);
  return { place, outbreak: countyOutbreak({ ...place, population }, state, dayOf('2020-02-25'), seed) };
}

function padded(state: UsState): string {
  return state.fips.padStart(3, '0');
}
