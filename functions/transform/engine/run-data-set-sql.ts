import type { DuckDBConnection } from '@duckdb/node-api';
import { Problem } from '../../contract/problem.ts';
import { engineVerdict, verdictWords } from './engine-verdict.ts';
import { judgeSelect } from './judge-sql.ts';
import { quoteName } from './quote.ts';
import { MAX_SQL_SECONDS } from './sql-limits.ts';
import { OutOfTime, withinTime } from './within-time.ts';

/** SQL that a data set brings. */
export interface DataSetSql {
  /** What the data set calls it. */
  readonly file: string;
  readonly sql: string;
  /** The tables that it may read. */
  readonly reads: readonly string[];
}

/**
 * Runs SQL that a data set brings, one SELECT over its own tables and nothing else, and keeps its result as a table.
 * @param target `TABLE name` or `TEMP TABLE name` @param wanted columns it must give
 */
export async function runDataSetSql(
  { file, sql, reads }: DataSetSql,
  target: string,
  wanted: readonly string[],
  connection: DuckDBConnection,
  seconds = MAX_SQL_SECONDS,
): Promise<void> {
  const run = async () => {
    await judgeSelect(file, sql, reads, connection);
    await connection.run(`CREATE OR REPLACE ${target} AS (${sql}\n)`);
  };
  await refuseBySql(file, run, connection, seconds);
  const name = target.slice(target.lastIndexOf(' ') + 1);
  const given = (await connection.run(`SELECT * FROM ${quoteName(name)} LIMIT 0`)).columnNames();
  const missing = wanted.find(column => !given.includes(column));
  if (missing === undefined) return;
  throw new Problem('bad-descriptor', `${file} must give the column "${missing}"; it gives ${given.join(', ')}`);
}

/**
 * What the engine has against SQL of a data set is a reason to refuse it, and so is that it needs more time or memory
 * than there is; what befalls the engine is not.
 */
export async function refuseBySql(
  file: string,
  run: () => Promise<void>,
  connection: DuckDBConnection,
  seconds = MAX_SQL_SECONDS,
): Promise<void> {
  try {
    await withinTime(connection, seconds, run);
  } catch (cause) {
    const verdict =
      cause instanceof OutOfTime ? `it may run for ${seconds} seconds; it took longer` : sqlVerdict(cause);
    if (verdict === undefined) throw cause;
    throw new Problem('bad-descriptor', `${file}: ${verdict}`, { cause });
  }
}

function sqlVerdict(cause: unknown): string | undefined {
  const limit = cause instanceof Error ? /^Out of Memory Error: .*\/([\d.]+ \w+) used/.exec(cause.message) : null;
  if (limit) return `it needs more than the ${limit[1]} of memory or of disk that it may take`;
  const verdict = engineVerdict(cause);
  return verdict === undefined ? undefined : verdictWords(verdict);
}
