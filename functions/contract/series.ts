import { heldBack } from './held.ts';
import { period } from './period.ts';
import {
  count,
  list,
  maybeIntegers,
  type Output,
  object,
  oneOf,
  type Parser,
  parse,
  record,
  text,
  wantRows,
} from './schema.ts';

/** All measures of a group of sibling regions over one period, for line charts. Coded like frames. */
export type Series = Output<typeof seriesSchema>;

const seriesSchema = object({
  schema: oneOf('series/2'),
  map: text,
  /** The parent that the regions share, or `*` where they have none. */
  group: text,
  dates: list(period),
  regions: list(text),
  measures: record(
    object({
      base: maybeIntegers,
      changes: maybeIntegers,
      /** As in frames. */
      suppressed: list(count),
      ...heldBack,
    }),
  ),
});

export const parseSeries: Parser<Series> = (value, where) => {
  const series = parse(seriesSchema, value, where);
  for (const [measure, columns] of Object.entries(series.measures)) {
    wantRows(`${where}.measures.${measure}`, columns, series.regions.length, series.dates.length);
  }
  return series;
};

export const SERIES_EXAMPLE: Series = {
  schema: 'series/2',
  map: 'us-counties',
  group: 'US-NY',
  dates: ['2020-04-01', '2020-04-02'],
  regions: ['36059', '36061'],
  measures: {
    confirmed: {
      base: [8544, 43119],
      changes: [1010, 1033, 4690, 3990],
      suppressed: [],
      held: [],
      lacks: [],
    },
  },
};
