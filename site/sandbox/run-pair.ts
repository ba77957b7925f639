import { type Outcome, outcomeOf } from './outcome.ts';
import { type Change, type Course, simulate } from './sir.ts';

export interface Run {
  readonly changes: readonly Change[];
  readonly course: Course;
  readonly outcome: Outcome;
}

/** Two courses of the same length. */
export interface Pair {
  readonly runs: readonly [Run, Run];
  /** The last day of both. */
  readonly days: number;
}

/** Runs two scenarios, both to the length of the longer one, or to day `leastDays` where that is later. */
export function runPair(first: readonly Change[], second: readonly Change[], leastDays = 0): Pair {
  const alone = [simulate(first), simulate(second)] as const;
  const days = Math.max(alone[0].days, alone[1].days, leastDays);
  const run = (changes: readonly Change[], course: Course): Run => {
    const whole = course.days < days ? simulate(changes, days) : course;
    return { changes, course: whole, outcome: outcomeOf(course, changes) };
  };
  return { runs: [run(first, alone[0]), run(second, alone[1])], days };
}
