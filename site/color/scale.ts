import type { Maybe } from '../../functions/contract/changes.ts';
import type { Range } from '../../functions/contract/latest.ts';
import type { ScaleKind } from '../address/choices.ts';
import { type Palette, RAMP_STEPS } from './palette.ts';

/** From values to colors, over the range of all periods: a color means the same number in each of them. */
export interface ColorScale {
  readonly kind: ScaleKind;
  /** Where the ramp begins and ends; null if there is nothing to show on it. */
  readonly domain: readonly [number, number] | null;
  /** Diverging: 0 is the middle of the ramp, for values of both signs. */
  readonly ramp: 'ramp' | 'diverging';
  readonly paintOf: (value: Maybe) => Paint;
  /** How far along the ramp a value lies, 0 to 1. */
  readonly positionOf: (value: number) => number;
}

type KnownRange = Pick<Range, 'smallest' | 'largest'> & Partial<Pick<Range, 'least'>>;

/**
 * @param isCount of counts, 0 and what is below it have paints of their own, and a linear ramp begins at 0; other values
 *   have the ramp to themselves where it is linear
 */
export function colorScale(range: KnownRange, kind: ScaleKind, isCount = true): ColorScale {
  const { least = null, smallest, largest } = range;
  const isOwn = !isCount && kind === 'linear';
  const domain = isOwn ? valueDomain(least ?? smallest, largest) : countDomain(smallest, largest, kind);
  const ramp = isOwn && domain !== null && domain[0] < 0 && domain[1] > 0 ? 'diverging' : 'ramp';
  const first = ramp === 'ramp' ? FIRST_STEP : FIRST_DIVERGING;
  const positionOf = (value: number) => (domain === null ? 0 : clamp(along(value, domain, kind)));
  const paintOf = (value: Maybe) => {
    if (value === null) return MISSING;
    if (!isOwn || domain === null) {
      if (value === 0) return ZERO;
      if (value < 0) return NEGATIVE;
    }
    return first + Math.min(Math.floor(positionOf(value) * RAMP_STEPS), RAMP_STEPS - 1);
  };
  return { kind, domain, ramp, paintOf, positionOf };
}

function countDomain(smallest: Maybe, largest: Maybe, kind: ScaleKind): readonly [number, number] | null {
  if (smallest === null || largest === null || largest <= 0) return null;
  return [kind === 'linear' ? 0 : smallest, largest];
}

/** The range as it is; around 0, as far to one side as to the other. */
function valueDomain(least: Maybe, largest: Maybe): readonly [number, number] | null {
  if (least === null) return null;
  const most = largest ?? 0;
  if (least >= 0 || most <= 0) return most > least ? [least, most] : [Math.min(least, 0), most];
  const reach = Math.max(-least, most);
  return [-reach, reach];
}

function along(value: number, [low, high]: readonly [number, number], kind: ScaleKind): number {
  if (high === low) return 1;
  return kind === 'linear' ? (value - low) / (high - low) : Math.log(value / low) / Math.log(high / low);
}

function clamp(position: number): number {
  return Math.min(Math.max(position, 0), 1);
}

/** What a region is painted with: one of these six, then the steps of the two ramps. */
export type Paint = number;

export const MISSING: Paint = 0;
export const NO_POPULATION: Paint = 1;
export const ZERO: Paint = 2;
export const NEGATIVE: Paint = 3;
/** A report, but not for all the periods that the value needs. */
export const INCOMPLETE: Paint = 4;
/** The source keeps the value back. */
export const SUPPRESSED: Paint = 5;
const FIRST_DIVERGING: Paint = 6;
export const FIRST_STEP: Paint = FIRST_DIVERGING + RAMP_STEPS;
export const PAINT_COUNT = FIRST_STEP + RAMP_STEPS;

/** The flat color of a paint; for a hatched one, its background. */
export function colorOf(paint: Paint, palette: Palette): string {
  if (paint === MISSING) return palette.missing;
  if (paint === NO_POPULATION) return palette.noPopulation;
  if (paint === ZERO) return palette.zero;
  if (paint === NEGATIVE) return palette.negative;
  if (paint === INCOMPLETE) return palette.incomplete;
  if (paint === SUPPRESSED) return palette.suppressed;
  return palette.ramp[paint - FIRST_STEP] ?? palette.diverging[paint - FIRST_DIVERGING] ?? palette.missing;
}

/** The strokes of a hatched paint; null for a flat one. */
export function hatchOf(paint: Paint, palette: Palette): Hatch | null {
  if (paint === MISSING) return { stroke: palette.missingStroke, rises: true };
  return paint === SUPPRESSED ? { stroke: palette.suppressedStroke, rises: false } : null;
}

export interface Hatch {
  readonly stroke: string;
  /** From the lower left to the upper right. */
  readonly rises: boolean;
}
