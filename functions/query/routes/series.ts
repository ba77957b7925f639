import { Problem } from '../../contract/problem.ts';
import { defineRoute } from '../http/route.ts';
import { type Alignment, alignment } from '../parameters/alignment.ts';
import { CHANGE, FORMAT, PER, SNAPSHOT } from '../parameters/dataset-parameters.ts';
import { optional, required } from '../parameters/parameter.ts';
import { calendarDay, names, wholeNumber } from '../parameters/readers.ts';
import { openDataset } from '../published/dataset-view.ts';
import { readSeries } from '../series/read-series.ts';
import { tabulateSeries } from '../series/tabulate-series.ts';

export interface SeriesQuery {
  readonly regions: readonly string[];
  readonly measures: readonly string[] | null;
  readonly change: 'total' | 'new';
  readonly per: number | null;
  readonly smooth: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly align: Alignment | null;
  readonly snapshot: string | null;
  readonly format: 'json' | 'csv';
}

const MAX_REGIONS = 50;
const MAX_MEASURES = 50;
const MAX_SMOOTH_DAYS = 365;

export const series = defineRoute<SeriesQuery>({
  path: '/datasets/{dataset}/series',
  summary:
    'Curves: one for each region and measure, in the order asked. "held" gives the days whose value a check held back, also those before the first day that a difference or a mean reaches back to; "lacks" the values made from a sum that counts the last accepted value of some regions.',
  parameters: {
    regions: required(
      names(MAX_REGIONS),
      `1 to ${MAX_REGIONS} ids of regions of any map, separated by commas; the path "regions" finds them by name.`,
    ),
    measures: optional(
      names(MAX_MEASURES),
      null,
      `Up to ${MAX_MEASURES} ids of measures, parted by commas; all if left out.`,
    ),
    change: CHANGE,
    per: PER,
    smooth: optional(wholeNumber(1, MAX_SMOOTH_DAYS), 1, 'The mean of so many days, the day itself the last of them.'),
    from: optional(calendarDay, null, 'The first day; where the data begins later, or if left out, that of the data.'),
    to: optional(calendarDay, null, 'The last day; where the data ends earlier, or if left out, that of the data.'),
    align: optional(
      alignment,
      null,
      'Curves from day 0 on: the first day with a total of N (total:N), or one in N people (rate:1/N), of the first measure. Not with "from".',
    ),
    snapshot: SNAPSHOT,
    format: FORMAT,
  },
  async ask(published, dataset, query) {
    if (query.align && query.from !== null) {
      throw new Problem('bad-parameter', '"from" must be left out with "align": each curve begins at its own day 0');
    }
    const view = await openDataset(published, dataset, query.snapshot);
    const answer = async () => {
      const found = await readSeries(published, view, query);
      return { body: found.answer, table: tabulateSeries(found.answer, found.regions) };
    };
    return { version: view.id, lasting: query.snapshot !== null, format: query.format, answer };
  },
});
