import type { Palette } from '../../color/palette.ts';
import { find } from '../../controls/element.ts';
import type { Place } from '../../data/places.ts';
import { type MapCanvas, mapCanvas } from '../../geo/map-canvas.ts';
import { mapGestures } from '../../geo/map-gestures.ts';
import { isPlace } from '../../geo/shape-targets.ts';
import { tooltip } from '../../geo/tooltip.ts';
import { type Direction, stepFrom } from '../../geo/walk.ts';
import { placeLines, placeSentence } from './hover.ts';
import { hasReport, placeValue, type Shown } from './model.ts';
import type { MapSession } from './session.ts';

export interface MapPanel {
  /** Shows a map; `data-date` on the canvas is the day that is painted. */
  readonly render: (shown: Shown, palette: Palette, settled: boolean) => void;
  /** Says what the picture shows, for those who do not see it; the place that is pointed out is added. */
  readonly label: (text: string) => void;
  /** Outlines the shapes of a place that is pointed out, with its figures beside it, and of those chosen for the curves. */
  readonly mark: (place: string | null, chosen: readonly string[]) => void;
  /** Speaks the figures of the place that is pointed out; false where no shape stands for it. */
  readonly announce: () => boolean;
  /** Walks to a place and tells of it; false where no shape stands for it. */
  readonly goTo: (place: string) => boolean;
}

export interface MapPanelEvents {
  /**
   * A place was pointed out for good, by click or Enter; `adds` where that is enough to take it to the curves. Where a
   * shape shows several places together, these are all of them.
   */
  readonly choose: (places: readonly string[], adds: boolean) => void;
  /** The place that was pointed out is let go of. */
  readonly release: () => void;
}

const ZOOM_STEP = 1.6;

