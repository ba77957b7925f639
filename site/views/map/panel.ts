import { keyOf } from '../../address/choices.ts';
import type { Palette } from '../../color/palette.ts';
import { find } from '../../controls/element.ts';
import type { Place } from '../../data/places.ts';
import { circleUnit } from '../../geo/circles.ts';
import { type MapCanvas, mapCanvas } from '../../geo/map-canvas.ts';
import { mapGestures } from '../../geo/map-gestures.ts';
import { isPlace } from '../../geo/shape-targets.ts';
import { tooltip } from '../../geo/tooltip.ts';
import { type Direction, stepFrom } from '../../geo/walk.ts';
import { placeLines, placeSentence } from './hover.ts';
import { mapKeys } from './keyboard.ts';
import { hasReport, largestShape, type MapSession, type Shown } from './model.ts';

export interface MapPanel {
  /** Shows a map; `data-date` on the canvas is the day that is painted. */
  readonly render: (shown: Shown, palette: Palette, settled: boolean) => void;
  /** Describes the picture to screen readers; the selected place is added. */
  readonly label: (text: string) => void;
  /** Outlines the shapes of a selected place, with its figures beside it, and of those chosen for the curves. */
  readonly mark: (place: string | null, chosen: readonly string[]) => void;
  /** Speaks the figures of the selected place; false if it has no shape. */
  readonly announce: () => boolean;
  /** Moves to a place and speaks its figures; false if it has no shape. */
  readonly goTo: (place: string) => boolean;
}

export interface MapPanelEvents {
  /**
   * A place was selected by click or Enter; `adds` if that also adds it to the curves. If a shape shows several places
   * together, these are all of them.
   */
  readonly select: (places: readonly string[], adds: boolean) => void;
  readonly deselect: () => void;
}

const ZOOM_STEP = 1.6;

