import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Problem } from '../../functions/contract/problem.ts';
import { type Engine, openEngine } from '../../functions/engine/engine.ts';
import { checkExpression, runDataSetSql } from '../../functions/engine/sandbox.ts';
import {
  MAX_SIZED_VALUE,
  MAX_SQL_LENGTH,
  SLOW_FUNCTIONS,
  UNSTABLE_FUNCTIONS,
} from '../../functions/engine/sql-limits.ts';
import { testFirst } from '../exhaustive.ts';

const CANARY = 'the canary sings';
let folder = '';
let outside = '';
let job = '';
let engine: Engine;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seecovid-'));
  outside = join(folder, 'outside');
  job = join(folder, 'seecovid-job-x');
  for (const path of [outside, job]) await mkdir(path);
  for (const path of [outside, job]) await writeFile(join(path, 'canary.csv'), `${CANARY}\n1\n`);
  engine = await openEngine(job, { memoryMb: 200 });
  await engine.connection.run('CREATE TABLE reports AS SELECT 1 AS a, [1, 2] AS l');
  await engine.connection.run('CREATE TABLE secrets AS SELECT 2 AS a');
});
afterAll(async () => {
  engine.close();
  await rm(folder, { recursive: true });
});

const run = (sql: string, seconds?: number) =>
  runDataSetSql({ file: 'clean.sql', sql, reads: ['reports'] }, 'TABLE given', ['a'], engine.connection, seconds);
const refusal = async (sql: string, seconds?: number) => {
  const problem = await run(sql, seconds).then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (!(problem instanceof Problem)) throw new Error(`${sql.slice(0, 100)} must be refused; found ${problem}`);
  expect(problem.code).toBe('bad-descriptor');
  return problem.message;
};

test.each([
  'SELECT 1 AS a',
  'FROM reports',
  'WITH b AS (SELECT a FROM Reports) SELECT a FROM B',
  'WITH RECURSIVE n(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM n WHERE a < 5) SELECT a FROM n',
  'SELECT a FROM (SELECT unnest(l) AS a FROM reports)',
  'SELECT a FROM reports, unnest(l) u(x)',
  'SELECT i AS a FROM range(10) t(i)',
  "SELECT lpad('1', 5, '0') AS a",
  'SELECT a FROM (VALUES (1)) v(a) -- that is all',
  'SELECT sum(a) OVER () AS a FROM reports /* a comment; with a semicolon */',
  "SELECT ';' AS a",
  'PIVOT reports ON a IN (1, 2) USING first(a) AS a GROUP BY a',
])('SQL of a data set may be %s', async sql => {
  await run(sql).catch((cause: Error) => {
    // The pivoted columns have other names; that they ran is enough.
    if (!/must give the column/.test(cause.message)) throw cause;
  });
});

const FILES = (folder: string) => [
  `SELECT * FROM read_csv('${folder}/canary.csv')`,
  `SELECT * FROM read_csv_auto('${folder}/canary.csv')`,
  `SELECT * FROM sniff_csv('${folder}/canary.csv')`,
  `SELECT * FROM read_text('${folder}/*')`,
  `SELECT * FROM read_blob('${folder}/canary.csv')`,
  `SELECT * FROM read_json('${folder}/canary.csv')`,
  `SELECT * FROM read_parquet('${folder}/*.parquet')`,
  `SELECT * FROM parquet_metadata('${folder}/*.parquet')`,
  `SELECT * FROM glob('${folder}/*')`,
  `SELECT * FROM '${folder}/canary.csv'`,
  `SELECT * FROM "${folder}/canary.csv"`,
  `SELECT (SELECT count(*) FROM '${folder}/canary.csv') AS a`,
  `SELECT a FROM reports WHERE a IN (SELECT 1 FROM read_text('${folder}/canary.csv'))`,
  `SELECT a FROM reports ORDER BY (SELECT 1 FROM read_text('${folder}/canary.csv'))`,
  `WITH "${folder}/canary.csv" AS (SELECT 1) SELECT * FROM "${folder}/canary.csv"`,
  `SELECT * FROM query('SELECT * FROM read_text(''${folder}/canary.csv'')')`,
  `SELECT * FROM query_table('${folder}/canary.csv')`,
  `SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT * FROM read_text(''${folder}/canary.csv'')'))`,
];

