import { inkOf } from '../../charts/ink.ts';
import { legendTicks } from '../../charts/value-ticks.ts';
import { PALETTES, type Palette } from '../../color/palette.ts';
import { currentTheme } from '../../color/theme.ts';
import { chartPicture, MARGIN, type PictureBox } from '../../export/picture.ts';
import { tickNames } from '../../format/amounts.ts';
import { creditOf } from '../../format/sentences.ts';
import { circleUnit } from '../../geo/circles.ts';
import { fillsOf, type MapPainter, mapPainter } from '../../geo/map-painter.ts';
import { drawingCredit, type MapDrawing } from '../../geo/shape.ts';
import { headlineOf, pictureSummary, titleOf } from './headline.ts';
import { type LegendContent, legendOf, legendSwatches } from './legend.ts';
import { type Shown, topOf } from './model.ts';

const WIDTH = 1200;
const painters = new WeakMap<MapDrawing, MapPainter>();

interface PictureSize {
  /** Pixels of the picture per pixel of a page. */
  readonly pixelRatio?: number;
  /** Reused for the next frame of a video. */
  readonly canvas?: HTMLCanvasElement;
}

/** The map as a picture of its own: title, day, colors and what they mean, and the sources of data and shapes. */
export function mapPicture(shown: Shown, { pixelRatio = 2, canvas }: PictureSize = {}): HTMLCanvasElement {
  const { drawing, data } = shown.session;
  const { notice } = data.snapshot;
  const palette = PALETTES[currentTheme()];
  const painter = painters.get(drawing) ?? mapPainter(drawing);
  painters.set(drawing, painter);
  const units = (WIDTH - 2 * MARGIN) / drawing.width;
  const summary = pictureSummary(headlineOf(shown, topOf(shown)), shown);
  return chartPicture(
    {
      title: titleOf(shown),
      subtitle: `${summary} ${notice ?? ''}`.trim(),
      credit: [creditOf(data.snapshot), drawingCredit(drawing), `${location.host}/${data.snapshot.dataset}`]
        .filter(words => words !== '')
        .join(' '),
      pixelRatio,
      width: WIDTH,
      height: drawing.height * units,
      draw: (context, { x, y }) => {
        context.translate(x, y);
        context.scale(units, units);
        const scale = context.getTransform().a;
        const fills = fillsOf(palette, scale, scale / units);
        const ink = { palette, fills, pixel: 1 / units, circle: circleUnit(units, 1) };
        painter.areas(context, shown, ink);
        painter.lines(context, shown, ink);
      },
      foot: {
        height: legendHeight(legendOf(shown), units * circleUnit(units, 1)),
        draw: (context, box) => {
          drawLegend(context, box, legendOf(shown), palette);
          drawSizes(context, box, legendOf(shown), units * circleUnit(units, 1));
        },
      },
    },
    canvas,
  );
}

const LEGEND_HEIGHT = 62;

/** With room for the circles of the key. */
function legendHeight({ circles }: LegendContent, pixels: number): number {
  const [largest] = circles;
  return LEGEND_HEIGHT + (largest === undefined ? 0 : Math.max(16, 2 * largest.radius * pixels) + 8);
}

/** The sizes of circles in a picture, below the ramp. @param pixels of the picture per unit of a radius */
function drawSizes(
  context: CanvasRenderingContext2D,
  { x, y }: PictureBox,
  { circles, valueUnit }: LegendContent,
  pixels: number,
): void {
  const ink = inkOf(document.body);
  const nameOf = tickNames(
    circles.map(({ value }) => value),
    valueUnit,
  );
  const middle = y + LEGEND_HEIGHT + (circles[0]?.radius ?? 0) * pixels;
  let at = x;
  context.textBaseline = 'middle';
  context.strokeStyle = ink.faint;
  context.fillStyle = ink.faint;
  for (const { value, radius } of circles) {
    context.beginPath();
    context.arc(at + radius * pixels, middle, radius * pixels, 0, 2 * Math.PI);
    context.stroke();
    at += 2 * radius * pixels + 8;
    context.fillText(nameOf(value), at, middle);
    at += context.measureText(nameOf(value)).width + 20;
  }
}

const BAR_PX = 12;
const RAMP_PX = 420;

/** The legend in a picture: the ramp with its ticks, and the swatches beside it. */
function drawLegend(
  context: CanvasRenderingContext2D,
  { x, y, width }: PictureBox,
  { unit, kind, calendar, valueUnit, scale, used }: LegendContent,
  palette: Palette,
): void {
  const ink = inkOf(document.body);
  const ramp = palette[scale.ramp];
  const fills = fillsOf(palette, 1, 1);
  context.textBaseline = 'top';
  context.font = `13px ${ink.family}`;
  const rampWidth = Math.min(RAMP_PX, width);
  if (scale.domain !== null) {
    const gradient = context.createLinearGradient(x, 0, x + rampWidth, 0);
    for (const [step, color] of ramp.entries()) gradient.addColorStop(step / (ramp.length - 1), color);
    context.fillStyle = gradient;
    context.fillRect(x, y, rampWidth, BAR_PX);
    context.fillStyle = ink.faint;
    const ticks = legendTicks(scale.domain, scale.kind);
    const nameOf = tickNames(ticks, valueUnit);
    for (const value of ticks) {
      const at = x + scale.positionOf(value) * rampWidth;
      context.textAlign = at < x + 8 ? 'left' : 'center';
      context.fillRect(Math.min(at, x + rampWidth - 1), y + BAR_PX, 1, 5);
      context.fillText(nameOf(value), at, y + BAR_PX + 8);
    }
    context.textAlign = 'left';
    context.fillText(unit, x, y + BAR_PX + 27);
  }
  let at = x + rampWidth + 36;
  for (const { name, paint } of legendSwatches(used, kind, calendar)) {
    context.fillStyle = fills[paint] ?? ink.page;
    context.fillRect(at, y, 18, BAR_PX);
    context.fillStyle = ink.strong;
    context.fillText(name, at + 25, y - 1);
    at += 25 + context.measureText(name).width + 20;
  }
}
