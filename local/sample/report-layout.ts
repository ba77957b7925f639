const SIX_COLUMNS = ['Province/State', 'Country/Region', 'Last Update', 'Confirmed', 'Deaths', 'Recovered'];
const COUNTIES = [
  ...['FIPS', 'Admin2', 'Province_State', 'Country_Region', 'Last_Update', 'Lat', 'Long_'],
  ...['Confirmed', 'Deaths', 'Recovered', 'Active', 'Combined_Key'],
];

/** The reports had one layout after the other, and the last one its headings changed. */
export interface ReportLayout {
  readonly kind: 'cities' | 'counties';
  readonly headings: readonly string[];
  readonly positions: boolean;
  readonly rates: boolean;
}

const LAYOUTS: readonly (readonly [from: string, layout: ReportLayout])[] = [
  ['2020-11-10', counties(['Incident_Rate', 'Case_Fatality_Ratio'])],
  ['2020-05-29', counties(['Incidence_Rate', 'Case-Fatality_Ratio'])],
  ['2020-03-22', counties([])],
  ['2020-03-01', cities(['Latitude', 'Longitude'])],
];

/** The layout of a day's file. */
export function layoutOf(date: string): ReportLayout {
  return LAYOUTS.find(([from]) => date >= from)?.[1] ?? cities([]);
}

function cities(positions: readonly string[]): ReportLayout {
  return { kind: 'cities', headings: [...SIX_COLUMNS, ...positions], positions: positions.length > 0, rates: false };
}

function counties(rates: readonly string[]): ReportLayout {
  return { kind: 'counties', headings: [...COUNTIES, ...rates], positions: true, rates: rates.length > 0 };
}
