import { parseSeriesAnswer, type SeriesAnswer } from '../../../functions/contract/answers.ts';
import type { Maybe } from '../../../functions/contract/changes.ts';
import type { HeldDays } from '../../../functions/measures/held-back.ts';

/** A region's totals from the first day of the data to its last, and what checks did to them. */
export interface MeasureTotals extends HeldDays {
  readonly values: readonly Maybe[];
}

/** By measure. */
export type Totals = ReadonlyMap<string, MeasureTotals>;

export interface SeriesSource {
  /** Reads, in one request, the totals of the regions that are not at hand. */
  readonly read: (ids: readonly string[]) => Promise<void>;
  /** The totals at hand, or null. */
  readonly peek: (id: string) => Totals | null;
}

/** Totals serve every setting: what is new, per person, smoothed or aligned follows from them in the browser. */
export function seriesSource(
  { dataset, snapshot }: { readonly dataset: string; readonly snapshot: string },
  request: (url: string, parse: typeof parseSeriesAnswer) => Promise<SeriesAnswer>,
): SeriesSource {
  const known = new Map<string, Totals>();
  const read = async (ids: readonly string[]) => {
    const wanted = ids.filter(id => !known.has(id));
    if (wanted.length === 0) return;
    const query = new URLSearchParams({ regions: wanted.join(','), change: 'total', snapshot });
    const answer = await request(`/api/v1/datasets/${dataset}/series?${query}`, parseSeriesAnswer);
    for (const id of wanted) {
      const entries = answer.series.filter(({ region }) => region === id);
      known.set(id, new Map(entries.map(({ measure, values, held, lacks }) => [measure, { values, held, lacks }])));
    }
  };
  return { read, peek: id => known.get(id) ?? null };
}
