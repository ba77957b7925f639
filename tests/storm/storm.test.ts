import { expect, test } from 'vitest';
import { EXHAUSTIVE } from '../exhaustive.ts';
import { FAULTS } from './faults.ts';
import { runStorm, type StormResult } from './run-storm.ts';
import { runStorms } from './run-storms.ts';
import { withoutConditions } from './without-conditions.ts';

/** Runs this one seed only, and tells all that happens. */
const ONE_SEED = process.env.STORM_SEED;
const STORMS = 100;
const PLANTED_WITHIN = 40;

if (ONE_SEED !== undefined) {
  test(`storm ${ONE_SEED}`, async () => {
    const { broken, trace } = await runStorm(Number(ONE_SEED));
    console.log(trace.join('\n'));
    expect(broken).toBeNull();
  });
} else {
  const sentence = 'the site is always whole, of one moment and of no earlier one; then one event leads to the present';
  test(`through ${STORMS} storms ${sentence}`, { ...EXHAUSTIVE, timeout: 300_000 }, async () => {
    const { broken, faults, published } = await runStorms(1, STORMS);
    expect(broken.map(({ seed, broken }) => `STORM_SEED=${seed}: ${broken}`)).toEqual([]);
    // Without these it would prove nothing.
    for (const fault of FAULTS) expect(faults.get(fault), fault).toBeGreaterThan(0);
    expect(published).toBeGreaterThan(STORMS);
  });

  test(`a pointer put without its condition is found within ${PLANTED_WITHIN} storms`, {
    timeout: 300_000,
  }, async () => {
    const isFound = ({ broken }: StormResult) => broken !== null;
    const { broken } = await runStorms(1, PLANTED_WITHIN, { around: withoutConditions }, isFound);
    expect(broken[0]?.broken).toMatch(/^snapshot \w{32} shows moment \d+ after moment \d+: /);
    console.log(`the planted bug was found by seed ${broken[0]?.seed}`);
  });

  test('the same seed makes the same storm', async () => {
    const [first, again] = await Promise.all([runStorm(2), runStorm(2)]);
    expect(first.broken).toBeNull();
    expect(first.trace.length).toBeGreaterThan(20);
    expect(again.trace).toEqual(first.trace);
  });
}
