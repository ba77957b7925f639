import type { RegionDescription, SeriesAnswer } from '../../contract/answers.ts';
import type { Cell, CsvTable } from '../../contract/csv.ts';
import { Problem } from '../../contract/problem.ts';
import { defineRoute } from '../http/route.ts';
import { CHANGE, DIMENSION, FORMAT, PER, SNAPSHOT } from '../parameters/dataset-parameters.ts';
import { optional, required, withDefault } from '../parameters/parameter.ts';
import { names, periodName, wholeNumber } from '../parameters/readers.ts';
import { openDataset } from '../published/dataset-view.ts';
import { alignment } from '../series/align-series.ts';
import { readSeries } from '../series/read-series.ts';

const MAX_REGIONS = 50;
const MAX_MEASURES = 50;
const MAX_SMOOTH_PERIODS = 365;

export const series = defineRoute({
  path: '/datasets/{dataset}/series',
  summary:
    'Values by period for each region and measure, in the order requested. "held" lists the periods whose value a check held back, including earlier ones that a difference or an average looks back to; "lacks" lists the periods whose value includes the last accepted values of held-back regions.',
  parameters: {
    regions: required(
      names(MAX_REGIONS),
      `1 to ${MAX_REGIONS} ids of regions of any map, separated by commas; the path "regions" finds them by name.`,
    ),
    measures: optional(
      names(MAX_MEASURES),
      `Up to ${MAX_MEASURES} ids of measures, separated by commas; all if left out.`,
    ),
    dimension: DIMENSION,
    change: CHANGE,
    per: PER,
    smooth: withDefault(
      wholeNumber(1, MAX_SMOOTH_PERIODS),
      '1',
      'Moving average over this many periods, ending with the period itself.',
    ),
    from: optional(
      periodName,
      'The first period, in the unit of the data set; that of the data if left out or earlier.',
    ),
    to: optional(periodName, 'The last period, in the unit of the data set; that of the data if left out or later.'),
    align: optional(
      alignment,
      'Count periods from period 0: the first one with a total of N (total:N), or of one in N people (rate:1/N), of the first measure. Not with "from".',
    ),
    snapshot: SNAPSHOT,
    format: FORMAT,
  },
  async ask(published, { dataset }, query) {
    if (query.align && query.from !== null) {
      throw new Problem('bad-parameter', '"from" must be left out with "align": each region begins at its own day 0');
    }
    const view = await openDataset(published, dataset, query.snapshot);
    const answer = async () => {
      const found = await readSeries(published, view, query);
      return { body: found.answer, table: tabulateSeries(found.answer, found.regions) };
    };
    return { version: view.id, lasting: query.snapshot !== null, format: query.format, answer };
  },
});

/** Curves as a table: a row for each region and period, a column for each measure. */
function tabulateSeries(answer: SeriesAnswer, regions: readonly RegionDescription[]): CsvTable {
  const measures = answer.series.length / Math.max(1, regions.length);
  const names = answer.series.slice(0, measures).map(({ measure }) => measure);
  const when = answer.days ? ['dayZero', 'day'] : ['date'];
  return { columns: ['region', 'name', ...when, ...names], rows: rowsOf(answer, regions, measures) };
}

function* rowsOf(answer: SeriesAnswer, regions: readonly RegionDescription[], measures: number): Iterable<Cell[]> {
  const days: readonly Cell[] = answer.periods ?? answer.days ?? [];
  for (const [index, region] of regions.entries()) {
    const entries = answer.series.slice(index * measures, (index + 1) * measures);
    const dayZero = entries[0]?.dayZero ?? null;
    for (const [place, day] of days.entries()) {
      const row: Cell[] = answer.days ? [region.id, region.name, dayZero, day] : [region.id, region.name, day];
      for (const { values } of entries) row.push(values[place] ?? null);
      yield row;
    }
  }
}
