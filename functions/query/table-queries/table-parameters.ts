import * as v from 'valibot';
import { splitAt, unescaped } from '../parameters/escapes.ts';
import { optional, repeated } from '../parameters/parameter.ts';

const MAX_NAME_LENGTH = 500;
const MAX_CONDITION_LENGTH = 1000;
const MAX_CONDITIONS = 20;

/** A header may hold anything but NUL: spreadsheets write line breaks into theirs. */
const readable = v.check((given: string) => !given.includes('\0'), 'text without NUL');

export const columnName = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(MAX_NAME_LENGTH, `at most ${MAX_NAME_LENGTH} characters`),
  readable,
);

const condition = v.pipe(
  v.string(),
  v.maxLength(MAX_CONDITION_LENGTH, `at most ${MAX_CONDITION_LENGTH} characters`),
  readable,
  v.regex(/^(?:[^:\\]|\\[\s\S])+:/, 'column:op:value'),
  v.examples([
    'population:gt:1000000',
    'name:contains:new',
    '*:contains:new',
    'state:in:NY|NJ',
    'date:ge:2020-06-30',
    'visitors:missing:true',
  ]),
);

export const WHERE = repeated(
  condition,
  MAX_CONDITIONS,
  'A filter, as column:op:value; rows match all of them. The op is one of eq, ne, lt, le, gt, ge, in (values separated by "|"), contains, starts and missing (true or false). A missing value matches "missing" alone. The column * is any column of text, with contains and starts. Text compares by code point; contains and starts ignore case and accents. "\\:", "\\|" and "\\\\" are the characters themselves.',
);

/** Different names of columns, separated by commas: as many as an address holds. */
function columnNames(read: (piece: string) => string) {
  return v.pipe(
    v.string(),
    v.transform(given => splitAt(given, ',').map(read)),
    v.array(columnName),
    v.minLength(1),
    v.check(names => new Set(names).size === names.length, 'different names'),
    v.metadata({ uniqueItems: true }),
  );
}

export const COLUMNS = optional(
  columnNames(unescaped),
  'Names of columns, separated by commas ("\\," is a comma within a name); all if left out.',
);

const MAX_SORTED = 10;

export const SORT = optional(
  v.pipe(
    columnNames(piece => piece),
    v.maxLength(MAX_SORTED, `at most ${MAX_SORTED} names at once`),
  ),
  'Columns to sort by, separated by commas; "-" before a name sorts it in descending order ("\\-" is a name that begins with a hyphen). Missing values come last. Ties, and all rows if left out, are in the order of the uploads.',
);
