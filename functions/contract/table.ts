import * as v from 'valibot';
import { contentId, count, finite, flag, list, type Output, object, oneOf, parserOf, text } from './schema.ts';

/** A blob: what a table is, without its rows: columns with profiles, charts worth a look, the first rows. */
export type TableFile = Output<typeof tableSchema>;
export type TableColumn = Output<typeof tableColumn>;
export type ColumnProfile = Output<typeof profile>;
export type ColumnType = TableColumn['type'];
export type SuggestedChart = Output<typeof suggestedChart>;
/** A value: dates and timestamps as ISO 8601 text, whole numbers within ±(2^53 - 1); null where it is missing. */
export type Cell = Output<typeof cell>;
export type TableDescription = Output<typeof tableDescription>;
export type TablePart = TableDescription['parts'][number];

export const COLUMN_TYPES = ['integer', 'decimal', 'boolean', 'date', 'timestamp', 'text'] as const;
export const AGGREGATES = ['count', 'sum', 'mean', 'median', 'min', 'max'] as const;
export type Aggregate = (typeof AGGREGATES)[number];

/** How many rows a {@link TableFile} shows. */
export const FIRST_ROWS = 100;

export const cell = v.nullable(v.union([text, finite, flag], 'text, a number, true, false or null'));

const profile = object({
  /** Rows with a value. */
  count,
  missing: count,
  distinct: count,
  /** Of numbers, dates and timestamps; null for other types and without values. */
  min: cell,
  max: cell,
  /** Of numbers; null for other types and without values. Quartiles lie between neighbors, as in R's type 7. */
  mean: v.nullable(finite),
  q1: v.nullable(finite),
  median: v.nullable(finite),
  q3: v.nullable(finite),
  /**
   * Of numbers, dates and timestamps: values by bins of equal and round width, one edge more than there are counts. The
   * last bin includes its upper edge. null for other types and without values.
   */
  histogram: v.nullable(object({ edges: list(v.union([finite, text])), counts: list(count) })),
  /** The most frequent values, most frequent first, then in order. At most 20; of numbers and dates empty if there are more. */
  top: list(object({ value: cell, count })),
});

export const tableColumn = object({
  /** Its header; made unique with ` (2)`, and `column 3` where the file gives none. */
  name: text,
  type: oneOf(...COLUMN_TYPES),
  /** `%` or a currency, which every value had and which is left out of them; else null. */
  unit: v.nullable(text),
  /** The most digits after the point that a value has, at most 6. */
  decimals: count,
  /** Text with few different values. */
  category: flag,
  /** One sentence: what the column was taken for, and why. */
  why: text,
  profile,
});

/** `x` and `y` are columns; `by` is a category that colors. `y` is null where rows are counted. */
const suggestedChart = object({
  type: oneOf('bar', 'line', 'scatter', 'histogram'),
  title: text,
  x: text,
  y: v.nullable(text),
  aggregate: v.nullable(oneOf(...AGGREGATES)),
  by: v.nullable(text),
});

export const tableSchema = object({
  schema: oneOf('table/1'),
  table: text,
  title: text,
  rows: count,
  columns: list(tableColumn),
  charts: list(suggestedChart),
  /** At most 100, in the order of the uploads: the cells of each, in the order of the columns. */
  firstRows: list(list(cell)),
});

/** How a snapshot names a table. */
export const tableDescription = object({
  id: text,
  title: text,
  rows: count,
  /** How many. */
  columns: count,
  /** The blob of its {@link TableFile}. */
  about: contentId,
  /**
   * `data/<dataset>/blobs/<id>.parquet`, in order: its columns by their names, and `_row`, which counts from 0 in each part.
   * A row's number within the table is `_row` plus the rows of all parts before.
   */
  parts: list(object({ id: contentId, rows: count, bytes: count })),
});

export const parseTableFile = parserOf(tableSchema);

export const TABLE_EXAMPLE: TableFile = {
  schema: 'table/1',
  table: 'iris',
  title: 'Iris',
  rows: 150,
  columns: [
    {
      name: 'sepal_length',
      type: 'decimal',
      unit: null,
      decimals: 1,
      category: false,
      why: 'All 150 values are numbers with at most 1 decimal.',
      profile: {
        count: 150,
        missing: 0,
        distinct: 35,
        min: 4.3,
        max: 7.9,
        mean: 5.84333,
        q1: 5.1,
        median: 5.8,
        q3: 6.4,
        histogram: { edges: [4, 5, 6, 7, 8], counts: [22, 61, 54, 13] },
        top: [],
      },
    },
    {
      name: 'species',
      type: 'text',
      unit: null,
      decimals: 0,
      category: true,
      why: 'Text with 3 different values.',
      profile: {
        count: 150,
        missing: 0,
        distinct: 3,
        min: null,
        max: null,
        mean: null,
        q1: null,
        median: null,
        q3: null,
        histogram: null,
        top: [
          { value: 'setosa', count: 50 },
          { value: 'versicolor', count: 50 },
          { value: 'virginica', count: 50 },
        ],
      },
    },
  ],
  charts: [
    {
      type: 'bar',
      title: 'Mean of sepal_length by species',
      x: 'species',
      y: 'sepal_length',
      aggregate: 'mean',
      by: null,
    },
  ],
  firstRows: [
    [5.1, 'setosa'],
    [4.9, 'setosa'],
  ],
};
