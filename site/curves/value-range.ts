import type { Change, ScaleKind } from '../view/view.ts';
import type { Curve } from './curve.ts';
import { isCorrection } from './curve-layers.ts';

/** Under a linear axis, as a part of its height: corrections that go deeper are marked at its edge. */
const MOST_BELOW = 0.2;
const ROOM_ABOVE = 1.1;

/**
 * The lowest and highest value of an axis that holds curves: from the smallest positive value reported if logarithmic,
 * else from 0, or from below it where something fell. null where there is nothing to hold.
 */
export function valueRange(
  curves: readonly Curve[],
  { scale, change }: { readonly scale: ScaleKind; readonly change: Change },
): readonly [number, number] | null {
  let high = 0;
  let leastPositive = Number.POSITIVE_INFINITY;
  let lowest = 0;
  let deepest = 0;
  for (const curve of curves) {
    for (let day = curve.start; day < curve.raw.length; day += 1) {
      const value = curve.raw[day] ?? 0;
      if (value > 0 && value < leastPositive) leastPositive = value;
      for (const each of [value, curve.average[day] ?? 0]) {
        if (isCorrection(each, change, curve)) deepest = Math.min(deepest, each);
        else lowest = Math.min(lowest, each);
        high = Math.max(high, each);
      }
    }
  }
  const bottom = Math.min(lowest, deepest) * ROOM_ABOVE;
  if (high <= 0 || !Number.isFinite(leastPositive)) return scale === 'linear' && bottom < 0 ? [bottom, 1] : null;
  if (scale === 'log') return [leastPositive * 0.8, high * 1.4];
  return [Math.max(bottom, Math.min(lowest * ROOM_ABOVE, -high * MOST_BELOW)), high * ROOM_ABOVE];
}
