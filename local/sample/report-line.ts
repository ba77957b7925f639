import type { Place } from './place.ts';

/** One row of the reports over the days on which it is written in this way. */
export interface ReportLine {
  readonly place: Omit<Place, 'uid' | 'iso2' | 'iso3' | 'code3'>;
  /** The patches that the row sums, by their place in the list. */
  readonly members: readonly number[];
  /** First and last day, both included. */
  readonly from: string;
  readonly until: string;
  /** The US report no recoveries by county; one row (`Recovered`) holds those of the country. */
  readonly recoveries: 'shown' | 'hidden' | 'only';
  /** Whether the row stands there before its first case. */
  readonly beforeFirstCase: boolean;
  /** A ship's counts, which never change. */
  readonly fixed?: { readonly confirmed: number; readonly deaths: number; readonly recovered: number };
}

export const FIRST_DAY = '2020-01-22';
export const LAST_DAY = '9999-12-31';
/** The days on which the reports changed what their rows are. */
export const STATES_FROM = '2020-03-10';
export const COUNTIES_FROM = '2020-03-22';
