import type { ScaleKind } from '../address/choices.ts';

const MOST = 7;

/** The values named on an axis of counts or rates, lowest first: few enough to be read. */
export function valueTicks(low: number, high: number, kind: ScaleKind): number[] {
  if (!(high > low)) return [];
  const ticks = kind === 'log' ? powerTicks(low, high, MOST) : [];
  // Within less than a power of ten there may be hardly a round one.
  return ticks.length > 1 ? ticks : stepTicks(low, high, MOST);
}

const LEGEND_POWERS = 8;
const LEGEND_STEPS = 5;

/** The values labeled on a scale, lowest first. Unlike an axis, a legend never leaves out the largest power of ten. */
export function legendTicks(
  [low, high]: readonly [number, number],
  kind: ScaleKind,
  maxPowers = LEGEND_POWERS,
): readonly number[] {
  if (kind === 'linear') return stepTicks(low, high, LEGEND_STEPS);
  return powerTicks(low, high, maxPowers, Math.floor(Math.log10(high) + 1e-9));
}

/** At most `most` powers of ten, evenly spaced and in step with `kept`; if there are fewer than three, also twos and fives. */
export function powerTicks(low: number, high: number, most: number, kept = 0): number[] {
  const first = Math.floor(Math.log10(low));
  const powers = Array.from({ length: Math.ceil(Math.log10(high)) - first + 1 }, (_, index) => first + index);
  const within = (value: number) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);
  const tens = powers.filter(power => within(Number(`1e${power}`)));
  if (tens.length < 3)
    return powers.flatMap(power => [1, 2, 5].map(factor => Number(`${factor}e${power}`))).filter(within);
  const every = Math.ceil(tens.length / most);
  return tens.filter(power => (power - kept) % every === 0).map(power => Number(`1e${power}`));
}

/** Multiples of 1, 2 or 5 times a power of ten, in at most `most` steps, including 0 if it is in range. */
export function stepTicks(low: number, high: number, most: number): number[] {
  const power = 10 ** Math.floor(Math.log10((high - low) / most));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(size => (high - low) / size <= most) ?? 10 * power;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** Round whole numbers from 0 up to a maximum, about as many as asked for. */
export function niceTicks(max: number, about: number): number[] {
  return max > 0 ? stepTicks(0, max, about).filter(Number.isInteger) : [0];
}
