import { PALETTES } from '../color/palette.ts';
import { drawLegend, LEGEND_HEIGHT } from '../legend/draw-legend.ts';
import { fillsOf, type MapPainter, mapPainter } from '../map/map-painter.ts';
import type { MapDrawing } from '../map/shape.ts';
import { topPlaces } from '../ranking/top-places.ts';
import { currentTheme } from '../shell/theme.ts';
import { chartPicture, MARGIN } from '../take/chart-picture.ts';
import { derivedWords, measureWords } from '../text/measure-words.ts';
import { capitalized, headlineOf, titleOf } from './headline.ts';
import type { Shown } from './shown.ts';

const WIDTH = 1200;
const painters = new WeakMap<MapDrawing, MapPainter>();

/** The map as a picture of its own: title, day, colours and what they mean, and whose numbers and shapes they are. */
export function mapPicture(shown: Shown, canvas?: HTMLCanvasElement): HTMLCanvasElement {
  const { drawing, data } = shown.session;
  const { source, licence, notice } = data.snapshot;
  const palette = PALETTES[currentTheme()];
  const painter = painters.get(drawing) ?? mapPainter(drawing);
  painters.set(drawing, painter);
  const units = (WIDTH - 2 * MARGIN) / drawing.width;
  const { figure } = headlineOf(shown, topPlaces(data.places, shown.values));
  return chartPicture(
    {
      title: titleOf(shown),
      subtitle: [`Overall ${figure}.`, notice ?? ''].join(' ').trim(),
      credit: `Data: ${source.name}, ${licence.name}. Shapes: ${drawing.credit}.`,
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
          const content = {
            title: capitalized(measureWords(shown.measure, shown.view.change)),
            unit: derivedWords(shown.view.per, shown.view.smooth),
            scale: shown.scale,
            used: new Set(shown.paints),
          };
          drawLegend(context, box, content, palette, fillsOf(palette, 1, 1));
        },
      },
    },
    canvas,
  );
}
