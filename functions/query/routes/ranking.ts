import type { RankingAnswer } from '../../contract/answers.ts';
import type { Table } from '../../contract/csv.ts';
import { defineRoute } from '../http/route.ts';
import { CHANGE, FORMAT, PER, SNAPSHOT } from '../parameters/dataset-parameters.ts';
import { optional } from '../parameters/parameter.ts';
import { calendarDay, name, wholeNumber } from '../parameters/readers.ts';
import { openDataset } from '../published/dataset-view.ts';
import { readRanking } from '../ranking/read-ranking.ts';

export interface RankingQuery {
  readonly map: string | null;
  readonly measure: string | null;
  readonly change: 'total' | 'new';
  readonly per: number | null;
  readonly date: string | null;
  readonly limit: number;
  readonly snapshot: string | null;
  readonly format: 'json' | 'csv';
}

const MAX_ENTRIES = 10_000;

export const ranking = defineRoute<RankingQuery>({
  path: '/datasets/{dataset}/ranking',
  summary:
    'The largest values of a map on one day; equal ones share a rank, in the order of their names. A region without a value has no rank: "held" names those whose value a check held back, and a measure that a map has no value of ranks nobody.',
  parameters: {
    map: optional(name, null, 'The id of the map; the first one if left out.'),
    measure: optional(name, null, 'The id of the measure; the first one if left out.'),
    change: CHANGE,
    per: PER,
    date: optional(calendarDay, null, 'The day, one that the map has; its last one if left out.'),
    limit: optional(wholeNumber(1, MAX_ENTRIES), 10, 'How many at most.'),
    snapshot: SNAPSHOT,
    format: FORMAT,
  },
  async ask(published, dataset, query) {
    const view = await openDataset(published, dataset, query.snapshot);
    const answer = async () => {
      const body = await readRanking(published, view, query);
      return { body, table: tabulate(body) };
    };
    return { version: view.id, lasting: query.snapshot !== null, format: query.format, answer };
  },
});

const COLUMNS = ['rank', 'region', 'name', 'value'] as const;

function tabulate({ entries }: RankingAnswer): Table {
  return { columns: COLUMNS, rows: entries.map(entry => COLUMNS.map(column => entry[column])) };
}
