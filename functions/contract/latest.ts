import * as v from 'valibot';
import { heldBack } from './held.ts';
import { period } from './period.ts';
import { count, finite, list, maybeIntegers, type Output, object, oneOf, parserOf, record, text } from './schema.ts';

/** The newest day of a map, in the order of its regions blob: what paints first. */
export type Latest = Output<typeof latestSchema>;
export type Ranges = Output<typeof ranges>;
export type Range = Output<typeof range>;
export type Quantiles = Latest['measures'][string]['quantiles'];

/** The smallest positive and the largest value, null where no value is positive; the least, which may be negative, null without a value. */
const range = object({
  smallest: v.nullable(finite),
  largest: v.nullable(finite),
  least: v.nullable(finite),
});

/** Over all days and regions of the map, so that colors compare over time. */
const ranges = object({
  total: range,
  new: range,
  /** Per person, 6 significant digits. */
  totalPerPerson: range,
  newPerPerson: range,
});

const latestSchema = object({
  schema: oneOf('latest/2'),
  map: text,
  date: period,
  measures: record(
    object({
      total: maybeIntegers,
      /** What is new in the period: the total less the total of the period before; of a flow its value. */
      new: maybeIntegers,
      /** What is new in the usual window together, which divided by its length is the usual mean; null where it is one period. */
      lately: v.nullable(
        object({
          /** The length of the window: 7 days. */
          periods: count,
          new: maybeIntegers,
        }),
      ),
      /** Rows whose value is missing because its source keeps it back. */
      suppressed: list(count),
      ranges,
      /**
       * Over all periods and regions of the map, the values below which 2, 10, 25, 50, 75, 90 and 98% of all values lie; empty
       * where there are none. In units, not in stored whole numbers.
       */
      quantiles: object({
        total: list(finite),
        new: list(finite),
        /** Of the mean over the usual window: 7 days; of other units the same as `new`. */
        mean: list(finite),
        totalPerPerson: list(finite),
        newPerPerson: list(finite),
        meanPerPerson: list(finite),
      }),
      // Of the newest period and of those before it that `new` and `lately` start from.
      ...heldBack,
    }),
  ),
});

export const parseLatest = parserOf(latestSchema);

export const LATEST_EXAMPLE: Latest = {
  schema: 'latest/2',
  map: 'us-counties',
  date: '2020-06-30',
  measures: {
    confirmed: {
      total: [90536, 215179, null],
      new: [377, 284, null],
      lately: { periods: 7, new: [2418, 1507, null] },
      suppressed: [],
      ranges: {
        total: { smallest: 1, largest: 215179, least: 0 },
        new: { smallest: 1, largest: 8021, least: -4 },
        totalPerPerson: { smallest: 0.0000154321, largest: 0.140931, least: 0 },
        newPerPerson: { smallest: 4.12e-7, largest: 0.0211, least: -4.8e-7 },
      },
      quantiles: {
        total: [1, 12, 64, 271, 1040, 4210, 28_900],
        new: [0, 0, 0, 3, 14, 70, 512],
        mean: [0, 0, 0.4, 3.1, 13.6, 68, 490],
        totalPerPerson: [0.00007, 0.0004, 0.0011, 0.0026, 0.0058, 0.0121, 0.0273],
        newPerPerson: [0, 0, 0, 0.00003, 0.00011, 0.00026, 0.00071],
        meanPerPerson: [0, 0, 0.000004, 0.00003, 0.0001, 0.00024, 0.00062],
      },
      held: [],
      lacks: [],
    },
  },
};
