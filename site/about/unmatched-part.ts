import type { Receipt } from '../../functions/contract/receipt.ts';
import { element } from '../controls/element.ts';
import { dateWords } from '../text/date-words.ts';
import { plainTable } from './plain-table.ts';
import type { ReceiptWords } from './receipt-parts.ts';
import { totalsColumns } from './totals-columns.ts';

/** Places that matched nothing. */
export function unmatchedPart({ unmatched }: Receipt, { measures, placeName }: ReceiptWords): readonly Node[] {
  const heading = element('h3', {}, 'Places that are not known');
  if (unmatched.length === 0) {
    return [heading, element('p', {}, 'Every row names a place that is known.')];
  }
  const columns = totalsColumns(
    unmatched.map(({ totals }) => totals),
    measures,
  );
  const rows = unmatched.map(({ place, countsIn, rows, lastDate, totals }) => {
    const where = countsIn.length === 0 ? 'nowhere' : countsIn.map(placeName).join(' and ');
    return [place, where, rows, dateWords(lastDate), ...columns.cells(totals)];
  });
  return [
    heading,
    element(
      'p',
      {},
      'No table and no rule knows these. They count in the larger places that they name, and in no other.',
    ),
    plainTable({
      title: 'Places that are not known, with the numbers of their last row',
      columns: ['As written', 'Counts in', 'Rows', 'Last day', ...columns.names],
      rows,
    }),
  ];
}
