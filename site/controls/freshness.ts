import './freshness.css';
import { daysBetween } from '../../functions/measures/periods.ts';
import type { Published } from '../data/published.ts';
import { formatDate } from '../format/numbers-and-dates.ts';

/** fresh: as new as can be expected. late: a report is overdue. archive: overdue for half a year or more. */
export interface Freshness {
  readonly state: 'fresh' | 'late' | 'archive';
  readonly sentence: string;
  /** The state depends on how often reports come, which is not known. */
  readonly isUnsure: boolean;
}

/** A report is overdue after so many of the usual gaps. */
const GAPS_ALLOWED = 3;
/** The gap to assume if reports are rarer or their gap is not known. */
const MAX_GAP_DAYS = 31;
const ARCHIVE_DAYS = 180;

/**
 * Whether the data is older than expected, and a sentence about it.
 *
 * @param lastDate the newest day with a report
 * @param gapDays the usual number of days between two reports; null if not known
 */
export function freshnessOf(lastDate: string, gapDays: number | null, now: Date): Freshness {
  const today = now.toISOString().slice(0, 10);
  const age = daysBetween(lastDate, today);
  const isLate = age > GAPS_ALLOWED * Math.min(gapDays ?? MAX_GAP_DAYS, MAX_GAP_DAYS);
  const isUnsure = gapDays === null && !isLate && age > GAPS_ALLOWED;
  const newest = `The newest report is from ${formatDate(lastDate)}, ${formatAgo(lastDate, today)}.`;
  if (!isLate) return { state: 'fresh', sentence: newest, isUnsure };
  if (age >= ARCHIVE_DAYS) {
    return { state: 'archive', sentence: `${newest} This site shows an archive unless new reports arrive.`, isUnsure };
  }
  const old = `This data is ${formatAge(lastDate, today)} old.`;
  const usual = gapDays === null ? 'The newest report' : `Reports used to come ${gapWords(gapDays)}; the newest`;
  return { state: 'late', sentence: `${old} ${usual} is from ${formatDate(lastDate)}.`, isUnsure };
}

/** `daily`, `weekly`, `monthly`, `every 3 days`. */
function gapWords(days: number): string {
  if (days <= 1) return 'daily';
  if (days === 7) return 'weekly';
  return days >= 28 && days <= 31 ? 'monthly' : `every ${days} days`;
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
  const { dataset, lastDate, receipt } = snapshot;
  const freshness = freshnessOf(lastDate, null, now);
  renderFreshness(element, freshness);
  if (!freshness.isUnsure) return;
  try {
    const { readReceipt, reportGap } = await import('../data/read-receipt.ts');
    renderFreshness(element, freshnessOf(lastDate, reportGap(await readReceipt(dataset, receipt)), now));
  } catch {
    renderFreshness(element, freshness);
  }
}
