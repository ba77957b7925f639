import { addDays, daysBetween } from '../../functions/measures/periods.ts';
import { type Random, randomFor } from './seeded-random.ts';

/** What the model needs to know of one place. Days are counted from {@link EPOCH}. */
export interface Outbreak {
  readonly key: string;
  /** Places of one group (a state, a country) have their later waves together. */
  readonly group: string;
  readonly population: number;
  readonly start: number;
  readonly restrictedOn: number;
  /** Contacts before restrictions, where 1 is usual: more in large cities. */
  readonly contacts: number;
  /** What restrictions leave of the usual contacts, 0 to 1. */
  readonly contactsLeft: number;
  /** Deaths per confirmed case. */
  readonly fatality: number;
}

export interface Epidemic {
  /** Cumulative counts of today, one per outbreak. */
  readonly confirmed: Int32Array;
  readonly deaths: Int32Array;
  readonly recovered: Int32Array;
  /** Goes on to the next day; the first call makes {@link EPOCH} today. */
  advance(): void;
}

/** Before anything is reported, so that every place can have its start behind it. */
export const EPOCH = '2019-12-01';

const CONTACT_RATE = 0.37;
const RECOVERY_RATE = 0.16;
/** Few are tested at first; from {@link TESTS_FROM} on the share rises for {@link TESTS_RISE_DAYS} days. */
const SHARE_CONFIRMED = { first: 0.02, later: 0.14 };
const TESTS_FROM = daysBetween(EPOCH, '2020-03-04');
const TESTS_RISE_DAYS = 42;
const WANING_RATE = 1 / 240;
const IMPORTS_PER_PERSON = 1e-9;
const RAMP_DAYS = 14;
const CAUTION = 45;
const TIDE_DAYS = 60;
const TIDE_START = daysBetween(EPOCH, '2020-06-20');
const TIDE_COUNT = 30;
/** What offices report of the pending cases, Sunday to Saturday. */
const WEEKLY_RHYTHM = [0.3, 0.32, 0.52, 0.56, 0.56, 0.54, 0.4];
const FIRST_WEEKDAY = new Date(`${EPOCH}T00:00:00Z`).getUTCDay();

/**
 * A susceptible-infected-removed model for each place, day by day: growth from its start, restrictions that ramp up, caution when many
 * are ill, later waves, waning immunity. Cases reach the reports with a delay and a weekly rhythm, deaths and recoveries lag behind them.
 * Only + - * /, square roots and 32-bit integers, which every machine rounds alike: the same seed gives the same counts on every machine.
 */
export function startEpidemic(outbreaks: readonly Outbreak[], seed: number): Epidemic {
  const count = outbreaks.length;
  const confirmed = new Int32Array(count);
  const deaths = new Int32Array(count);
  const recovered = new Int32Array(count);
  const courses = outbreaks.map(outbreak => startCourse(outbreak, seed));
  let day = -1;
  return {
    confirmed,
    deaths,
    recovered,
    advance() {
      day += 1;
      const rhythm = WEEKLY_RHYTHM[(FIRST_WEEKDAY + day) % 7] ?? 0.5;
      for (let index = 0; index < count; index += 1) {
        const course = courses[index];
        if (course === undefined || day < course.outbreak.start) continue;
        const news = stepCourse(course, day, rhythm);
        confirmed[index] = (confirmed[index] ?? 0) + news.confirmed;
        deaths[index] = (deaths[index] ?? 0) + news.deaths;
        recovered[index] = (recovered[index] ?? 0) + news.recovered;
      }
    },
  };
}

/** The day's number for a date, as {@link Outbreak} counts them. */
export function dayOf(date: string): number {
  return daysBetween(EPOCH, date);
}

/** The date of a day's number. */
export function dateOf(day: number): string {
  return addDays(EPOCH, day);
}

interface Course {
  readonly outbreak: Outbreak;
  readonly random: Random;
  readonly tides: readonly number[];
  susceptible: number;
  infected: number;
  /** Confirmed, on the way to the office; at the office. */
  detected: number;
  pending: number;
  /** Who will die, who will recover, and those of them that are about to be reported. */
  dying: number;
  dead: number;
  ill: number;
  convalescent: number;
  healed: number;
}

function startCourse(outbreak: Outbreak, seed: number): Course {
  const tide = randomFor(seed, `tide ${outbreak.group}`);
  return {
    outbreak,
    random: randomFor(seed, `course ${outbreak.key}`),
    tides: Array.from({ length: TIDE_COUNT }, () => 0.38 + 0.3 * tide()),
    susceptible: outbreak.population,
    infected: Math.min(30, Math.sqrt(outbreak.population) / 100),
    detected: 0,
    pending: 0,
    dying: 0,
    dead: 0,
    ill: 0,
    convalescent: 0,
    healed: 0,
  };
}

function stepCourse(
  course: Course,
  day: number,
  rhythm: number,
): { confirmed: number; deaths: number; recovered: number } {
  const { population, fatality } = course.outbreak;
  if (population === 0) return { confirmed: 0, deaths: 0, recovered: 0 };
  const contacts = (CONTACT_RATE * contactsOn(course, day)) / (1 + (CAUTION * course.infected) / population);
  const noise = 0.75 + 0.5 * course.random();
  const wanted =
    (noise * contacts * course.infected * course.susceptible) / population + population * IMPORTS_PER_PERSON;
  const infections = Math.min(course.susceptible, wanted);
  const immune = population - course.susceptible - course.infected;
  course.susceptible += immune * WANING_RATE - infections;
  course.infected += infections - course.infected * RECOVERY_RATE;

  const tests = Math.min(1, Math.max(0, (day - TESTS_FROM) / TESTS_RISE_DAYS));
  course.detected += infections * (SHARE_CONFIRMED.first + (SHARE_CONFIRMED.later - SHARE_CONFIRMED.first) * tests);
  course.pending += course.detected / 5;
  course.detected -= course.detected / 5;
  const confirmed = Math.floor(course.pending * rhythm + course.random());
  const cases = Math.max(0, Math.min(confirmed, Math.floor(course.pending + 0.5)));
  course.pending -= cases;

  course.dying += cases * fatality;
  course.dead += course.dying / 11;
  course.dying -= course.dying / 11;
  const deaths = Math.floor(course.dead);
  course.dead -= deaths;

  course.ill += cases * (1 - fatality);
  course.convalescent += course.ill / 12;
  course.healed += course.convalescent / 10;
  course.ill -= course.ill / 12;
  course.convalescent -= course.convalescent / 10;
  const recovered = Math.floor(course.healed);
  course.healed -= recovered;
  return { confirmed: cases, deaths, recovered };
}

function contactsOn({ outbreak, tides }: Course, day: number): number {
  const ramp = Math.min(1, Math.max(0, (day - outbreak.restrictedOn) / RAMP_DAYS));
  const spring = outbreak.contacts + ramp * (outbreak.contactsLeft - outbreak.contacts);
  const tide = (day - TIDE_START) / TIDE_DAYS;
  if (tide <= 0) return spring;
  const index = Math.floor(tide);
  const before = index === 0 ? spring : (tides[(index - 1) % TIDE_COUNT] ?? spring);
  const after = tides[index % TIDE_COUNT] ?? spring;
  return before + (after - before) * (tide - index);
}
