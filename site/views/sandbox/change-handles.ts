import { rootPx } from '../../charts/ink.ts';
import type { LineChart } from '../../charts/line-chart.ts';
import { element } from '../../controls/element.ts';
import { beginningOf, type Changes, dayBeginningAt, R_RANGE, T_RANGE } from './changes.ts';
import { formatR } from './format.ts';

export interface HandleEvents {
  /** A handle is taken by the pointer: the axis under it should hold still until it is let go. */
  readonly onGrab: () => void;
  readonly onMove: (index: number, to: { readonly t: number; readonly r: number }) => void;
  readonly onRelease: () => void;
  readonly onDrop: (day: number) => void;
}

export interface ChangeHandles {
  /** The changes that the next drawing of the chart will place. */
  readonly set: (changes: Changes) => void;
}

interface Spot {
  readonly t: number;
  readonly r: number;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Arrow keys: a day or a tenth; with Shift ten days or a whole. */
const KEYS: Readonly<Record<string, { t: number; r: number }>> = {
  ArrowLeft: { t: -1, r: 0 },
  ArrowRight: { t: 1, r: 0 },
  ArrowUp: { t: 0, r: 0.1 },
  ArrowDown: { t: 0, r: -0.1 },
};
/** What a handle and its label need beside each other, in rem. */
const LABEL = 4.5;
const HINT = 'Arrow keys left and right move the day, up and down the number r; Delete drops the change';

/** Handles over a chart of r by day, one for each change: for the pointer and for the keyboard. */
export function changeHandles(stage: HTMLElement, chart: LineChart, events: HandleEvents): ChangeHandles {
  let changes: Changes = [];
  const handles: HTMLElement[] = [];
  const pointOf = ({ t, r }: Spot) => ({ x: chart.leftOf(beginningOf(t)), y: chart.topOf(r) });
  const place = () => {
    const label = LABEL * rootPx();
    const apart = handles[0]?.offsetWidth ?? 0;
    const left = chart.leftOf(0);
    const right = stage.clientWidth - apart / 2;
    handlePlaces(changes.map(pointOf), { apart, label, left, right }).forEach(({ x, y, pull, isCrowded }, index) => {
      const handle = handles[index];
      if (handle === undefined) return;
      handle.style.left = `${x}px`;
      handle.style.top = `${y}px`;
      handle.style.setProperty('--pull', `${Math.abs(pull)}px`);
      handle.classList.toggle('sandbox-handle-pulled-left', pull < 0);
      handle.classList.toggle('sandbox-handle-left', x > stage.clientWidth - label);
      handle.classList.toggle('sandbox-handle-crowded', isCrowded);
    });
  };
  chart.onLayout(place);
  const spotOf = (index: number) => {
    const change = changes[index];
    return change === undefined ? null : { ...change, ...pointOf(change) };
  };
  return {
    set: next => {
      changes = next;
      const surplus = handles.splice(next.length);
      if (surplus.some(handle => handle === document.activeElement)) handles.at(-1)?.focus();
      for (const handle of surplus) handle.remove();
      while (handles.length < next.length) {
        const index = handles.length;
        const made = handleFor(index, { stage, chart, spot: () => spotOf(index) }, events);
        handles.push(made);
        stage.append(made);
      }
      next.forEach(({ t, d, r }, index) => {
        const handle = handles[index];
        if (handle === undefined) return;
        handle.ariaLabel = index === 0 ? 'Start' : `Change ${index}`;
        handle.ariaValueNow = String(index === 0 ? r : t);
        handle.ariaValueMax = String(index === 0 ? R_RANGE.max : T_RANGE.max);
        handle.ariaValueText = `From day ${t}: r ${formatR(r)}, d ${d}`;
        handle.replaceChildren(element('span', { className: 'sandbox-handle-label' }, `r ${formatR(r)}`));
      });
    },
  };
}

interface HandleScene {
  readonly stage: HTMLElement;
  readonly chart: LineChart;
  /** Where the handle's change is; null once it is gone. */
  readonly spot: () => (Spot & Place) | null;
}

function handleFor(
  index: number,
  { stage, chart, spot }: HandleScene,
  { onGrab, onMove, onRelease, onDrop }: HandleEvents,
): HTMLElement {
  const handle = element('div', {
    className: 'sandbox-handle',
    role: 'slider',
    tabIndex: 0,
    ariaDescription: HINT,
    ariaValueMin: '0',
  });
  /** From the pointer to the point that the handle stands for, so that taking one does not move it. */
  let grip: Place | null = null;
  let isMoving = false;
  const release = () => {
    if (!isMoving) return;
    isMoving = false;
    grip = null;
    onRelease();
  };
  handle.addEventListener('pointerdown', event => {
    const from = spot();
    if (event.button !== 0 || from === null) return;
    const box = stage.getBoundingClientRect();
    grip = { x: box.left + from.x - event.clientX, y: box.top + from.y - event.clientY };
    isMoving = true;
    handle.setPointerCapture(event.pointerId);
    onGrab();
  });
  handle.addEventListener('pointermove', ({ clientX, clientY }) => {
    if (grip === null) return;
    const box = stage.getBoundingClientRect();
    const { x, y } = chart.valueAt({ x: clientX + grip.x - box.left, y: clientY + grip.y - box.top });
    onMove(index, { t: dayBeginningAt(x), r: y });
  });
  handle.addEventListener('lostpointercapture', release);
  handle.addEventListener('keydown', event => {
    const change = spot();
    const step = KEYS[event.key];
    if (change === null || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Delete' && index > 0) onDrop(change.t);
    if (step === undefined) return;
    event.preventDefault();
    isMoving = true;
    const size = event.shiftKey ? 10 : 1;
    onMove(index, { t: change.t + step.t * size, r: change.r + step.r * size });
  });
  handle.addEventListener('keyup', release);
  handle.addEventListener('blur', release);
  return handle;
}

interface HandlePlace extends Place {
  /** How far the handle stands to the right of its point, in CSS pixels; below zero to the left. */
  readonly pull: number;
  /** Whether another handle is where its label would be. */
  readonly isCrowded: boolean;
}

interface HandleRoom {
  /** From the middle of a handle to the middle of the next, at least. */
  readonly apart: number;
  /** What a handle and its label beside it need. */
  readonly label: number;
  /** Where the chart begins and ends. */
  readonly left: number;
  readonly right: number;
}

/**
 * Where handles stand for points that may lie on top of each other: at its point, or as near to it along the line as
 * there is room beside the handles before it. Where there is none, it stands at its point, over another one.
 */
export function handlePlaces(points: readonly Place[], { apart, label, left, right }: HandleRoom): HandlePlace[] {
  const placed: Place[] = [];
  for (const { x, y } of points) {
    const isFree = (at: number) =>
      placed.every(other => Math.abs(other.x - at) >= apart || Math.abs(other.y - y) >= apart);
    const beside = placed.flatMap(other => [other.x + apart, other.x - apart]);
    const free = [x, ...beside.filter(at => at >= left && at <= right)].filter(isFree);
    const nearest = free.toSorted((a, b) => Math.abs(a - x) - Math.abs(b - x))[0];
    placed.push({ x: nearest ?? x, y });
  }
  return placed.map(({ x, y }, index) => ({
    x,
    y,
    pull: x - (points[index]?.x ?? x),
    isCrowded: placed.some(other => other.x > x && other.x - x < label && Math.abs(other.y - y) < apart),
  }));
}
