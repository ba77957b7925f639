import type { DuckDBConnection } from '@duckdb/node-api';
import { Problem } from '../contract/problem.ts';
import type { Cell, TablePart } from '../contract/table.ts';
import { type Engine, openEngine, quoteText } from '../engine/engine.ts';
import { createPartFiles, type PartFilesOptions } from './part-files.ts';
import { joined, ROWS_ALIAS, type Sql, sql, written } from './sql.ts';

export interface TableEngineOptions extends PartFilesOptions {
  readonly memoryMb: number;
  readonly threads: number;
  /** How many questions are answered side by side; others wait. */
  readonly atOnce: number;
  /** After so many seconds a question ends with `too-slow`. */
  readonly maxSeconds: number;
}

/** Runs one statement over the rows of a table. */
export interface AskTable {
  /** What statements select from: the columns of the table, and `_row`, the number of a row within the table. */
  readonly rows: Sql;
  (statement: Sql): Promise<Cell[][]>;
  /** The same, row by row, for what may be too much for memory. */
  each(statement: Sql): AsyncIterable<Cell[]>;
}

export interface TableEngine {
  /** @param signal ends what is running: nobody waits for it any more */
  within<T>(table: TableParts, signal: AbortSignal, work: (ask: AskTable) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface TableParts {
  readonly dataset: string;
  readonly parts: readonly TablePart[];
}

/** DuckDB over the published parts of tables: opened with the first question, kept, and sandboxed in the folder of the parts. */
export function createTableEngine(options: TableEngineOptions): TableEngine {
  const { folder, memoryMb, threads, atOnce, maxSeconds } = options;
  const files = createPartFiles(options);
  let opened: Promise<Engine> | undefined;
  const open = () => {
    opened ??= openEngine(folder, { memoryMb, threads, lanes: atOnce });
    return opened;
  };
  const close = async () => {
    const closing = opened;
    opened = undefined;
    (await closing)?.close();
  };

  async function within<T>(
    { dataset, parts }: TableParts,
    signal: AbortSignal,
    work: (ask: AskTable) => Promise<T>,
  ): Promise<T> {
    const late = AbortSignal.timeout(maxSeconds * 1000);
    const ended = AbortSignal.any([signal, late]);
    try {
      const running = files.use(dataset, parts, async paths => {
        const { lanes } = await open();
        const rows = rowsOf(parts, paths);
        return await lanes.run(connection => work(asking(connection, rows, ended)));
      });
      return await unlessEnded(running, ended);
    } catch (cause) {
      if (late.aborted) throw tooSlow(maxSeconds, cause);
      throw explain(cause);
    }
  }

  return { within, close };
}

/** The rows of all parts, numbered within the table. */
function rowsOf(parts: readonly TablePart[], paths: readonly string[]): Sql {
  let before = 0;
  const each = paths.map((path, index) => {
    const numbered = `SELECT _row + ${before} AS _row, * EXCLUDE (_row) FROM read_parquet(${quoteText(path)})`;
    before += parts[index]?.rows ?? 0;
    return written(numbered);
  });
  return sql`(${joined(each, ' UNION ALL BY NAME ')}) AS ${written(ROWS_ALIAS)}`;
}

/** How often a statement is interrupted: a single interrupt could come before it has begun. */
const STOP_EVERY_MS = 20;

function asking(connection: DuckDBConnection, rows: Sql, ended: AbortSignal): AskTable {
  async function* each({ text, values }: Sql): AsyncGenerator<Cell[]> {
    ended.throwIfAborted();
    let stopping: NodeJS.Timeout | undefined;
    const stop = () => {
      connection.interrupt();
      stopping = setInterval(() => connection.interrupt(), STOP_EVERY_MS);
    };
    ended.addEventListener('abort', stop, { once: true });
    try {
      const result = await connection.stream(text, [...values]);
      for await (const some of result.yieldRows()) for (const row of some) yield row.map(cellOf);
    } finally {
      ended.removeEventListener('abort', stop);
      clearInterval(stopping);
    }
  }
  return Object.assign((statement: Sql) => Array.fromAsync(each(statement)), { rows, each });
}

function cellOf(value: unknown): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  throw new Problem('internal', `a statement gave ${typeof value}, which is not a cell`);
}

/** The work, or the end of the wait for it; what is copied meanwhile is there for the next question. */
async function unlessEnded<T>(work: Promise<T>, ended: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(ended.reason);
  ended.addEventListener('abort', stop, { once: true });
  if (ended.aborted) stop();
  try {
    return await Promise.race([work, promise]);
  } finally {
    ended.removeEventListener('abort', stop);
    work.catch(() => undefined);
    promise.catch(() => undefined);
  }
}

function tooSlow(seconds: number, cause: unknown): Problem {
  return new Problem(
    'too-slow',
    `an answer may take ${seconds} seconds; this one took longer. Try again shortly, or ask for less with "where"`,
    { cause },
  );
}

function explain(cause: unknown): unknown {
  if (!(cause instanceof Error) || !cause.message.startsWith('Out of Memory Error')) return cause;
  return new Problem(
    'too-large',
    'the answer needs more memory than one may use; ask for less with "where" or "columns"',
    {
      cause,
    },
  );
}
