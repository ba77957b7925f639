import type { ScaleKind } from '../../address/choices.ts';
import { powerTicks, stepTicks } from '../../charts/value-ticks.ts';

const MAX_POWERS = 8;
const MAX_STEPS = 5;

/** The values labeled on a scale, lowest first. Unlike an axis, a legend never leaves out the largest power of ten. */
export function legendTicks(
  [low, high]: readonly [number, number],
  kind: ScaleKind,
  maxPowers = MAX_POWERS,
): readonly number[] {
  if (kind === 'linear') return stepTicks(0, high, MAX_STEPS);
  return powerTicks(low, high, maxPowers, Math.floor(Math.log10(high) + 1e-9));
}
