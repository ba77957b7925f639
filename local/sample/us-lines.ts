import { addDays } from '../../functions/measures/periods.ts';
import type { Patch } from './patch.ts';
import type { Place } from './place.ts';
import { COUNTIES_FROM, FIRST_DAY, LAST_DAY, type ReportLine, STATES_FROM } from './report-line.ts';
import { DUKES_AND_NANTUCKET, UTAH_DISTRICTS, usPlace } from './us-special-places.ts';
import { US_STATES } from './us-states.ts';

/** Until 30 March every county had a row, afterwards only those with cases. */
const ALL_COUNTIES_UNTIL = '2020-03-30';
/** Before April the rows of no county had no FIPS code either. */
const OFFICE_CODES_FROM = '2020-04-01';
const DISTRICTS_FROM = '2020-04-21';
const RECOVERED_FROM = '2020-03-24';

/** Places that the first reports named by their city. */
const CITIES: Readonly<Record<string, string>> = {
  '11001': 'Washington, D.C.',
  '17031': 'Chicago, IL',
  '25025': 'Boston, MA',
  '36061': 'New York City, NY',
  '53033': 'Seattle, WA',
};

const DISTRICT_OF_COUNTY = new Map(UTAH_DISTRICTS.flatMap(({ name, fips }) => fips.map(code => [code, name])));

interface Member {
  readonly place: Place;
  readonly index: number;
}

/** All rows of the US, but the ships: by city, from 10 March by state, from 22 March by county. */
export function usLines(patches: readonly Patch[]): ReportLine[] {
  const members = patches
    .map(({ place }, index) => ({ place, index }))
    .filter(({ place }) => place.country === 'US' && place.province !== '');
  const inStates = members.filter(({ place }) => place.admin2 !== '');
  const offices = inStates.filter(({ place }) => /^[89]/.test(place.fips));
  const counties = inStates.filter(({ place }) => !/^[89]/.test(place.fips));
  const territories = members.filter(({ place }) => place.admin2 === '');
  return [
    ...counties.map(cityLine),
    ...US_STATES.map(({ name }) => stateLine(name, inStates)),
    ...counties.filter(({ place }) => !DUKES_AND_NANTUCKET.includes(place.fips)).flatMap(countyLines),
    ...UTAH_DISTRICTS.map(({ name, fips }) => jointLine(name, 'Utah', fips, counties, DISTRICTS_FROM)),
    jointLine('Dukes and Nantucket', 'Massachusetts', DUKES_AND_NANTUCKET, counties, COUNTIES_FROM),
    ...offices.flatMap(officeLines),
    ...territories.map(({ place, index }) => line(place, [index], COUNTIES_FROM, LAST_DAY)),
    recoveredLine(members),
  ];
}

function cityLine({ place, index }: Member): ReportLine {
  const postal = US_STATES.find(({ name }) => name === place.province)?.postal ?? '';
  const kind = postal === 'LA' ? 'Parish' : 'County';
  const province = CITIES[place.fips] ?? `${place.admin2} ${kind}, ${postal}`;
  return line({ ...place, fips: '', admin2: '', province }, [index], FIRST_DAY, addDays(STATES_FROM, -1));
}

function stateLine(name: string, members: readonly Member[]): ReportLine {
  const own = members.filter(({ place }) => place.province === name);
  const middle = own.find(({ place }) => place.latitude !== undefined)?.place;
  const place = { ...usPlace('', '', '', name), latitude: middle?.latitude, longitude: middle?.longitude };
  return line(
    place,
    own.map(({ index }) => index),
    STATES_FROM,
    addDays(COUNTIES_FROM, -1),
  );
}

function countyLines({ place, index }: Member): ReportLine[] {
  const last = DISTRICT_OF_COUNTY.has(place.fips) ? addDays(DISTRICTS_FROM, -1) : LAST_DAY;
  return [
    { ...line(place, [index], COUNTIES_FROM, ALL_COUNTIES_UNTIL), beforeFirstCase: true },
    line(place, [index], addDays(ALL_COUNTIES_UNTIL, 1), last),
  ];
}

function officeLines({ place, index }: Member): ReportLine[] {
  return [
    line({ ...place, fips: '' }, [index], COUNTIES_FROM, addDays(OFFICE_CODES_FROM, -1)),
    { ...line(place, [index], OFFICE_CODES_FROM, LAST_DAY), beforeFirstCase: place.admin2 === 'Unassigned' },
  ];
}

/** Several counties that report as one, without a FIPS code. */
function jointLine(
  admin2: string,
  province: string,
  codes: readonly string[],
  counties: readonly Member[],
  from: string,
): ReportLine {
  const own = counties.filter(({ place }) => codes.includes(place.fips));
  const places = own.map(({ place }) => place);
  const indexes = own.map(({ index }) => index);
  return line(jointPlace(admin2, province, places), indexes, from, LAST_DAY);
}

function recoveredLine(members: readonly Member[]): ReportLine {
  const indexes = members.map(({ index }) => index);
  return { ...line(usPlace('', '', '', 'Recovered'), indexes, RECOVERED_FROM, LAST_DAY), recoveries: 'only' };
}

/** The place of several counties together: the position of the first, the people of all. */
export function jointPlace(admin2: string, province: string, places: readonly Place[]): Place {
  const population = places.reduce((sum, place) => sum + (place.population ?? 0), 0);
  const { latitude, longitude } = places[0] ?? {};
  return { ...usPlace('', '', admin2, province), latitude, longitude, population };
}

function line(place: ReportLine['place'], members: readonly number[], from: string, until: string): ReportLine {
  return { place, members, from, until, recoveries: 'hidden', beforeFirstCase: false };
}
