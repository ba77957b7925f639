import type { ScaleKind } from '../../address/choices.ts';

const MAX_TICKS = 8;

/**
 * The values named on a scale, at most so many: powers of ten of a logarithmic one (with their twos and fives where
 * there are hardly any), round steps of a linear one.
 */
export function legendTicks(
  [low, high]: readonly [number, number],
  kind: ScaleKind,
  maxTicks = MAX_TICKS,
): readonly number[] {
  if (kind === 'linear') return roundSteps(high);
  const powers = powersOfTen(low, high);
  if (powers.length < 3) return multiples(low, high);
  const every = Math.ceil(powers.length / maxTicks);
  return powers.filter((_, index) => (powers.length - 1 - index) % every === 0);
}

function powersOfTen(low: number, high: number): number[] {
  const ticks: number[] = [];
  const last = Math.floor(Math.log10(high) + 1e-9);
  for (let power = Math.ceil(Math.log10(low) - 1e-9); power <= last; power += 1) ticks.push(Number(`1e${power}`));
  return ticks;
}

function multiples(low: number, high: number): number[] {
  return powersOfTen(low / 10, high)
    .flatMap(power => [1, 2, 5].map(factor => Number((factor * power).toPrecision(1))))
    .filter(value => value >= low && value <= high);
}

function roundSteps(high: number): number[] {
  const power = 10 ** Math.floor(Math.log10(high / 4));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(size => high / size <= 5) ?? 10 * power;
  return Array.from({ length: Math.floor(high / step) + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}
