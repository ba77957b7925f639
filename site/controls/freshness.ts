import './freshness.css';
import { type Calendar, DAILY, type PeriodUnit } from '../../functions/contract/period.ts';
import { addDays, addPeriods, daysBetween, firstDayOf } from '../../functions/measures/periods.ts';
import type { Published } from '../data/published.ts';
import { formatPeriod } from '../format/periods.ts';

/** fresh: as new as can be expected. late: a report is overdue. archive: overdue for half a year or more. */
export interface Freshness {
  readonly state: 'fresh' | 'late' | 'archive';
  readonly sentence: string;
  /** The state depends on how often reports come, which is not known. */
  readonly isUnsure: boolean;
}

/** A report is overdue after so many of the usual gaps. */
const GAPS_ALLOWED = 3;
/** The gap to assume if reports are rarer than monthly or than their periods, or their gap is not known. */
const MAX_GAP_DAYS = 31;
const ARCHIVE_DAYS = 180;

/**
 * Whether the data is older than expected, and a sentence about it.
 *
 * @param lastDate the newest day with a report
 * @param gapDays the usual number of days between two reports; null if not known
 */
export function freshnessOf(
  lastDate: string,
  gapDays: number | null,
  now: Date,
  calendar: Calendar = DAILY,
): Freshness {
  if (calendar.unit === 'none') return { state: 'fresh', sentence: 'This data is of one moment.', isUnsure: false };
  const today = now.toISOString().slice(0, 10);
  const lastDay = lastDayOf(lastDate, calendar);
  const age = daysBetween(lastDay, today);
  // Longer periods say by themselves how often reports come.
  const periodDays = PERIOD_DAYS[calendar.unit] * calendar.every;
  const gap = periodDays > 1 ? periodDays : gapDays;
  const usualDays = Math.min(gap ?? MAX_GAP_DAYS, Math.max(MAX_GAP_DAYS, periodDays));
  const isLate = age > GAPS_ALLOWED * usualDays;
  const isUnsure = gap === null && !isLate && age > GAPS_ALLOWED;
  const name = `${calendar.unit === 'week' ? 'the ' : ''}${formatPeriod(lastDate, calendar)}`;
  const from = `is ${calendar.unit === 'day' ? 'from' : 'for'} ${name}`;
  const ago =
    calendar.unit === 'day'
      ? `, ${formatAgo(lastDate, today)}`
      : age > 0
        ? `, which ended ${formatAgo(lastDay, today)}`
        : '';
  const newest = `The newest report ${from}${ago}.`;
  if (!isLate) return { state: 'fresh', sentence: newest, isUnsure };
  if (age >= Math.max(ARCHIVE_DAYS, 2 * GAPS_ALLOWED * periodDays)) {
    return { state: 'archive', sentence: `${newest} This site shows an archive unless new reports arrive.`, isUnsure };
  }
  const old = `This data is ${formatAge(lastDay, today)} old.`;
  const usual = gap === null ? 'The newest report' : `Reports used to come ${gapWords(gap)}; the newest`;
  return { state: 'late', sentence: `${old} ${usual} ${from}.`, isUnsure };
}

const PERIOD_DAYS: Readonly<Record<Exclude<PeriodUnit, 'none'>, number>> = {
  day: 1,
  week: 7,
  month: 31,
  quarter: 92,
  year: 366,
};

function lastDayOf(period: string, calendar: Calendar): string {
  if (calendar.unit === 'day') return period;
  const next = addPeriods(period, 1, { ...calendar, every: 1 });
  return addDays(firstDayOf(next, calendar.unit), -1);
}

/** `daily`, `weekly`, `monthly`, `every 3 days`. */
function gapWords(days: number): string {
  if (days <= 1) return 'daily';
  if (days === 7) return 'weekly';
  if (days >= 28 && days <= 31) return 'monthly';
  if (days === 92) return 'quarterly';
  return days === 366 ? 'yearly' : `every ${days} days`;
}

/** An age is in days up to here, then in months. */
const DAYS_UP_TO = 60;
/** An age is in months up to here, then in years. */
const MONTHS_UP_TO = 24;

/** How long ago a day is, in whole units of the calendar: `3 days` · `5 months` · `6 years`. */
export function formatAge(date: string, today: string): string {
  const days = Math.max(0, daysBetween(date, today));
  if (days < DAYS_UP_TO) return counted(days, 'day');
  const months = monthsBetween(date, today);
  if (months < MONTHS_UP_TO) return counted(months, 'month');
  return counted(Math.floor(months / 12), 'year');
}

/** The same at the end of a sentence: `today` · `yesterday` · `3 days ago`. */
export function formatAgo(date: string, today: string): string {
  const days = daysBetween(date, today);
  if (days <= 0) return 'today';
  return days === 1 ? 'yesterday' : `${formatAge(date, today)} ago`;
}

function monthsBetween(from: string, to: string): number {
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  return to.slice(8) < from.slice(8) ? months - 1 : months;
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** The element that shows the sentence. */
export type FreshnessPlace = Pick<HTMLElement, 'dataset' | 'textContent'>;

/** Writes the sentence into an element, which stands out if the data is old. */
export function renderFreshness(element: FreshnessPlace, { state, sentence }: Freshness): void {
  element.dataset.freshness = state;
  element.textContent = sentence;
}

/**
 * Shows in an element how new the data is. Reads the receipt only if that decides: it shows how often reports used to
 * come. If it does not load, the sentence stays as it is.
 */
export async function showFreshness(
  element: FreshnessPlace,
  { snapshot }: Pick<Published, 'snapshot'>,
  now: Date,
): Promise<void> {
  const { dataset, lastDate, receipt, period } = snapshot;
  const freshness = freshnessOf(lastDate, null, now, period);
  renderFreshness(element, freshness);
  if (!freshness.isUnsure) return;
  try {
    const { readReceipt, reportGap } = await import('../data/read-receipt.ts');
    renderFreshness(element, freshnessOf(lastDate, reportGap(await readReceipt(dataset, receipt)), now, period));
  } catch {
    renderFreshness(element, freshness);
  }
}
