import type { TableColumn, TableDescription, TableFile } from '../../../functions/contract/table.ts';
import { fittedText } from '../../charts/fitted-text.ts';
import { inkOf } from '../../charts/ink.ts';
import { element } from '../../controls/element.ts';
import { chartPicture, type PictureBox } from '../../export/picture.ts';
import { formatCell, isNumber } from '../../format/cells.ts';
import { creditOf } from '../../format/sentences.ts';
import type { TabContext } from '../view.ts';
import { type TableView, tableAddress } from './address.ts';
import { chartTitle } from './chart-choice.ts';
import { chartColors, drawnOn } from './chart-figure.ts';
import type { ChartModel } from './chart-form.ts';
import { countWords, shownColumns, titleOf } from './model.ts';
import type { TableSource } from './source.ts';

interface PictureParts {
  readonly context: Pick<TabContext, 'published' | 'addressOf' | 'element'>;
  readonly table: TableDescription;
  readonly file: TableFile;
  readonly source: TableSource;
  readonly view: TableView;
  /** Of the chart that is open; null for the rows themselves. */
  readonly model: ChartModel | null;
}

const WIDTH_PX = 1200;
const CHART_PX = 560;
const ROW_PX = 30;
const HEAD_PX = 40;
const MAX_ROWS = 20;
const MAX_COLUMNS = 10;

/** The open chart with what it shows; else the first rows of the table. */
export function tablePicture({ context, table, file, source, view, model }: PictureParts): HTMLCanvasElement {
  const { snapshot } = context.published;
  const address = new URL(context.addressOf('table', tableAddress(table.id, view, file)), location.href).href;
  const credit = [creditOf(snapshot), address].filter(words => words !== '').join(' ');
  const { figure, words } = countWords(source.found(view.where), file.rows);
  const title = titleOf(table, view, file);
  if (model !== null && view.chart !== null) {
    return chartPicture({
      title: chartTitle(view.chart),
      subtitle: `${title}. ${figure} ${words}`,
      credit,
      width: WIDTH_PX,
      height: CHART_PX,
      draw: (target, box) => paintChart(target, box, model, context.element),
    });
  }
  const columns = shownColumns(file, view).slice(0, MAX_COLUMNS);
  const names = columns.map(({ name }) => name);
  const rows = Array.from({ length: Math.min(MAX_ROWS, source.found(view.where) ?? 0) }, (_, place) =>
    source.row(
      view,
      shownColumns(file, view).map(({ name }) => name),
      place,
    ),
  ).flatMap(row => (row === null ? [] : [columns.map((column, at) => formatCell(row.cells[at] ?? null, column))]));
  return chartPicture({
    title,
    subtitle: `${figure} ${words}`,
    credit,
    width: WIDTH_PX,
    height: HEAD_PX + rows.length * ROW_PX,
    draw: (target, box) => paintRows(target, box, { names, columns, rows }),
  });
}

const PAINTED_RATIO = 2;

function paintChart(target: CanvasRenderingContext2D, box: PictureBox, model: ChartModel, root: HTMLElement): void {
  const canvas = element('canvas', { width: Math.round(box.width), height: Math.round(box.height) });
  const accented = root.querySelector<HTMLElement>('.chart-figure') ?? root;
  const drawn = drawnOn(canvas, model, false, PAINTED_RATIO);
  drawn.draw(model, chartColors(accented));
  target.drawImage(canvas, box.x, box.y, box.width, box.height);
  drawn.destroy();
}

interface PaintedRows {
  readonly names: readonly string[];
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly string[])[];
}

const PADDING_PX = 8;

function paintRows(
  target: CanvasRenderingContext2D,
  { x, y, width }: PictureBox,
  { names, columns, rows }: PaintedRows,
): void {
  const ink = inkOf(document.body);
  const share = width / Math.max(1, columns.length);
  const write = (text: string, at: number, top: number, isEnd: boolean) => {
    target.textAlign = isEnd ? 'right' : 'left';
    const left = x + at * share + (isEnd ? share - PADDING_PX : PADDING_PX);
    target.fillText(fittedText(target, text, share - 2 * PADDING_PX), left, top);
  };
  target.textBaseline = 'middle';
  target.fillStyle = ink.strong;
  target.font = `600 14px ${ink.family}`;
  for (const [at, name] of names.entries()) write(name, at, y + HEAD_PX / 2, columnIsNumber(columns, at));
  target.font = `400 14px ${ink.family}`;
  for (const [row, cells] of rows.entries()) {
    const top = y + HEAD_PX + row * ROW_PX;
    target.fillStyle = ink.line;
    target.fillRect(x, top, width, 1);
    target.fillStyle = ink.strong;
    for (const [at, cell] of cells.entries()) write(cell, at, top + ROW_PX / 2, columnIsNumber(columns, at));
  }
}

function columnIsNumber(columns: readonly TableColumn[], at: number): boolean {
  const column = columns[at];
  return column !== undefined && isNumber(column);
}
