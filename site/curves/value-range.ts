import type { ScaleKind } from '../view/view.ts';
import type { Curve } from './curve.ts';

/** Under a linear axis, as a part of its height: corrections that go deeper are marked at its edge. */
const MOST_BELOW = 0.2;
const ROOM_ABOVE = 1.1;

/**
 * The lowest and highest value of an axis that holds curves: from the smallest positive value reported if logarithmic,
 * else from 0, or from below it where there are corrections. null where there is nothing to hold.
 */
export function valueRange(curves: readonly Curve[], kind: ScaleKind): readonly [number, number] | null {
  let high = 0;
  let leastPositive = Number.POSITIVE_INFINITY;
  let lowest = 0;
  for (const { raw, average, start } of curves) {
    for (let day = start; day < raw.length; day += 1) {
      const value = raw[day] ?? 0;
      if (value > 0 && value < leastPositive) leastPositive = value;
      lowest = Math.min(lowest, value);
      high = Math.max(high, value, average[day] ?? 0);
    }
  }
  if (high <= 0 || !Number.isFinite(leastPositive)) return kind === 'linear' && lowest < 0 ? [lowest * 1.1, 1] : null;
  if (kind === 'log') return [leastPositive * 0.8, high * 1.4];
  return [Math.max(lowest * ROOM_ABOVE, -high * MOST_BELOW), high * ROOM_ABOVE];
}
