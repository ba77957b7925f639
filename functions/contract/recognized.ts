import * as v from 'valibot';
import { count, flag, list, type Output, object, oneOf, parserOf, text } from './schema.ts';
import { COLUMN_TYPES } from './table.ts';

/**
 * A blob: what a build took the files of a data set for that no descriptor describes. Later builds take it over, so that
 * one more row never changes what a column is.
 */
export type Recognized = Output<typeof recognizedSchema>;
export type RecognizedTable = Recognized['tables'][number];
export type RecognizedColumn = RecognizedTable['columns'][number];
export type Reading = RecognizedTable['reading'];

const column = object({
  /** As in the table: the header, made unique. */
  name: text,
  type: oneOf(...COLUMN_TYPES),
  /** The name that it is published by, where a descriptor gives it another; else null. */
  publishedAs: v.nullable(text),
  /** `%` or a currency that is left out of the values; else null. */
  unit: v.nullable(text),
  /** How numbers are written: `point` is 1,234.5, `comma` is 1.234,5. */
  decimalMark: oneOf('point', 'comma'),
  /** How dates are written. */
  dateOrder: oneOf('iso', 'day first', 'month first'),
  /** The most digits after the point, at most 6. */
  decimals: count,
  category: flag,
  /** What stands for a missing value beside an empty cell. */
  missing: list(text),
  /** One sentence: what it was taken for, and why. */
  why: text,
});

const recognizedSchema = object({
  schema: oneOf('recognized/1'),
  tables: list(
    object({
      id: text,
      /** How its files are read. */
      reading: object({
        format: oneOf('csv', 'json', 'ndjson', 'parquet'),
        /** Of a CSV file; empty for other formats. */
        delimiter: text,
        encoding: oneOf('utf-8', 'utf-16le', 'utf-16be', 'windows-1252'),
        header: flag,
      }),
      columns: list(column),
    }),
  ),
  /** The `dataset.yaml` that says the same; its comments give the reasons. */
  descriptor: text,
  /** Sentences: what was taken for time, places, measures and dimensions, or why nothing was. */
  remarks: list(text),
});

export const parseRecognized = parserOf(recognizedSchema);

export const RECOGNIZED_EXAMPLE: Recognized = {
  schema: 'recognized/1',
  tables: [
    {
      id: 'iris',
      reading: { format: 'csv', delimiter: ',', encoding: 'utf-8', header: true },
      columns: [
        {
          name: 'sepal_length',
          type: 'decimal',
          publishedAs: null,
          unit: null,
          decimalMark: 'point',
          dateOrder: 'iso',
          decimals: 1,
          category: false,
          missing: ['NA', '-'],
          why: 'All 150 values are numbers with at most 1 decimal.',
        },
      ],
    },
  ],
  descriptor: 'title: Iris\nfiles: iris.csv\n',
  remarks: ['No column names places.'],
};
