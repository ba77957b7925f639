import type { RecognizedColumn } from '../contract/recognized.ts';
import { isCodeHeading } from './code-headings.ts';
import type { Facts, Fit, TextFacts } from './column-facts.ts';
import type { ColumnReading } from './column-readings.ts';
import { shortened } from './column-types.ts';

/** One sentence: why a column is of its type. */
export function whyTyped(column: Omit<RecognizedColumn, 'why'>, { read, withheld }: Fit): string {
  const { type, unit, decimalMark, decimals, dateOrder } = column;
  const what = {
    integer: 'whole numbers',
    decimal: `numbers with at most ${decimals} decimal${decimals === 1 ? '' : 's'}`,
    boolean: 'true or false',
    date: 'dates',
    timestamp: 'dates with times',
    text: 'text',
  }[type];
  const how = [
    ...(unit === null ? [] : [`in ${unit}`]),
    ...(decimalMark === 'comma' ? ['written with decimal commas'] : []),
    ...(dateOrder === 'iso' ? [] : [`written with the ${dateOrder.replace(' first', '')} first`]),
  ];
  const values = read === 1 ? 'The only value is of' : `All ${shown(read)} values are`;
  const marks = withheld === 0 ? '' : `; ${shown(withheld)} more ${withheld === 1 ? 'is' : 'are'} marked as suppressed`;
  return `${values} ${[what, ...how].join(', ')}${marks}.`;
}

const WHAT = {
  boolean: 'true or false',
  point: 'a number',
  comma: 'a number',
  date: 'a date',
  timestamp: 'a date with a time',
} as const;

/** One sentence: why a column stays text. @param example finds the first value that a reading does not fit */
export async function whyText(
  { name, fits, nearest }: Facts,
  { filled, distinct }: TextFacts,
  example: (reading: ColumnReading) => Promise<string | null>,
): Promise<string> {
  const [fit] = fits;
  if (filled === 0) return 'It has no values.';
  if (fit?.reading.type === 'decimal') {
    if (isCodeHeading(name)) return 'Its name says that its values are codes, which stay text.';
    if (fit.leadingZero !== null)
      return `Codes with leading zeros, such as "${shortened(fit.leadingZero)}", stay text.`;
    return 'Whole numbers with more than 15 digits, which would not stay exact, are taken for ids and stay text.';
  }
  if (fit?.reading.type === 'date' || fit?.reading.type === 'timestamp') {
    return 'Its dates may begin with the day or with the month, and no value settles which, so they stay text.';
  }
  if (nearest !== null && nearest.unread > 0 && nearest.read >= 9 * nearest.unread) {
    const others = nearest.unread - nearest.withheld;
    const wrong = shortened((await example(nearest.reading)) ?? '');
    const all = shown(nearest.read + nearest.unread);
    return `${shown(others)} of ${all} values ${others === 1 ? 'is' : 'are'} not ${WHAT[nearest.reading.step]}, such as "${wrong}", so all stay text.`;
  }
  if (distinct === null) return 'Text with more than 1,000 different values.';
  return `Text with ${shown(distinct)} different value${distinct === 1 ? '' : 's'}.`;
}

function shown(number: number): string {
  return number.toLocaleString('en');
}
