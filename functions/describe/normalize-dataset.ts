import * as v from 'valibot';
import type { Column, Dataset, Measure, Table, TimeSource } from '../contract/dataset.ts';
import type { PeriodUnit } from '../contract/period.ts';
import { Problem } from '../contract/problem.ts';
import { anyObject, count, day, expected, flag, list, oneOf, parse, record, text } from '../contract/schema.ts';
import { credit, measureKind } from '../contract/snapshot.ts';
import { MAX_DECIMALS } from '../ingest/column-types.ts';
import { MISSING, SUPPRESSED } from '../ingest/marks.ts';
import type { ReadBeside } from '../job/build.ts';
import { parseCheckLimits } from './check-limits.ts';
import { type Fields, RESERVED_NAMES, sqlName } from './known-names.ts';
import { parseIdentity, readViews } from './views.ts';

export const decimalsSchema = v.pipe(count, v.maxValue(MAX_DECIMALS, `a number from 0 to ${MAX_DECIMALS}`));

/**
 * Fields of a `dataset.yaml` as a full descriptor; whatever is wrong is a Problem that names the field.
 * @param texts the texts that the fields are from @param beside reads the SQL files and texts
 */
export async function normalizeDataset(fields: Fields, texts: readonly string[], beside: ReadBeside): Promise<Dataset> {
  parse(oneOf('region-series'), fields.kind, 'kind');
  const regionsSql = await sqlBeside(fields, 'regions', beside);
  const cleanSql = await sqlBeside(fields, 'clean', beside);
  const tables = Object.entries(parse(anyObject, fields.tables, 'tables')).map(([name, table]) =>
    parseTable(name, table),
  );
  const measures = Object.entries(parse(anyObject, fields.measures, 'measures')).map(([id, item]) =>
    measureOf(id, item),
  );
  const maps = parse(list(text), fields.maps, 'maps');
  const known = measures.map(({ id }) => id);
  const { views, curves } = await readViews(fields.views, known, beside);
  return {
    title: parse(text, fields.title, 'title'),
    description: parse(text, fields.description ?? '', 'description'),
    notice: parse(v.nullable(text), fields.notice ?? null, 'notice'),
    source: parse(credit, fields.source, 'source'),
    licence: parse(credit, fields.license ?? fields.licence, 'license'),
    period: { unit: unitOf(tables), every: 1 },
    tables,
    rowFiles: null,
    columns: {},
    ignore: parse(list(text), fields.ignore ?? [], 'ignore'),
    measures,
    dimensions: [],
    maps,
    mapFiles: [],
    places: null,
    provisional: 0,
    views,
    curves,
    site: fields.site === undefined ? null : parseIdentity(fields.site, 'site'),
    checks: parseCheckLimits(fields.checks ?? {}, { measures, maps }),
    regionsSql,
    cleanSql,
    sources: [...texts, regionsSql, cleanSql, ...views.flatMap(({ text }) => text ?? [])],
  };
}

/** Of the table whose files are reports. */
export function unitOf(tables: readonly Table[]): PeriodUnit {
  const { time = null } = tables.find(({ time }) => time !== null) ?? {};
  return time === null ? 'day' : time.from === 'nothing' ? 'none' : (time.unit ?? 'day');
}

async function sqlBeside(fields: Fields, field: 'regions' | 'clean', beside: ReadBeside): Promise<string> {
  const name = parse(text, fields[field], field);
  if (!/^[\w.-]+\.sql$/.test(name)) throw expected('the name of an .sql file beside the descriptor', name, field);
  const sql = await beside(name);
  if (sql === undefined) throw new Problem('bad-descriptor', `${field} names ${name}, which does not exist`);
  return sql.replace(/;\s*$/, '');
}

function measureOf(id: string, value: unknown): Measure {
  const at = `measures.${sqlName(id, 'measures', RESERVED_NAMES.measures)}`;
  const fields = parse(anyObject, value, at);
  const title = parse(text, fields.title, `${at}.title`);
  return {
    id,
    of: id,
    choice: {},
    title,
    description: parse(text, fields.description ?? '', `${at}.description`),
    unit: parse(v.nullable(text), fields.unit ?? null, `${at}.unit`),
    decimals: parse(decimalsSchema, fields.decimals ?? 0, `${at}.decimals`),
    guessed: false,
    noun: parse(v.nullable(text), fields.noun ?? null, `${at}.noun`),
    kind: parse(measureKind, fields.kind ?? 'cumulative', `${at}.kind`),
    from: parse(v.nullable(text), fields.from ?? null, `${at}.from`),
  };
}

/** One table of a descriptor; whatever is wrong is a Problem that names the field. */
function parseTable(name: string, value: unknown): Table {
  const at = `tables.${sqlName(name, 'tables', RESERVED_NAMES.tables)}`;
  const fields = parse(anyObject, value, at);
  return {
    name,
    files: parse(text, fields.files, `${at}.files`),
    time: timeInName(parse(text, fields.files, `${at}.files`)),
    noted: [],
    firstDate: parse(v.nullable(day), fields.firstDate ?? null, `${at}.firstDate`),
    columns: Object.entries(parse(anyObject, fields.columns, `${at}.columns`)).map(([column, item]) =>
      columnOf(column, item, `${at}.columns`),
    ),
    unused: parse(list(text), fields.unused ?? [], `${at}.unused`),
    mistaken: parse(record(marks), fields.mistaken ?? {}, `${at}.mistaken`),
  };
}

/** A pattern with `YYYY` is for reports of days, months or years. */
function timeInName(files: string): TimeSource | null {
  if (!files.includes('YYYY')) return null;
  return { from: 'name', pattern: null, unit: unitOfDigits(files), weekStart: 1 };
}

/** The unit whose digits a pattern has. */
export function unitOfDigits(pattern: string): 'day' | 'month' | 'year' {
  return pattern.includes('DD') ? 'day' : pattern.includes('MM') ? 'month' : 'year';
}

function columnOf(name: string, value: unknown, where: string): Column {
  const at = `${where}.${sqlName(name, where, RESERVED_NAMES.columns)}`;
  const fields = parse(anyObject, value, at);
  return {
    name,
    headings: parse(list(text), fields.headings, `${at}.headings`),
    type: parse(oneOf('text', 'count', 'number', 'updated'), fields.type ?? 'text', `${at}.type`),
    optional: parse(flag, fields.optional ?? false, `${at}.optional`),
    decimals: parse(v.nullable(decimalsSchema), fields.decimals ?? null, `${at}.decimals`),
    missing: [...MISSING, ...parse(list(text), fields.missing ?? [], `${at}.missing`)],
    suppressed: [...SUPPRESSED, ...parse(list(text), fields.suppressed ?? [], `${at}.suppressed`)],
  };
}

/** Without a heading that tells it apart, every file would match. */
const marks = v.pipe(list(text), v.minLength(1, 'column headers that only this file has'));
