import { addDays, daysBetween } from '../../functions/measures/periods.ts';
import type { ScaleKind } from '../address/choices.ts';
import { LOCALE, monthMark } from '../format/numbers-and-dates.ts';

export interface DayTick {
  /** Days after the first. */
  readonly at: number;
  readonly name: string;
}

const short = new Intl.DateTimeFormat(LOCALE, { month: 'short', day: 'numeric', timeZone: 'UTC' });

/**
 * Marks on an axis of days, `most` at most: beginnings of months or years, the first with its year
 * where no mark tells it; of a short time, weeks or days.
 */
export function dayTicks(first: string, last: string, most: number): DayTick[] {
  const span = Math.max(daysBetween(first, last), 0);
  const months = monthsFrom(first, last);
  if (months.length >= 3) {
    const every = [1, 2, 3, 6, 12, 24, 60, 120].find(step => Math.ceil(months.length / step) <= most) ?? 240;
    const marked = months.filter(date => monthNumber(date) % every === 0);
    const tellsYear = marked.some(date => date.slice(5, 7) === '01');
    return marked.map((date, index) => ({
      at: daysBetween(first, date),
      name: index === 0 && !tellsYear ? `${monthMark(date)} ${date.slice(0, 4)}` : monthMark(date),
    }));
  }
  const every = [1, 2, 7, 14, 28].find(step => span / step + 1 <= most) ?? 56;
  return Array.from({ length: Math.floor(span / every) + 1 }, (_, index) => {
    const at = index * every;
    return { at, name: short.format(new Date(`${addDays(first, at)}T00:00:00Z`)) };
  });
}

function monthsFrom(first: string, last: string): string[] {
  const from = monthNumber(first) + (first.endsWith('-01') ? 0 : 1);
  const length = Math.max(0, monthNumber(last) - from + 1);
  return Array.from({ length }, (_, index) => {
    const month = from + index;
    return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
  });
}

function monthNumber(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

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

/** Round numbers from 0 up to a maximum, about as many as asked for. */
export function niceTicks(max: number, about: number): number[] {
  if (!(max > 0)) return [0];
  const rough = max / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(times => times * power).find(size => size >= rough) ?? rough;
  const whole = Math.max(step, 1);
  return Array.from({ length: Math.floor(max / whole + 1e-9) + 1 }, (_, index) => index * whole);
}
