import { expected, listOf, mapOf, nullable, oneOf, type Parser, shape, text } from '../contract/expect.ts';
import { Problem } from '../contract/problem.ts';
import { type Credit, MEASURE_KINDS } from '../contract/snapshot.ts';
import type { Descriptor, Measure, ReadBeside } from './descriptor.ts';
import { parseGate } from './gate/gate-limits.ts';
import { onlyKnown } from './only-known.ts';
import { parseTable } from './parse-table.ts';
import { RESERVED_NAMES } from './reserved-names.ts';
import { sqlName } from './sql-name.ts';

export type Fields = Readonly<Record<string, unknown>>;

const parseCredit = shape<Credit>({ name: text, url: text });

const KNOWN_FIELDS = new Set(
  'title description notice kind source licence tables ignore regions clean measures maps gate'.split(' '),
);
const MEASURE_FIELDS = new Set(['title', 'description', 'kind', 'from']);

/**
 * Fields of a `dataset.yaml` as a full descriptor; whatever is wrong is a Problem that names file and field.
 * @param texts the texts that the fields are from @param beside reads the SQL files
 */
export async function normalizeDescriptor(
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
    const tables = Object.entries(mapOf(anything)(fields.tables, 'tables')).map(([name, table]) =>
      parseTable(name, table),
    );
    const measures = Object.entries(mapOf(anything)(fields.measures, 'measures')).map(([id, item]) =>
      measureOf(id, item),
    );
    const maps = listOf(text)(fields.maps, 'maps');
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
      gate: parseGate(fields.gate ?? {}, { measures, maps }),
      regionsSql,
      cleanSql,
      sources: [...texts, regionsSql, cleanSql],
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
  return {
    id,
    title: text(fields.title, `${at}.title`),
    description: text(fields.description ?? '', `${at}.description`),
    kind: oneOf(...MEASURE_KINDS)(fields.kind ?? 'cumulative', `${at}.kind`),
    from: nullable(text)(fields.from ?? null, `${at}.from`),
  };
}

const anything: Parser<unknown> = value => value;
