import { type ChartStyle, curveChart } from '../../charts/line-chart.ts';
import { colorOf, LINE_WIDTH, type Mark, POINT_OPACITY, POINT_RADIUS, pointPath } from '../../charts/mark.ts';
import type { PanelPicture } from './chart-panel.ts';
import type { LegendGroup } from './legend.ts';
import { SAMPLE_WIDTH } from './legend-sample.ts';

/** A picture of curves for taking along: what stands on the page, and who counted. */
export interface PictureContent {
  readonly title: string;
  readonly valueAxis: string;
  readonly dayAxis: string;
  readonly panels: readonly PanelPicture[];
  readonly legend: readonly LegendGroup[];
  readonly key: string;
  readonly source: string;
}

const WIDTH = 1200;
const MARGIN = 40;
const PIXEL_RATIO = 2;
const CHART_HEIGHT = 560;
const SMALL_HEIGHT = 260;
const COLUMNS = 3;
const LINE = 24;
const SERIF = 'Georgia, "Times New Roman", serif';

/** Draws the content on a canvas of its own, in the colours of the page. */
export function curvesPicture(content: PictureContent, style: ChartStyle): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const inner = WIDTH - 2 * MARGIN;
  const columns = Math.min(COLUMNS, Math.max(content.panels.length, 1));
  const isApart = content.panels.some(({ title }) => title !== null);
  const height = isApart ? SMALL_HEIGHT : CHART_HEIGHT;
  const chartsHeight = Math.ceil(content.panels.length / columns) * height;
  const { ink } = style;

  const paint = (pen: Pen): number => {
    let y = pen.lines(content.title, MARGIN, MARGIN + 18, inner, `28px ${SERIF}`, ink.strong, 36);
    y = pen.lines(content.valueAxis, MARGIN, y + 12, inner, `15px ${ink.family}`, ink.faint, LINE) + (isApart ? 8 : 0);
    content.panels.forEach((panel, index) => {
      const width = inner / columns;
      const left = MARGIN + (index % columns) * width;
      const top = y + Math.floor(index / columns) * height;
      if (panel.title !== null) pen.lines(panel.title, left, top, width, `600 15px ${ink.family}`, ink.strong, LINE);
      pen.chart(
        panel,
        style,
        left,
        top + (panel.title === null ? -12 : 8),
        width - 8,
        height - (panel.title === null ? 0 : 24),
      );
    });
    y += chartsHeight + LINE / 2;
    y = pen.right(content.dayAxis, WIDTH - MARGIN - 8, y, `15px ${ink.family}`, ink.faint, LINE) + 10;
    for (const { items } of content.legend)
      y = pen.legend(
        items.filter(({ shown }) => shown),
        y,
        inner,
        style,
      );
    y = pen.lines(content.key, MARGIN, y, inner, `15px ${ink.family}`, ink.faint, LINE);
    return pen.lines(content.source, MARGIN, y + 10, inner, `13px ${ink.family}`, ink.faint, 20);
  };
  // Once to see how tall it becomes, and once to draw.
  const total = paint(penFor(canvas, null)) + MARGIN / 2;
  canvas.width = WIDTH * PIXEL_RATIO;
  canvas.height = total * PIXEL_RATIO;
  paint(penFor(canvas, ink.page));
  return canvas;
}

interface Pen {
  /** Words over as many lines as they need; gives the height below them. */
  readonly lines: (
    text: string,
    x: number,
    y: number,
    width: number,
    font: string,
    color: string,
    step: number,
  ) => number;
  /** Words that end at a place. */
  readonly right: (text: string, x: number, y: number, font: string, color: string, step: number) => number;
  readonly chart: (panel: PanelPicture, style: ChartStyle, x: number, y: number, width: number, height: number) => void;
  readonly legend: (items: LegendGroup['items'], y: number, width: number, style: ChartStyle) => number;
}

/** @param ground null for a pen that only measures */
function penFor(canvas: HTMLCanvasElement, ground: string | null): Pen {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('the browser must be able to draw on a canvas');
  const draws = ground !== null;
  context.setTransform(PIXEL_RATIO, 0, 0, PIXEL_RATIO, 0, 0);
  context.textBaseline = 'middle';
  if (draws) {
    context.fillStyle = ground;
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  const lines: Pen['lines'] = (text, x, y, width, font, color, step) => {
    if (text === '') return y;
    context.font = font;
    context.fillStyle = color;
    let line = '';
    let at = y;
    const end = () => {
      if (draws) context.fillText(line, x, at);
      at += step;
    };
    for (const word of text.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && context.measureText(longer).width > width) {
        end();
        line = word;
      } else line = longer;
    }
    end();
    return at;
  };
  const right: Pen['right'] = (text, x, y, font, color, step) => {
    context.font = font;
    return lines(text, x - context.measureText(text).width, y, Number.POSITIVE_INFINITY, font, color, step);
  };
  const chart: Pen['chart'] = (panel, style, x, y, width, height) => {
    if (!draws) return;
    const part = document.createElement('canvas');
    part.width = width;
    part.height = height;
    const drawn = curveChart(part, PIXEL_RATIO);
    drawn.draw(panel.chart, style);
    context.drawImage(part, x, y, width, height);
    drawn.destroy();
  };
  const legend: Pen['legend'] = (items, y, width, { palette, ink }) => {
    let x = MARGIN;
    let at = y;
    for (const { name, mark } of items) {
      context.font = `15px ${ink.family}`;
      const wide = SAMPLE_WIDTH + 8 + context.measureText(name).width + 28;
      if (x > MARGIN && x + wide > MARGIN + width) {
        x = MARGIN;
        at += LINE;
      }
      if (draws) {
        sample(context, mark, colorOf(mark, palette, ink.strong), x, at);
        context.fillStyle = ink.strong;
        context.fillText(name, x + SAMPLE_WIDTH + 8, at);
      }
      x += wide;
    }
    return items.length === 0 ? at : at + LINE;
  };
  return { lines, right, chart, legend };
}

function sample(context: CanvasRenderingContext2D, mark: Mark, color: string, x: number, y: number): void {
  context.save();
  context.translate(x, y);
  context.strokeStyle = color;
  context.fillStyle = color;
  context.lineWidth = LINE_WIDTH;
  context.setLineDash([...mark.dash]);
  context.beginPath();
  context.moveTo(1, 0);
  context.lineTo(SAMPLE_WIDTH - 1, 0);
  context.stroke();
  context.globalAlpha = POINT_OPACITY;
  for (const [left, top] of [
    [11, -4],
    [29, 4],
  ] as const) {
    context.save();
    context.translate(left, top);
    context.fill(new Path2D(pointPath(mark.point, POINT_RADIUS)));
    context.restore();
  }
  context.restore();
}
