import type { DateOrder } from '../contract/dataset.ts';
import { isPeriodOf, type PeriodUnit } from '../contract/period.ts';
import { addDays, periodOf, weekdayOf } from '../measures/periods.ts';

/** A period as a cell gives it, with the unit in which it is written. */
export interface WrittenPeriod {
  readonly unit: PeriodUnit;
  /** ISO text. */
  readonly text: string;
}

/**
 * Reads a day (ISO 8601, also with a time, whose date counts as it is written; 31.12.2020, 12/31/2020 by `order`; 20201231;
 * Dec 31 2020), an ISO week (2020-W53), a month (2020-12, 2020M12, Dec 2020), a quarter (2020-Q4) or a year. Null for
 * anything else, and for what is not on the calendar.
 */
export function parsePeriod(cell: string, order: DateOrder): WrittenPeriod | null {
  const text = cell.trim();
  for (const { form, read } of FORMS) {
    const parts = form.exec(text)?.groups;
    if (parts === undefined) continue;
    const found = read(parts, order);
    if (found !== null) return isPeriodOf(found.unit, found.text) ? found : null;
  }
  return null;
}

/** A written period in the unit that is wanted; null where it is ambiguous, as the day of a month. */
export function inUnit({ unit, text }: WrittenPeriod, wanted: PeriodUnit, weekStart: number): string | null {
  if (unit === 'week') return wanted === 'week' && weekStart === MONDAY ? text : null;
  if (unit === wanted) return text;
  return unit === 'day' ? periodOf(text, wanted, weekStart) : null;
}

/** The period of rows that were read before the unit of their data set was known. */
export function periodOfRows(text: string, unit: PeriodUnit, weekStart: number): string {
  return isPeriodOf('day', text) ? periodOf(text, unit, weekStart) : text;
}

/**
 * Which of two numbers is the day in dates like 03/04/2020; `ambiguous` if no date tells, null if there are none of them,
 * `mixed` if they contradict each other.
 */
export function dateOrderOf(cells: readonly string[]): DateOrder | 'ambiguous' | 'mixed' | null {
  const pairs = cells.flatMap(cell => {
    const { a, b } = LOCAL.exec(cell.trim())?.groups ?? {};
    return a === undefined || b === undefined ? [] : [[Number(a), Number(b)] as const];
  });
  if (pairs.length === 0) return null;
  const isDayFirst = pairs.some(([first]) => first > 12);
  const isMonthFirst = pairs.some(([, second]) => second > 12);
  if (isDayFirst && isMonthFirst) return 'mixed';
  if (isDayFirst || isMonthFirst) return isDayFirst ? 'day first' : 'month first';
  // The same number twice is the same day either way.
  return pairs.every(([first, second]) => first === second) ? 'month first' : 'ambiguous';
}

const MONDAY = 1;
const LOCAL = /^(?<a>\d{1,2})(?<mark>[/.-])(?<b>\d{1,2})\k<mark>(?<y>\d{4}|\d{2})(?:[ T]\d.*)?$/;
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

interface Form {
  readonly form: RegExp;
  readonly read: (parts: Readonly<Record<string, string>>, order: DateOrder) => WrittenPeriod | null;
}

const FORMS: readonly Form[] = [
  { form: /^(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})(?:[T ]\d.*)?$/, read: dayOf },
  { form: /^(?<y>\d{4})(?:\.0)?$/, read: ({ y = '' }) => ({ unit: 'year', text: y }) },
  { form: /^(?<y>\d{4})[/.](?<m>\d{1,2})[/.](?<d>\d{1,2})(?:[T ]\d.*)?$/, read: dayOf },
  { form: /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$/, read: dayOf },
  { form: /^(?<y>\d{4})(?:[-/]|M)(?<m>\d{1,2})$/, read: monthOf },
  { form: /^(?<y>\d{4})[- ]?[QK](?<q>[1-4])$/i, read: quarterOf },
  { form: /^[QK](?<q>[1-4])[- /]?(?<y>\d{4})$/i, read: quarterOf },
  { form: /^(?<y>\d{4})-?W(?<w>\d{2})(?:-1)?$/i, read: weekOf },
  {
    form: LOCAL,
    read: ({ a = '', b = '', y = '' }, order) => dayOf(order === 'day first' ? { y, m: b, d: a } : { y, m: a, d: b }),
  },
  { form: /^(?<name>[a-z]{3,9})\.? (?<d>\d{1,2}),? (?<y>\d{4})$/i, read: dayOf },
  { form: /^(?<d>\d{1,2})[ -](?<name>[a-z]{3,9})\.?[ -](?<y>\d{4}|\d{2})$/i, read: dayOf },
  { form: /^(?<name>[a-z]{3,9})\.?[ -](?<y>\d{4})$/i, read: monthOf },
];

function dayOf({ y = '', m, name, d = '' }: Readonly<Record<string, string>>): WrittenPeriod | null {
  const month = m ?? monthNumber(name);
  return month === null ? null : { unit: 'day', text: `${fullYear(y)}-${padded(month)}-${padded(d)}` };
}

function monthOf({ y = '', m, name }: Readonly<Record<string, string>>): WrittenPeriod | null {
  const month = m ?? monthNumber(name);
  return month === null ? null : { unit: 'month', text: `${y}-${padded(month)}` };
}

function quarterOf({ y, q }: Readonly<Record<string, string>>): WrittenPeriod {
  return { unit: 'quarter', text: `${y}-Q${q}` };
}

/** The Monday of an ISO week; week 1 has the year's first Thursday, and few years have a week 53. */
function weekOf({ y = '', w = '' }: Readonly<Record<string, string>>): WrittenPeriod | null {
  const fourth = `${y}-01-04`;
  const week = Number(w);
  if (!isPeriodOf('day', fourth) || week < 1) return null;
  const monday = addDays(fourth, 7 * (week - 1) - ((weekdayOf(fourth) + 6) % 7));
  return addDays(monday, 3).startsWith(y) ? { unit: 'week', text: monday } : null;
}

function monthNumber(name = ''): string | null {
  const index = MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  return index < 0 ? null : String(index + 1);
}

/** Of two digits, 70 and later are of the last century. */
function fullYear(year: string): string {
  if (year.length === 4) return year;
  return `${Number(year) >= 70 ? '19' : '20'}${year}`;
}

function padded(number: string): string {
  return number.padStart(2, '0');
}
