import { median } from './quantile.ts';

/** One line of the table. */
export interface Row {
  readonly label: string;
  /** One value per run, in base units; empty if it could not be measured. The median counts. */
  readonly samples: readonly number[];
  readonly unit: Unit;
  /** The maximum, in base units; null if there is none. */
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

/** Base units: seconds, milliseconds, bytes (kB, MiB), a share of 1, a factor, a count, US dollars. */
export type Unit = 's' | 'ms' | 'kB' | 'MiB' | 'share' | 'factor' | 'count' | 'rows/s' | '$';

export const KB = 1000;
export const MIB = 1024 * 1024;

interface Format {
  readonly suffix: string;
  /** In base units. */
  readonly size: number;
  readonly digits: number;
}

const FORMATS: Readonly<Record<Unit, Format>> = {
  s: { suffix: ' s', size: 1, digits: 2 },
  ms: { suffix: ' ms', size: 1, digits: 1 },
  kB: { suffix: ' kB', size: KB, digits: 1 },
  MiB: { suffix: ' MiB', size: MIB, digits: 0 },
  share: { suffix: '%', size: 0.01, digits: 1 },
  factor: { suffix: ' ×', size: 1, digits: 2 },
  count: { suffix: '', size: 1, digits: 0 },
  'rows/s': { suffix: ' rows/s', size: 1, digits: 0 },
  $: { suffix: ' $', size: 1, digits: 3 },
};

export function formatQuantity(value: number, unit: Unit): string {
  return formatNumber(value, unit) + FORMATS[unit].suffix;
}

/** Without the unit. */
export function formatNumber(value: number, unit: Unit): string {
  const { size, digits } = FORMATS[unit];
  return (value / size).toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
