import { Problem } from '../contract/problem.ts';

/** A build that stopped because its time ends. What it has done so far is kept, and the next one goes on from there. */
export class Unfinished extends Problem {
  constructor(done: string) {
    super('internal', `the time is nearly over; ${done} is kept, and the next build goes on from there`);
  }
}

/** Told after each step that can be gone on from; throws {@link Unfinished} where there may be no time for another. */
export type StepDone = (done: string) => void;

/** For putting down what was done. */
const RESERVE_MS = 10_000;

/** @param leftMs milliseconds until whoever runs the build ends it, wherever it is then */
export function createTimeLimit(leftMs: () => number): StepDone {
  let before = leftMs();
  let longestMs = 0;
  return done => {
    const left = leftMs();
    longestMs = Math.max(longestMs, before - left);
    before = left;
    // Steps differ in size, and a machine may be slow for a while.
    if (left < RESERVE_MS + 2 * longestMs) throw new Unfinished(done);
  };
}
