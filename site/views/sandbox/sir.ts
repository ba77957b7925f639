/** How many people live in the town of the model. */
export const POPULATION = 10_000;

/** Where a course ends that would not end by itself. */
export const MAX_DAYS = 10_000;

/** A course is followed for at least so many days after its last change. */
const LEAST_DAYS = 28;

/** The largest step, as a share of the shortest time in which a group changes: keeps errors far below one person. */
const STEP_SHARE = 0.1;

/** Fewer infected than this are none: the smallest numbers of a computer never fade to nothing. */
const LEAST_INFECTED = 1e-200;

export interface Rates {
  /** Days that a person is infectious, on average. */
  readonly d: number;
  /** People whom one infected person infects while everyone else is susceptible. */
  readonly r: number;
}

/** Rates that hold from a day on: day `t` is the first that passes under them. */
export interface RateChange extends Rates {
  readonly t: number;
}

/** How many people are in each group at the end of each day; index 0 is the start. */
export interface Course {
  readonly susceptible: readonly number[];
  readonly infected: readonly number[];
  readonly removed: readonly number[];
  /** The last day. */
  readonly days: number;
  /** False where the course was cut off at `MAX_DAYS`. */
  readonly ended: boolean;
}

type People = readonly [susceptible: number, infected: number, removed: number];

/**
 * The SIR model of Kermack and McKendrick (1927) for 10,000 people of whom one is infected, solved by the classical
 * Runge-Kutta method of fourth order. It ends after the last change, on the first day on which fewer than one person is
 * infected and the number can only fall, or on day `leastDays` where that is later.
 * `changes` are sorted by day; the first one holds from the start.
 */
export function simulate(changes: readonly RateChange[], leastDays = 0): Course {
  const susceptible = [POPULATION - 1];
  const infected = [1];
  const removed = [0];
  let people: People = [POPULATION - 1, 1, 0];
  let next = 0;
  let rates: Rates = { d: 1, r: 0 };
  let day = 0;
  const follow = () => {
    for (let change = changes[next]; change !== undefined && change.t <= day; change = changes[next]) {
      rates = change;
      next += 1;
    }
  };
  follow();
  const firstEnd = Math.max(leastDays, (changes.at(-1)?.t ?? 0) + LEAST_DAYS);
  while (day < MAX_DAYS && !(day >= firstEnd && isOver(people, rates))) {
    day += 1;
    follow();
    people = nextDay(people, rates);
    susceptible.push(people[0]);
    infected.push(people[1]);
    removed.push(people[2]);
  }
  return { susceptible, infected, removed, days: day, ended: isOver(people, rates) };
}

function isOver([susceptible, infected]: People, { r }: Rates): boolean {
  return infected === 0 || (infected < 1 && (r * susceptible) / POPULATION <= 1);
}

function nextDay(people: People, { d, r }: Rates): People {
  const beta = r / d / POPULATION;
  const gamma = 1 / d;
  const pace = beta * Math.max(people[0], people[1]) + gamma;
  const steps = Math.ceil(pace / STEP_SHARE);
  let state = people;
  for (let step = 0; step < steps; step += 1) state = rungeKutta(state, beta, gamma, 1 / steps);
  return state[1] < LEAST_INFECTED ? [state[0], 0, state[2] + state[1]] : state;
}

function rungeKutta([s, i, removed]: People, beta: number, gamma: number, step: number): People {
  const half = step / 2;
  const caught1 = beta * s * i;
  const left1 = gamma * i;
  const i2 = i + half * (caught1 - left1);
  const caught2 = beta * (s - half * caught1) * i2;
  const left2 = gamma * i2;
  const i3 = i + half * (caught2 - left2);
  const caught3 = beta * (s - half * caught2) * i3;
  const left3 = gamma * i3;
  const i4 = i + step * (caught3 - left3);
  const caught4 = beta * (s - step * caught3) * i4;
  const left4 = gamma * i4;
  const caught = (step / 6) * (caught1 + 2 * caught2 + 2 * caught3 + caught4);
  const left = (step / 6) * (left1 + 2 * left2 + 2 * left3 + left4);
  return [s - caught, i + caught - left, removed + left];
}
