import { mkdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { quoteText } from './quote.ts';
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
