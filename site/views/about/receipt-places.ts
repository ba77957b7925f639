import { parseMapShapes } from '../../../functions/contract/map-shapes.ts';
import type { Finding, MapReport, Receipt, Totals } from '../../../functions/contract/receipt.ts';
import type { MeasureDescription } from '../../../functions/contract/snapshot.ts';
import { element } from '../../controls/element.ts';
import { fetchJson } from '../../data/fetch-json.ts';
import { formatCount, formatDate } from '../../format/numbers-and-dates.ts';
import type { ReceiptWords } from './receipt.ts';
import { fold, plainTable } from './section.ts';

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
  return `${formatCount(count)} time${count === 1 ? '' : 's'} a place has no record on a day between its first and its last. These are gaps, not zeros.`;
}

function correctionSentence(count: number): string {
  if (count === 0) return 'No total ever falls.';
  return `${formatCount(count)} time${count === 1 ? '' : 's'} a total falls from one day to the next. Both numbers stand as they were reported.`;
}

function gapTable(samples: readonly Finding[], { placeName }: ReceiptWords): HTMLElement {
  const rows = samples.map(({ region, date }) => [placeName(region), formatDate(date)]);
  return plainTable({ title: 'Days without a record', columns: ['Place', 'Day'], rows });
}

function correctionTable(samples: readonly Finding[], { placeName, measures }: ReceiptWords): HTMLElement {
  const titleOf = (measure: string | null) => measures.find(({ id }) => id === measure)?.title ?? measure ?? '';
  const rows = samples.map(({ region, date, measure, change }) => [
    placeName(region),
    formatDate(date),
    titleOf(measure),
    change,
  ]);
  return plainTable({ title: 'Totals that fall', columns: ['Place', 'Day', 'Total of', 'Change'], rows });
}

/// <reference types="vite/client" />

/** Counties go by their FIPS numbers: their file is ten times as large as any other. */
const URLS = import.meta.glob<string>(['../../maps/*.json', '!../../maps/us-counties.json'], {
  query: '?url',
  import: 'default',
  eager: true,
});

/** Names a shape of a map; a shape that is not known goes by its id. */
export type ShapeNames = (map: string, shape: string) => string;

/** The names of the shapes that a receipt lists, read for the maps that have any. */
export async function shapeNames(reports: readonly MapReport[]): Promise<ShapeNames> {
  const wanted = reports.filter(({ shapesWithoutRegion }) => shapesWithoutRegion.length > 0);
  const names = new Map(await Promise.all(wanted.map(async ({ map }) => [map, await namesOf(map)] as const)));
  return (map, shape) => names.get(map)?.get(shape) ?? shape;
}

async function namesOf(map: string): Promise<ReadonlyMap<string, string>> {
  const url = URLS[`../../maps/${map}.json`];
  if (url === undefined) return new Map();
  const { shapes } = await fetchJson(url, parseMapShapes);
  return new Map(Object.entries(shapes).map(([id, { name }]) => [id, name ?? id]));
}

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
      date === '' ? 'none' : formatDate(date),
      ...columns.cells(totals),
    ]),
  });
}

function shapeList({ map, shapesWithoutRegion }: MapReport, { shapeName }: ReceiptWords): HTMLElement {
  const names = shapesWithoutRegion.map(shape => shapeName(map, shape)).sort((a, b) => a.localeCompare(b));
  return element('p', {}, `${names.join(', ')}.`);
}

interface TotalsColumns {
  readonly names: readonly string[];
  /** The cells of one line; null where a measure is not known. */
  readonly cells: (totals: Totals) => readonly (number | null)[];
}

/** A column for each measure that any of these totals has, in the order of the data set. */
export function totalsColumns(all: readonly Totals[], measures: readonly MeasureDescription[]): TotalsColumns {
  const known = measures.filter(({ id }) => all.some(totals => totals[id] !== undefined));
  return {
    names: known.map(({ title }) => title),
    cells: totals => known.map(({ id }) => totals[id] ?? null),
  };
}

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
    return [place, where, rows, formatDate(lastDate), ...columns.cells(totals)];
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
