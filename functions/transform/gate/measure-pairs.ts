import type { DuckDBConnection } from '@duckdb/node-api';
import type { Table } from '../descriptor.ts';
import { judgeExpression } from '../engine/judge-sql.ts';
import { quoteName, quoteText } from '../engine/quote.ts';
import { refuseBySql } from '../engine/run-data-set-sql.ts';
import type { GateLimits, ParentLimits } from './gate-limits.ts';

/** What two reports are held against each other by, and the rows of which lie in `path`. */
export interface StagedRows {
  readonly sha256: string;
  readonly path: string;
}

/** How one report differs from an earlier one. */
export interface PairFigures {
  /** Rows of the later one that the earlier one has too. */
  readonly same: number;
  /** Parents whose counts moved by much, the largest fall first. */
  readonly moves: readonly Move[];
  readonly lost: readonly LostParents[];
}

/** A count of one parent in the earlier report and in the later one, 0 where it is not there any more. */
export interface Move {
  readonly level: string;
  readonly name: string;
  readonly count: string;
  readonly was: number;
  readonly is: number;
}

/** Of the parents of one level in the earlier report: how many, how many the later one lacks, and one of those. */
export interface LostParents {
  readonly level: string;
  readonly of: number;
  readonly lost: number;
  readonly example: string | null;
}

/** Below it no rise is of interest to any limit. */
const LEAST_RISE = 1.5;

