import { heldBack } from './held.ts';
import { day, list, maybeIntegers, type Output, object, oneOf, type Parser, parse, text, wantRows } from './schema.ts';

/**
 * One measure of a map over one calendar month, for the animation. Rows follow the order of the regions blob and stop
 * at the last region known by then; `totalsOfRow(frames, row, dates.length)` gives a region's totals by day.
 */
export type Frames = Output<typeof framesSchema>;

const framesSchema = object({
  schema: oneOf('frames/1'),
  map: text,
  measure: text,
  /** Every day from the first to the last, without gaps. */
  dates: list(day),
  base: maybeIntegers,
  changes: maybeIntegers,
  // Also of the day before the first, whose totals are the base.
  ...heldBack,
});

export const parseFrames: Parser<Frames> = (value, where) => {
  const frames = parse(framesSchema, value, where);
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
