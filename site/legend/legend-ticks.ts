import type { ScaleKind } from '../color/color-scale.ts';

/** The values named on a scale: every power of ten of a logarithmic one, round steps of a linear one. */
export function legendTicks([low, high]: readonly [number, number], kind: ScaleKind): number[] {
  return kind === 'log' ? powersOfTen(low, high) : roundSteps(high);
}

function powersOfTen(low: number, high: number): number[] {
  const ticks: number[] = [];
  const last = Math.floor(Math.log10(high) + 1e-9);
  for (let power = Math.ceil(Math.log10(low) - 1e-9); power <= last; power += 1) ticks.push(Number(`1e${power}`));
  return ticks;
}

function roundSteps(high: number): number[] {
  const power = 10 ** Math.floor(Math.log10(high / 4));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(size => high / size <= 5) ?? 10 * power;
  return Array.from({ length: Math.floor(high / step) + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}
