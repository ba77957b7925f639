import type { DuckDBConnection } from '@duckdb/node-api';
import type { RecognizedColumn } from '../contract/recognized.ts';
import { quoteName, quoteText } from '../engine/engine.ts';
import type { TextTable } from '../ingest/read-table.ts';
import { NATIONAL_IDS } from './national-ids.ts';

/** A column whose values seem to be of persons. */
export interface PersonalColumn {
  readonly column: string;
  /** In the plural, for the end of a sentence. */
  readonly looksLike: string;
  /** One of its values, of which only the first character and the punctuation are shown. */
  readonly example: string;
}

/**
 * The columns that look like e-mail addresses, phone numbers, national ids or street addresses, by heading and values.
 * What it takes counts over all rows; a sample only rules out what is not even near.
 */
export async function personalColumns(
  columns: readonly RecognizedColumn[],
  tables: readonly TextTable[],
  connection: DuckDBConnection,
): Promise<PersonalColumn[]> {
  const texts = columns.filter(({ type }) => type === 'text' || type === 'integer');
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  if (texts.length === 0 || rows === 0) return [];
  const from = `read_parquet([${tables.map(({ path }) => quoteText(path)).join(', ')}], union_by_name = true)`;
  const sample = `${from} WHERE _row % ${Math.max(1, Math.floor(rows / SAMPLE_ROWS))} = 0`;
  const found: PersonalColumn[] = [];
  for (let first = 0; first < texts.length; first += COLUMNS_AT_ONCE) {
    const some = texts.slice(first, first + COLUMNS_AT_ONCE).map(({ name }) => ({ name, signs: SIGNS }));
    const near = await matching(some, sample, 0.5, connection);
    const sure = await matching(near, from, 1, connection);
    for (const { name, signs } of sure) {
      let personal: PersonalColumn | null = null;
      for (const sign of signs) personal ??= await confirm(name, sign, from, connection);
      if (personal !== null) found.push(personal);
    }
  }
  return found;
}

const SAMPLE_ROWS = 2000;
/** Of one statement, which the engine plans as a whole. */
const COLUMNS_AT_ONCE = 50;

interface Sign {
  readonly looksLike: string;
  /** A regular expression of the engine for a whole value. */
  readonly form: string;
  /** What the heading must be like; absent: anything. */
  readonly heading?: RegExp;
  /** The share of the values that must have the form. */
  readonly share: number;
  /** Looked at without punctuation. */
  readonly isBare?: true;
  isValid?(bare: string): boolean;
}

const STREET =
  'street|st|avenue|ave|av|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|way|place|pl|square|sq|terrace|ter|highway|hwy|parkway|pkwy|circle|cir';
const STREET_FORMS = [
  `[0-9]{1,6}[a-z]? (?:[a-z0-9.'’-]+ ){1,5}(?:${STREET})\\b.*`,
  "[a-zà-ÿß .'’-]*(?:stra(?:ß|ss)e|str[.]|gasse|weg|platz|allee|straat|laan|gatan|vej|vägen) ?[0-9]{1,4} ?[a-z]?\\b.*",
  "(?:[0-9]{1,4},? ?(?:bis |ter )?)?(?:rue|avenue|boulevard|calle|avenida|via|viale|piazza|rua|plaza) [a-zà-ÿ .'’-]{3,}.*",
];
const PHONE_FORM = '[+]?[(]?[0-9](?:[ ./()-]{0,3}[0-9]){6,14}(?: ?(?:x|ext[.]?) ?[0-9]{1,5})?';
const DIALED_FORM =
  '(?:[+][0-9]{1,3}(?:[ ./()-]{0,3}[0-9]){7,12}|(?:[+]?1[ .-])?[(]?[2-9][0-9]{2}(?:[)] ?|[ .-])[0-9]{3}[ .-][0-9]{4})';
const SSN_FORM =
  '(?:00[1-9]|0[1-9][0-9]|[1-57-8][0-9]{2}|6[0-57-9][0-9]|66[0-57-9])-(?:0[1-9]|[1-9][0-9])-(?:000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})';

