import type { RateChange } from './sir.ts';

export const D_RANGE = { min: 1, max: 28, step: 1 } as const;
export const R_RANGE = { min: 0, max: 8, step: 0.1 } as const;
export const T_RANGE = { min: 0, max: 1_000, step: 1 } as const;
/** With the start. */
export const MAX_CHANGES = 20;

/** Changes by day, each day once; the first is the start, on day 0. */
export type Changes = readonly RateChange[];

/** Puts a change in its place by day; one of the same day is replaced. */
export function setChange(changes: Changes, change: RateChange): Changes {
  return [...changes.filter(({ t }) => t !== change.t), change].sort((a, b) => a.t - b.t);
}

/** Takes a change out. The start stays: without it nothing could begin. */
export function dropChange(changes: Changes, day: number): Changes {
  return changes.filter(({ t }) => t === 0 || t !== day);
}

/** The start alone. */
export function clearChanges(changes: Changes): Changes {
  return changes.slice(0, 1);
}

/** Moves a change to a day and a number r, as near as its neighbors and the ranges allow; the start keeps its day. */
export function moveChange(changes: Changes, index: number, { t, r }: { t: number; r: number }): Changes {
  return changes.map((change, at) => {
    if (at !== index) return change;
    const first = (changes[index - 1]?.t ?? -1) + 1;
    const last = (changes[index + 1]?.t ?? T_RANGE.max + 1) - 1;
    return { ...change, t: index === 0 ? 0 : clamp(Math.round(t), first, last), r: roundR(r) };
  });
}

/** What would have been without the last change: every row but the last; the start is always in. */
export function baselineOf(changes: Changes): Changes {
  return changes.slice(0, Math.max(1, changes.length - 1));
}

/** The nearest number r that a slider has. */
export function roundR(r: number): number {
  return Math.round(clamp(r, R_RANGE.min, R_RANGE.max) * 10) / 10;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/**
 * Where the rates of a change begin to hold on an axis of days: a day stands where it ends, and new values hold from its
 * beginning, which is the end of the day before.
 */
export function beginningOf(day: number): number {
  return Math.max(0, day - 1);
}

/** The day that begins nearest to a place on such an axis. */
export function dayBeginningAt(x: number): number {
  return Math.max(0, Math.round(x)) + 1;
}
