import type { RecognizedColumn } from '../contract/recognized.ts';
import { isOneOf, quoteName, quoteText } from '../engine/engine.ts';
import { LARGEST_COUNT } from './column-types.ts';

/** How the texts of a column are read as values. */
export type ColumnReading = Pick<RecognizedColumn, 'name' | 'type' | 'unit' | 'decimalMark' | 'dateOrder' | 'missing'>;

/** SQL that reads a cell of a text table as the type of its column; NULL where it holds none of that type. */
export function typedCell(column: ColumnReading): string {
  switch (column.type) {
    case 'text':
      return `CASE WHEN ${isFilled(column.name, column.missing)} THEN ${trimmed(column.name)} END`;
    case 'boolean':
      return booleanOf(trimmed(column.name));
    case 'integer':
      return integerOf(column);
    case 'decimal':
      return numberOf(column);
    case 'date':
      return dateOf(quoteName(column.name), column.dateOrder);
    case 'timestamp':
      return timestampOf(quoteName(column.name), column.dateOrder);
  }
}

export function trimmed(name: string): string {
  return `trim(${quoteName(name)})`;
}

/** SQL for whether a cell has a value; NULL where it is NULL. Marks are short, which is looked at first. */
export function isFilled(name: string, marks: readonly string[]): string {
  const cell = quoteName(name);
  return `CASE WHEN strlen(${cell}) > 8 AND NOT starts_with(${cell}, ' ') THEN true ELSE NOT ${isOneOf(trimmed(name), ['', ...marks])} END`;
}

function booleanOf(cell: string): string {
  return `CASE WHEN lower(${cell}) IN ('true', 't', 'yes', 'y') THEN true WHEN lower(${cell}) IN ('false', 'f', 'no', 'n') THEN false END`;
}

/** The usual form first: each part of these expressions is run again wherever it is written. */
function integerOf(column: ColumnReading): string {
  const number = numberOf(column);
  const any = `CASE WHEN ${number} BETWEEN ${-LARGEST_COUNT} AND ${LARGEST_COUNT} AND floor(${number}) = ${number} THEN (${number})::BIGINT END`;
  if (column.unit !== null || column.decimalMark === 'comma') return any;
  const cell = quoteName(column.name);
  const isPlain = ['.', '_', 'e', 'E'].map(mark => ` AND NOT contains(${cell}, '${mark}')`).join('');
  return `coalesce(CASE WHEN strlen(${cell}) <= 15${isPlain} THEN TRY_CAST(${cell} AS BIGINT) END, ${any})`;
}

/** What may stand between thousands, beside the comma or point; as characters of a regular expression. */
const SPACES = " '’\u00a0\u202f";
const DIGITS = { point: groupsBy(`,${SPACES}`, '.'), comma: groupsBy(`.${SPACES}`, ',') } as const;

/** `(1,234.5)` is a negative number in accounts. */
function groupsBy(between: string, mark: string): string {
  const whole = [...between].map(one => `[0-9]{1,3}(?:[${one}][0-9]{3})+`).join('|');
  return `[(]?[-+−]?(?:(?:${whole}|[0-9]+)(?:[${mark}][0-9]*)?|[${mark}][0-9]+)[)]?`;
}

/** SQL that reads a cell as a DOUBLE. */
function numberOf({ name, unit, decimalMark }: ColumnReading): string {
  const cell = unit === null ? quoteName(name) : withoutUnit(trimmed(name), unit);
  const [from, to] = decimalMark === 'comma' ? [`,(−.)${SPACES}`, '.--'] : [`(−,)${SPACES}`, '--'];
  const styled = `CASE WHEN regexp_full_match(trim(${cell}), ${quoteText(DIGITS[decimalMark])})
    THEN TRY_CAST(translate(${cell}, ${quoteText(from)}, ${quoteText(to)}) AS DOUBLE) END`;
  if (decimalMark === 'comma') return `(${styled})`;
  // The engine also reads 1_000, nan and -infinity.
  const isNumber = `(${cell} < ':' OR starts_with(${cell}, '−')) AND NOT contains(${cell}, '_')
    AND ${cell} NOT BETWEEN '+A' AND '+~' AND ${cell} NOT BETWEEN '-A' AND '-~'`;
  return `(CASE WHEN ${isNumber} THEN coalesce(TRY_CAST(${cell} AS DOUBLE), ${styled}) END)`;
}

/** NULL for a cell without the unit, unless it is zero. */
function withoutUnit(cell: string, unit: string): string {
  const mark = unit.replaceAll(/[$.*+?^()[\]{}|\\]/g, '[$&]');
  const bare = `regexp_replace(${cell}, ${quoteText(`^([-+−(]*) ?${mark} ?|\\s?${mark}([)]?)$`)}, '\\1\\2')`;
  return `(CASE WHEN ${bare} <> ${cell} THEN ${bare} WHEN regexp_full_match(${cell}, '0([.,]0*)?') THEN ${cell} END)`;
}

