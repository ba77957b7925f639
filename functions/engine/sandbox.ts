import type { DuckDBConnection } from '@duckdb/node-api';
import { Problem } from '../contract/problem.ts';
import { engineFault, quoteName, sentencePart } from './engine.ts';
import {
  MAX_SIZED_VALUE,
  MAX_SQL_LENGTH,
  MAX_SQL_SECONDS,
  SIZED_FUNCTIONS,
  SLOW_FUNCTIONS,
  TABLE_FUNCTIONS,
  UNSTABLE_FUNCTIONS,
} from './sql-limits.ts';

/**
 * Rejects SQL of a data set that is not one SELECT, or that reads anything but the given tables. The engine's own parser
 * reads it before any of it runs. The engine's settings block files too; this also keeps SQL away from the job folder,
 * from functions whose result changes from day to day, and from those that take too much memory or time to be stopped.
 * @param file its file name @param tables the tables it may read
 */
export async function checkSelect(
  file: string,
  sql: string,
  tables: readonly string[],
  connection: DuckDBConnection,
): Promise<void> {
  const key = JSON.stringify([file, sql, tables]);
  if (accepted.has(key)) return;
  const statement = await parseOne(file, sql, connection);
  const fault = faultOf(statement, new Set([...tables, ...namesOf(statement)].map(name => name.toLowerCase())));
  if (fault !== undefined) throw new Problem('bad-descriptor', `${file} ${fault}`);
  accept(key, []);
}

/** What was let pass, with its columns: the same SQL is run for each chunk of reports. */
const accepted = new Map<string, readonly string[]>();
const MAX_ACCEPTED = 32;

function accept<T extends readonly string[]>(key: string, columns: T): T {
  if (accepted.size >= MAX_ACCEPTED) accepted.clear();
  accepted.set(key, columns);
  return columns;
}

/** Rejects a text that is not exactly one expression over columns; returns the names of these columns. */
export async function checkExpression(
  what: string,
  sql: string,
  connection: DuckDBConnection,
): Promise<readonly string[]> {
  const key = JSON.stringify([what, sql]);
  const known = accepted.get(key);
  if (known !== undefined) return known;
  const statement = await parseOne(what, `SELECT (${sql}\n)`, connection);
  const node = fieldsOf(fieldsOf(statement).node);
  const [first, ...others] = Array.isArray(node.select_list) ? node.select_list : [];
  const alone = others.length === 0 && first !== undefined && fieldsOf(node.from_table).type === 'EMPTY';
  const bare = [node.where_clause, node.having, node.qualify, node.sample].every(part => part === null);
  if (node.type !== 'SELECT_NODE' || !alone || !bare || !isEmpty(node.modifiers) || !isEmpty(node.group_expressions)) {
    throw new Problem('bad-descriptor', `${what} must be one expression; found more`);
  }
  const fault = holds(first, ({ class: kind }) => kind === 'SUBQUERY')
    ? 'must not contain a SELECT'
    : faultOf(first, new Set());
  if (fault !== undefined) throw new Problem('bad-descriptor', `${what} ${fault}`);
  return accept(key, [...new Set(columnsOf(first))]);
}

function columnsOf(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  const { class: kind, column_names: names, lhs, expr } = fieldsOf(part);
  if (kind === 'COLUMN_REF' && Array.isArray(names)) return [String(names.at(-1))];
  if (kind === 'LAMBDA') {
    const parameters = new Set(columnsOf(lhs));
    return columnsOf(expr).filter(name => !parameters.has(name));
  }
  return Object.values(part).flatMap(columnsOf);
}

type AstNode = Readonly<Record<string, unknown>>;

