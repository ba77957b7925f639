import { PALETTES } from '../color/palette.ts';
import { drawLegend, LEGEND_HEIGHT } from '../legend/draw-legend.ts';
import { fillsOf, type MapPainter, mapPainter } from '../map/map-painter.ts';
import type { MapDrawing } from '../map/shape.ts';
import { topPlaces } from '../ranking/top-places.ts';
import { currentTheme } from '../shell/theme.ts';
import { chartPicture, MARGIN } from '../take/chart-picture.ts';
import { headlineOf, pictureSummary, titleOf } from './headline.ts';
import { legendOf } from './legend-of.ts';
import type { Shown } from './shown.ts';

const WIDTH = 1200;
const painters = new WeakMap<MapDrawing, MapPainter>();

interface PictureSize {
  /** Pixels of the picture per pixel of a page. */
  readonly pixelRatio?: number;
  /** Drawn on again for the next picture of a film. */
  readonly canvas?: HTMLCanvasElement;
}

/** The map as a picture of its own: title, day, colours and what they mean, and whose numbers and shapes they are. */
export function mapPicture(shown: Shown, { pixelRatio = 2, canvas }: PictureSize = {}): HTMLCanvasElement {
  const { drawing, data } = shown.session;
  const { source, licence, notice } = data.snapshot;
  const palette = PALETTES[currentTheme()];
  const painter = painters.get(drawing) ?? mapPainter(drawing);
  painters.set(drawing, painter);
  const units = (WIDTH - 2 * MARGIN) / drawing.width;
  const summary = pictureSummary(headlineOf(shown, topPlaces(data.places, shown.values)), shown);
  return chartPicture(
    {
      title: titleOf(shown),
      subtitle: `${summary} ${notice ?? ''}`.trim(),
      credit: `Data: ${source.name}, ${licence.name}. Shapes: ${drawing.credit}. ${location.host}/${data.snapshot.dataset}`,
      pixelRatio,
      width: WIDTH,
      height: drawing.height * units,
      draw: (context, { x, y }) => {
        context.translate(x, y);
        context.scale(units, units);
        const scale = context.getTransform().a;
        painter.areas(context, shown.paints, fillsOf(palette, scale, scale / units));
        painter.lines(context, palette, 1 / units);
      },
      foot: {
        height: LEGEND_HEIGHT,
        draw: (context, box) => {
          drawLegend(context, box, legendOf(shown), palette, fillsOf(palette, 1, 1));
        },
      },
    },
    canvas,
  );
}
