import type { ColumnType } from '../contract/table.ts';
import { quoteName } from '../engine/engine.ts';

/** A part of a statement, with the values of its placeholders in order. Only the functions of this file make one. */
export interface Sql {
  readonly text: string;
  readonly values: readonly string[];
}

/** SQL around other parts; nothing else can be put into it. */
export function sql(texts: TemplateStringsArray, ...parts: readonly Sql[]): Sql {
  return {
    text: texts.map((text, index) => text + (parts[index]?.text ?? '')).join(''),
    values: parts.flatMap(({ values }) => values),
  };
}

/** Parts with the same SQL between them. */
export function joined(parts: readonly Sql[], between: ' ' | ', ' | ' AND ' | ' OR ' | ' UNION ALL BY NAME '): Sql {
  return { text: parts.map(({ text }) => text).join(between), values: parts.flatMap(({ values }) => values) };
}

export const SQL_TYPES = {
  integer: 'BIGINT',
  decimal: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  text: 'VARCHAR',
} as const satisfies Readonly<Record<ColumnType, string>>;

/** A value, which is bound and never part of the text. */
export function bound(value: string | number, type: ColumnType): Sql {
  return { text: `CAST(? AS ${SQL_TYPES[type]})`, values: [String(value)] };
}

/** A column of the rows that a statement selects from. With their alias, as the names of results come before those of columns. */
export function nameOf(column: string): Sql {
  return { text: `${ROWS_ALIAS}.${quoteName(column)}`, values: [] };
}

export const ROWS_ALIAS = 't';

/** The number of a row within the table. */
export const ROW_NUMBER = nameOf('_row');

/** SQL that another function of this project wrote. */
export function written(text: string): Sql {
  return { text, values: [] };
}
