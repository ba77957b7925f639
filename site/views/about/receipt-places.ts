/// <reference types="vite/client" />
import { parseMapShapes } from '../../../functions/contract/map-shapes.ts';
import type { Calendar } from '../../../functions/contract/period.ts';
import type { Finding, MapReport, Receipt, Totals } from '../../../functions/contract/receipt.ts';
import type { MapDescription, MeasureDescription } from '../../../functions/contract/snapshot.ts';
import { fetchJson } from '../../data/fetch-json.ts';
import { capitalized } from '../../format/measures.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import { formatPeriod, periodNoun } from '../../format/periods.ts';
import type { PlainTable } from './plain-table.ts';
import type { AboutBlock } from './section.ts';

/** How the page names what a receipt names by id. */
export interface ReceiptWords {
  readonly measures: readonly MeasureDescription[];
  readonly maps: readonly MapDescription[];
  readonly calendar: Calendar;
  readonly placeName: (id: string) => string;
  readonly shapeName: ShapeNames;
}

/** How often records are missing and totals fall. */
export function daysPart({ gaps, corrections }: Receipt, words: ReceiptWords): readonly AboutBlock[] {
  return [
    { heading: `Missing ${periodNoun(words.calendar)}s` },
    gapSentence(gaps.count, words.calendar),
    ...(gaps.samples.length === 0 ? [] : [{ fold: 'Some of them', open: () => gapTable(gaps.samples, words) }]),
    { heading: 'Corrections' },
    correctionSentence(corrections.count, words.calendar),
    ...(corrections.samples.length === 0
      ? []
      : [{ fold: 'The largest', open: () => correctionTable(corrections.samples, words) }]),
  ];
}

function gapSentence(count: number, calendar: Calendar): string {
  const noun = periodNoun(calendar);
  if (count === 0) return `Every place has a record for each ${noun} from its first to its last.`;
  return `${formatCount(count)} time${count === 1 ? '' : 's'} a place has no record for a ${noun} between its first and its last. These are gaps, not zeros.`;
}

function correctionSentence(count: number, calendar: Calendar): string {
  const noun = periodNoun(calendar);
  if (count === 0) return 'No total ever falls.';
  return `${formatCount(count)} time${count === 1 ? '' : 's'} a total falls from one ${noun} to the next. Both numbers stand as they were reported.`;
}

function gapTable(samples: readonly Finding[], { placeName, calendar }: ReceiptWords): PlainTable {
  const rows = samples.map(({ region, date }) => [placeName(region), formatPeriod(date, calendar)]);
  const noun = periodNoun(calendar);
  return { title: `${capitalized(noun)}s without a record`, columns: ['Place', capitalized(noun)], rows };
}

function correctionTable(samples: readonly Finding[], { placeName, measures, calendar }: ReceiptWords): PlainTable {
  const titleOf = (measure: string | null) => measures.find(({ id }) => id === measure)?.title ?? measure ?? '';
  const rows = samples.map(({ region, date, measure, change }) => [
    placeName(region),
    formatPeriod(date, calendar),
    titleOf(measure),
    change,
  ]);
  return {
    title: 'Totals that fall',
    columns: ['Place', capitalized(periodNoun(calendar)), 'Total of', 'Change'],
    rows,
  };
}

/** In a map of more regions shapes go by their ids: its file is large. */
const MOST_REGIONS = 500;

const URLS = import.meta.glob<string>('../../../maps/*.json', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** Names a shape of a map; a shape that is not known goes by its id. */
export type ShapeNames = (map: string, shape: string) => string;

/** The names of the shapes that a receipt lists, read for the maps that have any. */
export async function shapeNames(reports: readonly MapReport[]): Promise<ShapeNames> {
  const wanted = reports.filter(
    ({ regions, shapesWithoutRegion }) => shapesWithoutRegion.length > 0 && regions <= MOST_REGIONS,
  );
  const names = new Map(await Promise.all(wanted.map(async ({ map }) => [map, await namesOf(map)] as const)));
  return (map, shape) => names.get(map)?.get(shape) ?? shape;
}

async function namesOf(map: string): Promise<ReadonlyMap<string, string>> {
  const url = URLS[`../../../maps/${map}.json`];
  if (url === undefined) return new Map();
  const { shapes } = await fetchJson(url, parseMapShapes);
  return new Map(Object.entries(shapes).map(([id, { name }]) => [id, name ?? id]));
}

/** Places that are counted and not drawn, shapes that are drawn and have no numbers. */
export function shapesPart({ maps }: Receipt, words: ReceiptWords): readonly AboutBlock[] {
  const titleOf = (map: string) => words.maps.find(({ id }) => id === map)?.title ?? map;
  const counts = maps.map(({ map, regions, withoutShape, shapesWithoutRegion }) => {
    return [titleOf(map), regions, withoutShape.length, shapesWithoutRegion.length];
  });
  return [
    { heading: 'Places and their shapes' },
    'A place without a shape is counted and listed, but not drawn. A shape without numbers is drawn as “no data”.',
    {
      title: 'Places and shapes by map',
      columns: ['Map', 'Places', 'Without a shape', 'Shapes without numbers'],
      rows: counts,
    },
    ...maps
      .filter(({ withoutShape }) => withoutShape.length > 0)
      .map(report => ({
        fold: `${titleOf(report.map)}: places without a shape`,
        open: () => bareTable(report, titleOf(report.map), words),
      })),
    ...maps
      .filter(({ shapesWithoutRegion }) => shapesWithoutRegion.length > 0)
      .map(report => ({
        fold: `${titleOf(report.map)}: shapes without numbers`,
        open: () => shapeList(report, words),
      })),
  ];
}

function bareTable({ withoutShape }: MapReport, map: string, { measures, calendar }: ReceiptWords): PlainTable {
  const columns = totalsColumns(
    withoutShape.map(({ totals }) => totals),
    measures,
  );
  return {
    title: `${map}: totals ${calendar.unit === 'day' ? 'on' : 'in'} the newest ${periodNoun(calendar)} of each`,
    columns: ['Place', capitalized(periodNoun(calendar)), ...columns.names],
    rows: withoutShape.map(({ name, date, totals }) => [
      name,
      date === '' ? 'none' : formatPeriod(date, calendar),
      ...columns.cells(totals),
    ]),
  };
}

function shapeList({ map, shapesWithoutRegion }: MapReport, { shapeName }: ReceiptWords): string {
  const names = shapesWithoutRegion.map(shape => shapeName(map, shape)).sort((a, b) => a.localeCompare(b));
  return `${names.join(', ')}.`;
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
export function unmatchedPart(
  { unmatched }: Receipt,
  { measures, placeName, calendar }: ReceiptWords,
): readonly AboutBlock[] {
  const heading = { heading: 'Places that are not known' };
  if (unmatched.length === 0) {
    return [heading, 'Every row names a place that is known.'];
  }
  const columns = totalsColumns(
    unmatched.map(({ totals }) => totals),
    measures,
  );
  const rows = unmatched.map(({ place, countsIn, rows, lastDate, totals }) => {
    const where = countsIn.length === 0 ? 'nowhere' : countsIn.map(placeName).join(' and ');
    return [place, where, rows, formatPeriod(lastDate, calendar), ...columns.cells(totals)];
  });
  return [
    heading,
    'No table and no rule knows these. They count in the larger places that they name, and in no other.',
    {
      title: 'Places that are not known, with the numbers of their last row',
      columns: ['As written', 'Counts in', 'Rows', `Last ${periodNoun(calendar)}`, ...columns.names],
      rows,
    },
  ];
}
