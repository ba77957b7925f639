import { countryPlaces } from './country-places.ts';
import { csvRow } from './csv-cell.ts';
import type { Patch } from './patch.ts';
import { combinedKey, type Place } from './place.ts';
import { SPLIT_COUNTRIES } from './split-countries.ts';
import { boroughs } from './us-counties.ts';
import { jointPlace } from './us-lines.ts';
import { DUKES_AND_NANTUCKET, UTAH_DISTRICTS, usPlace } from './us-special-places.ts';
import { US_STATES } from './us-states.ts';
import { recoveredPlace } from './world-lines.ts';

const HEADINGS = [
  ...['UID', 'iso2', 'iso3', 'code3', 'FIPS', 'Admin2', 'Province_State', 'Country_Region'],
  ...['Lat', 'Long_', 'Combined_Key', 'Population'],
];

/** The table's own names where they are not those of the reports. */
const TABLE_NAMES: Readonly<Record<string, string>> = { 'Hong Kong': 'Hong Kong SAR', Macau: 'Macau SAR' };

/** The text of `UID_ISO_FIPS_LookUp_Table.csv`: every place that a report can name, CRLF. */
export function lookupTable(patches: readonly Patch[]): string {
  const patched = patches.map(({ place }) => place).filter(({ province }) => province !== '');
  const split = new Set(SPLIT_COUNTRIES.map(({ country }) => country));
  const places = [
    ...countryPlaces(),
    { ...nowhere('9999', '', ''), country: 'Diamond Princess' },
    { ...nowhere('8888', '', ''), country: 'MS Zaandam' },
    ...patched
      .filter(({ country }) => country !== 'US')
      .map(place => ({ ...place, province: TABLE_NAMES[place.province] ?? place.province })),
    ...countryPlaces().flatMap(place => (split.has(place.country) ? [{ ...place, ...unknownProvince(place) }] : [])),
    canadaRecovered(),
    ...US_STATES.map(({ fips, name, population }) => ({ ...usPlace(`840000${fips}`, fips, '', name), population })),
    usPlace('84088888', '88888', '', 'Diamond Princess'),
    usPlace('84099999', '99999', '', 'Grand Princess'),
    usPlace('84070001', '', '', 'Recovered'),
    ...jointPlaces(patched),
    ...patched.filter(({ country }) => country === 'US'),
    ...boroughs(),
  ];
  return [csvRow(HEADINGS), ...places.map(tableRow), ''].join('\r\n');
}

function tableRow(place: Place): string {
  const { uid, iso2, iso3, code3, fips, admin2, province, country, latitude, longitude, population } = place;
  const key = place.country === 'China' ? combinedKey(place).replace(' SAR,', ',') : combinedKey(place);
  return csvRow([uid, iso2, iso3, code3, fips, admin2, province, country, latitude, longitude, key, population]);
}

function jointPlaces(patched: readonly Place[]): Place[] {
  const together = (codes: readonly string[]) => patched.filter(({ fips }) => codes.includes(fips));
  return [
    { ...jointPlace('Dukes and Nantucket', 'Massachusetts', together(DUKES_AND_NANTUCKET)), uid: '84070002' },
    ...UTAH_DISTRICTS.map(({ name, fips }, index) => ({
      ...jointPlace(name, 'Utah', together(fips)),
      uid: String(84_070_015 + index),
    })),
  ];
}

function canadaRecovered(): Place {
  return { ...nowhere('12415', 'CA', 'CAN'), code3: '124', ...recoveredPlace() };
}

/** Split countries have a row for what belongs to no province; the sample never uses it. */
function unknownProvince(place: Place): Partial<Place> {
  return {
    uid: `${place.code3}99`,
    province: 'Unknown',
    latitude: undefined,
    longitude: undefined,
    population: undefined,
  };
}

function nowhere(uid: string, iso2: string, iso3: string): Place {
  const empty = { latitude: undefined, longitude: undefined, population: undefined };
  return { uid, iso2, iso3, code3: '', fips: '', admin2: '', province: '', country: '', ...empty };
}
