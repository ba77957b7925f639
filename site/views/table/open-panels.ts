import type { TableColumn, TableFile } from '../../../functions/contract/table.ts';
import { formatCell } from '../../format/cells.ts';
import type { TableView } from './address.ts';
import { chartOf } from './chart-choice.ts';
import { columnPanel } from './column-panel.ts';
import type { Facet } from './model.ts';
import { type Panel, recordPanel } from './record-panel.ts';
import type { TableSource } from './source.ts';

interface PanelParts {
  readonly record: TableSource['record'];
  readonly facet: (column: TableColumn) => Facet | null;
  readonly change: (part: Partial<TableView>) => void;
  /** The columns of the table, in order. */
  readonly shown: () => readonly string[];
}

interface OpenPanels {
  readonly render: (view: TableView) => void;
  /** Shows what has arrived since. */
  readonly refresh: () => void;
  readonly close: () => void;
}

/** The panel of a row or a column, opened and closed as the address says. */
export function openPanels(
  file: Pick<TableFile, 'columns' | 'rows'>,
  { record, facet, change, shown }: PanelParts,
): OpenPanels {
  let open: { readonly key: string; readonly panel: Panel; readonly refresh?: () => void } | null = null;

  const close = () => {
    const closing = open;
    // It tells that it was closed: nothing is left to change then.
    open = null;
    closing?.panel.close();
  };
  const closed = (key: string, part: Partial<TableView>) => () => {
    if (open?.key !== key) return;
    open = null;
    change(part);
  };
  const openRecord = (number: number, key: string) => {
    const step = (to: number) => (to < 1 || to > file.rows ? null : () => change({ row: to }));
    const panel = recordPanel(file, number, {
      onClose: closed(key, { row: null }),
      onStep: { before: step(number - 1), after: step(number + 1) },
    });
    open = { key, panel };
    const load = () =>
      record(number).then(
        row => panel.fill(file.columns.map((column, at) => formatCell(row?.cells[at] ?? null, column))),
        () => panel.fail(() => void load()),
      );
    void load();
  };
  const openColumn = (column: TableColumn, key: string) => {
    const names = shown();
    const chart = chartOf(column, file.columns);
    const panel = columnPanel(column, facet(column), {
      onClose: closed(key, { column: null }),
      onSort: isDown => change({ column: null, sort: [{ column: column.name, isDown }] }),
      onHide:
        names.length < 2 ? null : () => change({ column: null, columns: names.filter(name => name !== column.name) }),
      onChart: chart === null ? null : () => change({ column: null, chart }),
    });
    open = { key, panel, refresh: () => panel.update(facet(column)) };
  };
  const render = ({ row, column: name }: TableView) => {
    const column = file.columns.find(other => other.name === name);
    const key = row !== null ? `row ${row}` : column !== undefined ? `column ${column.name}` : '';
    if (key === (open?.key ?? '')) return;
    close();
    if (row !== null) openRecord(row, key);
    else if (column !== undefined) openColumn(column, key);
  };
  return { render, refresh: () => open?.refresh?.(), close };
}
