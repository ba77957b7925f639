import type { Check, Input, UnmatchedPlace } from '../../contract/receipt.ts';
import { counted } from '../assemble/counted.ts';

/** Checks of a snapshot as a whole; one that fails refuses it. */
export function judgeWhole(inputs: readonly Input[], unmatched: readonly UnmatchedPlace[]): Check[] {
  const rows = inputs.reduce((sum, { date, rows }) => sum + (date === null ? 0 : rows.read), 0);
  const unknown = unmatched.reduce((sum, place) => sum + place.rows, 0);
  const [first] = unmatched;
  const example = first === undefined ? '' : `, as "${first.place}"`;
  return [
    {
      check: 'the places of the rows are known',
      passed: !tooMany(unknown, rows),
      detail: `${counted(unknown, 'row')} of ${counted(rows)} with a place that no table and no rule knows${example}`,
    },
  ];
}

/** So many rows with a place that nothing knows, and it is the tables that are wrong, not the places. */
function tooMany(unknown: number, rows: number): boolean {
  return unknown > rows * 0.5 || (unknown > 20 && unknown > rows * 0.05);
}
