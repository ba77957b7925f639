import { day, expected, flag, listOf, mapOf, nullable, oneOf, type Parser, text } from '../contract/expect.ts';
import type { Column, Table } from './descriptor.ts';
import { onlyKnown } from './only-known.ts';
import { RESERVED_NAMES } from './reserved-names.ts';
import { sqlName } from './sql-name.ts';

const TABLE_FIELDS = new Set(['files', 'firstDate', 'columns', 'unused', 'mistaken']);
const COLUMN_FIELDS = new Set(['headings', 'type', 'optional']);

/** One table of a descriptor; whatever is wrong is a Problem that names the field. */
export function parseTable(name: string, value: unknown): Table {
  const at = `tables.${sqlName(name, 'tables', RESERVED_NAMES.tables)}`;
  const fields = mapOf(anything)(value, at);
  onlyKnown(fields, TABLE_FIELDS, at);
  return {
    name,
    files: text(fields.files, `${at}.files`),
    firstDate: nullable(day)(fields.firstDate ?? null, `${at}.firstDate`),
    columns: Object.entries(mapOf(anything)(fields.columns, `${at}.columns`)).map(([column, item]) =>
      columnOf(column, item, `${at}.columns`),
    ),
    unused: listOf(text)(fields.unused ?? [], `${at}.unused`),
    mistaken: mapOf(marksOf)(fields.mistaken ?? {}, `${at}.mistaken`),
  };
}

function columnOf(name: string, value: unknown, where: string): Column {
  const at = `${where}.${sqlName(name, where, RESERVED_NAMES.columns)}`;
  const fields = mapOf(anything)(value, at);
  onlyKnown(fields, COLUMN_FIELDS, at);
  return {
    name,
    headings: listOf(text)(fields.headings, `${at}.headings`),
    type: oneOf('text', 'count', 'updated')(fields.type ?? 'text', `${at}.type`),
    optional: flag(fields.optional ?? false, `${at}.optional`),
  };
}

/** Without a heading that tells it, every file would be another one. */
const marksOf: Parser<readonly string[]> = (value, where) => {
  const marks = listOf(text)(value, where);
  if (marks.length === 0) throw expected('headings that only this file has', value, where);
  return marks;
};

const anything: Parser<unknown> = value => value;
