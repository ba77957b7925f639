import type { RecognizedColumn } from '../contract/recognized.ts';
import type { MeasureKind } from '../contract/snapshot.ts';
import { typedCell } from '../ingest/column-readings.ts';
import { idsOf } from './ids.ts';
import type { Fields } from './known-names.ts';
import type { FoundDimensions, NamedPlaces } from './recognize-dimensions.ts';
import { type TableTime, wordsOf } from './recognize-time.ts';
import type { TableSource } from './table-source.ts';

export interface FoundMeasures {
  readonly list: readonly RecognizedColumn[];
  /** `measures` of a descriptor. */
  readonly fields: Fields;
  readonly why: string;
}

interface Series {
  readonly places: NamedPlaces | null;
  readonly time: TableTime | null;
  readonly dimensions: FoundDimensions;
}

/** Maps and curves of more measures than anybody chooses from. */
const MAX_MEASURES = 40;
/** Parts of a date, coordinates, and numbers of rows. */
const NOT_MEASURED =
  /^(year|yr|month|mon|day|week|quarter|hour|minute|second|day of (week|year|month)|lat|latitude|lon|lng|long|longitude|column \d+|index|unnamed \d+|row|rowname|rownames|rank)$/;

/** The other columns of numbers, each with its kind as far as its values tell. */
export async function recognizeMeasures(source: TableSource, series: Series): Promise<FoundMeasures> {
  const { places, time, dimensions } = series;
  const used = new Set([places?.column, places?.within, time?.column, ...dimensions.columns]);
  const numbers = source.columns.filter(
    ({ name, type }) =>
      (type === 'integer' || type === 'decimal') && !used.has(name) && !NOT_MEASURED.test(wordsOf(name)),
  );
  const ranges = await rangesOf(numbers.slice(0, MAX_MEASURES), source);
  // A map should not open with a yes-or-no measure.
  const ranged = [...ranges.filter(range => !isIndicator(range)), ...ranges.filter(isIndicator)];
  const list = ranged.map(({ column }) => column);
  if (list.length === 0) return { list, fields: {}, why: '' };
  const kinds = await kindsOf(ranged, source, series);
  const ids = idsOf(list.map(({ name }) => name));
  const fields = Object.fromEntries(
    list.map(({ name, unit }, index) => {
      const id = ids[index] ?? name;
      const column = id === name ? {} : { title: titleOf(name), column: name };
      return [id, { ...column, ...(unit === null ? {} : { unit }), kind: kinds[index] ?? 'level', guessed: true }];
    }),
  );
  const more =
    numbers.length > list.length
      ? ` ${numbers.length - list.length} more columns of numbers are in the table alone.`
      : '';
  return { list, fields, why: `${listed(list, kinds)}.${more}` };
}

function titleOf(heading: string): string {
  const words = heading.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function listed(columns: readonly RecognizedColumn[], kinds: readonly MeasureKind[]): string {
  const names = columns.map(({ name }, index) => `"${name}" (${kinds[index]})`);
  return `${names.length === 1 ? 'The measure is' : 'Measures are'} ${names.join(', ')}; kinds are guesses, so nothing is added up`;
}

/** Steps without a fall, as a share, of what only grows. */
const MOST_GROWING = 0.98;
/** A total begins with little of what it becomes; a population does not. */
const BEGIN = 0.1;
const LEAST_STEPS = 5;

interface RangedColumn {
  readonly column: RecognizedColumn;
  readonly least: number;
  readonly most: number;
}

async function rangesOf(columns: readonly RecognizedColumn[], source: TableSource): Promise<RangedColumn[]> {
  if (columns.length === 0) return [];
  const [ranges = []] = await source.ask(
    columns.flatMap(column => [`min(${typedCell(column)})`, `max(${typedCell(column)})`]).join(', '),
  );
  return columns.map((column, index) => {
    return { column, least: Number(ranges[2 * index]), most: Number(ranges[2 * index + 1]) };
  });
}

/** 0 or 1. */
function isIndicator({ column, least, most }: RangedColumn): boolean {
  return column.type === 'integer' && least >= 0 && most <= 1;
}

async function kindsOf(
  columns: readonly RangedColumn[],
  source: TableSource,
  { time, dimensions }: Series,
): Promise<MeasureKind[]> {
  const kinds: MeasureKind[] = [];
  for (const { column, least, most } of columns) {
    const isBounded = column.type === 'decimal' && ((least >= -1 && most <= 1) || (least >= 0 && most <= 100));
    const isCount = column.type === 'integer' && column.unit === null && least >= 0;
    if (column.unit === '%' || isBounded) kinds.push('rate');
    else
      kinds.push(isCount && time !== null && (await grows(column, source, time, dimensions)) ? 'cumulative' : 'level');
  }
  return kinds;
}

async function grows(
  column: RecognizedColumn,
  source: TableSource,
  time: TableTime,
  { key }: FoundDimensions,
): Promise<boolean> {
  const cell = typedCell(column);
  const partition = key.length === 0 ? '' : `PARTITION BY ${key.map((_, index) => `k${index}`).join(', ')}`;
  const keys = key.map((part, index) => `, ${part} AS k${index}`).join('');
  const [[count, kept, first, last] = []] = await source.query(
    `SELECT count(step), count(*) FILTER (step >= 0), sum(value) FILTER (nth = 1), sum(value) FILTER (nth = many)
     FROM (
       SELECT value, value - lag(value) OVER in_order AS step,
         row_number() OVER in_order AS nth, count(*) OVER of_place AS many
       FROM (SELECT ${cell} AS value, ${time.period} AS moment${keys} FROM ${source.all})
       WHERE value IS NOT NULL WINDOW of_place AS (${partition}), in_order AS (${partition} ORDER BY moment)
     )`,
  );
  return (
    Number(count) >= LEAST_STEPS &&
    Number(kept) >= MOST_GROWING * Number(count) &&
    Number(first) <= BEGIN * Number(last)
  );
}
