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
  /** The day of a change from which on the infection could grow, if enough were left of it; null where there is none. */
  readonly lateDay: number | null;
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
    lateDay: returnsFromNobody ? null : lateDay(course, changes),
  };
}

/** The first change that would let the infection grow, had it not faded to less than half a person before. */
function lateDay({ susceptible, infected }: Course, changes: readonly Change[]): number | null {
  const late = changes.find(({ t, r }) => {
    const before = t - 1;
    return (infected[before] ?? 1) < HALF_A_PERSON && r * (susceptible[before] ?? 0) > POPULATION;
  });
  return late?.t ?? null;
}

/** The root of x = S·exp(−r·(S + I − x)/N), which SIR tends to from S and I: the final size relation. */
function finalSusceptible({ susceptible, infected, ended }: Course, r: number): number {
  const s = susceptible.at(-1) ?? 0;
  const i = infected.at(-1) ?? 0;
  // What has all but faded and not come back in the days that are followed is over.
  if (i === 0 || r === 0 || (!ended && i < HALF_A_PERSON)) return s;
  let low = 0;
  let high = Math.min(s, POPULATION / r);
  for (let halvings = 0; halvings < 60; halvings += 1) {
    const middle = (low + high) / 2;
    if (s * Math.exp((-r * (s + i - middle)) / POPULATION) > middle) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
