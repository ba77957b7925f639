/** A row of a daily report: the county's FIPS code, the names, and the three counts as they are to be written. */
export interface ReportRow {
  readonly fips?: string;
  readonly county?: string;
  readonly province?: string;
  readonly country: string;
  readonly confirmed?: number | string;
  readonly deaths?: number | string;
  readonly recovered?: number | string;
}

const UNDERSCORED = 'FIPS,Admin2,Province_State,Country_Region,Last_Update,Lat,Long_,Confirmed,Deaths,Recovered,Active';

/** The layouts of the reports, oldest first, by the day from which they are used. */
export const LAYOUTS = {
  '2020-01-22': 'Province/State,Country/Region,Last Update,Confirmed,Deaths,Recovered',
  '2020-03-01': 'Province/State,Country/Region,Last Update,Confirmed,Deaths,Recovered,Latitude,Longitude',
  '2020-03-22': `${UNDERSCORED},Combined_Key`,
  '2020-05-29': `${UNDERSCORED},Combined_Key,Incidence_Rate,Case-Fatality_Ratio`,
  '2020-11-09': `${UNDERSCORED},Combined_Key,Incident_Rate,Case_Fatality_Ratio`,
} as const;

export type Layout = keyof typeof LAYOUTS;

/** A daily report. Its first row stands on line 2. */
export function reportCsv(rows: readonly ReportRow[], layout: Layout = '2020-03-22'): string {
  const headings = LAYOUTS[layout].split(',');
  return [headings, ...rows.map(row => headings.map(heading => cellOf(row, heading)))]
    .map(cells => `${cells.map(quoted).join(',')}\n`)
    .join('');
}

/** The name that a report of a day has. */
export function reportName(date: string): string {
  return `${date.slice(5, 7)}-${date.slice(8)}-${date.slice(0, 4)}.csv`;
}

function cellOf(row: ReportRow, heading: string): string {
  switch (heading) {
    case 'FIPS':
      return row.fips ?? '';
    case 'Admin2':
      return row.county ?? '';
    case 'Province_State':
    case 'Province/State':
      return row.province ?? '';
    case 'Country_Region':
    case 'Country/Region':
      return row.country;
    case 'Confirmed':
      return String(row.confirmed ?? '');
    case 'Deaths':
      return String(row.deaths ?? '');
    case 'Recovered':
      return String(row.recovered ?? '');
    case 'Combined_Key':
      return [row.county, row.province, row.country].filter(name => name !== undefined).join(', ');
    default:
      return '';
  }
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
