import { badParameter, type Reader } from './parameter.ts';

/** Where a curve's day 0 lies: the first day with a total of so many, or of one in so many people. */
export interface Alignment {
  readonly by: 'total' | 'rate';
  readonly count: number;
}

export const alignment: Reader<Alignment> = {
  schema: {
    type: 'string',
    pattern: String.raw`^(total:|rate:1/)[1-9]\d{0,9}$`,
    examples: ['total:100', 'rate:1/10000'],
  },
  read(given, where) {
    const match = /^(total:|rate:1\/)([1-9]\d{0,9})$/.exec(given);
    if (!match) throw badParameter(where, '"total:N" or "rate:1/N" with N from 1 to 9999999999', given);
    return { by: match[1] === 'total:' ? 'total' : 'rate', count: Number(match[2]) };
  },
};

/** The total that makes day 0, or null where there can be none: nobody lives there, or it is not known how many do. */
export function alignmentThreshold({ by, count }: Alignment, population: number | null): number | null {
  if (by === 'total') return count;
  return population === null || population <= 0 ? null : population / count;
}
