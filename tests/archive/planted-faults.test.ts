import { expect } from 'vitest';
import { randomFor } from '../../local/sample/seeded-random.ts';
import { testFirst } from '../exhaustive.ts';
import { describeReal } from '../real/describe-real.ts';
import { type BuiltTwice, buildTwice, readDaysAround } from './days-around.ts';
import { OTHER_FAULTS, TYPING_ERRORS } from './fault-kinds.ts';
import { findViolations } from './find-violations.ts';
import { SLIPS } from './plant-typing-error.ts';

/** The number of days, each with a fault of every kind, and the seed of the first day. */
const SEEDS = Number(process.env.PLANTED ?? 1);
const FIRST_SEED = Number(process.env.PLANTED_SEED ?? 1);

describeReal('a fault planted in the real reports', folder => {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
    const around = once(() => readDaysAround(folder, seed));
    const clean = once(async () => buildTwice(await around(), null));

    testFirst(kindsOf(seed))(`%s, seed ${seed}`, async (kind, plant) => {
      const days = await around();
      const fault = plant({ ...days, random: randomFor(seed, kind) });
      const [without, built] = [await clean(), await buildTwice(days, fault)];
      const violations = (when: keyof BuiltTwice, dates: readonly string[]) =>
        findViolations(fault, { clean: without[when], built: built[when], dates }).map(found => `${when}: ${found}`);
      const newest = violations(
        'newest',
        days.dates.filter(date => date <= days.date),
      );
      expect([...newest, ...violations('settled', days.dates)], `${days.date}: ${fault.sentence}`).toEqual([]);
    });
  }
});

/** Every kind, and half of the typing errors: two consecutive seeds have every slip at every level. */
function kindsOf(seed: number) {
  const slips = Object.entries(TYPING_ERRORS).filter(
    (_, index) => (index + Math.floor(index / SLIPS.length) + seed) % 2 === 0,
  );
  return [...slips, ...Object.entries(OTHER_FAULTS)];
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
