import type { MarkedCurve } from './layers.ts';

const WEEK = 7;

/** The day that a key leads to; the first press shows the last day. null for keys that lead to none. */
export function dayAfter(key: string, day: number | null, [first, last]: readonly [number, number]): number | null {
  const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: WEEK, PageDown: -WEEK };
  if (key === 'Home') return first;
  if (key === 'End') return last;
  const step = steps[key];
  if (step === undefined) return null;
  return day === null ? last : Math.min(Math.max(day + step, first), last);
}

/** The curve that a key picks: Down the next one, Up the one before, round and round. null for other keys. */
export function curveAfter(key: string, one: MarkedCurve | null, curves: readonly MarkedCurve[]): MarkedCurve | null {
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : null;
  if (step === null || curves.length === 0) return null;
  const from = one === null ? -1 : curves.indexOf(one);
  const start = from < 0 && step < 0 ? 0 : from;
  return curves[(start + step + curves.length) % curves.length] ?? null;
}

/** The same curves, those of one curve's place first, and it before them. */
export function nearestFirst(curves: readonly MarkedCurve[], one: MarkedCurve | null): readonly MarkedCurve[] {
  if (one === null) return curves;
  const isNear = ({ curve }: MarkedCurve) => curve.place.id === one.curve.place.id;
  const near = curves.filter(marked => isNear(marked) && marked !== one);
  return [one, ...near, ...curves.filter(marked => !isNear(marked))];
}

interface SpokenAtRest {
  /** Says a sentence when nothing else was to be said for a moment. */
  readonly say: (text: string) => void;
  readonly drop: () => void;
}

/** A held arrow key must not read a paragraph at every step. */
const REST_MS = 600;

/** @param live a live region */
export function spokenAtRest(live: { textContent: string | null }): SpokenAtRest {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const drop = () => clearTimeout(waiting);
  const say = (text: string) => {
    drop();
    waiting = setTimeout(() => {
      live.textContent = text;
    }, REST_MS);
  };
  return { say, drop };
}
