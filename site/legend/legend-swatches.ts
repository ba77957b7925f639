import type { MeasureKind } from '../../functions/contract/snapshot.ts';
import { INCOMPLETE, MISSING, NEGATIVE, NO_POPULATION, type Paint, ZERO } from '../color/paint.ts';

export interface Swatch {
  readonly name: string;
  readonly paint: Paint;
}

/** What stands beside the ramp: whatever is not on it and the map uses. */
export function legendSwatches(used: ReadonlySet<Paint>, kind: MeasureKind): readonly Swatch[] {
  const swatches: readonly Swatch[] = [
    { name: 'Reported: 0', paint: ZERO },
    { name: kind === 'level' ? 'Fewer than the day before' : 'Below zero (a correction)', paint: NEGATIVE },
    { name: 'No population known', paint: NO_POPULATION },
    { name: 'A day before is missing', paint: INCOMPLETE },
    { name: 'No report, not zero', paint: MISSING },
  ];
  return swatches.filter(({ paint }) => used.has(paint));
}
