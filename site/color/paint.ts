import { type Palette, RAMP_STEPS } from './palette.ts';

/** What a region is painted with, as one small number: these five, then the steps of the ramp. */
export type Paint = number;

export const MISSING: Paint = 0;
export const NO_POPULATION: Paint = 1;
export const ZERO: Paint = 2;
export const NEGATIVE: Paint = 3;
/** A report, but not of all the days that the value needs. */
export const INCOMPLETE: Paint = 4;
export const FIRST_STEP: Paint = 5;
export const PAINT_COUNT = FIRST_STEP + RAMP_STEPS;

/** The flat colour of a paint; of the hatched one, its ground. */
export function colorOf(paint: Paint, palette: Palette): string {
  if (paint === MISSING) return palette.missing;
  if (paint === NO_POPULATION) return palette.noPopulation;
  if (paint === ZERO) return palette.zero;
  if (paint === NEGATIVE) return palette.negative;
  if (paint === INCOMPLETE) return palette.incomplete;
  return palette.ramp[paint - FIRST_STEP] ?? palette.missing;
}
