import { addDays } from '../../functions/measures/periods.ts';
import { countryPlaces } from './country-places.ts';
import type { Patch } from './patch.ts';
import type { Place } from './place.ts';
import { COUNTIES_FROM, FIRST_DAY, LAST_DAY, type ReportLine } from './report-line.ts';
import { SPLIT_COUNTRIES } from './split-countries.ts';
import { TERRITORIES } from './territories.ts';

/** From 11 March the reports name their places as the lookup table does. */
const NEW_NAMES_FROM = '2020-03-11';

const OLD_COUNTRY_NAMES: Readonly<Record<string, string>> = {
  China: 'Mainland China',
  Czechia: 'Czech Republic',
  'Holy See': 'Vatican City',
  'Korea, South': 'South Korea',
  'Taiwan*': 'Taiwan',
  'United Kingdom': 'UK',
  'West Bank and Gaza': 'Palestine',
};

const OLD_PROVINCE_NAMES: Readonly<Record<string, string>> = { Ontario: 'Toronto, ON', Quebec: ' Montreal, QC' };

/** Canada's recoveries, like those of the US, were one row for a while; its provinces have theirs afterwards. */
const CANADA_RECOVERED = { from: '2020-03-24', until: '2020-05-13' };

/** All rows outside the US, but the ships. */
export function worldLines(patches: readonly Patch[]): ReportLine[] {
  const splits = new Map(SPLIT_COUNTRIES.map(({ country, from }) => [country, from]));
  const canada = patches.flatMap(({ place }, index) => (place.country === 'Canada' ? [index] : []));
  return [
    ...patches.flatMap(({ place }, index) => {
      if (place.country === 'US') return [];
      if (place.country === 'Canada') return canadianLines(place, index);
      const splitOn = isTerritory(place) ? undefined : splits.get(place.country);
      return splitOn === undefined ? namedLines(place, [index]) : [line(place, [index], splitOn, LAST_DAY)];
    }),
    ...SPLIT_COUNTRIES.flatMap(({ country, from }) => wholeLines(country, from, patches)),
    { ...line(recoveredPlace(), canada, CANADA_RECOVERED.from, CANADA_RECOVERED.until), recoveries: 'only' },
  ];
}

/** The row that holds the recoveries of Canada's provinces. */
export function recoveredPlace(): ReportLine['place'] {
  const nowhere = { latitude: undefined, longitude: undefined, population: undefined };
  return { fips: '', admin2: '', province: 'Recovered', country: 'Canada', ...nowhere };
}

/** The same place under its old name and under its new one. */
function namedLines(place: Place, members: readonly number[], until = LAST_DAY): ReportLine[] {
  const ownCountry = place.province === 'Hong Kong' || place.province === 'Macau';
  const old = {
    ...place,
    country: ownCountry ? place.province : (OLD_COUNTRY_NAMES[place.country] ?? place.country),
    province: OLD_PROVINCE_NAMES[place.province] ?? place.province,
  };
  const lines = [line(old, members, FIRST_DAY, addDays(NEW_NAMES_FROM, -1))];
  // For eleven days the motherlands of territories were filed under themselves, as in `France,France`.
  const motherland = place.province === '' && TERRITORIES.some(({ country }) => country === place.country);
  const twice = motherland ? { ...place, province: place.country } : place;
  lines.push(line(twice, members, NEW_NAMES_FROM, addDays(COUNTIES_FROM, -1)));
  lines.push(line(place, members, COUNTIES_FROM, until));
  return lines;
}

function canadianLines(place: Place, index: number): ReportLine[] {
  const { until } = CANADA_RECOVERED;
  const hidden = namedLines(place, [index], until).map(named => ({ ...named, recoveries: 'hidden' }) as const);
  return [...hidden, line(place, [index], addDays(until, 1), LAST_DAY)];
}

/** The one row of a country before its provinces have theirs. */
function wholeLines(country: string, splitOn: string, patches: readonly Patch[]): ReportLine[] {
  const own = patches.flatMap(({ place }, index) =>
    place.country === country && !isTerritory(place) ? [{ place, index }] : [],
  );
  const first = own[0]?.place;
  if (first === undefined) return [];
  const population = own.reduce((sum, { place }) => sum + (place.population ?? 0), 0);
  const { latitude, longitude } = countryPlaces().find(place => place.country === country) ?? first;
  const whole = { ...first, province: '', latitude, longitude, population };
  return namedLines(
    whole,
    own.map(({ index }) => index),
    addDays(splitOn, -1),
  );
}

function isTerritory(place: Place): boolean {
  return TERRITORIES.some(({ name, country }) => name === place.province && country === place.country);
}

function line(place: ReportLine['place'], members: readonly number[], from: string, until: string): ReportLine {
  return { place, members, from, until, recoveries: 'shown', beforeFirstCase: false };
}
