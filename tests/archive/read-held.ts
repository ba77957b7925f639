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
  /** A sentence with the figures. */
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

/** What a receipt says is held back; the one place where these tests know its form. */
export function heldIn(receipt: unknown): readonly Held[] {
  return parseHeld(receipt, 'the receipt').held;
}

/** The sentences of a receipt that speak of single cells or rows of an upload, and of places that nothing knows. */
export function sentencesOn({ inputs, unmatched }: Receipt, name: string): string[] {
  const input = inputs.find(({ key }) => key.endsWith(`/${name}`));
  const rejected = input?.rejected.map(({ line, value, reason }) => `line ${line}: ${value}: ${reason}`) ?? [];
  return [...rejected, ...unmatched.map(({ place, rows }) => `not known: ${place} (${rows})`)];
}
