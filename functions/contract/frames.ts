import type { CodedRows } from './changes.ts';
import { day, listOf, maybeIntegers, oneOf, type Parser, shape, text, wantRows } from './expect.ts';
import { type HeldBack, heldValues, lackingSums } from './held.ts';

/**
 * One measure of a map over one calendar month, for the animation. Rows follow the order of the regions blob and stop
 * at the last region known by then; `totalsOfRow(frames, row, dates.length)` gives a region's totals by day.
 * `held` and `lacks` also speak of the day before the first, whose totals `base` has.
 */
export interface Frames extends CodedRows, HeldBack {
  readonly schema: 'frames/1';
  readonly map: string;
  readonly measure: string;
  /** Every day from the first to the last, without holes. */
  readonly dates: readonly string[];
}

const parseFields = shape<Frames>({
  schema: oneOf('frames/1'),
  map: text,
  measure: text,
  dates: listOf(day),
  base: maybeIntegers,
  changes: maybeIntegers,
  held: heldValues,
  lacks: lackingSums,
});

export const parseFrames: Parser<Frames> = (value, where) => {
  const frames = parseFields(value, where);
  wantRows(where === '' ? 'frames' : where, frames, frames.base.length, frames.dates.length);
  return frames;
};

export const FRAMES_EXAMPLE: Frames = {
  schema: 'frames/1',
  map: 'us-counties',
  measure: 'confirmed',
  dates: ['2020-04-01', '2020-04-02', '2020-04-03'],
  base: [3727, 43119, null],
  changes: [425, 473, 414, 4690, 3990, null, null, null, 7],
  held: [
    {
      region: '36061',
      period: '2020-04-03',
      reason: 'New York City on 2020-04-03: 5,780 confirmed after 51,809 on 2020-04-02',
    },
  ],
  lacks: [],
};