const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';
const LOCAL = '^([0-9]{1,2})(?:/([0-9]{1,2})/|[.]([0-9]{1,2})[.]|-([0-9]{1,2})-)([0-9]{4}|[0-9]{2})$';
const NAMED = [
  '^([A-Za-z]{3,9})[.]?[ -]([0-9]{1,2}),?[ -]([0-9]{4})$',
  '^([0-9]{1,2})[.]?[ -]([A-Za-z]{3,9})[.]?,?[ -]([0-9]{4}|[0-9]{2})$',
] as const;

/** SQL that reads a cell as a DATE. */
function dateOf(cell: string, order: RecognizedColumn['dateOrder']): string {
  const day = `trim(${cell})`;
  if (order !== 'iso') {
    const part = (index: number) => `regexp_extract(${day}, '${LOCAL}', ${index})`;
    const [first, second] = [part(1), `${part(2)} || ${part(3)} || ${part(4)}`];
    return asDate(part(5), order === 'day first' ? second : first, order === 'day first' ? first : second);
  }
  const [monthFirst, dayFirst] = NAMED.map(form => (index: number) => `regexp_extract(${day}, '${form}', ${index})`);
  return `CASE
    WHEN strlen(${cell}) = 10 AND substr(${cell}, 5, 1) = '-' THEN TRY_CAST(${cell} AS DATE)
    WHEN substr(${day}, 5, 1) IN ('-', '/', '.') THEN CASE WHEN length(${day}) <= 10 THEN TRY_CAST(replace(replace(${day}, '/', '-'), '.', '-') AS DATE) END
    WHEN regexp_full_match(${day}, '[0-9]{8}') THEN TRY_CAST(${day}[1:4] || '-' || ${day}[5:6] || '-' || ${day}[7:8] AS DATE)
    WHEN regexp_matches(${day}, '${NAMED[0]}') THEN ${monthFirst === undefined ? 'NULL' : asDate(monthFirst(3), monthOf(monthFirst(1)), monthFirst(2))}
    WHEN regexp_matches(${day}, '${NAMED[1]}') THEN ${dayFirst === undefined ? 'NULL' : asDate(dayFirst(3), monthOf(dayFirst(2)), dayFirst(1))}
  END`;
}

/** Of two digits, 70 and later are of the last century. */
function asDate(year: string, month: string, day: string): string {
  const full = `CASE WHEN length(${year}) = 2 THEN CASE WHEN ${year} >= '70' THEN '19' ELSE '20' END ELSE '' END || ${year}`;
  return `TRY_CAST(${full} || '-' || (${month}) || '-' || (${day}) AS DATE)`;
}

/** A place between two months gives no whole number, and so no date. */
function monthOf(name: string): string {
  const at = `(strpos('${MONTHS}', lower(${name}[1:3])) + 2)`;
  return `CASE WHEN ${at} % 3 = 0 AND length(${name}) >= 3 THEN (${at} // 3)::VARCHAR ELSE '' END`;
}

const TIME =
  '^(.*[^ T])(?:[ T]+|, )([0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?) ?([AaPp]?)[.]?(?:[Mm][.]?)?(?: ?(?:Z|UTC|GMT|[+-][0-9]{2}:?(?:[0-9]{2})?))?$';

/** SQL that reads a cell as a TIMESTAMP, as it is written: its zone is left out. A date alone is midnight. */
function timestampOf(cell: string, order: RecognizedColumn['dateOrder']): string {
  const part = (index: number) => `regexp_extract(trim(${cell}), '${TIME}', ${index})`;
  const half = `CASE lower(${part(3)}) WHEN 'p' THEN 12 ELSE 0 END`;
  const hour = `TRY_CAST(split_part(${part(2)}, ':', 1) AS INTEGER)`;
  const time = `CASE WHEN ${part(3)} = '' THEN ${part(2)}
    WHEN ${hour} BETWEEN 1 AND 12 THEN (${hour} % 12 + ${half})::VARCHAR || substr(${part(2)}, strpos(${part(2)}, ':')) END`;
  const written = `TRY_CAST((${dateOf(part(1), order)})::VARCHAR || ' ' || replace(${time}, ',', '.') AS TIMESTAMP)`;
  const other = `CASE WHEN contains(${cell}, ':') THEN ${written} ELSE (${dateOf(cell, order)})::TIMESTAMP END`;
  if (order !== 'iso') return other;
  // Most are written like this, which is ten times as fast.
  return `CASE WHEN length(${cell}) = 19 AND substr(${cell}, 5, 1) = '-' AND substr(${cell}, 14, 1) = ':' THEN TRY_CAST(${cell} AS TIMESTAMP) ELSE ${other} END`;
}