/** The map with its tooltip and zoom, and a way to move from place to place by keyboard. */
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
  let pointer: { x: number; y: number } | null = null;
  /** The shape that the keyboard has moved to. */
  let walked: number | null = null;
  /** The place whose last report was asked for last. */
  let asked: Place | null = null;

  /** The shapes that stand for a place on the day, with a report or without: a city may have one for each borough. */
  const shapesOf = (place: string): number[] =>
    (shown?.drawn ?? []).flatMap((drawn, shape) => (isPlace(drawn, place) ? [shape] : []));
  /** A place that is counted elsewhere on the day still has the shape of its own id. */
  const shapeOf = (place: string | null): number | null => {
    if (place === null) return null;
    const own = session?.drawing.shapes.findIndex(({ id }) => id === place) ?? -1;
    return shapesOf(place)[0] ?? (own < 0 ? null : own);
  };
  const withSame = (shape: number) => {
    const place = shown?.drawn[shape] ?? null;
    return place === null ? [shape] : shapesOf(place.id);
  };

  /** Outlines the shape in focus and shows its tooltip. */
  const update = () => {
    if (canvas === null) return;
    const pointed = pointer === null ? null : canvas.shapeAt(pointer.x, pointer.y);
    const hovered = pointed ?? walked;
    const focus = hovered ?? shapeOf(marked.place);
    canvas.outline({ focus: focus === null ? [] : withSame(focus), chosen: marked.chosen.flatMap(shapesOf) });
    if (shown === null || focus === null) return tip.hide();
    const at = pointed === null || pointer === null ? pointIn(focus) : pointer;
    const isShapeAsked = hovered !== null || !isPlace(shown.drawn[focus] ?? null, marked.place ?? '');
    if (isInside(at)) tip.show(placeLines(shown, focus, isShapeAsked), at.x, at.y);
    else tip.hide();
    readLastReport(focus);
  };
  const pointIn = (shape: number) => {
    const [x = 0, y = 0] = canvas?.clientPoint(session?.middles()[shape] ?? [0, 0]) ?? [];
    return { x, y };
  };
  /** A map that is zoomed in may not show the place. */
  const isInside = ({ x, y }: { x: number; y: number }) => {
    const { left, right, top, bottom } = stage.getBoundingClientRect();
    return x >= left && x <= right && y >= top && y <= bottom;
  };
  /** Loads the last report of a place that has none on the day, and updates what is said about it. */
  const readLastReport = (shape: number) => {
    const place = shown?.drawn[shape] ?? null;
    if (shown === null || place === null || place.parts !== undefined || hasReport(shown.day, place.row)) return;
    const { view, session: of } = shown;
    const key = [keyOf(view, of.data.snapshot), place.row, view.date] as const;
    const { lastReport, readLastReport: read } = of.data.figures;
    if (view.date < place.firstDate || lastReport(...key) !== undefined || asked === place) return;
    asked = place;
    const before = placeSentence(shown, shape);
    read(...key)
      .then(() => {
        if (shown?.view !== view || lastReport(...key) === undefined) return;
        update();
        if (spoken.textContent === before) spoken.textContent = placeSentence(shown, shape);
      })
      .catch(() => undefined);
  };

  const walkTo = (shape: number | null) => {
    if (shape === null || session === null) return;
    walked = shape;
    pointer = null;
    canvas?.reveal(session.middles()[shape] ?? [0, 0]);
    if (shown !== null) spoken.textContent = placeSentence(shown, shape);
    update();
  };
  const largest = () => (shown === null ? null : largestShape(shown));
  const walk = (direction: Direction) => {
    if (session === null) return;
    if (walked === null) return walkTo(shapeOf(marked.place) ?? largest() ?? 0);
    const same = new Set(withSame(walked));
    const next = stepFrom(session.middles(), walked, direction, shape => same.has(shape));
    if (next === null) spoken.textContent = EDGES[direction];
    else walkTo(next);
  };
  const select = (shape: number | null, adds: boolean) => {
    const place = shape === null ? null : (shown?.drawn[shape] ?? null);
    const ids = (place?.parts ?? (place === null ? [] : [place])).map(({ id }) => id);
    if (ids.length > 0) events.select(ids, adds);
    else if (shape === null) deselect();
    else if (adds) spoken.textContent = 'There is no data to add to the curves';
  };
  const deselect = () => {
    if (marked.place !== null) events.deselect();
  };
  const leave = () => {
    walked = null;
    pointer = null;
    update();
  };
  const zoom = (factor: number) => {
    const at = walked === null ? null : pointIn(walked);
    canvas?.zoomBy(factor, at?.x, at?.y);
    update();
  };
  const zoomIn = () => zoom(ZOOM_STEP);
  const zoomOut = () => zoom(1 / ZOOM_STEP);

  mapGestures(stage, {
    point: at => {
      pointer = at;
      if (at !== null) walked = null;
      update();
    },
    press: ({ x, y }, isTouch) => select(canvas?.shapeAt(x, y) ?? null, !isTouch),
    zoom: (factor, at) => canvas?.zoomBy(factor, at.x, at.y),
    drag: (dx, dy) => canvas?.panBy(dx, dy),
    isZoomed: () => (canvas?.zoom() ?? 1) > 1,
  });
  mapKeys(stage, {
    walk,
    goToLargest: () => walkTo(largest()),
    choose: () => select(walked ?? shapeOf(marked.place), true),
    zoomIn,
    zoomOut,
    leave: () => {
      leave();
      deselect();
    },
  });
  stage.addEventListener('blur', leave);
  new ResizeObserver(() => {
    // The legend shows circles as large as those on the map.
    const pixels = stage.clientWidth / (session?.drawing.width ?? stage.clientWidth);
    find('map-figure', HTMLElement).style.setProperty('--circle', String(pixels * circleUnit(pixels, 1)));
    update();
  }).observe(stage);
  find('zoom-in', HTMLButtonElement).addEventListener('click', zoomIn);
  find('zoom-out', HTMLButtonElement).addEventListener('click', zoomOut);
  find('zoom-all', HTMLButtonElement).addEventListener('click', () => {
    canvas?.showAll();
    update();
  });

  const open = (next: MapSession) => {
    canvas?.leave();
    session = next;
    stage.tabIndex = 0;
    walked = null;
    pointer = null;
    const hasShapes = next.drawing.shapes.length > 0;
    find('map-figure', HTMLElement).toggleAttribute('data-shapeless', !hasShapes);
    stage.style.setProperty('--ratio', `${next.drawing.width} / ${next.drawing.height}`);
    stage.style.setProperty('--shape', String(next.drawing.width / next.drawing.height));
    canvas = mapCanvas(areas, lines, next.drawing);
  };
  const selectedSentence = () => {
    const shape = shapeOf(marked.place);
    return shown === null || shape === null ? '' : placeSentence(shown, shape);
  };

  return {
    render: (next, palette, settled) => {
      shown = next;
      if (session !== next.session) open(next.session);
      canvas?.paint(next, palette, !settled);
      areas.dataset.date = next.view.date;
      areas.dataset.map = next.view.map;
      update();
    },
    label: text => {
      const place = selectedSentence();
      areas.ariaLabel = place === '' ? text : `${text} ${place}.`;
    },
    mark: (place, chosen) => {
      marked = { place, chosen };
      update();
    },
    announce: () => {
      spoken.textContent = selectedSentence();
      return spoken.textContent !== '';
    },
    goTo: place => {
      const shape = shapeOf(place);
      // The map may be out of sight, above the search.
      if (shape !== null) stage.scrollIntoView({ block: 'nearest' });
      walkTo(shape);
      return shape !== null;
    },
  };
}

const EDGES: Readonly<Record<Direction, string>> = {
  left: 'Nothing further to the left',
  right: 'Nothing further to the right',
  up: 'Nothing further up',
  down: 'Nothing further down',
};
