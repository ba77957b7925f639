/** What a number counts. Base units: seconds, milliseconds, bytes (kB, MB, MiB), a share of 1, a factor, a count. */
export type Unit = 's' | 'ms' | 'kB' | 'MB' | 'MiB' | 'share' | 'factor' | 'count' | 'rows/s';

export const KB = 1000;
export const MIB = 1024 * 1024;

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

const FORMATS: Readonly<Record<Unit, (value: number) => string>> = {
  s: value => `${value.toFixed(2)} s`,
  ms: value => `${value.toFixed(1)} ms`,
  kB: value => `${(value / KB).toFixed(1)} kB`,
  MB: value => `${(value / 1e6).toFixed(2)} MB`,
  MiB: value => `${WHOLE.format(value / MIB)} MiB`,
  share: value => `${(value * 100).toFixed(1)} %`,
  factor: value => `${value.toFixed(2)} ×`,
  count: value => WHOLE.format(value),
  'rows/s': value => `${WHOLE.format(value)} rows/s`,
};

export function formatQuantity(value: number, unit: Unit): string {
  return FORMATS[unit](value);
}
