import * as v from 'valibot';
import { heldBack } from './held.ts';
import { period } from './period.ts';
import { count, finite, list, maybeIntegers, type Output, object, oneOf, parserOf, record, text } from './schema.ts';

/** The newest day of a map, in the order of its regions blob: what paints first. */
export type Latest = Output<typeof latestSchema>;
export type Ranges = Output<typeof ranges>;
export type Range = Output<typeof range>;

/** The smallest positive and the largest value; null where no value is positive. */
const range = object({ smallest: v.nullable(finite), largest: v.nullable(finite) });

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
      /** Rows whose value is missing because its source keeps it back. */
      suppressed: list(count),
      ranges,
      // Of the newest day, and of the one before, which `new` starts from.
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
      suppressed: [],
      ranges: {
        total: { smallest: 1, largest: 215179 },
        new: { smallest: 1, largest: 8021 },
        totalPerPerson: { smallest: 0.0000154321, largest: 0.140931 },
        newPerPerson: { smallest: 4.12e-7, largest: 0.0211 },
      },
      held: [],
      lacks: [],
    },
  },
};
