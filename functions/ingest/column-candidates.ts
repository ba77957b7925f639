import type { ColumnReading } from './column-readings.ts';
import { MISSING, MISSING_NUMBERS } from './marks.ts';

/** A reading that may fit a column. Those of one step are tried together. */
export type Candidate = ColumnReading & { readonly step: 'boolean' | 'point' | 'comma' | 'date' | 'timestamp' };

/** Marks of a missing value in a column of numbers, dates or true and false. */
export const NONE = [...MISSING, ...MISSING_NUMBERS];

const CURRENCY = '[A-Z]{0,3}[$€£¥₹₩₽₺₪₫₱]|CHF|USD|EUR|GBP|JPY';
const UNIT = new RegExp(
  `^[(]?[-+−]?(?<before>${CURRENCY})? ?[-+−]?[\\d.,' ’\\u00a0\\u202f]*\\d[.,]?\\s?(?<after>%|${CURRENCY}|kr|zł|Kč|Ft)?[)]?$`,
);
const EXPONENT = /^[-+]?\d*\.?\d+e[-+]?\d+$/i;
const TRUTH = /^(true|false|t|f|yes|no|y|n)$/i;
const LOCAL_DATE = /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2}/;
const ISO_DATE = /^(\d{4}[-/.]|\d{8}$)|[a-z]{3}/i;
const DATE_HEADING = /(date|day|datum|fecha|tag)(\b|_|$)/i;
const LOCAL_ORDERS = ['day first', 'month first'] as const;
const ISO_ORDER = ['iso'] as const;

/** The readings that may fit a column, the preferred first, by one of its values. */
export function readingsOf(name: string, example: string | null): Candidate[] {
  if (example === null) return [];
  const base = { name, unit: null, decimalMark: 'point', dateOrder: 'iso', missing: NONE } as const;
  const { before, after } = UNIT.exec(example)?.groups ?? {};
  const number = { ...base, type: 'decimal', unit: before ?? after ?? null } as const;
  const numbers: Candidate[] =
    UNIT.test(example) || EXPONENT.test(example)
      ? [
          { ...number, step: 'point' },
          { ...number, step: 'comma', decimalMark: 'comma' },
        ]
      : [];
  const orders = LOCAL_DATE.test(example) ? LOCAL_ORDERS : ISO_DATE.test(example) ? ISO_ORDER : [];
  const dates = orders.map((dateOrder): Candidate => ({ ...base, dateOrder, step: 'date', type: 'date' }));
  const times = orders.map((dateOrder): Candidate => ({ ...base, dateOrder, step: 'timestamp', type: 'timestamp' }));
  const truth: Candidate[] = TRUTH.test(example) ? [{ ...base, step: 'boolean', type: 'boolean' }] : [];
  // 20200131 is a number too.
  return DATE_HEADING.test(name)
    ? [...dates, ...truth, ...numbers, ...times]
    : [...truth, ...numbers, ...dates, ...times];
}
