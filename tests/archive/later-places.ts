import { daysBetween } from '../../functions/measures/periods.ts';
import { randomFor } from '../../local/sample/seeded-random.ts';
import { cellOf, csvRow, type ReportRow, type ReportText } from './report-text.ts';

/** The last real report, from which days are counted; the real report in between; the last day of the archive. */
export const START = '2020-06-30';
export const MIDDLE = '2021-05-08';
export const END = '2023-03-09';

/** One row of the later reports over the days on which it is written. */
export interface LaterPlace {
  readonly fips: string;
  /** County, province and country; latitude and longitude; the combined key: as a report has them. */
  readonly names: string;
  readonly position: string;
  readonly combinedKey: string;
  readonly from: number;
  readonly until: number;
  readonly confirmed: Course;
  readonly deaths: Course;
  /** Null where the later reports leave it blank, as for US counties. */
  readonly recovered: Course | null;
  /** No new counts on Sundays. */
  readonly restsOnSundays: boolean;
  /** Incidence per 100,000 people of one case; null where the population is not known. */
  readonly incidence: number | null;
}

/** A cumulative count on the three days, which never falls in between. */
export interface Course {
  readonly counts: readonly [start: number, middle: number, end: number];
  readonly from: number;
  readonly pace: number;
  /** Up for the parts of a split place, so that their sum does not fall. */
  readonly round: (count: number) => number;
}

/** Places whose one row became several, with the first day of the new rows. */
const SPLITS: readonly (readonly [whole: string, from: string, isPart: (key: string) => boolean])[] = [
  ['netherlands//', '2020-07-17', key => key.startsWith('netherlands/')],
  ['us/puertorico/', '2020-07-22', key => key.startsWith('us/puertorico/')],
  ['us/newyork/newyorkcity', '2020-09-01', key => /^us\/newyork\/(bronx|kings|newyork|queens|richmond)$/.test(key)],
  ['belgium//', '2020-11-05', key => key.startsWith('belgium/')],
];
/** The last day of the one row that holds the recoveries of the US. */
const US_RECOVERED_UNTIL = '2020-12-14';
const NEW_PLACES_WITHIN_DAYS = 100;

export function dayNumber(date: string): number {
  return daysBetween(START, date);
}

/** The rows of the later reports, from the real reports of {@link START} and {@link MIDDLE}. */
export function laterPlaces(start: ReportText, middle: ReportText): LaterPlace[] {
  const then = new Map(middle.rows.map(row => [keyOf(middle, row), row]));
  const now = new Map(start.rows.map(row => [keyOf(start, row), row]));
  const parts = [...then].map(([key, row]) => {
    const split = now.has(key) ? undefined : SPLITS.find(([, , isPart]) => isPart(key));
    return { key, row, split };
  });
  const whole = (split: (typeof SPLITS)[number], column: string) => ({
    key: split[0],
    start: countOf(start, now.get(split[0]), column),
    middle: parts.reduce((sum, part) => sum + (part.split === split ? countOf(middle, part.row, column) : 0), 0),
  });
  const later = parts.map(({ key, row, split }) => {
    const from =
      split === undefined
        ? now.has(key)
          ? 1
          : 1 + Math.floor(NEW_PLACES_WITHIN_DAYS * shareOf(key))
        : dayNumber(split[1]);
    return placeOf(middle, row, { key, from, until: untilOf(key) }, column => {
      const [before, after] = [countOf(start, now.get(key), column), countOf(middle, row, column)];
      if (split === undefined)
        return { key, start: before, middle: after, from: now.has(key) ? 0 : from, round: Math.floor };
      const of = whole(split, column);
      const share = of.middle === 0 ? 0 : after / of.middle;
      return { key: of.key, start: of.start * share, middle: after, from: 0, round: Math.ceil };
    });
  });
  const ended = [...now].flatMap(([key, row]) => {
    if (then.has(key)) return [];
    const split = SPLITS.find(([name]) => name === key);
    const until = split === undefined ? dayNumber(END) : dayNumber(split[1]) - 1;
    return placeOf(start, row, { key, from: 1, until }, column => {
      const before = countOf(start, row, column);
      const after = split === undefined ? before : whole(split, column).middle;
      return { key, start: before, middle: after, from: 0, round: Math.floor };
    });
  });
  return [...later, ...ended];
}

interface CourseParts {
  /** The place that sets the pace. */
  readonly key: string;
  readonly start: number;
  readonly middle: number;
  readonly from: number;
  readonly round: (count: number) => number;
}

function placeOf(
  report: ReportText,
  row: ReportRow,
  { key, from, until }: { readonly key: string; readonly from: number; readonly until: number },
  partsOf: (column: string) => CourseParts,
): LaterPlace {
  const rate = Number(cellOf(report, row, 'Incident_Rate') || cellOf(report, row, 'Incidence_Rate'));
  const confirmed = countOf(report, row, 'Confirmed');
  const incidence = rate > 0 && confirmed > 0 ? rate / confirmed : null;
  const course = (column: string, growth: number): Course => {
    const { key, start, middle, from, round } = partsOf(column);
    const most = column === 'Confirmed' && incidence !== null ? 60_000 / incidence : Number.POSITIVE_INFINITY;
    const reached = Math.max(start, middle);
    const end = Math.max(reached, Math.min(reached * (growth + growth * shareOf(`${key} end`)), most));
    return { counts: [start, reached, end], from, pace: 0.8 + 0.5 * shareOf(key), round };
  };
  const isRecovered = cellOf(report, row, 'Recovered') !== '' || key === 'us/recovered/';
  const cells = (...headings: string[]) => csvRow(headings.map(heading => cellOf(report, row, heading)));
  return {
    fips: cellOf(report, row, 'FIPS').replace(/\.0$/, ''),
    names: cells('Admin2', 'Province_State', 'Country_Region'),
    position: cells('Lat', 'Long_'),
    combinedKey: cells('Combined_Key'),
    from,
    until,
    confirmed: course('Confirmed', 2.5),
    deaths: course('Deaths', 1.2),
    recovered: isRecovered ? course('Recovered', 2) : null,
    restsOnSundays: shareOf(`${partsOf('Confirmed').key} Sundays`) < 0.85,
    incidence,
  };
}

function untilOf(key: string): number {
  return dayNumber(key === 'us/recovered/' ? US_RECOVERED_UNTIL : END);
}

/** By letters, since copies of the reports lose an apostrophe or an asterisk. */
function keyOf(report: ReportText, row: ReportRow): string {
  const names = ['Country_Region', 'Province_State', 'Admin2'].map(heading => cellOf(report, row, heading));
  return names.map(name => name.toLowerCase().replace(/[^a-z0-9]/g, '')).join('/');
}

function countOf(report: ReportText, row: ReportRow | undefined, column: string): number {
  return row === undefined ? 0 : Math.max(0, Number(cellOf(report, row, column)));
}

function shareOf(name: string): number {
  return randomFor(0, name)();
}
