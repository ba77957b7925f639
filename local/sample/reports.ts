import { type Cell, formatCsv } from '../../functions/contract/csv.ts';
import { addDays, daysFrom } from '../../functions/measures/periods.ts';
import { type Counts, EPOCH, epidemicOf } from './epidemic.ts';
import type { SamplePlace } from './places.ts';

const LOOKUP_COLUMNS =
  'UID,iso2,iso3,code3,FIPS,Admin2,Province_State,Country_Region,Lat,Long_,Combined_Key,Population'.split(',');
const REPORT_COLUMNS =
  'FIPS,Admin2,Province_State,Country_Region,Last_Update,Lat,Long_,Confirmed,Deaths,Recovered,Active,Combined_Key,Incident_Rate,Case_Fatality_Ratio'.split(
    ',',
  );
/** Before this day, the US reports by state. */
const COUNTIES_FROM = '2020-03-22';
/** A row missing from one report: a gap, which is neither zero nor the previous value. */
const MISSING = { region: '06003', date: '2020-05-05' };
/** The US reports no recoveries by county; this row has those of the country. */
const US_RECOVERED = { fips: '', county: '', province: 'Recovered', country: 'US', population: 0 };

interface Reported {
  readonly place: SamplePlace;
  readonly counts: Counts;
}

type Named = Pick<SamplePlace, 'fips' | 'county' | 'province' | 'country' | 'population'>;

/** The text of `UID_ISO_FIPS_LookUp_Table.csv`: every place with its codes and population. */
export function lookupTable(places: readonly SamplePlace[]): string {
  const rows = places.map(place => {
    const { iso3, fips, county, province, country, population } = place;
    return [null, null, iso3, null, fips, county, province, country, null, null, combinedKey(place), population];
  });
  return formatCsv({ columns: LOOKUP_COLUMNS, rows });
}

/** The reports of a range of days, each with its text, in JHU's latest layout. */
export function* dailyReports(
  places: readonly SamplePlace[],
  { firstDate, lastDate }: { readonly firstDate: string; readonly lastDate: string },
  seed: number,
): Generator<readonly [date: string, text: string]> {
  const reported = places
    .filter(({ isDivided }) => !isDivided)
    .map(place => ({ place, next: epidemicOf(place, seed) }));
  for (const date of daysFrom(EPOCH, lastDate)) {
    const today = reported.map(({ place, next }) => ({ place, counts: next() }));
    if (date >= firstDate) yield [date, formatCsv({ columns: REPORT_COLUMNS, rows: rowsOf(date, today) })];
  }
}

function* rowsOf(date: string, today: readonly Reported[]): Generator<Cell[]> {
  const updated = `${addDays(date, 1)} 04:20:16`;
  let recovered = 0;
  for (const { place, counts } of date < COUNTIES_FROM ? byState(today) : today) {
    if (place.iso3 === 'USA') recovered += counts.recovered;
    if (place.region === MISSING.region && date === MISSING.date) continue;
    yield rowOf(place, updated, place.iso3 === 'USA' ? { ...counts, recovered: 0 } : counts);
  }
  yield rowOf(US_RECOVERED, updated, { confirmed: 0, deaths: 0, recovered });
}

/** With a single row for the counties of a state. */
function byState(today: readonly Reported[]): Reported[] {
  const groups = Map.groupBy(today, ({ place }) => (place.county === '' ? place.region : place.province));
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined || first.place.county === '') return first ?? [];
    const population = others.reduce((sum, { place }) => sum + place.population, first.place.population);
    return {
      place: { ...first.place, fips: '', county: '', population },
      counts: [first, ...others].map(({ counts }) => counts).reduce(sumOf),
    };
  });
}

function sumOf(a: Counts, b: Counts): Counts {
  return { confirmed: a.confirmed + b.confirmed, deaths: a.deaths + b.deaths, recovered: a.recovered + b.recovered };
}

function rowOf(place: Named, updated: string, { confirmed, deaths, recovered }: Counts): Cell[] {
  const { fips, county, province, country, population } = place;
  const names = [fips, county, province, country, updated, null, null];
  const incidence = population === 0 ? null : (confirmed * 100_000) / population;
  const fatality = confirmed === 0 ? null : (deaths * 100) / confirmed;
  const counts = [confirmed, deaths, recovered, confirmed - deaths - recovered];
  return [...names, ...counts, combinedKey(place), incidence, fatality];
}

function combinedKey({ county, province, country }: Pick<SamplePlace, 'county' | 'province' | 'country'>): string {
  return [county, province, country].filter(part => part !== '').join(', ');
}
