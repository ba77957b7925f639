import { median } from './quantile.ts';

/** One line of the table. */
export interface Row {
  readonly what: string;
  /** One value a run, in the base of the unit; empty where it could not be measured. The median is judged. */
  readonly samples: readonly number[];
  readonly unit: Unit;
  /** The most it may be, in the base of the unit; null where nothing is promised. */
  readonly budget: number | null;
  /** Why it was not measured, or what it was measured on. */
  readonly note?: string;
}

export type Verdict = 'ok' | 'over' | 'not measured' | '';

export function verdictOf({ samples, budget }: Row): Verdict {
  if (samples.length === 0) return 'not measured';
  if (budget === null) return '';
  return median(samples) <= budget ? 'ok' : 'over';
}

/** What a number counts. Base units: seconds, milliseconds, bytes (kB, MiB), a share of 1, a factor, a count, US dollars. */
export type Unit = 's' | 'ms' | 'kB' | 'MiB' | 'share' | 'factor' | 'count' | 'rows/s' | '$';

export const KB = 1000;
export const MIB = 1024 * 1024;

interface Format {
  readonly sign: string;
  /** How much of the base unit one of it is. */
  readonly size: number;
  readonly digits: number;
}

const FORMATS: Readonly<Record<Unit, Format>> = {
  s: { sign: ' s', size: 1, digits: 2 },
  ms: { sign: ' ms', size: 1, digits: 1 },
  kB: { sign: ' kB', size: KB, digits: 1 },
  MiB: { sign: ' MiB', size: MIB, digits: 0 },
  share: { sign: ' %', size: 0.01, digits: 1 },
  factor: { sign: ' ×', size: 1, digits: 2 },
  count: { sign: '', size: 1, digits: 0 },
  'rows/s': { sign: ' rows/s', size: 1, digits: 0 },
  $: { sign: ' $', size: 1, digits: 3 },
};

export function formatQuantity(value: number, unit: Unit): string {
  return formatNumber(value, unit) + FORMATS[unit].sign;
}

/** Without the unit, where it stands beside it already. */
export function formatNumber(value: number, unit: Unit): string {
  const { size, digits } = FORMATS[unit];
  return (value / size).toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
