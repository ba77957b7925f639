import { daysBetween } from '../../functions/measures/periods.ts';
import type { SamplePlace } from './places.ts';
import { type Random, randomFor } from './seeded-random.ts';

export interface Counts {
  readonly confirmed: number;
  readonly deaths: number;
  readonly recovered: number;
}

/** Before the first report, so that every place has already started by then. */
export const EPOCH = '2019-12-01';

const ORIGIN = 'CN-HB';
/** The densest place: New York City. */
const DENSE = '36061';
const CONTACT_RATE = 0.37;
const RECOVERY_RATE = 0.16;
/** Few are tested at first; the share rises for {@link TESTS_RISE_DAYS} days from {@link TESTS_FROM} on. */
const SHARE_CONFIRMED = { first: 0.02, later: 0.14 };
const TESTS_FROM = dayOf('2020-03-04');
const TESTS_RISE_DAYS = 42;
const WANING_RATE = 1 / 240;
const IMPORTS_PER_PERSON = 1e-9;
const RAMP_DAYS = 14;
/** How strongly people avoid contacts when many are ill. */
const CAUTION = 45;
const WAVE_DAYS = 60;
const WAVES_FROM = dayOf('2020-06-20');
const WAVE_COUNT = 30;
/** The share of the pending cases that health offices report, Sunday to Saturday. */
const WEEKLY_RHYTHM = [0.3, 0.32, 0.52, 0.56, 0.56, 0.54, 0.4];
const FIRST_WEEKDAY = new Date(`${EPOCH}T00:00:00Z`).getUTCDay();
/** Occasionally an office withdraws a hundredth of its cases. */
const CORRECTIONS_PER_DAY = 1 / 10_000;
const CORRECTED_SHARE = 0.01;

/**
 * A susceptible-infected-removed model of one place. Each call advances a day, from {@link EPOCH} on, and returns the
 * cumulative counts. It has growth, restrictions, caution when many are ill, later waves and waning immunity; reports are late
 * and follow a weekly rhythm. It uses only + - * /, square roots and 32-bit integers, which every machine rounds the same way,
 * so a seed gives the same counts everywhere.
 */
export function epidemicOf(place: SamplePlace, seed: number): () => Counts {
  const { population } = place;
  const course = courseOf(place, seed);
  const random = randomFor(seed, `course ${place.region}`);
  let day = -1;
  let susceptible = population;
  let infected = Math.min(30, Math.sqrt(population) / 100);
  // Not yet at an office; at an office, not yet reported.
  let detected = 0;
  let pending = 0;
  // Those who will die or recover, and those of them about to be reported.
  let dying = 0;
  let dead = 0;
  let ill = 0;
  let convalescent = 0;
  let healed = 0;
  let counts: Counts = { confirmed: 0, deaths: 0, recovered: 0 };
  return () => {
    day += 1;
    if (day < course.start || population === 0) return counts;
    const contacts = (CONTACT_RATE * contactsOn(course, day)) / (1 + (CAUTION * infected) / population);
    const noise = 0.75 + 0.5 * random();
    const wanted = (noise * contacts * infected * susceptible) / population + population * IMPORTS_PER_PERSON;
    const infections = Math.min(susceptible, wanted);
    susceptible += (population - susceptible - infected) * WANING_RATE - infections;
    infected += infections - infected * RECOVERY_RATE;

    const tests = Math.min(1, Math.max(0, (day - TESTS_FROM) / TESTS_RISE_DAYS));
    detected += infections * (SHARE_CONFIRMED.first + (SHARE_CONFIRMED.later - SHARE_CONFIRMED.first) * tests);
    pending += detected / 5;
    detected -= detected / 5;
    const rhythm = WEEKLY_RHYTHM[(FIRST_WEEKDAY + day) % 7] ?? 0.5;
    const cases = Math.min(Math.floor(pending * rhythm + random()), Math.floor(pending + 0.5));
    pending -= cases;

    dying += cases * course.fatality;
    dead += dying / 11;
    dying -= dying / 11;
    const deaths = Math.floor(dead);
    dead -= deaths;

    ill += cases * (1 - course.fatality);
    convalescent += ill / 12;
    healed += convalescent / 10;
    ill -= ill / 12;
    convalescent -= convalescent / 10;
    const recovered = Math.floor(healed);
    healed -= recovered;
    const withdrawn = random() < CORRECTIONS_PER_DAY ? Math.floor(counts.confirmed * CORRECTED_SHARE) : 0;
    counts = {
      confirmed: counts.confirmed + cases - withdrawn,
      deaths: counts.deaths + deaths,
      recovered: counts.recovered + recovered,
    };
    return counts;
  };
}

interface Course {
  /** Days from {@link EPOCH} on. */
  readonly start: number;
  readonly restrictedOn: number;
  /** Before restrictions; 1 is usual, large cities have more. */
  readonly contacts: number;
  /** Under restrictions, and in each later wave. */
  readonly restrictedContacts: number;
  readonly waves: readonly number[];
  /** Deaths per confirmed case. */
  readonly fatality: number;
}

/** It spreads from the first province to its country, then to others, and everywhere from large places to small ones. */
function courseOf({ region, iso3, province, population }: SamplePlace, seed: number): Course {
  const country = randomFor(seed, `country ${iso3}`);
  const state = randomFor(seed, `state ${iso3} ${province}`);
  const own = randomFor(seed, `place ${region}`);
  const atOrigin = region.startsWith('CN-');
  const entry = atOrigin ? dayOf('2019-12-24') : dayOf('2020-02-03') + 22 * country();
  const restricted = atOrigin ? dayOf('2020-01-19') : Math.min(dayOf('2020-03-20'), entry + 22 + 24 * country());
  const reduced = (atOrigin ? 0.09 : 0.34 + 0.14 * country()) + 0.08 * (state() - 0.5) * (atOrigin ? 0.2 : 1);
  return {
    start: region === ORIGIN ? 0 : Math.round(entry + 36 / (1 + population / 8_000) + 9 * own()),
    restrictedOn: restricted + Math.floor(8 * state()),
    contacts: 0.78 + 0.24 / (1 + 250_000 / (1 + population)) + (region === DENSE ? 0.1 : 0),
    restrictedContacts: reduced + 0.05 * (own() - 0.5),
    waves: wavesOf(state),
    fatality: (0.015 + 0.045 * country()) * (0.7 + 0.6 * own()),
  };
}

/** The places of a state share their later waves. */
function wavesOf(random: Random): number[] {
  return Array.from({ length: WAVE_COUNT }, () => 0.38 + 0.3 * random());
}

function contactsOn({ restrictedOn, contacts, restrictedContacts, waves }: Course, day: number): number {
  const ramp = Math.min(1, Math.max(0, (day - restrictedOn) / RAMP_DAYS));
  const spring = contacts + ramp * (restrictedContacts - contacts);
  const wave = (day - WAVES_FROM) / WAVE_DAYS;
  if (wave <= 0) return spring;
  const index = Math.floor(wave);
  const before = index === 0 ? spring : (waves[(index - 1) % WAVE_COUNT] ?? spring);
  const after = waves[index % WAVE_COUNT] ?? spring;
  return before + (after - before) * (wave - index);
}

function dayOf(date: string): number {
  return daysBetween(EPOCH, date);
}
