import type { TableColumn } from '../contract/table.ts';
import { nearestNames } from '../measures/similar-names.ts';
import { badParameter } from '../query/parameters/bad-parameter.ts';
import type { PublishedReader } from '../query/published/published.ts';
import type { TableView } from '../query/published/table-view.ts';

export { openTable, type TableView } from '../query/published/table-view.ts';

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
