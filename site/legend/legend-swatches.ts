import { INCOMPLETE, MISSING, NEGATIVE, NO_POPULATION, type Paint, ZERO } from '../color/paint.ts';

export interface Swatch {
  readonly name: string;
  readonly paint: Paint;
}

/** What stands beside the ramp: whatever is not on it and the map uses. */
export function legendSwatches(used: ReadonlySet<Paint>): readonly Swatch[] {
  return SWATCHES.filter(({ paint }) => used.has(paint));
}

const SWATCHES: readonly Swatch[] = [
  { name: 'Zero', paint: ZERO },
  { name: 'Below zero (a correction)', paint: NEGATIVE },
  { name: 'No population known', paint: NO_POPULATION },
  { name: 'A day before is missing', paint: INCOMPLETE },
  { name: 'No report', paint: MISSING },
];
