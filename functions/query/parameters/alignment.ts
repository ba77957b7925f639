import * as v from 'valibot';

export type Alignment = v.InferOutput<typeof alignment>;

/** Day 0 of a line: the first day with so many cases, or with one in so many people. */
export const alignment = v.pipe(
  v.string(),
  v.regex(/^(cases:|rate:1\/)[1-9]\d{0,9}$/, '"cases:N" or "rate:1/N" with N from 1 to 9999999999'),
  v.examples(['cases:100', 'rate:1/10000']),
  v.transform(given => ({
    by: given.startsWith('cases:') ? ('cases' as const) : ('rate' as const),
    count: Number(/\d+$/.exec(given)?.[0]),
  })),
);

/** The total that makes day 0, or null where there is none: nobody lives there, or the population is not known. */
export function alignmentThreshold({ by, count }: Alignment, population: number | null): number | null {
  if (by === 'cases') return count;
  return population === null || population <= 0 ? null : population / count;
}
