import { inkOf } from '../chart/ink.ts';
import type { Palette } from '../color/palette.ts';
import type { Fills } from '../map/map-painter.ts';
import type { Box } from '../take/chart-picture.ts';
import { tickWords } from '../text/number-words.ts';
import { legendSwatches } from './legend-swatches.ts';
import { legendTicks } from './legend-ticks.ts';
import type { LegendContent } from './render-legend.ts';

export const LEGEND_HEIGHT = 62;
const BAR_PX = 12;
const RAMP_PX = 420;

/** The legend in a picture: the ramp with its ticks, and the swatches beside it. */
export function drawLegend(
  context: CanvasRenderingContext2D,
  { x, y, width }: Box,
  { unit, kind, scale, used }: LegendContent,
  { ramp }: Palette,
  fills: Fills,
): void {
  const ink = inkOf(document.body);
  context.textBaseline = 'top';
  context.font = `13px ${ink.family}`;
  const rampWidth = Math.min(RAMP_PX, width);
  if (scale.domain !== null) {
    const gradient = context.createLinearGradient(x, 0, x + rampWidth, 0);
    for (const [step, color] of ramp.entries()) gradient.addColorStop(step / (ramp.length - 1), color);
    context.fillStyle = gradient;
    context.fillRect(x, y, rampWidth, BAR_PX);
    context.fillStyle = ink.faint;
    for (const value of legendTicks(scale.domain, scale.kind)) {
      const at = x + scale.positionOf(value) * rampWidth;
      context.textAlign = at < x + 8 ? 'left' : 'center';
      context.fillRect(Math.min(at, x + rampWidth - 1), y + BAR_PX, 1, 5);
      context.fillText(tickWords(value), at, y + BAR_PX + 8);
    }
    context.textAlign = 'left';
    context.fillText(unit, x, y + BAR_PX + 27);
  }
  let at = x + rampWidth + 36;
  for (const { name, paint } of legendSwatches(used, kind)) {
    context.fillStyle = fills[paint] ?? ink.page;
    context.fillRect(at, y, 18, BAR_PX);
    context.fillStyle = ink.strong;
    context.fillText(name, at + 25, y - 1);
    at += 25 + context.measureText(name).width + 20;
  }
}
