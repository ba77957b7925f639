import * as v from 'valibot';
import { count, type Output, object, oneOf } from './schema.ts';

/** How long the periods of a data set are. `none`: it speaks of one moment, the single period {@link WHOLE_TIME}. */
export type PeriodUnit = (typeof PERIOD_UNITS)[number];

export const PERIOD_UNITS = ['day', 'week', 'month', 'quarter', 'year', 'none'] as const;

export const periodUnit = oneOf(...PERIOD_UNITS);

/** The periods of a data set, such as every fifth year. */
export const calendar = object({ unit: periodUnit, every: v.pipe(count, v.minValue(1, 'one or more')) });
export type Calendar = Output<typeof calendar>;

export const DAILY: Calendar = { unit: 'day', every: 1 };

/** The period of data without time. */
export const WHOLE_TIME = 'all';

const A_PERIOD = 'a period like 2020-06-30, 2020-06, 2020-Q2 or 2020';

/** A period as ISO text. A week is written as the date of its first day. */
export const period = v.pipe(
  v.string(A_PERIOD),
  v.regex(/^(\d{4}(-\d{2}(-\d{2})?|-Q[1-4])?|all)$/, A_PERIOD),
  v.check(isPeriod, A_PERIOD),
);

const FORMS: Readonly<Record<PeriodUnit, RegExp>> = {
  day: /^\d{4}-\d{2}-\d{2}$/,
  week: /^\d{4}-\d{2}-\d{2}$/,
  month: /^\d{4}-(0[1-9]|1[0-2])$/,
  quarter: /^\d{4}-Q[1-4]$/,
  year: /^\d{4}$/,
  none: /^all$/,
};

/** Whether a text is a period of that unit. Years begin with 1. */
export function isPeriodOf(unit: PeriodUnit, text: string): boolean {
  if (!FORMS[unit].test(text) || text.startsWith('0000')) return false;
  return text.length !== DAY_LENGTH || isOnCalendar(text);
}

/** A period of the unit, for messages: `a month like 2020-06`. */
export function periodExample(unit: PeriodUnit): string {
  const examples = { day: '2020-06-30', week: '2020-06-29', month: '2020-06', quarter: '2020-Q2', year: '2020' };
  return unit === 'none' ? `"${WHOLE_TIME}"` : `a ${unit} like ${examples[unit]}`;
}

const DAY_LENGTH = 10;

function isPeriod(text: string): boolean {
  return PERIOD_UNITS.some(unit => isPeriodOf(unit, text));
}

function isOnCalendar(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
