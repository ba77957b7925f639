import * as v from 'valibot';

export type Alignment = v.InferOutput<typeof alignment>;

/** Day 0 of a line: the first day with a total of so many, or with one in so many people. */
export const alignment = v.pipe(
  v.string(),
  v.regex(/^(total:|rate:1\/)[1-9]\d{0,9}$/, '"total:N" or "rate:1/N" with N from 1 to 9999999999'),
  v.examples(['total:100', 'rate:1/10000']),
  v.transform(given => ({
    by: given.startsWith('total:') ? ('total' as const) : ('rate' as const),
    count: Number(/\d+$/.exec(given)?.[0]),
  })),
);

/** The total that makes day 0, or null where there is none: nobody lives there, or the population is not known. */
export function alignmentThreshold({ by, count }: Alignment, population: number | null): number | null {
  if (by === 'total') return count;
  return population === null || population <= 0 ? null : population / count;
}
