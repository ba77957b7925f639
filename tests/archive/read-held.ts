import * as v from 'valibot';
import type { Receipt } from '../../functions/contract/receipt.ts';
import { day, list, type Output, object, parserOf, text } from '../../functions/contract/schema.ts';

/** A place that is held back on one day: published as missing. */
export type Held = Output<typeof held>;

const held = object({
  map: text,
  region: text,
  name: text,
  date: day,
  /** Null: all of them. */
  measures: v.nullable(list(text)),
  check: text,
  /** A sentence with the counts. */
  detail: text,
});

const parseHeld = parserOf(object({ held: v.optional(list(held), []) }));

/** The held-back places of a receipt; only this file knows their format. */
export function heldIn(receipt: unknown): readonly Held[] {
  return parseHeld(receipt, 'the receipt').held;
}

/** What a receipt reports about single cells and rows of an upload, and about unknown places. */
export function sentencesOn({ inputs, unmatched }: Receipt, name: string): string[] {
  const input = inputs.find(({ key }) => key.endsWith(`/${name}`));
  const rejected = input?.rejected.map(({ line, value, reason }) => `line ${line}: ${value}: ${reason}`) ?? [];
  return [...rejected, ...unmatched.map(({ place, rows }) => `not known: ${place} (${rows})`)];
}
