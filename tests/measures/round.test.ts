import { expect, test } from 'vitest';
import { roundDerived } from '../../functions/measures/round.ts';
import { seededRandom } from '../query/seeded-random.ts';

const VALUES = 3_000_000;

/** The definition. */
function sixDigits(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(6));
}

/** The first value that is rounded otherwise than by definition. */
function firstWrong(values: Iterable<number>): number | undefined {
  for (const value of values) {
    for (const signed of [value, -value]) if (!Object.is(roundDerived(signed), sixDigits(signed))) return signed;
  }
  return undefined;
}

function* times(count: number, make: () => number): Iterable<number> {
  for (let index = 0; index < count; index += 1) yield make();
}

test(`roundDerived(value) is Number(value.toPrecision(6)): ${VALUES} random values from 1e-18 to 1e12`, () => {
  const random = seededRandom(1918);
  const value = () => (random() + random() / 2 ** 32) * 10 ** Math.floor(random() * 30 - 18);
  expect(firstWrong(times(VALUES, value))).toBeUndefined();
});

test('roundDerived(value) is it too for values at and beside a half of the sixth digit', () => {
  const random = seededRandom(1957);
  const value = () => {
    const half = (100_000 + Math.floor(random() * 900_000) + 0.5) / 10 ** Math.floor(random() * 18);
    return half * (1 + (Math.floor(random() * 9) - 4) * 2 ** -52);
  };
  expect(firstWrong(times(500_000, value))).toBeUndefined();
});

test('roundDerived(value) is it too for what is divided here: counts by days, counts by people', () => {
  const random = seededRandom(2020);
  const count = () => Math.floor(random() ** 4 * 3e6);
  expect(firstWrong(times(500_000, () => count() / (1 + Math.floor(random() * 365))))).toBeUndefined();
  expect(firstWrong(times(500_000, () => (count() * 100_000) / (1 + count())))).toBeUndefined();
});

test.each([
  0,
  1e-12,
  9.999995e-13,
  5e-324,
  1e-7,
  0.1,
  0.9999995,
  0.99999949999,
  9.999995,
  99999.95,
  99999.949999,
  999999.5,
  999999.4999,
  999998.9999,
  1000000.5,
  1234567.5,
  1e21,
  1.5e300,
  2 ** 53,
  1e5,
  123456.5,
  100000.5,
])('roundDerived(%d) is it too, and of the negative', value => {
  expect(firstWrong([value])).toBeUndefined();
});

test('roundDerived(value) leaves what is no number what it is', () => {
  expect(roundDerived(null)).toBeNull();
  expect(roundDerived(Number.NaN)).toBeNaN();
  expect(roundDerived(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
});
