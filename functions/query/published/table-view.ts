import { Problem } from '../../contract/problem.ts';
import type { TableDescription } from '../../contract/table.ts';
import { nearestNames } from '../../measures/similar-names.ts';
import type { PathNames } from '../http/route.ts';
import { quoteGiven } from '../parameters/bad-parameter.ts';
import { type DatasetView, openDataset } from './dataset-view.ts';
import type { PublishedReader } from './published.ts';

/** The table that an answer is made from. */
export interface TableView extends DatasetView {
  readonly table: TableDescription;
}

/** The table of a kept snapshot, or of the live one. Throws `unknown-table`. */
export async function openTable(
  published: PublishedReader,
  { dataset, table: id }: PathNames,
  snapshot: string | null,
): Promise<TableView> {
  const view = await openDataset(published, dataset, snapshot);
  const table = view.snapshot.tables.find(candidate => candidate.id === id);
  if (table) return { ...view, table };
  const known = view.snapshot.tables.map(candidate => candidate.id);
  const has = known.length === 0 ? `data set "${dataset}" has no tables` : `there is no table ${quoteGiven(id)}`;
  throw new Problem('unknown-table', has, { nearest: nearestNames(id, known) });
}
