import type { TableColumn, TableDescription, TableFile } from '../../../functions/contract/table.ts';
import { onThemeChange } from '../../color/theme.ts';
import { type GridRow, gridTable } from '../../controls/grid-table.ts';
import { exportBar } from '../../export/export-bar.ts';
import { formatCell, MISSING } from '../../format/cells.ts';
import type { Step, TabContext } from '../view.ts';
import { readTableView, type TableView, tableAddress } from './address.ts';
import { categoryLegend, chartCards } from './chart-cards.ts';
import { firstChart } from './chart-choice.ts';
import { chartModel } from './chart-model.ts';
import { chartPanel } from './chart-panel.ts';
import { columnsPanel } from './columns-panel.ts';
import { type Condition, conditionText, replaced } from './conditions.ts';
import { tableExportable } from './exportable.ts';
import { filterBar } from './filter-bar.ts';
import { filtersPanel } from './filters-panel.ts';
import type { TableFrame } from './frame.ts';
import { gridColumn, gridRow, nextSort } from './heads.ts';
import { countWords, type Facet, narrowed, shownColumns, titleOf } from './model.ts';
import { openPanels } from './open-panels.ts';
import { failureLine } from './record-panel.ts';
import { tableSource } from './source.ts';

export interface ShownTable {
  readonly show: (rest: string, notes: readonly string[]) => void;
  readonly title: () => string;
  readonly closePanels: () => void;
}

