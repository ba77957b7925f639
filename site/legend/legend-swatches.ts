import { MISSING, NEGATIVE, NO_POPULATION, type Paint, ZERO } from '../color/paint.ts';

export interface Swatch {
  readonly name: string;
  readonly paint: Paint;
}

/** What stands beside the ramp: zero always, what else is not on it where the map uses it. */
export function legendSwatches(used: ReadonlySet<Paint>): readonly Swatch[] {
  return SWATCHES.filter(({ paint }) => paint === ZERO || used.has(paint));
}

const SWATCHES: readonly Swatch[] = [
  { name: 'Zero', paint: ZERO },
  { name: 'Below zero (a correction)', paint: NEGATIVE },
  { name: 'No population known', paint: NO_POPULATION },
  { name: 'No report', paint: MISSING },
];
