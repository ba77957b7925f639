import type { Palette } from '../color/palette.ts';
import type { DayFigures } from '../data/day-figures.ts';
import { mapCanvas } from '../map/map-canvas.ts';
import type { MapDrawing } from '../map/shape.ts';
import { tooltip } from '../map/tooltip.ts';
import { tooltipLines } from '../map/tooltip-lines.ts';
import type { Change } from '../view/view.ts';
import { find } from '../shell/find.ts';
import type { MapPicture } from './map-picture.ts';

export interface MapPanelContent {
  readonly picture: MapPicture;
  readonly figures: DayFigures;
  readonly change: Change;
  /** What the figures count: `confirmed cases`. */
  readonly words: string;
  /** What the picture shows, for those who do not see it. */
  readonly label: string;
}

export interface MapPanel {
  readonly render: (content: MapPanelContent, palette: Palette) => void;
}

/** The map with its tooltip. `data-date` on the canvas is the day that is painted. */
export function mapPanel(drawing: MapDrawing): MapPanel {
  const areas = find('map-areas', HTMLCanvasElement);
  const stage = find('stage', HTMLElement);
  stage.style.setProperty('--ratio', `${drawing.width} / ${drawing.height}`);
  const canvas = mapCanvas(areas, find('map-lines', HTMLCanvasElement), drawing);
  const tip = tooltip(find('tooltip', HTMLElement), stage);
  let content: MapPanelContent | null = null;
  let pointer: { x: number; y: number } | null = null;

  const point = () => {
    const index = pointer === null ? null : canvas.shapeAt(pointer.x, pointer.y);
    const shape = index === null ? undefined : drawing.shapes[index];
    canvas.outline(index);
    if (content === null || pointer === null || index === null || shape === undefined) return tip.hide();
    const { picture, figures, change, words } = content;
    const lines = tooltipLines(shape.name, picture.drawn[index] ?? null, figures, { change, words });
    tip.show(lines, pointer.x, pointer.y);
  };
  const move = ({ clientX, clientY }: PointerEvent) => {
    pointer = { x: clientX, y: clientY };
    point();
  };
  const leave = () => {
    pointer = null;
    point();
  };
  stage.addEventListener('pointermove', move);
  stage.addEventListener('pointerdown', move);
  stage.addEventListener('pointerleave', ({ pointerType }) => {
    // A finger leaves as soon as it is lifted; what it has found stays until it points elsewhere.
    if (pointerType !== 'touch') leave();
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Node && !stage.contains(target)) leave();
  });
  addEventListener('scroll', leave, { passive: true });

  const render: MapPanel['render'] = (next, palette) => {
    content = next;
    canvas.paint(next.picture.paints, palette);
    areas.setAttribute('aria-label', next.label);
    areas.dataset.date = next.figures.date;
    point();
  };
  return { render };
}
