import { mkdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { MAX_SPILL_MB } from './sql-limits.ts';

export interface EngineLimits {
  /** Megabytes that DuckDB may hold; what a statement needs beyond goes to the job folder. */
  readonly memoryMb: number;
  readonly threads: number;
}

/** DuckDB for one build, shut in: it reads and writes the job folder and reaches nothing else. */
export interface Engine {
  readonly connection: DuckDBConnection;
  close(): void;
}

export async function openEngine(jobFolder: string, limits: EngineLimits): Promise<Engine> {
  const temporary = join(jobFolder, 'duckdb');
  await mkdir(temporary, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(limits.threads),
    memory_limit: `${limits.memoryMb}MB`,
    temp_directory: temporary,
    home_directory: temporary,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  });
  const connection = await instance.connect();
  // Given with the others, before there is a folder, it would be shown and not held.
  await connection.run(`SET max_temp_directory_size = '${MAX_SPILL_MB}MB'`);
  await connection.run(`SET allowed_directories = [${quoteText(jobFolder + sep)}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
  return {
    connection,
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** Errors that say nothing of what was asked for: the engine ran out of memory, of disk, or was stopped. */
const FAULTS = /^(Out of Memory|IO|Internal|Fatal|Interrupt|Connection|Serialization|TransactionContext) Error/i;

const MAX_LENGTH = 500;

/**
 * What DuckDB has against a file or a statement, in one line; undefined where it failed by itself, so that a short night
 * of a machine is never held against an upload. Names no path of this machine.
 */
export function engineVerdict(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const [line = ''] = cause.message.replace(/^Failed to extract statements: /, '').split('\n');
  if (!/^[A-Z][\w ]* Error: /.test(line) || FAULTS.test(line)) return undefined;
  return line.replaceAll(JOB_PATH, 'the file').slice(0, MAX_LENGTH);
}

/** A verdict as a person reads it, in the middle of a sentence: without the engine's word for its kind of error. */
export function verdictWords(verdict: string): string {
  const words = verdict.replace(/^([A-Z][\w ]* Error: )+/, '').replace(/[.!]+$/, '');
  return /^[A-Z][a-z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}

/** A path in the folder of a job, with the quotes around it. */
const JOB_PATH = /(["'])[^"']*\bseecovid-job-[^"']*\1|\S*\bseecovid-job-[^\s,;:)]*/g;

/** A name as SQL reads it, whatever it holds. The only way a name enters a statement. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as SQL reads it, for the places that cannot be bound: table functions and COPY. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
