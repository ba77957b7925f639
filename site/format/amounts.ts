import type { Maybe } from '../../functions/contract/changes.ts';
import type { MeasureDescription } from '../../functions/contract/snapshot.ts';
import { formatChange, formatCount, formatTick, formatValue, LOCALE, MINUS } from './numbers-and-dates.ts';

/** What values are in, and how many digits they have. */
export type AmountForm = Pick<MeasureDescription, 'unit' | 'decimals'>;

/** A value with its unit: `5.3%`, `12.1 °C`, `$1,234`, `90,536`. @param per values are per so many people */
export function formatAmount(value: number, { unit, decimals }: AmountForm, per: number | null = null): string {
  return withUnit(decimals > 0 && per === null ? fixed(value, decimals) : formatValue(value), unit);
}

const FEW_DECIMALS = 2;
const DIGITS_ALONE = 4;

/** A figure shown on its own: four significant digits where values have many decimals. */
export function formatFigure(value: number, form: AmountForm): string {
  const size = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  const enough = Math.max(FEW_DECIMALS, DIGITS_ALONE - 1 - size);
  return formatAmount(value, { ...form, decimals: Math.min(form.decimals, enough) });
}

/** `+284`, `−1.2 °C`, `No change`; of a percentage `+0.2 percentage points`. null if the change is not known. */
export function formatAmountChange(change: Maybe, { unit, decimals }: AmountForm): string | null {
  if (change === null || change === 0 || (unit === null && decimals === 0)) return formatChange(change);
  const size = decimals > 0 ? fixed(Math.abs(change), decimals) : formatCount(Math.abs(change));
  const points = Number(Math.abs(change).toFixed(decimals)) === 1 ? 'percentage point' : 'percentage points';
  return `${change > 0 ? '+' : MINUS}${unit === '%' ? `${size} ${points}` : withUnit(size, unit)}`;
}

/** What the unit of a change is: that of a percentage is the percentage point. */
export function changeForm<M extends AmountForm>(measure: M): M {
  return measure.unit === '%' ? { ...measure, unit: 'percentage points' } : measure;
}

const CURRENCIES = ['$', '€', '£', '¥'];
/** Keeps a number and its unit on one line. */
const NO_BREAK = '\u00a0';

function withUnit(number: string, unit: string | null): string {
  if (unit === null) return number;
  if (unit === '%') return `${number}%`;
  if (!CURRENCIES.includes(unit)) return `${number}${NO_BREAK}${unit}`;
  return number.startsWith(MINUS) ? `${MINUS}${unit}${number.slice(1)}` : `${unit}${number}`;
}

/** The unit as the heading of numbers that are written without it; empty where they carry it or have none. */
export function unitNote(unit: string | null): string {
  return unit === null || unit === '%' ? '' : unit;
}

/** Names the ticks of one axis: `−5K`, `0`, `10%`; close ticks get the digits that tell them apart. */
export function tickNames(values: readonly number[], unit: string | null = null): (value: number) => string {
  const gaps = values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? value)));
  const step = Math.min(...gaps.filter(gap => gap > 0));
  const largest = Math.max(...values.map(Math.abs));
  const digits = Number.isFinite(step) && largest >= 1 && step < 0.1 ? Math.ceil(-Math.log10(step) - 1e-9) : 0;
  const plain = (value: number) => {
    if (digits > 0) return fixed(value, digits);
    return value < 0 ? `${MINUS}${formatTick(-value)}` : formatTick(value);
  };
  return value => (unit === '%' ? `${plain(value)}%` : plain(value));
}

const formats = new Map<number, Intl.NumberFormat>();

/** `1,234.50`: with exactly so many decimals. */
export function fixed(value: number, decimals: number): string {
  const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const format = formats.get(decimals) ?? new Intl.NumberFormat(LOCALE, options);
  formats.set(decimals, format);
  return format.format(value).replace('-', MINUS);
}
