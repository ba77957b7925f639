import { parse as parseYaml } from 'yaml';
import { day, expected, flag, listOf, mapOf, nullable, oneOf, type Parser, shape, text } from '../contract/expect.ts';
import { Problem } from '../contract/problem.ts';
import type { Credit } from '../contract/snapshot.ts';
import { nearestName } from './stage/nearest-name.ts';

/** A data set's descriptor, `dataset.yaml`, complete: nothing after this checks it again. */
export interface Descriptor {
  readonly title: string;
  readonly description: string;
  readonly notice: string | null;
  readonly source: Credit;
  readonly licence: Credit;
  readonly tables: readonly Table[];
  readonly ignore: readonly string[];
  readonly measures: readonly Measure[];
  readonly maps: readonly string[];
  /** The text of `regions.sql` and `clean.sql`. */
  readonly regionsSql: string;
  readonly cleanSql: string;
  /** Everything above as it was written, for telling versions apart. */
  readonly sources: readonly string[];
}

export interface Table {
  readonly name: string;
  /** A file name; `YYYY`, `MM` and `DD` stand for the digits of a date. */
  readonly files: string;
  readonly firstDate: string | null;
  readonly columns: readonly Column[];
  /** Headings that are known and not read. */
  readonly unused: readonly string[];
}

export interface Column {
  readonly name: string;
  readonly headings: readonly string[];
  readonly type: 'text' | 'count';
  readonly optional: boolean;
}

export interface Measure {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** An SQL expression over the other measures of a region and day; null for one that the reports hold. */
  readonly from: string | null;
}

/** Reads a file that stands beside a descriptor; undefined where there is none. */
export type ReadBeside = (name: string) => Promise<string | undefined>;

/** How a built-in data set's files are read, by its id. */
export type BuiltIn = (dataset: string) => ReadBeside;

/**
 * The descriptor of a data set: the one in its folder of uploads, else the built-in one of that name.
 * With `extends: <id>` it takes what it does not say from a built-in one.
 */
export async function readDescriptor(dataset: string, beside: ReadBeside, builtIn: BuiltIn): Promise<Descriptor> {
  const own = await beside('dataset.yaml');
  const where = `${dataset}/dataset.yaml`;
  if (own === undefined) {
    const text = await builtIn(dataset)('dataset.yaml');
    if (text === undefined) {
      throw new Problem('bad-descriptor', `"${dataset}" has no dataset.yaml, and no built-in data set has that name`);
    }
    return normalize(fieldsOf(text, where), [text], builtIn(dataset), where);
  }
  const fields = fieldsOf(own, where);
  const base = fields.extends;
  if (base === undefined) return normalize(fields, [own], beside, where);
  if (typeof base !== 'string') throw expected('the id of a built-in data set', base, `${where}: extends`);
  const baseText = await builtIn(base)('dataset.yaml');
  if (baseText === undefined) throw new Problem('bad-descriptor', `${where} extends "${base}", which is not built in`);
  const { extends: _, ...rest } = fields;
  const either: ReadBeside = async name => (await beside(name)) ?? (await builtIn(base)(name));
  return normalize({ ...fieldsOf(baseText, base), ...rest }, [baseText, own], either, where);
}

const parseCredit = shape<Credit>({ name: text, url: text });

const KNOWN_FIELDS = new Set(
  'title description notice kind source licence tables ignore regions clean measures maps'.split(' '),
);
const TABLE_FIELDS = new Set(['files', 'firstDate', 'columns', 'unused']);
const COLUMN_FIELDS = new Set(['headings', 'type', 'optional']);
const MEASURE_FIELDS = new Set(['title', 'description', 'from']);

type Fields = Readonly<Record<string, unknown>>;

async function normalize(
  fields: Fields,
  texts: readonly string[],
  beside: ReadBeside,
  where: string,
): Promise<Descriptor> {
  try {
    onlyKnown(fields, KNOWN_FIELDS, 'a descriptor');
    oneOf('region-series')(fields.kind, 'kind');
    const regionsSql = await sqlBeside(fields, 'regions', beside);
    const cleanSql = await sqlBeside(fields, 'clean', beside);
    return {
      title: text(fields.title, 'title'),
      description: text(fields.description ?? '', 'description'),
      notice: nullable(text)(fields.notice ?? null, 'notice'),
      source: parseCredit(fields.source, 'source'),
      licence: parseCredit(fields.licence, 'licence'),
      tables: Object.entries(mapOf(anything)(fields.tables, 'tables')).map(([name, table]) => tableOf(name, table)),
      ignore: listOf(text)(fields.ignore ?? [], 'ignore'),
      measures: Object.entries(mapOf(anything)(fields.measures, 'measures')).map(([id, item]) => measureOf(id, item)),
      maps: listOf(text)(fields.maps, 'maps'),
      regionsSql,
      cleanSql,
      sources: [...texts, regionsSql, cleanSql],
    };
  } catch (cause) {
    if (cause instanceof Problem) throw new Problem('bad-descriptor', `${where}: ${cause.message}`, { cause });
    throw cause;
  }
}

function onlyKnown(fields: Fields, known: ReadonlySet<string>, what: string): void {
  const unknown = Object.keys(fields).find(key => !known.has(key));
  if (unknown === undefined) return;
  const nearest = nearestName(unknown, [...known]);
  const hint = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
  throw new Problem('bad-descriptor', `"${unknown}" is no field of ${what}${hint}`);
}

function fieldsOf(yaml: string, where: string): Fields {
  try {
    return mapOf(anything)(parseYaml(yaml), 'the descriptor');
  } catch (cause) {
    throw new Problem('bad-descriptor', `${where}: ${cause instanceof Error ? cause.message : 'unreadable'}`, {
      cause,
    });
  }
}

async function sqlBeside(fields: Fields, field: 'regions' | 'clean', beside: ReadBeside): Promise<string> {
  const name = text(fields[field], field);
  if (!/^[\w.-]+\.sql$/.test(name)) throw expected('the name of an .sql file beside the descriptor', name, field);
  const sql = await beside(name);
  if (sql === undefined) throw new Problem('bad-descriptor', `${field} names ${name}, which is not there`);
  return sql.replace(/;\s*$/, '');
}

function tableOf(name: string, value: unknown): Table {
  const at = `tables.${sqlName(name, 'tables')}`;
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
  };
}

function columnOf(name: string, value: unknown, where: string): Column {
  const at = `${where}.${sqlName(name, where)}`;
  const fields = mapOf(anything)(value, at);
  onlyKnown(fields, COLUMN_FIELDS, at);
  return {
    name,
    headings: listOf(text)(fields.headings, `${at}.headings`),
    type: oneOf('text', 'count')(fields.type ?? 'text', `${at}.type`),
    optional: flag(fields.optional ?? false, `${at}.optional`),
  };
}

function measureOf(id: string, value: unknown): Measure {
  const at = `measures.${sqlName(id, 'measures')}`;
  const fields = mapOf(anything)(value, at);
  onlyKnown(fields, MEASURE_FIELDS, at);
  return {
    id,
    title: text(fields.title, `${at}.title`),
    description: text(fields.description ?? '', `${at}.description`),
    from: nullable(text)(fields.from ?? null, `${at}.from`),
  };
}

/** Names that become columns and tables: the same alphabet everywhere, and none of the engine's own. */
function sqlName(name: string, where: string): string {
  if (/^[a-z][a-z0-9_]*$/.test(name) && !['file', 'date', 'line', 'regions'].includes(name)) return name;
  throw expected('a name of small letters, digits and _ that is not file, date, line or regions', name, where);
}

const anything: Parser<unknown> = value => value;
