import { mkdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { createLanes, type Lanes } from './lanes.ts';
import { MAX_SPILL_MB } from './sql-limits.ts';

export interface EngineLimits {
  /** Megabytes of memory for DuckDB; a statement that needs more spills to the job folder. */
  readonly memoryMb: number;
  /** Statements that run side by side; default {@link LANES}. */
  readonly lanes?: number;
  /** Threads that share one statement out; default 1. */
  readonly threads?: number;
}

/** DuckDB for one build or for tables, sandboxed: it can read and write the job folder and nothing else. */
export interface Engine {
  readonly connection: DuckDBConnection;
  readonly lanes: Lanes;
  close(): void;
}

const LANES = 2;

/** Loaded with the first engine: a function that is started for nothing, and most commands, need none. */
const loadDuckDb = () => import('./duckdb.ts');

export async function openEngine(jobFolder: string, limits: EngineLimits): Promise<Engine> {
  const { DuckDBInstance } = await loadDuckDb();
  const temporary = join(jobFolder, 'duckdb');
  await mkdir(temporary, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', {
    // Statements of a build run side by side instead: over some 50,000 rows, sharing one out costs more than it saves.
    threads: String(limits.threads ?? 1),
    memory_limit: `${limits.memoryMb}MB`,
    temp_directory: temporary,
    home_directory: temporary,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  });
  const connection = await instance.connect();
  // Set together with the other options, before the folder exists, it would be reported but not enforced.
  await connection.run(`SET max_temp_directory_size = '${MAX_SPILL_MB}MB'`);
  await connection.run(`SET allowed_directories = [${quoteText(jobFolder + sep)}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
  const others = await Promise.all(Array.from({ length: limits.lanes ?? LANES }, () => instance.connect()));
  return {
    connection,
    lanes: createLanes(others),
    close() {
      for (const open of [connection, ...others]) open.closeSync();
      instance.closeSync();
    },
  };
}

/** Runs work with an engine of its own, which takes all of its memory with it. Files that it writes have the same bytes everywhere: one thread. */
export async function withEngine<T>(
  jobFolder: string,
  { memoryMb }: EngineLimits,
  work: (connection: DuckDBConnection, lanes: Lanes) => Promise<T>,
): Promise<T> {
  const engine = await openEngine(jobFolder, { memoryMb });
  try {
    return await work(engine.connection, engine.lanes);
  } finally {
    engine.close();
  }
}

/**
 * Gives memory that statements have freed back to the system, which the engine does only when an instance closes. Some
 * 200 MB after reading half a year of reports, for 20 ms.
 */
export async function releaseMemory(): Promise<void> {
  const { DuckDBInstance } = await loadDuckDb();
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  instance.closeSync();
}

export async function engineVersion(): Promise<string> {
  return (await loadDuckDb()).version();
}

/** Errors of the engine itself, not of its input: it ran out of memory or disk, or was stopped. */
const FAULTS = /^(Out of Memory|IO|Internal|Fatal|Interrupt|Connection|Serialization|TransactionContext) Error/i;

const MAX_LENGTH = 500;

/**
 * DuckDB's complaint about a file or a statement, in one line; undefined if the engine itself failed, so that an upload is
 * never blamed for an outage. Contains no path of this machine.
 */
export function engineFault(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const [line = ''] = cause.message.replace(/^Failed to extract statements: /, '').split('\n');
  if (!/^[A-Z][\w ]* Error: /.test(line) || FAULTS.test(line)) return undefined;
  return line.replaceAll(JOB_PATH, 'the file').slice(0, MAX_LENGTH);
}

/** A complaint of {@link engineFault} for the middle of a sentence: without the engine's name for the kind of error. */
export function sentencePart(fault: string): string {
  const words = fault.replace(/^([A-Z][\w ]* Error: )+/, '').replace(/[.!]+$/, '');
  return /^[A-Z][a-z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}

/** A path in the folder of a job, with the quotes around it. */
const JOB_PATH = /(["'])[^"']*\bseecovid-job-[^"']*\1|\S*\bseecovid-job-[^\s,;:)]*/g;

/** Quotes any name as an SQL identifier. The only way a name enters a statement. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** SQL for whether a text is one of some. With IN, the engine keeps memory for a block of rows for each of them. */
export function isOneOf(text: string, some: readonly string[]): string {
  return `list_contains([${some.map(quoteText).join(', ')}], ${text})`;
}

/** Quotes a text as an SQL literal where values cannot be bound: in table functions and COPY. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
