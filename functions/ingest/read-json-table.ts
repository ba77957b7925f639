import { stat } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Reading } from '../contract/recognized.ts';
import { quoteText } from '../engine/engine.ts';
import type { ByteSource } from './byte-source.ts';
import { decodeText } from './decode-text.ts';
import { bufferOf } from './line-blocks.ts';
import type { PlainFile, TableCells } from './table-cells.ts';
import { unfit } from './unfit.ts';

/** Of one record. */
const MAX_RECORD_BYTES = 16_000_000;
/** Of a document that holds its records in a list within; it is read as one. */
const MAX_DOCUMENT_BYTES = 100_000_000;
const LOOKED_AT_BYTES = 1_000_000;

/** The cells of a list of records, or of one record a line; fields of nested records as columns of their own, lists as JSON. */
export async function readJsonTable(file: PlainFile, connection: DuckDBConnection): Promise<TableCells> {
  const { size } = await stat(file.path);
  const { source, encoding, warnings } = await decodeText(file.path, size, file.text);
  const path = encoding === 'utf-8' ? file.path : file.text;
  const format = await formatOf(source);
  const records = format === 'document' ? await recordsWithin(path, size, connection) : recordsOf(path, format);
  const structure = await structureOf(records, connection);
  const reading: Reading = {
    format: format === 'newline_delimited' ? 'ndjson' : 'json',
    delimiter: '',
    encoding,
    header: true,
  };
  if (structure === null) throw unfit('the file has no records');
  if (typeof structure !== 'object' || Array.isArray(structure)) {
    return { sql: `SELECT json ->> '$' FROM (${records})`, headers: ['value'], reading, warnings };
  }
  const leaves = leavesOf(structure, []);
  const pointers = leaves.map(path =>
    quoteText(path.map(key => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')),
  );
  const cells = leaves.map((_, index) => `nullif(cells[${index + 1}], '')`);
  return {
    sql: `SELECT ${cells.join(', ')} FROM (SELECT json_extract_string(json, [${pointers.join(', ')}]) AS cells FROM (${records}))`,
    headers: leaves.map(path => path.join('.')),
    reading,
    warnings,
  };
}

/** The engine's complaint about JSON as a reason; it counts the record after the one that it means. */
export function jsonFault(fault: string): string | undefined {
  const [, byte, unit, number, what = ''] = /at byte (\d+) in (line|record\/value) (\d+): (.*)$/.exec(fault) ?? [];
  if (number === undefined) return undefined;
  const where = `${unit === 'line' ? 'line' : 'record'} ${Number(number) - 1}`;
  return `${where} is not JSON: ${what.replace(/[. ]+$/, '')} at its byte ${byte}`;
}

type Format = 'array' | 'newline_delimited' | 'document';

async function formatOf(source: ByteSource): Promise<Format> {
  const text = bufferOf(await source.read(0, LOOKED_AT_BYTES))
    .toString('utf8')
    .trimStart();
  if (text.startsWith('[') && !isJson(text.split('\n', 1)[0] ?? '')) return 'array';
  const [first = '', ...rest] = text.split('\n');
  if (text.startsWith('[')) return rest.some(line => line.trim() !== '') ? 'newline_delimited' : 'array';
  const isLines = isJson(first) && rest.some(line => line.trim() !== '');
  return isLines ? 'newline_delimited' : 'document';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function recordsOf(path: string, format: 'array' | 'newline_delimited'): string {
  return `SELECT json FROM read_json_objects(${quoteText(path)}, format = '${format}', maximum_object_size = ${MAX_RECORD_BYTES})`;
}

/** The records of an object that holds one list of them, as answers of an API do; the object itself, where it has none. */
async function recordsWithin(path: string, size: number, connection: DuckDBConnection): Promise<string> {
  if (size > MAX_DOCUMENT_BYTES) {
    throw unfit(`the file is one JSON object of ${shown(size)} bytes; write its records as a list, or one a line`);
  }
  const document = `SELECT json FROM read_json_objects(${quoteText(path)}, format = 'unstructured', maximum_object_size = ${size + 1000})`;
  const structure = await structureOf(document, connection);
  if (typeof structure !== 'object' || structure === null || Array.isArray(structure)) return document;
  if ('arcs' in structure && 'objects' in structure) throw unfit('the file holds shapes (TopoJSON), not records');
  const lists = Object.entries(structure).filter(([, of]) => Array.isArray(of) && isRecord(of[0]));
  const [only, ...others] = lists;
  if (only === undefined) return document;
  if (others.length > 0) {
    const names = lists.map(([key]) => `"${bare(key)}"`).join(' and ');
    throw unfit(`the file has several lists of records, ${names}; write one of them as a file of its own`);
  }
  return `SELECT unnest(from_json(json -> ${quoteText(`/${bare(only[0])}`)}, '["JSON"]')) AS json FROM (${document})`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of all records together, in the order of their first appearance. */
async function structureOf(records: string, connection: DuckDBConnection): Promise<unknown> {
  const reader = await connection.runAndReadAll(`SELECT json_group_structure(json) FROM (${records})`);
  const text = reader.getRows()[0]?.[0];
  // Keys of digits alone would come first in an object, so each has a mark.
  return text == null ? null : JSON.parse(String(text).replaceAll(/([{,])"(\d+)":/g, `$1"${MARK}$2":`));
}

/** A separator that no key begins with. */
const MARK = '\u2063';

function bare(key: string): string {
  return key.startsWith(MARK) ? key.slice(MARK.length) : key;
}

function leavesOf(structure: unknown, path: readonly string[]): string[][] {
  if (!isRecord(structure)) return [[...path]];
  return Object.entries(structure).flatMap(([key, inner]) => leavesOf(inner, [...path, bare(key)]));
}

function shown(number: number): string {
  return number.toLocaleString('en');
}
