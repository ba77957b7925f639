import type { Maybe } from './changes.ts';
import { day, finite, mapOf, maybeIntegers, nullable, oneOf, type Parser, shape, text } from './expect.ts';
import { type HeldBack, heldValues, lackingSums } from './held.ts';

/** The newest day of a map, in the order of its regions blob: what paints first. */
export interface Latest {
  readonly schema: 'latest/1';
  readonly map: string;
  readonly date: string;
  readonly measures: Readonly<Record<string, LatestMeasure>>;
}

/** `held` and `lacks` speak of the newest day and of the one before, which `new` starts from. */
export interface LatestMeasure extends HeldBack {
  readonly total: readonly Maybe[];
  /** Total less the total of the day before. */
  readonly new: readonly Maybe[];
  /** Over all days and regions of the map, so that colours compare over time. */
  readonly ranges: Ranges;
}

export interface Ranges {
  readonly total: Range;
  readonly new: Range;
  /** Per person, 6 significant digits. */
  readonly totalPerPerson: Range;
  readonly newPerPerson: Range;
}

/** The smallest positive and the largest value; null where no value is positive. */
export interface Range {
  readonly smallest: number | null;
  readonly largest: number | null;
}

const range = shape<Range>({ smallest: nullable(finite), largest: nullable(finite) });

const parseFields = shape<Latest>({
  schema: oneOf('latest/1'),
  map: text,
  date: day,
  measures: mapOf(
    shape<LatestMeasure>({
      total: maybeIntegers,
      new: maybeIntegers,
      ranges: shape<Ranges>({ total: range, new: range, totalPerPerson: range, newPerPerson: range }),
      held: heldValues,
      lacks: lackingSums,
    }),
  ),
});

export const parseLatest: Parser<Latest> = (value, where) => parseFields(value, where);

export const LATEST_EXAMPLE: Latest = {
  schema: 'latest/1',
  map: 'us-counties',
  date: '2020-06-30',
  measures: {
    confirmed: {
      total: [90536, 215179, null],
      new: [377, 284, null],
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
