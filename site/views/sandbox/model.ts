import { baselineOf, type Changes } from './changes.ts';
import { type Course, POPULATION, type RateChange, type Rates, simulate } from './sir.ts';

export interface Run {
  readonly changes: readonly RateChange[];
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
export function runPair(first: readonly RateChange[], second: readonly RateChange[], leastDays = 0): Pair {
  const alone = [simulate(first), simulate(second)] as const;
  const days = Math.max(alone[0].days, alone[1].days, leastDays);
  const run = (changes: readonly RateChange[], course: Course): Run => {
    const whole = course.days < days ? simulate(changes, days) : course;
    return { changes, course: whole, outcome: outcomeOf(course, changes) };
  };
  return { runs: [run(first, alone[0]), run(second, alone[1])], days };
}

/** Fewer than this, and an outbreak among real people may well be over. */
const HALF_A_PERSON = 0.5;

/** What a course comes to. */
interface Outcome {
  /** How many are infected at once at most, on which day, and how many are susceptible then. */
  readonly peak: { readonly infected: number; readonly day: number; readonly susceptible: number };
  /** How many are never infected, however long one waits. */
  readonly neverInfected: number;
  /** Whether a wave comes back from less than half an infected person. */
  readonly returnsFromNobody: boolean;
  /** The day of a change from which on the infection could grow, if enough were left of it; null where there is none. */
  readonly lateDay: number | null;
}

export function outcomeOf(course: Course, changes: readonly RateChange[]): Outcome {
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
function lateDay({ susceptible, infected }: Course, changes: readonly RateChange[]): number | null {
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

export const MODES = ['two', 'change'] as const;
/** Two scenarios side by side, or one with changes on the way. */
export type Mode = (typeof MODES)[number];

/** What a visitor has chosen in the sandbox; all of it lives in the address. */
export interface SandboxState {
  readonly mode: Mode;
  readonly first: Rates;
  readonly second: Rates;
  readonly changes: Changes;
}

export const DEFAULT_STATE: SandboxState = {
  mode: 'two',
  first: { d: 14, r: 1.5 },
  second: { d: 14, r: 3 },
  changes: [
    { t: 0, d: 14, r: 3 },
    { t: 50, d: 14, r: 1.5 },
  ],
};

/** What the two scenarios of the open mode run with. */
export function scenariosOf({ mode, first, second, changes }: SandboxState): readonly [Changes, Changes] {
  if (mode === 'change') return [baselineOf(changes), changes];
  return [[steady(first)], [steady(second)]];
}

function steady({ d, r }: Rates): RateChange {
  return { t: 0, d, r };
}

/** A scenario under the name and in the color that it has on the page. */
export interface ShownScenario {
  readonly place: 0 | 1;
  readonly name: string;
  readonly run: Run;
}

/** The scenarios that there is something to say of: both, or the one alone where no change is there to compare with. */
export function shownScenarios(mode: Mode, runs: Pair['runs']): readonly ShownScenario[] {
  const [first, second] = runs;
  if (hasNoChange(mode, second)) return [{ place: 1, name: 'Without a change', run: second }];
  const [firstName, secondName] = SCENARIO_NAMES[mode];
  return [
    { place: 0, name: firstName, run: first },
    { place: 1, name: secondName, run: second },
  ];
}

/** The names of the two scenarios of each view. */
export const SCENARIO_NAMES = {
  two: ['Scenario 1', 'Scenario 2'],
  change: ['Baseline', 'Alternate'],
} as const satisfies Record<Mode, readonly [string, string]>;

/** Whether a view that compares a wave with and without its last change has none. */
export function hasNoChange(mode: Mode, { changes }: Pick<Run, 'changes'>): boolean {
  return mode === 'change' && changes.length === 1;
}
