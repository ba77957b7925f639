import { type Change, type Course, POPULATION } from './sir.ts';

/** Fewer than this, and an outbreak among real people may well be over. */
const HALF_A_PERSON = 0.5;

/** What a course comes to. */
export interface Outcome {
  /** How many are infected at once at most, on which day, and how many are susceptible then. */
  readonly peak: { readonly infected: number; readonly day: number; readonly susceptible: number };
  /** How many are never infected, however long one waits. */
  readonly neverInfected: number;
  /** Whether a wave comes back from less than half an infected person. */
  readonly returnsFromNobody: boolean;
}

export function outcomeOf(course: Course, changes: readonly Change[]): Outcome {
  const { susceptible, infected } = course;
  let day = 0;
  let lowest = 1;
  let returnsFromNobody = false;
  infected.forEach((count, at) => {
    if (count > (infected[day] ?? 0)) day = at;
    lowest = Math.min(lowest, count);
    returnsFromNobody ||= lowest < HALF_A_PERSON && count > 1;
  });
  return {
    peak: { infected: infected[day] ?? 0, day, susceptible: susceptible[day] ?? 0 },
    neverInfected: finalSusceptible(course, changes.at(-1)?.r ?? 0),
    returnsFromNobody,
  };
}

/** The root of x = S·exp(−r·(S + I − x)/N), which SIR tends to from S and I: the final size relation. */
function finalSusceptible({ susceptible, infected }: Course, r: number): number {
  const s = susceptible.at(-1) ?? 0;
  const i = infected.at(-1) ?? 0;
  if (i === 0 || r === 0) return s;
  let low = 0;
  let high = Math.min(s, POPULATION / r);
  for (let halvings = 0; halvings < 60; halvings += 1) {
    const middle = (low + high) / 2;
    if (s * Math.exp((-r * (s + i - middle)) / POPULATION) > middle) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
