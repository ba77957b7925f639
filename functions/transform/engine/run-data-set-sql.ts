import type { DuckDBConnection } from '@duckdb/node-api';
import { Problem } from '../../contract/problem.ts';
import { engineVerdict } from './engine-verdict.ts';

/**
 * Runs SQL that a data set brings, one SELECT and nothing else, and keeps its result as a table.
 * @param file what the data set calls it @param target `TABLE name` or `TEMP TABLE name` @param wanted columns it must give
 */
export async function runDataSetSql(
  file: string,
  target: string,
  sql: string,
  wanted: readonly string[],
  connection: DuckDBConnection,
): Promise<void> {
  await refuseBySql(file, async () => {
    const count = await countStatements(sql, connection);
    if (count !== 1) throw new Problem('bad-descriptor', `${file} must be one SELECT; found ${count} statements`);
    await connection.run(`CREATE OR REPLACE ${target} AS (${sql}\n)`);
  });
  const name = target.slice(target.lastIndexOf(' ') + 1);
  const given = (await connection.run(`SELECT * FROM ${name} LIMIT 0`)).columnNames();
  const missing = wanted.find(column => !given.includes(column));
  if (missing === undefined) return;
  throw new Problem('bad-descriptor', `${file} must give the column "${missing}"; it gives ${given.join(', ')}`);
}

/** What holds only comments has no statements, and the engine does not even say so. */
async function countStatements(sql: string, connection: DuckDBConnection): Promise<number> {
  const bare = sql.replaceAll(/--.*$/gm, '').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  return bare.trim() === '' ? 0 : (await connection.extractStatements(sql)).count;
}

/** What the engine has against SQL of a data set is a reason to refuse it; what befalls the engine is not. */
export async function refuseBySql(file: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (cause) {
    const verdict = engineVerdict(cause);
    if (verdict === undefined) throw cause;
    throw new Problem('bad-descriptor', `${file}: ${verdict}`, { cause });
  }
}
