import type { ScaleKind } from '../view/view.ts';

/** The values named on an axis of counts or rates, lowest first: few enough to be read. */
export function valueTicks(low: number, high: number, kind: ScaleKind): number[] {
  if (!(high > low)) return [];
  return kind === 'log' ? powerTicks(low, high) : stepTicks(low, high);
}

const MOST = 7;

/** Powers of ten, every second or third of many; where there are hardly any, twos and fives too. */
function powerTicks(low: number, high: number): number[] {
  const first = Math.floor(Math.log10(low));
  const powers = Array.from({ length: Math.ceil(Math.log10(high)) - first + 1 }, (_, index) => first + index);
  const within = (value: number) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);
  const tens = powers.filter(power => within(Number(`1e${power}`)));
  if (tens.length < 3)
    return powers.flatMap(power => [1, 2, 5].map(factor => Number(`${factor}e${power}`))).filter(within);
  const every = Math.ceil(tens.length / MOST);
  return tens.filter(power => power % every === 0).map(power => Number(`1e${power}`));
}

/** Round steps, 0 among them. */
function stepTicks(low: number, high: number): number[] {
  const power = 10 ** Math.floor(Math.log10((high - low) / MOST));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(size => (high - low) / size <= MOST) ?? 10 * power;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}
