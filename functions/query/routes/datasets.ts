import type { DatasetsAnswer } from '../../contract/answers.ts';
import type { Table } from '../../contract/csv.ts';
import type { IndexEntry } from '../../contract/index-file.ts';
import { type Answer, defineRoute } from '../http/route.ts';
import { FORMAT } from '../parameters/dataset-parameters.ts';

export const datasets = defineRoute({
  path: '/datasets',
  summary: 'The data sets.',
  parameters: { format: FORMAT },
  async ask(published, _dataset, { format }) {
    // No index yet is a site to which nothing has been published.
    const index = await published.index();
    const entries = index?.value.datasets ?? [];
    return { version: index?.etag ?? 'empty', lasting: false, format, answer: async () => list(entries) };
  },
});

const COLUMNS = ['id', 'kind', 'title', 'notice', 'snapshot', 'firstDate', 'lastDate', 'publishedAt'] as const;

function list(entries: readonly IndexEntry[]): Answer {
  const body: DatasetsAnswer = { schema: 'datasets-answer/1', datasets: entries };
  const table: Table = { columns: COLUMNS, rows: entries.map(entry => COLUMNS.map(column => entry[column])) };
  return { body, table };
}