async function parseOne(file: string, sql: string, connection: DuckDBConnection): Promise<unknown> {
  if (sql.length > MAX_SQL_LENGTH) {
    throw new Problem('bad-descriptor', `${file} may have at most ${MAX_SQL_LENGTH} characters; found ${sql.length}`);
  }
  if (sql.includes('\0') || !sql.isWellFormed()) {
    throw new Problem('bad-descriptor', `${file} must be text; found a character that is not text`);
  }
  const count = await countStatements(sql, connection);
  if (count !== 1) throw new Problem('bad-descriptor', `${file} must be one SELECT; found ${count} statements`);
  const reader = await connection.runAndReadAll('SELECT json_serialize_sql($1::VARCHAR)', [sql]);
  const { statements }: AstNode = fieldsOf(JSON.parse(String(reader.getRows()[0]?.[0])));
  if (Array.isArray(statements) && statements.length === 1) return statements[0];
  throw new Problem('bad-descriptor', `${file} must be one SELECT; found another statement`);
}

/** The engine does not report a file of nothing but comments, so comments are stripped first. */
async function countStatements(sql: string, connection: DuckDBConnection): Promise<number> {
  const bare = sql.replaceAll(/--.*$/gm, '').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  return bare.trim() === '' ? 0 : (await connection.extractStatements(sql)).count;
}

/** The first forbidden thing in a statement or a part of one, as the end of a sentence. */
function faultOf(part: unknown, tables: ReadonlySet<string>): string | undefined {
  if (Array.isArray(part)) return firstOf(part, tables);
  const fields = fieldsOf(part);
  if (fields.type === 'TABLE_FUNCTION') {
    const call = fieldsOf(fields.function);
    const name = String(call.function_name).toLowerCase();
    if (!TABLE_FUNCTIONS.has(name)) return `must not call ${name}; the table functions it may call are ${listed()}`;
    return firstOf([call.children, fields.sample], tables);
  }
  return tableFault(fields, tables) ?? functionFault(fields) ?? firstOf(Object.values(fields), tables);
}