const OTHERS = [
  "COPY (SELECT 1) TO 'x.csv'",
  "COPY reports FROM 'canary.csv'",
  "ATTACH 'x.db'",
  'INSTALL httpfs',
  'LOAD httpfs',
  'PRAGMA database_list',
  "SET memory_limit = '100GB'",
  'RESET memory_limit',
  'SET VARIABLE a = 1',
  'CREATE TABLE a AS SELECT 1 AS a',
  'INSERT INTO reports VALUES (2, [])',
  'UPDATE reports SET a = 2',
  'DELETE FROM reports',
  'DROP TABLE reports',
  "EXPORT DATABASE 'x'",
  'CALL pragma_version()',
  'EXPLAIN ANALYZE SELECT 1',
  'CHECKPOINT',
  'BEGIN',
  'SHOW TABLES',
  'DESCRIBE reports',
  'SUMMARIZE reports',
  'FROM (DESCRIBE reports)',
  'SELECT * FROM duckdb_settings()',
  'SELECT * FROM duckdb_secrets()',
  'SELECT * FROM duckdb_tables()',
  'SELECT * FROM pragma_database_size()',
  'SELECT * FROM information_schema.tables',
  'SELECT * FROM pg_catalog.pg_class',
  'SELECT * FROM sqlite_master',
  "SELECT getenv('HOME') AS a",
  "SELECT current_setting('temp_directory') AS a",
  "SELECT * FROM read_csv('https://example.org/a.csv')",
  "SELECT * FROM 'https://example.org/a.parquet'",
  "SELECT * FROM 's3://uploads/covid/a.parquet'",
  'SELECT a FROM secrets',
  'SELECT a FROM memory.main.secrets',
  'SELECT 1 AS a; SELECT 2 AS a',
  'SELECT 1 AS a; DROP TABLE reports',
  'SELECT 1 AS a) ; DROP TABLE reports; --',
  'SELECT 1 AS a /*',
  '-- nothing',
  '',
  'SELECT random() AS a',
  'SELECT a FROM reports USING SAMPLE 1',
  'SELECT a FROM reports TABLESAMPLE 10%',
  'SELECT now() AS a',
  'SELECT current_date AS a',
  'SELECT CURRENT_TIMESTAMP AS a',
  'SELECT $1 AS a',
  'SELECT 1 AS a \0',
  "SELECT '\ud800' AS a",
];

test.each(OTHERS)('SQL of a data set may not be %j', async sql => {
  await refusal(sql);
  expect((await engine.connection.runAndReadAll('SELECT a FROM reports')).getRows()).toEqual([[1]]);
});

test('SQL of a data set reads no file, neither of the machine nor of the job', async () => {
  for (const sql of [...FILES(outside), ...FILES(job)]) {
    expect(await refusal(sql)).toMatch(
      /^clean\.sql (must not call|reads .*; it may read only the tables of its data set)/,
    );
  }
});

test('a name that WITH gives and that is out of scope is not looked for as a file', async () => {
  const sql = 'SELECT a FROM (WITH secret AS (SELECT 1 AS a) SELECT a FROM secret), secret';
  expect(await refusal(sql)).toMatch(/^clean\.sql: table with name secret does not exist/);
});

describe('the engine, were such SQL to reach it,', () => {
  const against = async (sql: string) => {
    const answer = await engine.connection.runAndReadAll(sql).then(
      reader => JSON.stringify(reader.getRowsJson()),
      (cause: Error) => cause.message,
    );
    expect(answer, sql).not.toContain(CANARY);
    return answer;
  };

  test('reads nothing outside the folder of the job', async () => {
    for (const sql of FILES(outside)) await against(sql);
    expect(await against(`SELECT * FROM read_text('${outside}/canary.csv')`)).toMatch(/^Permission Error/);
    expect(await against(`SELECT * FROM read_text('${job}/../outside/canary.csv')`)).toMatch(/^Permission Error/);
    // That the question is one that could be answered.
    await expect(against(`SELECT content FROM read_text('${job}/canary.csv')`)).rejects.toThrow(CANARY);
  });

  test('writes nothing outside it, loads nothing, attaches nothing and keeps its settings', async () => {
    for (const sql of [
      `COPY (SELECT 1) TO '${outside}/x.csv'`,
      `EXPORT DATABASE '${outside}/x'`,
      `ATTACH '${outside}/x.db'`,
      `INSTALL httpfs FROM '${outside}'`,
      `LOAD '${outside}/x.duckdb_extension'`,
      "SELECT * FROM read_csv('https://example.org/a.csv')",
      'SET enable_external_access = true',
      'SET lock_configuration = false',
      "SET memory_limit = '100GB'",
      `SET allowed_directories = ['${outside}']`,
      `PRAGMA enable_profiling; SET profiling_output = '${outside}/x'`,
    ]) {
      expect(await against(sql), sql).toMatch(/Error: /);
    }
    expect(await readdir(outside)).toEqual(['canary.csv']);
    expect(await readFile(join(outside, 'canary.csv'), 'utf8')).toBe(`${CANARY}\n1\n`);
  });
});

