import { Problem } from '../contract/problem.ts';

/** Closed: x and y of each point in turn, the last point equal to the first. */
export type FlatRing = Float64Array<ArrayBuffer>;

/** An outer ring, then its holes. */
export type FlatPolygon = readonly FlatRing[];

/** A shape as its file has it. */
export interface SourceShape {
  /** For messages: `feature 3 ("W3")`. */
  readonly label: string;
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  readonly polygons: readonly FlatPolygon[];
}

export const MAX_FILE_BYTES = 50_000_000;
export const MAX_POINTS = 4_000_000;
export const MAX_RINGS = 200_000;
/** The page draws them all, at every step of an animation. */
export const MAX_SHAPES = 20_000;

export function badFile(file: string, sentence: string): Problem {
  return new Problem('bad-input', `${file}: ${sentence}`);
}

/** Counts what was repaired or left out, and names the first feature of each kind. */
export interface Notes {
  add(sentence: string, label: string): void;
  list(): string[];
}

export function createNotes(file: string): Notes {
  const found = new Map<string, { count: number; first: string }>();
  return {
    add(sentence, label) {
      const known = found.get(sentence);
      if (known) known.count += 1;
      else found.set(sentence, { count: 1, first: label });
    },
    list: () =>
      [...found].map(([sentence, { count, first }]) => {
        const times = count === 1 ? `in ${first}` : `${count} times, first in ${first}`;
        return `${file}: ${sentence}; found ${times}`;
      }),
  };
}
