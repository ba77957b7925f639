import { type FaultContext, HEADING, type Measure, reportOf } from './planted-fault.ts';
import { cellOf, type ReportRow, type ReportText } from './report-text.ts';

export const LEVELS = ['country', 'province', 'county'] as const;
export type Level = (typeof LEVELS)[number];

/** A place with exactly one row in each report around the day, and with a region of its own. */
export interface Place {
  readonly level: Level;
  readonly region: string;
  readonly name: string;
  /** Index of its row in the report of the day. */
  readonly at: number;
  readonly row: ReportRow;
}

/** From this count on, an error is obvious to a person. */
const LEAST: Readonly<Record<Level, number>> = { country: 1000, province: 1000, county: 500 };
/** A count that grows faster over these days could make an error look true. */
const MOST_GROWTH = 2;

/** The places of a level in which a fault can be planted. */
export function placesOf(context: FaultContext, level: Level): Place[] {
  const report = reportOf(context, context.date);
  const keys = [...context.reports.values()].map(report => rowsByPlace(report, level));
  return report.rows.flatMap((row, at) => {
    const region = regionOf(context, report, row, level);
    const key = keyOf(report, row, level);
    if (region === null || !keys.every(rows => rows.get(key)?.length === 1)) return [];
    return [{ level, region, name: nameOf(report, row, level), at, row }];
  });
}

/** Whether a place's count is large and never falls in these days. */
export function isLarge(context: FaultContext, place: Place, measure: Measure): boolean {
  const counts = countsAround(context, place, measure);
  const [first = 0, last = 0] = [counts[0], counts.at(-1)];
  const isSteady = counts.every((count, index) => count >= (counts[index - 1] ?? 0));
  return isSteady && first >= LEAST[place.level] && last <= first * MOST_GROWTH;
}

/** The counts of a place on the days around, in order; NaN where a cell is no plain number. */
export function countsAround(context: FaultContext, place: Place, measure: Measure): number[] {
  const own = reportOf(context, context.date);
  const key = keyOf(own, place.row, place.level);
  return [...context.reports.values()].map(report => {
    const [row] = rowsByPlace(report, place.level).get(key) ?? [];
    const cell = row === undefined ? '' : cellOf(report, row, HEADING[measure]);
    return /^\d+(\.0)?$/.test(cell) ? Number(cell) : Number.NaN;
  });
}

/** Rows by their place at a level; indexed once per report. */
function rowsByPlace(report: ReportText, level: Level): ReadonlyMap<string, readonly ReportRow[]> {
  const byLevel = indexes.get(report) ?? new Map<Level, ReadonlyMap<string, readonly ReportRow[]>>();
  const rows = byLevel.get(level) ?? Map.groupBy(report.rows, row => keyOf(report, row, level));
  indexes.set(report, byLevel.set(level, rows));
  return rows;
}

const indexes = new WeakMap<ReportText, Map<Level, ReadonlyMap<string, readonly ReportRow[]>>>();

function keyOf(report: ReportText, row: ReportRow, level: Level): string {
  const cell = (heading: string) => cellOf(report, row, heading);
  const country = cell('Country_Region');
  if (level === 'country') return country;
  return [country, cell('Province_State'), ...(level === 'county' ? [cell('Admin2')] : [])].join('/');
}

function nameOf(report: ReportText, row: ReportRow, level: Level): string {
  return cellOf(report, row, { country: 'Country_Region', province: 'Province_State', county: 'Admin2' }[level]);
}

function regionOf({ regions }: FaultContext, report: ReportText, row: ReportRow, level: Level): string | null {
  const cell = (heading: string) => cellOf(report, row, heading);
  const [country, province, county] = [cell('Country_Region'), cell('Province_State'), cell('Admin2')];
  if (level === 'county') return country === 'US' && county !== '' ? regions.county(cell('FIPS')) : null;
  if (county !== '') return null;
  if (level === 'province') return province === '' ? null : regions.province(country, province);
  return province === '' ? regions.country(country) : null;
}