/** The map with its tooltip, its zoom and its way by keyboard from place to place. */
export function mapPanel(events: MapPanelEvents): MapPanel {
  const areas = find('map-areas', HTMLCanvasElement);
  const lines = find('map-lines', HTMLCanvasElement);
  const stage = find('stage', HTMLElement);
  const spoken = find('map-spoken', HTMLElement);
  const tip = tooltip(find('tooltip', HTMLElement), stage);
  let session: MapSession | null = null;
  let canvas: MapCanvas | null = null;
  let shown: Shown | null = null;
  let marked: { place: string | null; chosen: readonly string[] } = { place: null, chosen: [] };
  /** What is looked at: under the pointer, or where the keyboard has walked. */
  let pointer: { x: number; y: number } | null = null;
  let walked: number | null = null;
  /** The place whose last report was asked for last. */
  let sought: Place | null = null;

  /** The shapes that stand for a place on the day, with a report or without: a city may have one for each borough. */
  const shapesOf = (place: string): number[] => shapesWhere(shown?.drawn ?? [], drawn => isPlace(drawn, place));
  /** What is counted elsewhere on the day still has the shape of its own id. */
  const shapeOf = (place: string | null): number | null => {
    if (place === null) return null;
    const own = session?.drawing.shapes.findIndex(({ id }) => id === place) ?? -1;
    return shapesOf(place)[0] ?? (own < 0 ? null : own);
  };
  const withSame = (shape: number) => {
    const place = shown?.drawn[shape] ?? null;
    return place === null ? [shape] : shapesOf(place.id);
  };
  const look = () => {
    if (canvas === null) return;
    const pointed = pointer === null ? null : canvas.shapeAt(pointer.x, pointer.y);
    const looked = pointed ?? walked;
    const focus = looked ?? shapeOf(marked.place);
    canvas.outline({ focus: focus === null ? [] : withSame(focus), chosen: marked.chosen.flatMap(shapesOf) });
    if (shown === null || focus === null) return tip.hide();
    const at = pointed === null || pointer === null ? walkedPoint(focus) : pointer;
    const isShapeAsked = looked !== null || !isPlace(shown.drawn[focus] ?? null, marked.place ?? '');
    if (isInside(at)) tip.show(placeLines(shown, focus, isShapeAsked), at.x, at.y);
    else tip.hide();
    readLastReport(focus);
  };
  /** A map that is enlarged may not show the place. */
  const isInside = ({ x, y }: { x: number; y: number }) => {
    const { left, right, top, bottom } = stage.getBoundingClientRect();
    return x >= left && x <= right && y >= top && y <= bottom;
  };
  /** Brings the last report of a place near that has none on the day, and tells of it if it is still looked at. */
  const readLastReport = (shape: number) => {
    const place = shown?.drawn[shape] ?? null;
    if (shown === null || place === null || place.parts !== undefined || hasReport(shown.day, place.row)) return;
    const { view, session: of } = shown;
    const asked = [view.measure, place.row, view.date] as const;
    const { lastReport, readLastReport: read } = of.data.figures;
    if (view.date < place.firstDate || lastReport(...asked) !== undefined || sought === place) return;
    sought = place;
    const before = placeSentence(shown, shape);
    read(...asked)
      .then(() => {
        if (shown?.view !== view || lastReport(...asked) === undefined) return;
        look();
        if (spoken.textContent === before) spoken.textContent = placeSentence(shown, shape);
      })
      .catch(() => undefined);
  };
  const walkedPoint = (shape: number) => {
    const [x = 0, y = 0] = canvas?.clientPoint(session?.middles()[shape] ?? [0, 0]) ?? [];
    return { x, y };
  };

  const walkTo = (shape: number | null) => {
    if (shape === null || session === null) return;
    walked = shape;
    pointer = null;
    canvas?.reveal(session.middles()[shape] ?? [0, 0]);
    if (shown !== null) spoken.textContent = placeSentence(shown, shape);
    look();
  };
  const start = () => shapeOf(marked.place) ?? largestOf(shown) ?? 0;
  const walk = (direction: Direction) => {
    if (session === null) return;
    if (walked === null) return walkTo(start());
    const same = new Set(withSame(walked));
    const next = stepFrom(session.middles(), walked, direction, shape => same.has(shape));
    if (next === null) spoken.textContent = EDGES[direction];
    else walkTo(next);
  };
  const choose = (shape: number | null, adds: boolean) => {
    const place = shape === null ? null : (shown?.drawn[shape] ?? null);
    if (place !== null)
      events.choose(
        (place.parts ?? [place]).map(({ id }) => id),
        adds,
      );
    else if (shape === null) release();
    else if (adds) spoken.textContent = 'There are no numbers to take to the curves';
  };

  mapGestures(stage, {
    point: at => {
      pointer = at;
      if (at !== null) walked = null;
      look();
    },
    press: ({ x, y }, isTouch) => choose(canvas?.shapeAt(x, y) ?? null, !isTouch),
    zoom: (factor, at) => canvas?.zoomBy(factor, at.x, at.y),
    drag: (dx, dy) => canvas?.panBy(dx, dy),
    isZoomed: () => (canvas?.zoom() ?? 1) > 1,
  });
  stage.addEventListener('keydown', event => {
    if (event.target !== stage || event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = ARROWS[event.key];
    if (direction !== undefined) walk(direction);
    else if (event.key === 'Home') walkTo(largestOf(shown));
    else if (event.key === 'Enter' || event.key === ' ') choose(walked ?? shapeOf(marked.place), true);
    else if (event.key === '+' || event.key === '=') zoom(ZOOM_STEP);
    else if (event.key === '-') zoom(1 / ZOOM_STEP);
    else if (event.key === 'Escape') {
      leave();
      release();
    } else return;
    event.preventDefault();
  });
  const leave = () => {
    walked = null;
    pointer = null;
    look();
  };
  const release = () => {
    if (marked.place !== null) events.release();
  };
  stage.addEventListener('blur', leave);
  new ResizeObserver(() => look()).observe(stage);
  const zoom = (factor: number) => {
    const at = walked === null ? null : walkedPoint(walked);
    canvas?.zoomBy(factor, at?.x, at?.y);
    look();
  };
  find('zoom-in', HTMLButtonElement).addEventListener('click', () => zoom(ZOOM_STEP));
  find('zoom-out', HTMLButtonElement).addEventListener('click', () => zoom(1 / ZOOM_STEP));
  find('zoom-all', HTMLButtonElement).addEventListener('click', () => {
    canvas?.showAll();
    look();
  });

  const open = (next: MapSession) => {
    canvas?.leave();
    session = next;
    stage.tabIndex = 0;
    walked = null;
    pointer = null;
    stage.style.setProperty('--ratio', `${next.drawing.width} / ${next.drawing.height}`);
    stage.style.setProperty('--shape', String(next.drawing.width / next.drawing.height));
    canvas = mapCanvas(areas, lines, next.drawing);
  };

  const render: MapPanel['render'] = (next, palette, settled) => {
    shown = next;
    if (session !== next.session) open(next.session);
    canvas?.paint(next.paints, palette, !settled);
    areas.dataset.date = next.view.date;
    areas.dataset.map = next.view.map;
    look();
  };
  const sentence = () => {
    const shape = shapeOf(marked.place);
    return shown === null || shape === null ? '' : placeSentence(shown, shape);
  };
  const label: MapPanel['label'] = text => {
    const place = sentence();
    areas.setAttribute('aria-label', place === '' ? text : `${text} ${place}.`);
  };
  const announce: MapPanel['announce'] = () => {
    spoken.textContent = sentence();
    return spoken.textContent !== '';
  };
  const mark: MapPanel['mark'] = (place, chosen) => {
    marked = { place, chosen };
    look();
  };
  const goTo: MapPanel['goTo'] = place => {
    const shape = shapeOf(place);
    // The search may stand below a map that is out of sight.
    if (shape !== null) stage.scrollIntoView({ block: 'nearest' });
    walkTo(shape);
    return shape !== null;
  };
  return { render, label, mark, announce, goTo };
}

function shapesWhere<T>(shapes: readonly T[], isWanted: (shape: T) => boolean): number[] {
  return shapes.flatMap((shape, index) => (isWanted(shape) ? [index] : []));
}

const EDGES: Readonly<Record<Direction, string>> = {
  left: 'Nothing further to the left',
  right: 'Nothing further to the right',
  up: 'Nothing further up',
  down: 'Nothing further down',
};

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** The shape with the largest value, where a walk begins. */
function largestOf(shown: Shown | null): number | null {
  let largest: { shape: number; value: number } | null = null;
  for (const [shape, place] of (shown?.drawn ?? []).entries()) {
    const value = place === null || shown === null ? null : placeValue(shown, place);
    if (value !== null && value > (largest?.value ?? -Infinity)) largest = { shape, value };
  }
  return largest?.shape ?? null;
}
