import type { Maybe } from './changes.ts';
import { day, listOf, maybeIntegers, oneOf, type Parser, sameLength, shape, text } from './expect.ts';

/**
 * One measure of a map over one calendar month, for the animation. Rows follow the order of the regions blob and stop
 * at the last region known by then; `totalsFromChanges(changes[row], base[row])` gives a region's totals by day.
 */
export interface Frames {
  readonly schema: 'frames/1';
  readonly map: string;
  readonly measure: string;
  /** Every day from the first to the last, without holes. */
  readonly dates: readonly string[];
  /** The total of the day before the first, null where there was none. */
  readonly base: readonly Maybe[];
  readonly changes: readonly (readonly Maybe[])[];
}

const parseFields = shape<Frames>({
  schema: oneOf('frames/1'),
  map: text,
  measure: text,
  dates: listOf(day),
  base: maybeIntegers,
  changes: listOf(maybeIntegers),
});

export const parseFrames: Parser<Frames> = (value, where) => {
  const frames = parseFields(value, where);
  sameLength(where === '' ? 'frames' : where, { base: frames.base.length, changes: frames.changes.length });
  frames.changes.forEach((row, index) => {
    sameLength(`${where}.changes[${index}]`, { dates: frames.dates.length, row: row.length });
  });
  return frames;
};

export const FRAMES_EXAMPLE: Frames = {
  schema: 'frames/1',
  map: 'us-counties',
  measure: 'confirmed',
  dates: ['2020-04-01', '2020-04-02', '2020-04-03'],
  base: [3727, 43119, null],
  changes: [
    [425, 473, 414],
    [4690, 3990, null],
    [null, null, 7],
  ],
};
