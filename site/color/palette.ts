import { mixOklab } from './mix-oklab.ts';

export type Theme = 'light' | 'dark';

/** How many colours the sequential ramp is cut into: more than an eye can tell apart on a map. */
export const RAMP_STEPS = 48;

export interface Palette {
  /** From the smallest value to the largest, evenly spaced in lightness: readable without any sense of hue. */
  readonly ramp: readonly string[];
  /** A report of none. */
  readonly zero: string;
  /** No report: ground and strokes of a hatching, near to zero, so that a place that is left out fades and does not cry out. */
  readonly missing: string;
  readonly missingStroke: string;
  /** A rate without a population to divide by. */
  readonly noPopulation: string;
  /** A value that lacks a day before. */
  readonly incomplete: string;
  /** Less than none: a correction. */
  readonly negative: string;
  /** Borders, and the outline of the shape under the pointer. */
  readonly hairline: string;
  readonly border: string;
  readonly outline: string;
}

/** On paper more is darker, on a dark page more is brighter: the largest values stand out against either ground. */
export const PALETTES: Readonly<Record<Theme, Palette>> = {
  light: {
    ramp: ramp(['#fde7c2', '#fbbd79', '#f0834f', '#d0454f', '#8f2662', '#4a1259']),
    zero: '#efede6',
    missing: '#f9f7f2',
    missingStroke: '#cbc6b9',
    noPopulation: '#c9c6bd',
    incomplete: '#d9e0e4',
    negative: '#86b3c9',
    hairline: 'rgba(252, 251, 248, 0.55)',
    border: '#fcfbf8',
    outline: '#1b1a17',
  },
  dark: {
    ramp: ramp(['#3d2550', '#71286b', '#b03565', '#e3624c', '#f7a552', '#fdecb0']),
    zero: '#26282e',
    missing: '#1b1c21',
    missingStroke: '#4d505a',
    noPopulation: '#4a4d55',
    incomplete: '#31404a',
    negative: '#4b87a3',
    hairline: 'rgba(19, 20, 23, 0.5)',
    border: '#131417',
    outline: '#ffffff',
  },
};

function ramp(stops: readonly string[]): string[] {
  return Array.from({ length: RAMP_STEPS }, (_, step) => mixOklab(stops, step / (RAMP_STEPS - 1)));
}
