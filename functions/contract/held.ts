import { period } from './period.ts';
import { list, type Output, object, text } from './schema.ts';

/** A value that is missing because a check held it back. */
export type HeldValue = Output<typeof heldValue>;
/** A sum over regions of which some were held back: it counts their last accepted values. */
export type LackingSum = Output<typeof lackingSum>;

export const heldOnDay = {
  period,
  /** One sentence, with the figures that were found. */
  reason: text,
};
export const lackingOnDay = {
  period,
  /** The ids of the regions that were held back. */
  children: list(text),
};

const heldValue = object({ region: text, ...heldOnDay });
const lackingSum = object({ region: text, ...lackingOnDay });

/** What a reader must know about the values of one measure; sparse, so that ordinary days cost nothing. */
export const heldBack = { held: list(heldValue), lacks: list(lackingSum) };

export interface HeldBack {
  readonly held: readonly HeldValue[];
  readonly lacks: readonly LackingSum[];
}

export const NOTHING_HELD: HeldBack = { held: [], lacks: [] };
