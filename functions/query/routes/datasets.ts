import type { DatasetAnswer, DatasetsAnswer, LiveSnapshot } from '../../contract/answers.ts';
import type { CsvTable } from '../../contract/csv.ts';
import type { IndexEntry } from '../../contract/index-file.ts';
import type { Pointer } from '../../contract/pointer.ts';
import { type Answer, defineRoute } from '../http/route.ts';
import { FORMAT, SNAPSHOT } from '../parameters/dataset-parameters.ts';
import { type DatasetView, openDataset, openPointer } from '../published/dataset-view.ts';

export const datasets = defineRoute({
  path: '/datasets',
  summary: 'The data sets.',
  parameters: { format: FORMAT },
  async ask(published, _names, { format }) {
    // No index yet is a site to which nothing has been published.
    const index = await published.index();
    const entries = index?.value.datasets ?? [];
    return { version: index?.etag ?? 'empty', lasting: false, format, answer: async () => list(entries) };
  },
});

const COLUMNS = ['id', 'kind', 'title', 'notice', 'snapshot', 'firstDate', 'lastDate', 'publishedAt'] as const;

function list(entries: readonly IndexEntry[]): Answer {
  const body: DatasetsAnswer = { schema: 'datasets-answer/1', datasets: entries };
  const table: CsvTable = { columns: COLUMNS, rows: entries.map(entry => COLUMNS.map(column => entry[column])) };
  return { body, table };
}

export const dataset = defineRoute({
  path: '/datasets/{dataset}',
  summary:
    'The description of a snapshot: its title, source, license, periods, measures and maps. For the live one, also when it was published and whether it is pinned.',
  parameters: { snapshot: SNAPSHOT },
  async ask(published, { dataset: id }, { snapshot }) {
    const view = await openDataset(published, id, snapshot);
    const live = snapshot === null ? liveState(view, await openPointer(published, id)) : null;
    const body: DatasetAnswer = {
      schema: 'dataset-answer/1',
      dataset: id,
      snapshot: view.id,
      description: view.snapshot,
      live,
    };
    const version = live === null ? view.id : JSON.stringify([view.id, live]);
    return { version, lasting: snapshot !== null, format: 'json', answer: async () => ({ body }) };
  },
});

/** The pointer may have moved since the snapshot was opened: then what it says is of another one, and the next question tells. */
function liveState({ id }: DatasetView, { snapshot, publishedAt, pinned, newest }: Pointer): LiveSnapshot | null {
  return snapshot === id ? { publishedAt, pinned, newest } : null;
}
