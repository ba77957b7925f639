import type { Maybe } from '../contract/changes.ts';

/**
 * A derived value at 6 significant digits, the same in the transform, the API and the site; whole numbers stay exact.
 *
 * Gives what `Number(value.toPrecision(6))` gives, without the detour through text and in a quarter of the
 * time: rounding dominates the cost of per-capita and averaged charts.
 */
export function roundDerived(value: Maybe): Maybe {
  if (value === null || Number.isInteger(value)) return value;
  const size = Math.abs(value);
  if (!(size >= SMALLEST && size < SIX_DIGITS)) return roundAsText(value);
  let places = 0;
  while (size * powerOfTen(places) < FIVE_DIGITS) places += 1;
  const power = powerOfTen(places);
  const scaled = size * power;
  const whole = Math.floor(scaled);
  const part = scaled - whole;
  // The product is off by less than 2e-10. If that could change the result, or add a digit, fall back to text.
  if (scaled >= SIX_DIGITS - 1 || Math.abs(part - 0.5) < NEAR_HALF) return roundAsText(value);
  // Both operands are exact, so the division rounds to the double that the six digits parse to.
  const rounded = (part < 0.5 ? whole : whole + 1) / power;
  return value < 0 ? -rounded : rounded;
}

const SIGNIFICANT_DIGITS = 6;
const FIVE_DIGITS = 1e5;
const SIX_DIGITS = 1e6;
const SMALLEST = 1e-12;
const NEAR_HALF = 1e-6;

/** Exact as far as 10^22; the smallest value needs 10^17. */
const POWERS_OF_TEN: readonly number[] = Array.from({ length: 18 }, (_, places) => Number(`1e${places}`));

function powerOfTen(places: number): number {
  return POWERS_OF_TEN[places] ?? Number.POSITIVE_INFINITY;
}

function roundAsText(value: number): number {
  return Number(value.toPrecision(SIGNIFICANT_DIGITS));
}

/** Decimals are counted up to this many; there may be more. */
const MAX_DECIMALS = 6;
/** A double holds a few more digits. */
const SUM_DIGITS = 15;

/** A sum has no more decimals than what was added. */
export function roundSum(sum: number, decimals: number): number {
  return Number(decimals < MAX_DECIMALS ? sum.toFixed(decimals) : sum.toPrecision(SUM_DIGITS));
}
