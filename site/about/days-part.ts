import type { Finding, Receipt } from '../../functions/contract/receipt.ts';
import { element } from '../controls/element.ts';
import { dateWords } from '../text/date-words.ts';
import { countWords } from '../text/number-words.ts';
import { fold } from './fold.ts';
import { plainTable } from './plain-table.ts';
import type { ReceiptWords } from './receipt-parts.ts';

/** How often records are missing and totals fall. */
export function daysPart({ gaps, corrections }: Receipt, words: ReceiptWords): readonly Node[] {
  return [
    element('h3', {}, 'Missing days'),
    element('p', {}, gapSentence(gaps.count)),
    ...(gaps.samples.length === 0 ? [] : [fold('Some of them', () => gapTable(gaps.samples, words))]),
    element('h3', {}, 'Corrections'),
    element('p', {}, correctionSentence(corrections.count)),
    ...(corrections.samples.length === 0
      ? []
      : [fold('The largest', () => correctionTable(corrections.samples, words))]),
  ];
}

function gapSentence(count: number): string {
  if (count === 0) return 'Every place has a record for each day from its first to its last.';
  return `${countWords(count)} time${count === 1 ? '' : 's'} a place has no record on a day between its first and its last. These are gaps, not zeros.`;
}

function correctionSentence(count: number): string {
  if (count === 0) return 'No total ever falls.';
  return `${countWords(count)} time${count === 1 ? '' : 's'} a total falls from one day to the next. Both numbers stand as they were reported.`;
}

function gapTable(samples: readonly Finding[], { placeName }: ReceiptWords): HTMLElement {
  const rows = samples.map(({ region, date }) => [placeName(region), dateWords(date)]);
  return plainTable({ title: 'Days without a record', columns: ['Place', 'Day'], rows });
}

function correctionTable(samples: readonly Finding[], { placeName, measures }: ReceiptWords): HTMLElement {
  const titleOf = (measure: string | null) => measures.find(({ id }) => id === measure)?.title ?? measure ?? '';
  const rows = samples.map(({ region, date, measure, change }) => [
    placeName(region),
    dateWords(date),
    titleOf(measure),
    change,
  ]);
  return plainTable({ title: 'Totals that fall', columns: ['Place', 'Day', 'Total of', 'Change'], rows });
}