/** The first that fits a column names it. */
const SIGNS: readonly Sign[] = [
  {
    looksLike: 'e-mail addresses',
    form: '(?s).*[a-z0-9._%+-]+@[a-z0-9-]+([.][a-z0-9-]+)*[.][a-z]{2,}\\b.*',
    share: 0.01,
  },
  { looksLike: 'US social security numbers', form: SSN_FORM, share: 0.9 },
  {
    looksLike: 'US social security numbers',
    form: SSN_FORM.replaceAll('-(?', '-?(?'),
    heading: /(^|[^a-z])(ssn|social.?security)/i,
    share: 0.5,
  },
  ...NATIONAL_IDS.map(
    ({ name, form, isValid }): Sign => ({ looksLike: name, form, share: 0.9, isBare: true, isValid }),
  ),
  {
    looksLike: 'phone numbers',
    form: PHONE_FORM,
    heading: /phone|mobile|telefon|téléphone|telefono|teléfono|celular|(^|[^a-z])(fax|tel|handy|cell)([^a-z]|$)/i,
    share: 0.5,
  },
  { looksLike: 'phone numbers', form: DIALED_FORM, share: 0.9 },
  {
    looksLike: 'street addresses',
    form: `(?:${STREET_FORMS.join('|')}|[0-9]{1,6} [a-z].*)`,
    heading: /address|street|adress?e|stra(ß|ss)e|direcci[oó]n|indirizzo|endere[cç]o/i,
    share: 0.5,
  },
  { looksLike: 'street addresses', form: `(?:${STREET_FORMS.join('|')})`, share: 0.8 },
];

interface Signed {
  readonly name: string;
  readonly signs: readonly Sign[];
}

/** Columns with those of their signs that enough values have. @param part of what it takes */
async function matching(
  columns: readonly Signed[],
  from: string,
  part: number,
  connection: DuckDBConnection,
): Promise<Signed[]> {
  const asked = columns.map(({ name, signs }) => ({
    name,
    signs: signs.filter(({ heading }) => heading === undefined || heading.test(name)),
  }));
  if (asked.length === 0) return [];
  const counts = asked.map(({ name, signs }) => {
    const cell = `trim(${quoteName(name)})`;
    return `[count(*) FILTER (WHERE ${cell} <> ''), ${signs.map(sign => `count(*) FILTER (WHERE ${has(sign, cell)})`).join(', ')}]::DOUBLE[]`;
  });
  const reader = await connection.runAndReadAll(`SELECT ${counts.join(', ')} FROM ${from}`);
  const row = reader.getRowsJson()[0] ?? [];
  return asked.flatMap(({ name, signs }, index) => {
    const found = row[index];
    const [filled = 0, ...matches] = Array.isArray(found) ? found.map(Number) : [];
    const left = signs.filter(({ share }, at) => (matches[at] ?? 0) > 0 && (matches[at] ?? 0) >= share * part * filled);
    return left.length === 0 ? [] : [{ name, signs: left }];
  });
}

/** SQL that tells whether a cell has the form of a sign. */
function has({ form, isBare }: Sign, cell: string): string {
  const value = isBare ? bareOf(cell) : `lower(${cell})`;
  const isNear = form.includes('@') ? `contains(${cell}, '@') AND ` : '';
  return `${isNear}regexp_full_match(${value}, ${quoteText(form)})`;
}

function bareOf(cell: string): string {
  return `translate(${cell}, ' ./-', '')`;
}

/** Different values of a column that are checked. */
const CHECKED_VALUES = 1000;
/** Of fewer different numbers too many pass a check by chance. */
const LEAST_CHECKED = 4;

/** Looks at the check digits, and finds an example; null if the numbers are others. */
async function confirm(
  name: string,
  sign: Sign,
  from: string,
  connection: DuckDBConnection,
): Promise<PersonalColumn | null> {
  const cell = `trim(${quoteName(name)})`;
  const value = sign.isBare ? bareOf(cell) : cell;
  const reader = await connection.runAndReadAll(
    `SELECT first(cell ORDER BY _row), checked
     FROM (SELECT _row, ${cell} AS cell, ${value} AS checked FROM ${from} WHERE ${has(sign, cell)})
     GROUP BY checked ORDER BY hash(checked) LIMIT ${CHECKED_VALUES}`,
  );
  const rows = reader.getRowsJson();
  const [example] = rows[0] ?? [];
  const { isValid, looksLike, share } = sign;
  if (isValid !== undefined) {
    const valid = rows.filter(row => isValid(String(row[1]))).length;
    if (rows.length < LEAST_CHECKED || valid < share * rows.length) return null;
  }
  return { column: name, looksLike, example: masked(String(example)) };
}

const MAX_EXAMPLE = 40;

/** `j•••@•••••••.•••` */
function masked(value: string): string {
  const [first = '', ...others] = [...value.slice(0, MAX_EXAMPLE)];
  return first + others.map(one => (/[\p{L}\p{N}]/u.test(one) ? '•' : one)).join('');
}
