import { Problem } from '../contract/problem.ts';
import type { TableColumn, TableDescription } from '../contract/table.ts';
import { nearestNames } from '../measures/similar-names.ts';
import type { PathNames } from '../query/http/route.ts';
import { badParameter, quoteGiven } from '../query/parameters/bad-parameter.ts';
import { type DatasetView, openDataset } from '../query/published/dataset-view.ts';
import type { PublishedReader } from '../query/published/published.ts';

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

/** Finds columns by name; `where` names the parameter that asks for one. */
export type FindColumn = (name: string, where: string) => TableColumn;

export async function readColumns(
  published: PublishedReader,
  { dataset, table }: TableView,
): Promise<{ readonly columns: readonly TableColumn[]; readonly find: FindColumn }> {
  const { columns } = await published.table(dataset, table.about);
  const byName = new Map(columns.map(column => [column.name, column]));
  const find: FindColumn = (name, where) => {
    const column = byName.get(name);
    if (column) return column;
    throw badParameter(`"${where}"`, `a column of table "${table.id}"`, name, nearestNames(name, [...byName.keys()]));
  };
  return { columns, find };
}