test.each([
  'WITH RECURSIVE n(a) AS (SELECT 1 UNION ALL SELECT a FROM n) SELECT a FROM n',
  'SELECT count(*) AS a FROM range(1000000000) x(i), range(1000000000) y(j) WHERE i * j = 7',
])('%s is stopped when its time is up, and the engine goes on', async sql => {
  const started = performance.now();
  expect(await refusal(sql, 0.5)).toBe('clean.sql: it may run for 0.5 seconds; it ran longer');
  expect(performance.now() - started).toBeLessThan(20_000);
  await run('FROM reports');
});

testFirst([
  ['SELECT string_agg(i::VARCHAR || i::VARCHAR || i::VARCHAR) AS a FROM range(100000000) t(i)'],
  ['SELECT md5(i::VARCHAR) AS a, md5(i::VARCHAR || 1) AS b, md5(i::VARCHAR || 2) AS c FROM range(1000000000) t(i)'],
])('%s ends where memory and disk do, and the engine goes on', async sql => {
  expect(await refusal(sql)).toMatch(
    /^clean\.sql: it needs more than the [\d.]+ MiB of memory or disk that it may use$/,
  );
  await run('FROM reports');
});

test('a value of any size is not to be had by a number', async () => {
  for (const call of [
    "repeat('x', 3000000000)",
    "repeat('x', a)",
    "lpad('x', a, 'y')",
    `rpad('x', ${MAX_SIZED_VALUE + 1}, 'y')`,
    "rpad('x', 10 * 1000000000, 'y')",
    "bitstring('0', 2000000000)",
    'list_resize([1], 2000000000)',
    "format('{:>1000000000}', 'x')",
    "printf('%1000000000d', 1)",
    'range(1000000000)',
    "main.repeat('x', 3000000000)",
    "('x').repeat(3000000000)",
    'list_transform([3000000000], n -> repeat(n::VARCHAR, n))',
  ]) {
    expect(await refusal(`SELECT ${call} AS a FROM reports`), call).toMatch(/must (not )?call/);
  }
  await run(`SELECT rpad('x', ${MAX_SIZED_VALUE}, 'y') AS a FROM reports`);
});

const TOO_DEEP = /^clean\.sql: (memory exhausted|.*depth|.*nest)/;

test('what is as deep or as long as no one writes is refused and takes nothing along', async () => {
  const deep = `SELECT ${'('.repeat(50_000)}1${')'.repeat(50_000)} AS a`;
  expect(await refusal(deep)).toMatch(TOO_DEEP);
  expect(await refusal(`SELECT ${'1 + '.repeat(40_000)}1 AS a`)).toMatch(TOO_DEEP);
  expect(await refusal(`${'SELECT * FROM ('.repeat(5000)}SELECT 1 AS a${')'.repeat(5000)}`)).toMatch(TOO_DEEP);
  expect(await refusal(`SELECT '${'x'.repeat(MAX_SQL_LENGTH)}' AS a`)).toMatch(
    /may have at most 200000 characters; found 2000/,
  );
  await run('FROM reports');
});

test('every function of the engine that does not always give the same is refused', async () => {
  const reader = await engine.connection.runAndReadAll(
    "SELECT DISTINCT function_name FROM duckdb_functions() WHERE stability <> 'CONSISTENT' AND function_type = 'scalar'",
  );
  const names = reader.getRows().map(([name]) => String(name));
  expect(names.length).toBeGreaterThan(20);
  // `error` fails with what it is told.
  const open = names.filter(name => !UNSTABLE_FUNCTIONS.has(name) && !SLOW_FUNCTIONS.has(name));
  expect(open).toEqual(['error']);
});

test.each([
  ['greatest(a - coalesce(l[1], 0), 0)', ['a', 'l']],
  ['a -- less', ['a']],
  ['list_sum(list_transform([a, t.b], x -> x + c))', ['a', 'b', 'c']],
  ['a AS b', /Parser Error/],
  ['a) FROM secrets WHERE (true', 'must be one expression; found more'],
  ['a), (a', 'must be one expression; found more'],
  ['a) UNION SELECT (1', 'must be one expression; found more'],
  ['a) ORDER BY (a', 'must be one expression; found more'],
  ['a) LIMIT (1', 'must be one expression; found more'],
  ['a); DROP TABLE reports; SELECT (1', /must be one SELECT; found 3 statements/],
  ['(SELECT max(a) FROM secrets)', 'must not contain a SELECT'],
  ["EXISTS (FROM 'canary.csv')", 'must not contain a SELECT'],
  ['random()', 'must not call random, which does not always give the same result result'],
  ["repeat('x', a)", /must call repeat with a size/],
])('a measure from %j', async (sql, fault) => {
  const judged = checkExpression('measures.active.from', sql, engine.connection);
  if (Array.isArray(fault)) return expect(judged).resolves.toEqual(fault);
  await expect(judged).rejects.toThrow(typeof fault === 'string' ? `measures.active.from ${fault}` : fault);
});
