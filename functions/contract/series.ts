import type { CodedRows } from './changes.ts';
import { day, listOf, mapOf, maybeIntegers, oneOf, type Parser, shape, text, wantRows } from './expect.ts';
import { type HeldBack, heldValues, lackingSums } from './held.ts';

/** All measures of a group of sibling regions over one period, for curves. Coded like frames. */
export interface Series {
  readonly schema: 'series/1';
  readonly map: string;
  /** The parent that the regions share, or `*` where they have none. */
  readonly group: string;
  readonly dates: readonly string[];
  readonly regions: readonly string[];
  readonly measures: Readonly<Record<string, SeriesColumns>>;
}

export interface SeriesColumns extends CodedRows, HeldBack {}

const parseFields = shape<Series>({
  schema: oneOf('series/1'),
  map: text,
  group: text,
  dates: listOf(day),
  regions: listOf(text),
  measures: mapOf(
    shape<SeriesColumns>({ base: maybeIntegers, changes: maybeIntegers, held: heldValues, lacks: lackingSums }),
  ),
});

export const parseSeries: Parser<Series> = (value, where) => {
  const series = parseFields(value, where);
  for (const [measure, columns] of Object.entries(series.measures)) {
    wantRows(`${where}.measures.${measure}`, columns, series.regions.length, series.dates.length);
  }
  return series;
};

export const SERIES_EXAMPLE: Series = {
  schema: 'series/1',
  map: 'us-counties',
  group: 'US-NY',
  dates: ['2020-04-01', '2020-04-02'],
  regions: ['36059', '36061'],
  measures: {
    confirmed: {
      base: [8544, 43119],
      changes: [1010, 1033, 4690, 3990],
      held: [],
      lacks: [],
    },
  },
};
