import type { Maybe } from '../contract/changes.ts';

const SIGNIFICANT_DIGITS = 6;

/** A derived value at 6 significant digits, the same in the transform, the API and the site; whole numbers stay exact. */
export function roundDerived(value: Maybe): Maybe {
  if (value === null || Number.isInteger(value)) return value;
  return Number(value.toPrecision(SIGNIFICANT_DIGITS));
}
