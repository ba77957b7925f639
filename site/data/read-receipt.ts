import { receiptKey } from '../../functions/contract/keys.ts';
import { parseReceipt, type Receipt } from '../../functions/contract/receipt.ts';
import { daysBetween } from '../../functions/measures/periods.ts';
import { fetchJson } from './fetch-json.ts';

/** The receipt of a build, by its name. Throws where it does not arrive. */
export function readReceipt(dataset: string, id: string): Promise<Receipt> {
  return fetchJson(`/${receiptKey(dataset, id)}`, parseReceipt);
}

/** How many days usually lie between two reports that are in; null where that cannot be told. */
export function reportGap({ inputs }: Receipt): number | null {
  return usualGap(inputs.flatMap(({ sha256, date }) => (sha256 === null || date === null ? [] : [date])));
}

/** So many of the newest reports tell how often reports come. */
const NEWEST_REPORTS = 29;
/** Fewer gaps tell nothing. */
const MIN_GAPS = 3;

/**
 * How many days usually lie between one report and the next: the median of the newest gaps, so that a day left out
 * changes nothing. Null where there are too few reports to tell.
 *
 * @param days `YYYY-MM-DD`, in any order
 */
export function usualGap(days: readonly string[]): number | null {
  const newest = [...new Set(days)].sort().slice(-NEWEST_REPORTS);
  const gaps = newest.slice(1).map((day, index) => daysBetween(newest[index] ?? day, day));
  if (gaps.length < MIN_GAPS) return null;
  return gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? null;
}
