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
  text,
  wantRows,
} from './schema.ts';

/**
 * One measure of a map over a chunk of periods, such as a month of days, for the animation. Rows follow the order of the regions blob and stop
 * at the last region known by then; `totalsOfRow(frames, row, dates.length)` gives a region's totals by period. The total
 * of a flow is its running sum, and its value of a period is the change.
 */
export type Frames = Output<typeof framesSchema>;

const framesSchema = object({
  schema: oneOf('frames/2'),
  map: text,
  measure: text,
  /** Every period from the first to the last, without gaps. */
  dates: list(period),
  base: maybeIntegers,
  changes: maybeIntegers,
  /** Where in `changes` a value is missing because its source keeps it back. */
  suppressed: list(count),
  // Also of the period before the first, whose totals are the base.
  ...heldBack,
});

export const parseFrames: Parser<Frames> = (value, where) => {
  const frames = parse(framesSchema, value, where);
  wantRows(where === '' ? 'frames' : where, frames, frames.base.length, frames.dates.length);
  return frames;
};

export const FRAMES_EXAMPLE: Frames = {
  schema: 'frames/2',
  map: 'us-counties',
  measure: 'confirmed',
  dates: ['2020-04-01', '2020-04-02', '2020-04-03'],
  base: [3727, 43119, null],
  changes: [425, 473, 414, 4690, 3990, null, null, null, 7],
  suppressed: [],
  held: [
    {
      region: '36061',
      period: '2020-04-03',
      reason: 'New York City on 2020-04-03: 5,780 confirmed after 51,809 on 2020-04-02',
    },
  ],
  lacks: [],
};
