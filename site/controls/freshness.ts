import './freshness.css';
import { daysBetween } from '../../functions/measures/periods.ts';
import type { Published } from '../data/published.ts';
import { dateWords } from '../format/numbers-and-dates.ts';

/** fresh: as new as can be expected. late: a report should have come. archive: late for half a year or more. */
export interface Freshness {
  readonly state: 'fresh' | 'late' | 'archive';
  readonly sentence: string;
  /** How often reports come would decide the state, and is not known. */
  readonly isUnsure: boolean;
}

/** So many usual gaps without a report are one too many. */
const GAPS_ALLOWED = 3;
/** Rarer reports, and ones of which nothing is known, are expected as often as this. */
const MAX_GAP_DAYS = 31;
const ARCHIVE_DAYS = 180;

/**
 * Whether the numbers are older than expected, in a sentence that says so.
 *
 * @param lastDate the newest day with a report
 * @param gapDays how many days usually lie between two reports; null where that is not known
 */
export function freshnessOf(lastDate: string, gapDays: number | null, now: Date): Freshness {
  const today = now.toISOString().slice(0, 10);
  const age = daysBetween(lastDate, today);
  const isLate = age > GAPS_ALLOWED * Math.min(gapDays ?? MAX_GAP_DAYS, MAX_GAP_DAYS);
  const isUnsure = gapDays === null && !isLate && age > GAPS_ALLOWED;
  const newest = `The newest report is of ${dateWords(lastDate)}, ${agoWords(lastDate, today)}.`;
  if (!isLate) return { state: 'fresh', sentence: newest, isUnsure };
  if (age >= ARCHIVE_DAYS) {
    return { state: 'archive', sentence: `${newest} This site shows an archive unless new reports arrive.`, isUnsure };
  }
  const old = `These numbers are ${ageWords(lastDate, today)} old.`;
  const usual = gapDays === null ? 'The newest report' : `Reports used to come ${gapWords(gapDays)}; the newest`;
  return { state: 'late', sentence: `${old} ${usual} is of ${dateWords(lastDate)}.`, isUnsure };
}

/** `daily`, `weekly`, `monthly`, `every 3 days`. */
function gapWords(days: number): string {
  if (days <= 1) return 'daily';
  if (days === 7) return 'weekly';
  return days >= 28 && days <= 31 ? 'monthly' : `every ${days} days`;
}

/** Days are named up to here, then months. */
const DAYS_UP_TO = 60;
/** Months are named up to here, then years. */
const MONTHS_UP_TO = 24;

/** How long a day is past, in whole units of the calendar: `3 days` · `5 months` · `6 years`. */
export function ageWords(date: string, today: string): string {
  const days = Math.max(0, daysBetween(date, today));
  if (days < DAYS_UP_TO) return counted(days, 'day');
  const months = monthsBetween(date, today);
  if (months < MONTHS_UP_TO) return counted(months, 'month');
  return counted(Math.floor(months / 12), 'year');
}

/** The same as it stands at the end of a sentence: `today` · `yesterday` · `3 days ago`. */
export function agoWords(date: string, today: string): string {
  const days = daysBetween(date, today);
  if (days <= 0) return 'today';
  return days === 1 ? 'yesterday' : `${ageWords(date, today)} ago`;
}

function monthsBetween(from: string, to: string): number {
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  return to.slice(8) < from.slice(8) ? months - 1 : months;
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** Where the sentence goes: an element of the page. */
export type FreshnessPlace = Pick<HTMLElement, 'dataset' | 'textContent'>;

/** Fills an element with the sentence that says how new the numbers are; it stands out where they are old. */
export function renderFreshness(element: FreshnessPlace, { state, sentence }: Freshness): void {
  element.dataset.freshness = state;
  element.textContent = sentence;
}

/**
 * Says in an element how new the numbers are. The receipt is read only where it decides: it tells how often reports
 * used to come. Where it does not arrive, the sentence stays as it is.
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
