import { daysBetween } from '../../functions/measures/calendar.ts';
import { dateWords } from '../text/date-words.ts';
import { ageWords, agoWords } from './age-words.ts';

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
