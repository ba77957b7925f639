import type { Direction } from '../../geo/walk.ts';

export interface MapKeys {
  /** Moves to the next place in a direction. */
  readonly walk: (direction: Direction) => void;
  readonly goToLargest: () => void;
  readonly choose: () => void;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly leave: () => void;
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** The keys of the map, while it has the focus. */
export function mapKeys(stage: HTMLElement, keys: MapKeys): void {
  const others: Readonly<Record<string, () => void>> = {
    Home: keys.goToLargest,
    Enter: keys.choose,
    ' ': keys.choose,
    '+': keys.zoomIn,
    '=': keys.zoomIn,
    '-': keys.zoomOut,
    Escape: keys.leave,
  };
  stage.addEventListener('keydown', event => {
    if (event.target !== stage || event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = ARROWS[event.key];
    const action = direction === undefined ? others[event.key] : () => keys.walk(direction);
    if (action === undefined) return;
    action();
    event.preventDefault();
  });
}