function firstOf(parts: readonly unknown[], tables: ReadonlySet<string>): string | undefined {
  for (const part of parts) {
    const fault = typeof part === 'object' && part !== null ? faultOf(part, tables) : undefined;
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function tableFault(fields: AstNode, tables: ReadonlySet<string>): string | undefined {
  if (fields.type === 'SHOW_REF') return 'must be one SELECT; found a statement that describes tables';
  if (fields.sample != null) return 'must not sample a table: the sample differs each time';
  if (fields.type !== 'BASE_TABLE') return undefined;
  const path = [fields.catalog_name, fields.schema_name, fields.table_name].filter(name => name !== '').join('.');
  if (tables.has(path.toLowerCase())) return undefined;
  return `reads ${JSON.stringify(path)}; it may read only the tables of its data set`;
}

function functionFault(fields: AstNode): string | undefined {
  if (fields.class === 'COLUMN_REF' && Array.isArray(fields.column_names) && fields.column_names.length === 1) {
    // Some clock functions are called without parentheses.
    const name = String(fields.column_names[0]).toLowerCase();
    return /^(current|local)_?(date|time)/.test(name) ? unstable(name) : undefined;
  }
  if (typeof fields.function_name !== 'string') return undefined;
  const name = fields.function_name.toLowerCase();
  if (UNSTABLE_FUNCTIONS.has(name)) return unstable(name);
  if (SLOW_FUNCTIONS.has(name)) return `must not call ${name}, which cannot be stopped`;
  const place = SIZED_FUNCTIONS.get(name);
  if (place === undefined) return undefined;
  const value = place === null || !Array.isArray(fields.children) ? undefined : numberOf(fields.children[place]);
  if (value !== undefined && value <= MAX_SIZED_VALUE) return undefined;
  return place === null
    ? `must not call ${name}, which can make values of any size`
    : `must call ${name} with a size that is written as a number of at most ${MAX_SIZED_VALUE}`;
}

function unstable(name: string): string {
  return `must not call ${name}, which does not always give the same result result`;
}

function listed(): string {
  return [...TABLE_FUNCTIONS].join(', ');
}

/** A literal number; undefined for anything else. */
function numberOf(part: unknown): number | undefined {
  const { class: kind, value } = fieldsOf(part);
  const number = kind === 'CONSTANT' ? fieldsOf(value).value : undefined;
  return typeof number === 'number' ? number : undefined;
}

/**
 * The names that WITH defines. Only names that cannot be a file name: used out of scope, the engine would look for a
 * file of that name.
 */
function namesOf(part: unknown): string[] {
  const fields = fieldsOf(part);
  const map = fieldsOf(fields.cte_map).map;
  const own = Array.isArray(map) ? map.map(entry => String(fieldsOf(entry).key)) : [];
  const recursive = typeof fields.cte_name === 'string' ? [fields.cte_name] : [];
  const below = Object.values(fields).flatMap(value => (typeof value === 'object' ? namesOf(value) : []));
  return [...own, ...recursive, ...below].filter(name => /^\w+$/.test(name));
}

function holds(part: unknown, test: (fields: AstNode) => boolean): boolean {
  if (typeof part !== 'object' || part === null) return false;
  return test(fieldsOf(part)) || Object.values(part).some(value => holds(value, test));
}

function isEmpty(list: unknown): boolean {
  return Array.isArray(list) && list.length === 0;
}

function fieldsOf(value: unknown): AstNode {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** An SQL file of a data set. */
interface DataSetSql {
  readonly file: string;
  readonly sql: string;
  /** The tables that it may read. */
  readonly reads: readonly string[];
}

/**
 * Runs an SQL file of a data set, one SELECT over its own tables, and stores the result as a table.
 * @param target `TABLE name` or `TEMP TABLE name` @param wanted columns the result must have
 */
export async function runDataSetSql(
  { file, sql, reads }: DataSetSql,
  target: string,
  wanted: readonly string[],
  connection: DuckDBConnection,
  seconds = MAX_SQL_SECONDS,
): Promise<void> {
  const run = async () => {
    await checkSelect(file, sql, reads, connection);
    await connection.run(`CREATE OR REPLACE ${target} AS (${sql}\n)`);
  };
  await rejectSqlFailure(file, run, connection, seconds);
  const name = target.slice(target.lastIndexOf(' ') + 1);
  const given = (await connection.run(`SELECT * FROM ${quoteName(name)} LIMIT 0`)).columnNames();
  const missing = wanted.find(column => !given.includes(column));
  if (missing === undefined) return;
  throw new Problem('bad-descriptor', `${file} must give the column "${missing}"; it gives ${given.join(', ')}`);
}

/**
 * Turns a failure caused by a data set's SQL into a `bad-descriptor` Problem: an error in it, or too much time or memory.
 * Failures of the engine itself are rethrown.
 */
export async function rejectSqlFailure(
  file: string,
  run: () => Promise<void>,
  connection: DuckDBConnection,
  seconds = MAX_SQL_SECONDS,
): Promise<void> {
  try {
    await withTimeout(connection, seconds, run);
  } catch (cause) {
    const fault = cause instanceof TimedOut ? `it may run for ${seconds} seconds; it ran longer` : sqlFault(cause);
    if (fault === undefined) throw cause;
    throw new Problem('bad-descriptor', `${file}: ${fault}`, { cause });
  }
}

function sqlFault(cause: unknown): string | undefined {
  const limit = cause instanceof Error ? /^Out of Memory Error: .*\/([\d.]+ \w+) used/.exec(cause.message) : null;
  if (limit) return `it needs more than the ${limit[1]} of memory or disk that it may use`;
  const fault = engineFault(cause);
  return fault === undefined ? undefined : sentencePart(fault);
}

/** A statement was interrupted because its time was up. */
export class TimedOut extends Error {}

/** Runs a statement and interrupts it after so many seconds; throws {@link TimedOut} then. */
export async function withTimeout<T>(connection: DuckDBConnection, seconds: number, run: () => Promise<T>): Promise<T> {
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    connection.interrupt();
  }, seconds * 1000);
  try {
    return await run();
  } catch (cause) {
    throw late ? new TimedOut(`stopped after ${seconds} seconds`, { cause }) : cause;
  } finally {
    clearTimeout(timer);
  }
}
