import * as v from 'valibot';
import { oneOf } from '../../contract/schema.ts';
import { AGGREGATES } from '../../contract/table.ts';
import type { RouteDescription } from '../http/route.ts';
import { FORMAT, SNAPSHOT } from '../parameters/dataset-parameters.ts';
import { optional, repeated, required, withDefault } from '../parameters/parameter.ts';
import { wholeNumber } from '../parameters/readers.ts';
import { COLUMNS, columnName, SORT, WHERE } from './table-parameters.ts';

export const MAX_ROWS = 1000;
export const STANDARD_ROWS = 100;
export const MAX_ANSWER_BYTES = 4_000_000;
export const MAX_SAMPLE = 10_000;
export const MAX_GROUPS = 10_000;

const MAX_ROW_NUMBER = 1_000_000_000;

export const ROWS = {
  path: '/datasets/{dataset}/tables/{table}/rows',
  summary: `Rows of a table, filtered and sorted, page by page: at most ${MAX_ROWS.toLocaleString('en')} rows or ${MAX_ANSWER_BYTES / 1_000_000} MB. Where more rows match, "next" is the cursor of the next page, and a Link header with rel="next" its address.`,
  parameters: {
    where: WHERE,
    sort: SORT,
    columns: COLUMNS,
    limit: optional(
      wholeNumber(1, MAX_ROWS),
      `The most rows to return, ${STANDARD_ROWS} if left out; a CSV from the first row on then has all that match, if they have at most ${MAX_ANSWER_BYTES / 1_000_000} MB.`,
    ),
    offset: optional(wholeNumber(0, MAX_ROW_NUMBER), 'How many of the matching rows to skip. Not with "cursor".'),
    cursor: optional(
      v.pipe(v.string(), v.regex(/^[\w-]{1,200}$/, 'a cursor of an earlier answer')),
      'The next page, as an earlier answer named it: good for the same snapshot, "where" and "sort", and no other.',
    ),
    row: optional(
      wholeNumber(0, MAX_ROW_NUMBER),
      'The number of one row within the table, from 0, in the order of the uploads; it must match "where" too.',
    ),
    sample: optional(
      wholeNumber(1, MAX_SAMPLE),
      'So many of the matching rows, spread over the table and always the same ones, in the order of the uploads. Not with "sort", "limit", "offset", "cursor" or "row".',
    ),
    snapshot: SNAPSHOT,
    format: withDefault(
      oneOf('json', 'csv', 'parquet'),
      'json',
      'The format of the answer. parquet: the published file of the whole table, by a redirect; without any other parameter but "snapshot".',
    ),
  },
} as const satisfies RouteDescription;

export const FACETS = {
  path: '/datasets/{dataset}/tables/{table}/facets',
  summary:
    'How often each value of a column occurs. Filters on the column itself are ignored, so that other values can be chosen beside the ones in use. Numbers, dates and timestamps also have a histogram, by the bins in the description of the table.',
  parameters: {
    column: required(columnName, 'The name of a column.'),
    where: WHERE,
    limit: withDefault(wholeNumber(1, MAX_ROWS), '20', 'The most values to return.'),
    snapshot: SNAPSHOT,
    format: FORMAT,
  },
} as const satisfies RouteDescription;

const MAX_BY = 2;

const grouping = v.pipe(columnName, v.examples(['species', 'date:month', 'price:bins']));

export const SUMMARY = {
  path: '/datasets/{dataset}/tables/{table}/summary',
  summary: `One number for each group of rows, at most ${MAX_GROUPS.toLocaleString('en')} groups, in the order of what they are grouped by; missing values are a group of their own, at the end.`,
  parameters: {
    by: repeated(
      grouping,
      MAX_BY,
      'What to group by; up to twice. A column, as column:day, :week (which begins on Monday), :month, :quarter or :year for dates, or as column:bins for the bins of its histogram. One group of all rows if left out. "\\:" is a colon within a name.',
    ),
    measure: optional(columnName, 'The name of the column to aggregate; if left out, rows are counted.'),
    agg: optional(
      oneOf(...AGGREGATES),
      'How to aggregate: sum, mean and median of numbers; min and max of numbers, dates and timestamps; count of values, or of rows without "measure". If left out, mean with "measure" and count without. Means and medians have 6 significant digits.',
    ),
    where: WHERE,
    snapshot: SNAPSHOT,
    format: FORMAT,
  },
} as const satisfies RouteDescription;

/** The paths that `functions/tables` answers, described here because the API has one document. */
export const TABLE_ROUTES: readonly RouteDescription[] = [ROWS, FACETS, SUMMARY];
