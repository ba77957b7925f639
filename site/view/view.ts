export const CHANGES = ['total', 'new'] as const;
/** The total to date, or what is new on the day. */
export type Change = (typeof CHANGES)[number];

/** What a visitor has chosen to see of one data set; all of it lives in the address. */
export interface View {
  readonly map: string;
  readonly measure: string;
  readonly change: Change;
  /** A day that the map has. */
  readonly date: string;
}

/** The days that one map covers, and what can be chosen on it. */
export interface ViewChoices {
  readonly map: string;
  readonly measures: readonly string[];
  readonly firstDate: string;
  readonly lastDate: string;
}

/** What a bare address shows: the first measure, in total, on the newest day. */
export function defaultView({ map, measures, lastDate }: ViewChoices): View {
  return { map, measure: measures[0] ?? '', change: 'total', date: lastDate };
}
