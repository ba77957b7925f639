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