/** Holds reports against each other, all pairs by the same few statements: what a statement costs is paid once. */
export async function measurePairs(
  pairs: readonly (readonly [before: StagedRows, after: StagedRows])[],
  table: Table,
  gate: GateLimits,
  connection: DuckDBConnection,
): Promise<PairFigures[]> {
  const files = [...new Map(pairs.flat().map(file => [file.sha256, file])).values()];
  const numberOf = new Map(files.map(({ sha256 }, number) => [sha256, number]));
  const numbers = pairs.map(([before, after], pair) => {
    return `(${pair}, ${numberOf.get(before.sha256)}, ${numberOf.get(after.sha256)})`;
  });
  await loadTotals(files, table, gate.parents, connection);
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE gate_pairs AS FROM (VALUES ${numbers.join(', ')}) pairs(pair, before, after)`,
  );
  const same = await readSame(connection);
  const moves = Map.groupBy(await readMoves(gate, connection), ({ pair }) => pair);
  const lost = Map.groupBy(await readLost(connection), ({ pair }) => pair);
  for (const name of ['gate_rows', 'gate_totals', 'gate_pairs']) await connection.run(`DROP TABLE ${name}`);
  return pairs.map((_, pair) => ({
    same: same.get(pair) ?? 0,
    moves: (moves.get(pair) ?? []).map(({ pair: _, ...move }) => move),
    lost: (lost.get(pair) ?? []).map(({ pair: _, ...figures }) => figures),
  }));
}

/** Every count of every parent of one report. */
export async function readTotals(
  file: StagedRows,
  table: Table,
  parents: readonly ParentLimits[],
  connection: DuckDBConnection,
): Promise<(Omit<Move, 'was' | 'is'> & { readonly value: number })[]> {
  await loadTotals([file], table, parents, connection);
  const counts = countsOf(table);
  const reader = await connection.runAndReadAll(
    `SELECT level, name, ${counts.map(quoteName).join(', ')} FROM gate_totals ORDER BY level, name`,
  );
  return reader.getRows().flatMap(([level, name, ...values]) =>
    counts.map((count, index) => ({
      level: String(level),
      name: String(name),
      count,
      value: Number(values[index] ?? 0),
    })),
  );
}

function countsOf({ columns }: Table): string[] {
  return columns.filter(({ type }) => type === 'count').map(({ name }) => name);
}

/** Leaves the rows of the files as `gate_rows` and the sums of their parents as `gate_totals`, by the files' numbers. */
async function loadTotals(
  files: readonly StagedRows[],
  table: Table,
  parents: readonly ParentLimits[],
  connection: DuckDBConnection,
): Promise<void> {
  const counts = countsOf(table).map(quoteName);
  const uploads = files.map(({ sha256, path }, n) => `(${n}, ${quoteText(sha256)}, ${quoteText(path)})`);
  const paths = [...new Set(files.map(({ path }) => path))].map(quoteText);
  const columns = table.columns.map(({ name }) => quoteName(name));
  const names = parents.map(({ level, by }) => `, trim((${by}\n)::VARCHAR) AS ${parentColumn(level)}`);
  const load = async () => {
    for (const { level, by } of parents) await judgeExpression(`gate.parents.${level}.by`, by, connection);
    await connection.run(
      `CREATE OR REPLACE TEMP TABLE gate_rows AS
       SELECT n AS "file number", hash(${columns.join(', ')}) AS "row hash"
         ${counts.map(count => `, ${count}`).join('')}${names.join('')}
       FROM (
         SELECT u.n, ${columns.map(name => `r.${name}`).join(', ')}
         FROM read_parquet([${paths.join(', ')}], filename = true) r
         JOIN (VALUES ${uploads.join(', ')}) u(n, upload, filename) USING (upload, filename)
       )`,
    );
  };
  await refuseBySql('gate.parents', load, connection);
  const levels = parents.map(
    ({ level }) =>
      `SELECT "file number" AS n, ${quoteText(level)} AS level, ${parentColumn(level)} AS name
         ${counts.map(count => `, coalesce(sum(${count}), 0)::DOUBLE AS ${count}`).join('')}
       FROM gate_rows WHERE ${parentColumn(level)} <> '' GROUP BY n, name`,
  );
  const none = `SELECT 0 AS n, '' AS level, '' AS name${counts.map(count => `, 0::DOUBLE AS ${count}`).join('')} WHERE false`;
  await connection.run(`CREATE OR REPLACE TEMP TABLE gate_totals AS ${[none, ...levels].join(' UNION ALL ')}`);
}

/** No column of a table has a blank in its name. */
function parentColumn(level: string): string {
  return quoteName(`parent ${level}`);
}

async function readSame(connection: DuckDBConnection): Promise<Map<number, number>> {
  const reader = await connection.runAndReadAll(
    `SELECT pair, count(*)::INTEGER
     FROM (SELECT pair, before, "row hash" FROM gate_pairs JOIN gate_rows ON "file number" = after) later
     SEMI JOIN gate_rows earlier ON earlier."file number" = later.before AND earlier."row hash" = later."row hash"
     GROUP BY pair`,
  );
  return new Map(reader.getRows().map(([pair, same]) => [Number(pair), Number(same)]));
}

async function readMoves(
  { parents, small }: GateLimits,
  connection: DuckDBConnection,
): Promise<(Move & { readonly pair: number })[]> {
  const statements = parents.flatMap(({ level, counts }) =>
    counts.map(
      count => `SELECT pair, b.level, b.name, ${quoteText(count)} AS count, b.${quoteName(count)} AS was,
          coalesce(a.${quoteName(count)}, 0) AS is_now
        FROM gate_pairs JOIN gate_totals b ON b.n = before
        LEFT JOIN gate_totals a ON a.n = after AND a.level = b.level AND a.name = b.name
        WHERE b.level = ${quoteText(level)}
          AND (was - is_now >= ${Math.max(1, small)} OR (was >= ${small} AND is_now > was * ${LEAST_RISE}))`,
    ),
  );
  if (statements.length === 0) return [];
  const reader = await connection.runAndReadAll(
    `SELECT * FROM (${statements.join(' UNION ALL ')}) ORDER BY pair, was - is_now DESC, level, name, count`,
  );
  return reader.getRows().map(([pair, level, name, count, was, is]) => ({
    pair: Number(pair),
    level: String(level),
    name: String(name),
    count: String(count),
    was: Number(was),
    is: Number(is),
  }));
}

async function readLost(connection: DuckDBConnection): Promise<(LostParents & { readonly pair: number })[]> {
  const reader = await connection.runAndReadAll(
    `SELECT pair, b.level, count(*)::INTEGER, (count(*) FILTER (a.name IS NULL))::INTEGER,
       min(b.name) FILTER (a.name IS NULL)
     FROM gate_pairs JOIN gate_totals b ON b.n = before
     LEFT JOIN gate_totals a ON a.n = after AND a.level = b.level AND a.name = b.name
     GROUP BY pair, b.level ORDER BY pair, b.level`,
  );
  return reader.getRows().map(([pair, level, of, lost, example]) => ({
    pair: Number(pair),
    level: String(level),
    of: Number(of),
    lost: Number(lost),
    example: example === null ? null : String(example),
  }));
}
