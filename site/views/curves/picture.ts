import type { Calendar } from '../../../functions/contract/period.ts';
import { paintLineChart } from '../../charts/line-chart.ts';
import { drawLegend, LEGEND_ROW_PX, type LegendEntry, legendRows } from '../../charts/line-legend.ts';
import { colorOf } from '../../charts/mark.ts';
import { chartPicture, type PictureBox } from '../../export/picture.ts';
import { CURVES_FORM, type CurveStyle, type Panel, panelPlot } from './layers.ts';
import { keyText, type LegendGroup } from './legend.ts';
import type { CurvesModel } from './model.ts';

/** What a picture of curves shows besides the charts. */
interface PictureTexts {
  readonly title: string;
  readonly valueAxis: string;
  readonly dayAxis: string;
  readonly credit: string;
}

interface PictureParts {
  readonly model: CurvesModel;
  readonly legend: readonly LegendGroup[];
  readonly smooth: number;
  readonly calendar: Calendar;
  readonly texts: PictureTexts;
}

const WIDTH_PX = 1200;
const CHART_PX = 560;
const PANEL_PX = 260;
const PANEL_TITLE_PX = 24;
const BETWEEN_PX = 16;
const AXIS_TITLE_PX = 28;
const COLUMNS = 3;
/** The size of its letters does not depend on the page's. */
const REM = 15;

/** The charts with their legend, in the colors of a style. */
export function curvesPicture(
  { model, legend, smooth, calendar, texts }: PictureParts,
  style: CurveStyle,
): HTMLCanvasElement {
  const { panels, corrections } = model;
  const fixed = { ...style, ink: { ...style.ink, rem: REM } };
  const isApart = panels.some(({ title }) => title !== null);
  const columns = Math.min(COLUMNS, Math.max(panels.length, 1));
  const rowPx = isApart ? PANEL_PX : CHART_PX;
  const groups = legend.map(({ items }) => entriesOf(items, fixed)).filter(entries => entries.length > 0);
  return chartPicture({
    title: texts.title,
    subtitle: texts.valueAxis,
    credit: texts.credit,
    note: `${keyText(smooth, calendar)}${corrections === null ? '' : ` × ${corrections}`}`,
    width: WIDTH_PX,
    height: Math.ceil(panels.length / columns) * rowPx + AXIS_TITLE_PX,
    draw: (context, box) => {
      const width = (box.width - (columns - 1) * BETWEEN_PX) / columns;
      panels.forEach((panel, index) => {
        const x = box.x + (index % columns) * (width + BETWEEN_PX);
        const y = box.y + Math.floor(index / columns) * rowPx;
        drawPanel(context, { x, y, width, height: rowPx }, panel, fixed);
      });
      drawAxisTitle(context, box, texts.dayAxis, fixed);
    },
    foot: {
      height: (context, width) => groups.reduce((sum, group) => sum + heightOf(context, group, width, fixed), 0),
      draw: (context, { x, y, width }) => {
        let top = y;
        for (const group of groups) {
          drawLegend(context, { x, y: top }, legendRows(context, group, width, fixed.ink), fixed.ink);
          top += heightOf(context, group, width, fixed);
        }
      },
    },
  });
}

function drawPanel(context: CanvasRenderingContext2D, box: PictureBox, panel: Panel, style: CurveStyle): void {
  const { ink } = style;
  const head = panel.title === null ? 0 : PANEL_TITLE_PX;
  context.font = `600 15px ${ink.family}`;
  context.fillStyle = ink.strong;
  context.textBaseline = 'middle';
  if (panel.title !== null) context.fillText(panel.title, box.x, box.y + head / 2, box.width);
  const below = { ...box, y: box.y + head, height: box.height - head };
  paintLineChart(context, below, { plot: panelPlot(panel, style), ink, form: CURVES_FORM });
}

/** At the right end of the axis. */
function drawAxisTitle(context: CanvasRenderingContext2D, box: PictureBox, title: string, { ink }: CurveStyle): void {
  context.font = `15px ${ink.family}`;
  context.fillStyle = ink.faint;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  context.fillText(title, box.x + box.width - 8, box.y + box.height - AXIS_TITLE_PX / 2);
  context.textAlign = 'left';
}

function entriesOf(items: LegendGroup['items'], { palette, ink }: CurveStyle): LegendEntry[] {
  return items
    .filter(({ shown }) => shown)
    .map(({ name, mark }) => ({
      name,
      color: colorOf(mark, palette, ink.strong),
      dash: mark.dash,
      point: mark.point,
    }));
}

function heightOf(
  context: CanvasRenderingContext2D,
  group: readonly LegendEntry[],
  width: number,
  { ink }: CurveStyle,
): number {
  const last = legendRows(context, group, width, ink).at(-1);
  return last === undefined ? 0 : (last.row + 1) * LEGEND_ROW_PX;
}
