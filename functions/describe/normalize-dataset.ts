import type { Column, Dataset, Measure, Table } from '../contract/dataset.ts';
import { day, expected, flag, listOf, mapOf, nullable, oneOf, type Parser, shape, text } from '../contract/expect.ts';
import { Problem } from '../contract/problem.ts';
import { type Credit, MEASURE_KINDS } from '../contract/snapshot.ts';
import type { ReadBeside } from '../job/build.ts';
import { parseGate } from './check-limits.ts';
import { onlyKnown, RESERVED_NAMES, sqlName } from './known-names.ts';
import { parseIdentity, readViews } from './views.ts';

export type Fields = Readonly<Record<string, unknown>>;

const parseCredit = shape<Credit>({ name: text, url: text });

const KNOWN_FIELDS = new Set(
  'title description notice kind source licence tables ignore regions clean measures maps views site gate'.split(' '),
);
const MEASURE_FIELDS = new Set(['title', 'description', 'noun', 'kind', 'from']);

/**
 * Fields of a `dataset.yaml` as a full descriptor; whatever is wrong is a Problem that names file and field.
 * @param texts the texts that the fields are from @param beside reads the SQL files and texts
 */
export async function normalizeDescriptor(
  fields: Fields,
  texts: readonly string[],
  beside: ReadBeside,
  where: string,
): Promise<Dataset> {
  try {
    onlyKnown(fields, KNOWN_FIELDS, 'a descriptor');
    oneOf('region-series')(fields.kind, 'kind');
    const regionsSql = await sqlBeside(fields, 'regions', beside);
    const cleanSql = await sqlBeside(fields, 'clean', beside);
    const tables = Object.entries(mapOf(anything)(fields.tables, 'tables')).map(([name, table]) =>
      parseTable(name, table),
    );
    const measures = Object.entries(mapOf(anything)(fields.measures, 'measures')).map(([id, item]) =>
      measureOf(id, item),
    );
    const maps = listOf(text)(fields.maps, 'maps');
    const { views, curves } = await readViews(
      fields.views,
      measures.map(({ id }) => id),
      beside,
    );
    return {
      title: text(fields.title, 'title'),
      description: text(fields.description ?? '', 'description'),
      notice: nullable(text)(fields.notice ?? null, 'notice'),
      source: parseCredit(fields.source, 'source'),
      licence: parseCredit(fields.licence, 'licence'),
      tables,
      ignore: listOf(text)(fields.ignore ?? [], 'ignore'),
      measures,
      maps,
      views,
      curves,
      site: fields.site === undefined ? null : parseIdentity(fields.site, 'site'),
      gate: parseGate(fields.gate ?? {}, { measures, maps }),
      regionsSql,
      cleanSql,
      sources: [...texts, regionsSql, cleanSql, ...views.flatMap(({ text }) => text ?? [])],
    };
  } catch (cause) {
    if (cause instanceof Problem) throw new Problem('bad-descriptor', `${where}: ${cause.message}`, { cause });
    throw cause;
  }
}

async function sqlBeside(fields: Fields, field: 'regions' | 'clean', beside: ReadBeside): Promise<string> {
  const name = text(fields[field], field);
  if (!/^[\w.-]+\.sql$/.test(name)) throw expected('the name of an .sql file beside the descriptor', name, field);
  const sql = await beside(name);
  if (sql === undefined) throw new Problem('bad-descriptor', `${field} names ${name}, which is not there`);
  return sql.replace(/;\s*$/, '');
}

function measureOf(id: string, value: unknown): Measure {
  const at = `measures.${sqlName(id, 'measures', RESERVED_NAMES.measures)}`;
  const fields = mapOf(anything)(value, at);
  onlyKnown(fields, MEASURE_FIELDS, at);
  const title = text(fields.title, `${at}.title`);
  return {
    id,
    title,
    description: text(fields.description ?? '', `${at}.description`),
    kind: oneOf(...MEASURE_KINDS)(fields.kind ?? 'cumulative', `${at}.kind`),
    noun: text(fields.noun ?? title.toLowerCase(), `${at}.noun`),
    from: nullable(text)(fields.from ?? null, `${at}.from`),
  };
}

const anything: Parser<unknown> = value => value;

const TABLE_FIELDS = new Set(['files', 'firstDate', 'columns', 'unused', 'mistaken']);
const COLUMN_FIELDS = new Set(['headings', 'type', 'optional']);

/** One table of a descriptor; whatever is wrong is a Problem that names the field. */
function parseTable(name: string, value: unknown): Table {
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
