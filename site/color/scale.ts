import type { Maybe } from '../../functions/contract/changes.ts';
import type { Range } from '../../functions/contract/latest.ts';
import type { ScaleKind } from '../address/choices.ts';
import { type Palette, RAMP_STEPS } from './palette.ts';

/** From values to colors, over the range of all days: a color means the same number on every date. */
export interface ColorScale {
  readonly kind: ScaleKind;
  /** Where the ramp begins and ends; null if no value is positive. */
  readonly domain: readonly [number, number] | null;
  readonly paintOf: (value: Maybe) => Paint;
  /** How far along the ramp a positive value lies, 0 to 1. */
  readonly positionOf: (value: number) => number;
}

export function colorScale({ smallest, largest }: Range, kind: ScaleKind): ColorScale {
  const domain = domainOf(smallest, largest, kind);
  const positionOf = (value: number) => (domain === null ? 0 : clamp(along(value, domain, kind)));
  const paintOf = (value: Maybe) => {
    if (value === null) return MISSING;
    if (value === 0) return ZERO;
    if (value < 0) return NEGATIVE;
    return FIRST_STEP + Math.min(Math.floor(positionOf(value) * RAMP_STEPS), RAMP_STEPS - 1);
  };
  return { kind, domain, paintOf, positionOf };
}

function domainOf(smallest: Maybe, largest: Maybe, kind: ScaleKind): readonly [number, number] | null {
  if (smallest === null || largest === null || largest <= 0) return null;
  return [kind === 'linear' ? 0 : smallest, largest];
}

function along(value: number, [low, high]: readonly [number, number], kind: ScaleKind): number {
  if (high === low) return 1;
  return kind === 'linear' ? (value - low) / (high - low) : Math.log(value / low) / Math.log(high / low);
}

function clamp(position: number): number {
  return Math.min(Math.max(position, 0), 1);
}

/** What a region is painted with: one of these five, then the steps of the ramp. */
export type Paint = number;

export const MISSING: Paint = 0;
export const NO_POPULATION: Paint = 1;
export const ZERO: Paint = 2;
export const NEGATIVE: Paint = 3;
/** A report, but not for all the days that the value needs. */
export const INCOMPLETE: Paint = 4;
export const FIRST_STEP: Paint = 5;
export const PAINT_COUNT = FIRST_STEP + RAMP_STEPS;

/** The flat color of a paint; for the hatched one, its background. */
export function colorOf(paint: Paint, palette: Palette): string {
  if (paint === MISSING) return palette.missing;
  if (paint === NO_POPULATION) return palette.noPopulation;
  if (paint === ZERO) return palette.zero;
  if (paint === NEGATIVE) return palette.negative;
  if (paint === INCOMPLETE) return palette.incomplete;
  return palette.ramp[paint - FIRST_STEP] ?? palette.missing;
}
