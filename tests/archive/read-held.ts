import { added, day, listOf, nullable, shape, text } from '../../functions/contract/expect.ts';
import type { Receipt } from '../../functions/contract/receipt.ts';

/** A place that is held back on one day: published as missing. */
export interface Held {
  readonly map: string;
  readonly region: string;
  readonly name: string;
  readonly date: string;
  /** Null: all of them. */
  readonly measures: readonly string[] | null;
  readonly check: string;
  /** A sentence with the counts. */
  readonly detail: string;
}

const parseHeld = shape<{ readonly held: readonly Held[] }>({
  held: added(
    listOf(
      shape<Held>({
        map: text,
        region: text,
        name: text,
        date: day,
        measures: nullable(listOf(text)),
        check: text,
        detail: text,
      }),
    ),
    [],
  ),
});

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
