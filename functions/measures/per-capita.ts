import type { Maybe } from '../contract/changes.ts';

/** `value` per `per` people; null where the population is unknown or nobody lives there. */
export function perCapita(value: Maybe, population: Maybe, per: number): Maybe {
  if (value === null || population === null || population <= 0) return null;
  return (value * per) / population;
}