/** Fills the frame of a table whose file is here, and keeps it in step with the address. */
export function shownTable(
  context: TabContext,
  table: TableDescription,
  file: TableFile,
  frame: TableFrame,
): ShownTable {
  const { snapshot, id } = context.published;
  const names = { dataset: snapshot.dataset, snapshot: id, table: table.id };
  const source = tableSource(names, file, what => repaint(what));
  let view: TableView = readTableView('', file).view;
  /** What the rows in the table belong to. */
  let listed = '';
  /** Each column as it was last known: a picture stays until the next one is here. */
  const facets = new Map<string, Facet>();

  const address = (part: Partial<TableView> = {}) => tableAddress(table.id, { ...view, ...part }, file);
  const change = (part: Partial<TableView>, step: Step = 'push') => {
    view = { ...view, ...part };
    context.showNotes([]);
    context.write(address(), step);
    render();
  };
  const setConditions = (column: string, conditions: readonly Condition[]) =>
    change({ where: replaced(view.where, column, conditions) });
  const facetOf = (column: string): Facet | null => {
    const facet = source.facet(column, view.where) ?? facets.get(column) ?? null;
    if (facet !== null) facets.set(column, facet);
    return facet;
  };
  const shownFacet = (column: TableColumn) => {
    const facet = facetOf(column.name);
    return facet === null ? null : narrowed(facet, column, view.where);
  };
  const modelOf = (chart: Parameters<typeof chartModel>[0]) => chartModel(chart, { file, source, where: view.where });

  const widest = new Map(
    file.columns.map((column, at) => [column.name, file.firstRows.map(cells => formatCell(cells[at] ?? null, column))]),
  );
  const grid = gridTable(frame.grid, `Rows of ${table.title}`, {
    largest: file.rows,
    onSort: column => change({ sort: nextSort(view.sort, column) }),
  });
  const cards = chartCards(frame.cards, file, chart => change({ chart }));
  const chart = chartPanel(frame.chartPanel, file, {
    onChange: chosen => change({ chart: chosen }),
    onClose: () => {
      change({ chart: null });
      frame.chart.focus();
    },
  });
  const filters = filtersPanel(frame.filters, file, setConditions);
  const bar = filterBar(frame, file, {
    onChange: setConditions,
    onClear: () => change({ where: [] }),
  });
  const panels = openPanels(file, {
    record: source.record,
    facet: shownFacet,
    change,
    shown: () => shownColumns(file, view).map(({ name }) => name),
  });
  frame.suggestions.hidden = file.charts.length === 0;
  frame.chart.addEventListener('click', () => change({ chart: view.chart === null ? firstChart(file) : null }));
  frame.columns.addEventListener('click', () =>
    columnsPanel(
      file,
      shownColumns(file, view).map(({ name }) => name),
      columns => change({ columns }, 'replace'),
    ),
  );
  exportBar(frame.exportBar, tableExportable({ context, table, file, source, view: () => view, address, modelOf }));

  const renderRows = () => {
    const columns = shownColumns(file, view);
    const asked = columns.map(({ name }) => name);
    const query = { where: view.where, sort: view.sort };
    const first = source.first(query, asked);
    const found = source.found(view.where);
    const key = JSON.stringify([view.where.map(conditionText), view.sort, asked]);
    const isHere = found === 0 || first !== null;
    frame.grid.classList.toggle('is-waiting', key !== listed && !isHere && source.failure() === null);
    const { figure, words } = countWords(found, file.rows);
    frame.figure.textContent = figure;
    frame.words.textContent = words;
    frame.empty.hidden = found !== 0;
    bar.setFound(found);
    if (key === listed) return grid.refresh();
    if (!isHere || found === null) return;
    listed = key;
    renderHeads();
    const peek = (place: number): GridRow | null => {
      const row = source.row(query, asked, place);
      return row === null
        ? null
        : gridRow(row, columns, number => context.addressOf('table', address({ row: number })));
    };
    const want = (from: number, end: number) => source.want(query, asked, from, end);
    grid.setRows({ count: found, peek, want, missing: MISSING });
  };
  const renderHeads = () =>
    grid.setColumns(
      shownColumns(file, view).map(column =>
        gridColumn(column, shownFacet(column), view.sort, widest.get(column.name) ?? [], name =>
          change({ column: name }),
        ),
      ),
    );
  const renderFilters = () => filters.render(shownColumns(file, view), view.where, facetOf);
  const renderCharts = () => {
    cards.render(modelOf, view.chart);
    const colored = file.charts.find(({ by }) => by !== null)?.by;
    frame.legend.replaceChildren(...categoryLegend(file.columns.find(({ name }) => name === colored)));
    frame.chartPanel.hidden = view.chart === null;
    frame.chart.ariaPressed = String(view.chart !== null);
    if (view.chart !== null) chart.render(view.chart, modelOf(view.chart));
  };
  const renderFailure = () => {
    const failed = source.failure();
    if (failed === null) return frame.failure.replaceChildren();
    const again = () => {
      source.retry();
      render();
      frame.grid.querySelector<HTMLElement>('.grid-scroll')?.focus();
    };
    const words = `Part of this page did not load; what is shown is still right. What happened: ${failed.message}`;
    frame.failure.replaceChildren(failureLine(words, again));
  };
  const render = () => {
    renderRows();
    if (listed !== '') renderHeads();
    renderFilters();
    bar.render(view.where);
    renderCharts();
    renderFailure();
    panels.render(view);
    context.retitle();
  };

  let isPending = false;
  const changed = new Set<string>();
  const repaint = (what: string) => {
    changed.add(what);
    if (isPending) return;
    isPending = true;
    requestAnimationFrame(() => {
      isPending = false;
      if (changed.has('rows')) renderRows();
      if (changed.has('facets')) {
        renderHeads();
        renderFilters();
        panels.refresh();
      }
      if (changed.has('facets') || changed.has('charts')) renderCharts();
      renderFailure();
      changed.clear();
    });
  };
  onThemeChange(renderCharts);

  return {
    show: (rest, notes) => {
      const read = readTableView(rest, file);
      view = read.view;
      const all = [...notes, ...read.notes];
      context.showNotes(all);
      if (all.length > 0) context.write(address(), 'replace');
      render();
    },
    title: () => titleOf(table, view, file),
    closePanels: () => panels.close(),
  };
}
