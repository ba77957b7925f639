import type { TableColumn, TableFile } from '../../../functions/contract/table.ts';
import type { Condition } from './conditions.ts';
import { type ColumnFilter, columnFilter, isFilterable } from './filters.ts';
import type { Facet } from './model.ts';

interface FiltersPanel {
  readonly render: (
    shown: readonly TableColumn[],
    where: readonly Condition[],
    facetOf: (column: string) => Facet | null,
  ) => void;
}

/** A filter for each column that is shown or filtered. */
export function filtersPanel(
  root: HTMLElement,
  { columns }: Pick<TableFile, 'columns'>,
  onChange: (column: string, conditions: readonly Condition[]) => void,
): FiltersPanel {
  const made = new Map<string, ColumnFilter>();
  let listed = '';
  const filterOf = (column: TableColumn) => {
    const filter = made.get(column.name) ?? columnFilter(column, onChange);
    made.set(column.name, filter);
    return filter;
  };
  return {
    render: (shown, where, facetOf) => {
      const isUsed = ({ name }: TableColumn) => where.some(({ column }) => column === name);
      const filters = columns
        .filter(column => isFilterable(column) && (shown.includes(column) || isUsed(column)))
        .map(filterOf);
      const key = filters.map(({ column }) => column).join('\n');
      if (key !== listed) root.replaceChildren(...filters.map(filter => filter.element));
      listed = key;
      for (const filter of filters) filter.render(facetOf(filter.column), where);
    },
  };
}
