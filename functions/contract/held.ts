import { day, listOf, type Parser, shape, text } from './expect.ts';

/** A value that is missing because a check held it back. */
export interface HeldValue {
  readonly region: string;
  /** The day, `YYYY-MM-DD`. */
  readonly period: string;
  /** One sentence, with the figures that were found. */
  readonly reason: string;
}

/** A sum over regions of which some were held back: it counts the last accepted values of these. */
export interface LackingSum {
  readonly region: string;
  readonly period: string;
  /** The ids of the regions that were held back. */
  readonly children: readonly string[];
}

/** What a reader must know of the values of one measure; sparse, so that ordinary days cost nothing. */
export interface HeldBack {
  readonly held: readonly HeldValue[];
  readonly lacks: readonly LackingSum[];
}

export const heldValues: Parser<readonly HeldValue[]> = listOf(
  shape<HeldValue>({ region: text, period: day, reason: text }),
);

export const lackingSums: Parser<readonly LackingSum[]> = listOf(
  shape<LackingSum>({ region: text, period: day, children: listOf(text) }),
);

export const NOTHING_HELD: HeldBack = { held: [], lacks: [] };
