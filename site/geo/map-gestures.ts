interface At {
  readonly x: number;
  readonly y: number;
}

/** What a pointer does on the map. Points are in pixels of the window. */
export interface MapGestures {
  /** The pointer is at a point, or has left. */
  readonly point: (at: At | null) => void;
  /** A click or a tap that was not a drag. */
  readonly press: (at: At, isTouch: boolean) => void;
  readonly zoom: (factor: number, at: At) => void;
  readonly drag: (dx: number, dy: number) => void;
  /** A zoomed map is dragged; otherwise the page scrolls. */
  readonly isZoomed: () => boolean;
}

/** A pointer may move so far in a click, in pixels. */
const CLICK_PX = 5;
const WHEEL_ZOOM = 0.01;

/** Mouse, finger, pen and trackpad on the stage of a map. */
export function mapGestures(stage: HTMLElement, gestures: MapGestures): void {
  const down = new Map<number, At>();
  let start: At | null = null;
  let moved = false;

  stage.addEventListener('pointerdown', event => {
    const at = placeOf(event);
    down.set(event.pointerId, at);
    if (down.size === 1) {
      start = at;
      moved = false;
    }
    gestures.point(at);
  });
  stage.addEventListener('pointermove', event => {
    const at = placeOf(event);
    const before = down.get(event.pointerId);
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
    if (before === undefined) return gestures.point(at);
    down.set(event.pointerId, at);
    if (start !== null && distance(start, at) > CLICK_PX) moved = true;
    if (other !== undefined) {
      moved = true;
      gestures.zoom(distance(at, other) / Math.max(distance(before, other), 1), middle(at, other));
    }
    if (moved && gestures.isZoomed()) {
      const share = other === undefined ? 1 : 0.5;
      gestures.drag((at.x - before.x) * share, (at.y - before.y) * share);
      stage.setPointerCapture(event.pointerId);
    }
    gestures.point(moved && gestures.isZoomed() ? null : at);
  });
  const up = (event: PointerEvent) => {
    const wasDown = down.delete(event.pointerId);
    if (event.type === 'pointerup' && wasDown && !moved) gestures.press(placeOf(event), event.pointerType === 'touch');
  };
  stage.addEventListener('pointerup', up);
  stage.addEventListener('pointercancel', up);
  stage.addEventListener('pointerleave', ({ pointerType }) => {
    // A finger leaves when it is lifted; the tooltip stays until it points elsewhere.
    if (pointerType !== 'touch') gestures.point(null);
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Node && !stage.contains(target)) gestures.point(null);
  });
  addEventListener('scroll', () => gestures.point(null), { passive: true });
  stage.addEventListener(
    'wheel',
    event => {
      // A plain wheel scrolls the page; a pinch on a trackpad is a wheel event with Ctrl.
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      gestures.zoom(Math.exp(-event.deltaY * WHEEL_ZOOM), placeOf(event));
    },
    { passive: false },
  );
  // Two fingers zoom the map, and one moves a zoomed map; any other touch is left to the page.
  stage.addEventListener(
    'touchmove',
    event => {
      if (event.touches.length > 1 || gestures.isZoomed()) event.preventDefault();
    },
    { passive: false },
  );
}

function placeOf({ clientX, clientY }: MouseEvent): At {
  return { x: clientX, y: clientY };
}

function distance(a: At, b: At): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function middle(a: At, b: At): At {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
