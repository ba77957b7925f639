import type { MapReport, Receipt } from '../../functions/contract/receipt.ts';
import { element } from '../controls/element.ts';
import { dateWords } from '../text/date-words.ts';
import { fold } from './fold.ts';
import { plainTable } from './plain-table.ts';
import type { ReceiptWords } from './receipt-parts.ts';
import { totalsColumns } from './totals-columns.ts';

/** Places that are counted and not drawn, shapes that are drawn and have no numbers. */
export function shapesPart({ maps }: Receipt, words: ReceiptWords): readonly Node[] {
  const titleOf = (map: string) => words.maps.find(({ id }) => id === map)?.title ?? map;
  const counts = maps.map(({ map, regions, withoutShape, shapesWithoutRegion }) => {
    return [titleOf(map), regions, withoutShape.length, shapesWithoutRegion.length];
  });
  return [
    element('h3', {}, 'Places and their shapes'),
    element(
      'p',
      {},
      'A place without a shape is counted and listed, but not drawn. A shape without numbers is drawn as “no data”.',
    ),
    plainTable({
      title: 'Places and shapes by map',
      columns: ['Map', 'Places', 'Without a shape', 'Shapes without numbers'],
      rows: counts,
    }),
    ...maps
      .filter(({ withoutShape }) => withoutShape.length > 0)
      .map(report =>
        fold(`${titleOf(report.map)}: places without a shape`, () => bareTable(report, titleOf(report.map), words)),
      ),
    ...maps
      .filter(({ shapesWithoutRegion }) => shapesWithoutRegion.length > 0)
      .map(report => fold(`${titleOf(report.map)}: shapes without numbers`, () => shapeList(report, words))),
  ];
}

function bareTable({ withoutShape }: MapReport, map: string, { measures }: ReceiptWords): HTMLElement {
  const columns = totalsColumns(
    withoutShape.map(({ totals }) => totals),
    measures,
  );
  return plainTable({
    title: `${map}: totals on the newest day of each`,
    columns: ['Place', 'Day', ...columns.names],
    rows: withoutShape.map(({ name, date, totals }) => [
      name,
      date === '' ? 'none' : dateWords(date),
      ...columns.cells(totals),
    ]),
  });
}

function shapeList({ map, shapesWithoutRegion }: MapReport, { shapeName }: ReceiptWords): HTMLElement {
  const names = shapesWithoutRegion.map(shape => shapeName(map, shape)).sort((a, b) => a.localeCompare(b));
  return element('p', {}, `${names.join(', ')}.`);
}
