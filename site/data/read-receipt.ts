import { receiptKey } from '../../functions/contract/keys.ts';
import { parseReceipt, type Receipt } from '../../functions/contract/receipt.ts';
import { daysBetween } from '../../functions/measures/periods.ts';
import { fetchJson } from './fetch-json.ts';

/** Reads the receipt of a build. */
export function readReceipt(dataset: string, id: string): Promise<Receipt> {
  return fetchJson(`/${receiptKey(dataset, id)}`, parseReceipt);
}

/** The usual number of days between two accepted reports; null if there are too few to tell. */
export function reportGap({ inputs }: Receipt): number | null {
  return usualGap(inputs.flatMap(({ sha256, date }) => (sha256 === null || date === null ? [] : [date])));
}

/** So many of the newest reports decide how often reports come. */
const NEWEST_REPORTS = 29;
/** Fewer gaps decide nothing. */
const MIN_GAPS = 3;

/**
 * The usual number of days between one report and the next: the median of the newest gaps, which a single missing day
 * does not change. null if there are too few reports.
 *
 * @param days `YYYY-MM-DD`, in any order
 */
export function usualGap(days: readonly string[]): number | null {
  const newest = [...new Set(days)].sort().slice(-NEWEST_REPORTS);
  const gaps = newest.slice(1).map((day, index) => daysBetween(newest[index] ?? day, day));
  if (gaps.length < MIN_GAPS) return null;
  return gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? null;
}
