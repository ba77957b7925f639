import type { RecognizedColumn } from '../contract/recognized.ts';
import type { Facts, Fit } from './column-facts.ts';
import type { ColumnReading } from './column-readings.ts';
import { shortened } from './column-types.ts';

/** One sentence: why a column is of its type. */
export function whyTyped(
  { type, unit, decimalMark, decimals, dateOrder }: Omit<RecognizedColumn, 'why'>,
  facts: Facts,
  fit: Fit,
): string {
  const { read, withheld } = fit;
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
    ...(decimalMark === 'comma' && type === 'decimal' ? ['written with a decimal comma'] : []),
    ...(dateOrder === 'iso' ? [] : [`written with the ${dateOrder.replace(' first', '')} first`]),
  ];
  const values =
    `${facts.filledNumbers === read ? 'All ' : ''}${shown(read)} value${read === 1 ? ' is' : 's are'}`.replace(
      /^All 1 value is/,
      'The only value is',
    );
  const marks = withheld === 0 ? '' : `; ${shown(withheld)} more ${withheld === 1 ? 'is' : 'are'} marked as suppressed`;
  return `${values} ${[what, ...how].join(', ')}${marks}.`;
}

interface TextWhy {
  readonly distinct: number | null;
  /** Readings that fit, though the column stays text. */
  readonly fits: readonly Fit[];
  /** The first value that a reading does not fit. */
  readonly example: (reading: ColumnReading) => Promise<string | null>;
}

/** One sentence: why a column stays text. */
export async function whyText(facts: Facts, { distinct, fits, example }: TextWhy): Promise<string> {
  const { filled, leadingZero, isCode, nearest } = facts;
  const [fit] = fits;
  if (filled === 0) return 'It has no values.';
  if (fit?.reading.step === 'number') {
    if (isCode) return 'Its name says that its values are codes, which stay text.';
    if (leadingZero !== null) return `Codes with leading zeros, such as "${shortened(leadingZero)}", stay text.`;
    return 'Whole numbers with more than 15 digits, which would not stay exact, are taken for ids and stay text.';
  }
  if (fit !== undefined && fit.reading.step !== 'boolean') {
    return 'Dates of which day or month may come first stay text: no value tells.';
  }
  if (nearest !== null && nearest.read * 10 >= facts.filledNumbers * 9 && nearest.read < facts.filledNumbers) {
    const others = facts.filledNumbers - nearest.read - nearest.withheld;
    const wrong = await example(nearest.reading);
    const what = { boolean: 'true or false', number: 'a number', date: 'a date', timestamp: 'a date with a time' }[
      nearest.reading.step
    ];
    return `${shown(others)} of ${shown(facts.filledNumbers)} values ${others === 1 ? 'is' : 'are'} not ${what}, such as "${shortened(wrong ?? '')}", so all stay text.`;
  }
  if (distinct === null) return 'Text with thousands of different values.';
  return `Text with ${shown(distinct)} different value${distinct === 1 ? '' : 's'}.`;
}

function shown(number: number): string {
  return number.toLocaleString('en');
}
