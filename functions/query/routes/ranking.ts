import type { RankingAnswer } from '../../contract/answers.ts';
import type { Table } from '../../contract/csv.ts';
import { day } from '../../contract/schema.ts';
import { defineRoute } from '../http/route.ts';
import { CHANGE, FORMAT, PER, SNAPSHOT } from '../parameters/dataset-parameters.ts';
import { optional, withDefault } from '../parameters/parameter.ts';
import { name, wholeNumber } from '../parameters/readers.ts';
import { openDataset } from '../published/dataset-view.ts';
import { readRanking } from '../ranking/read-ranking.ts';

const MAX_ENTRIES = 10_000;

export const ranking = defineRoute({
  path: '/datasets/{dataset}/ranking',
  summary:
    'The largest values of a map on one day. Ties share a rank and are sorted by name. A region without a value has no rank; "held" lists the regions whose value a check held back. If the map has no values of the measure, the ranking is empty.',
  parameters: {
    map: optional(name, 'The id of the map; the first one if left out.'),
    measure: optional(name, 'The id of the measure; the first one if left out.'),
    change: CHANGE,
    per: PER,
    date: optional(day, 'A day that the map has; its last one if left out.'),
    limit: withDefault(wholeNumber(1, MAX_ENTRIES), '10', 'The most entries to return.'),
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
