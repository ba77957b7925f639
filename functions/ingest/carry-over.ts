import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Table } from '../contract/dataset.ts';
import { engineVersion, quoteName, quoteText } from '../engine/engine.ts';
import { sha256 as hashOf } from '../job/hash.ts';
import type { Store } from '../store/store.ts';
import { SQL_TYPES } from './large-batch.ts';
import type { NotedTuple } from './read-batch.ts';
import type { StagedBatch, StagedUpload } from './staged.ts';

/** A version of an upload that is in use but whose bytes no longer exist. */
export interface LostVersion {
  readonly table: Table;
  readonly sha256: string;
}

export interface CarryOverTools {
  /** The id of the data set. */
  readonly id: string;
  readonly work: Store;
  readonly prefix: string;
  readonly connection: DuckDBConnection;
  /** The folder for the rows of batch `id`, as `<id>.parquet`. */
  readonly rows: string;
}

/**
 * Reuses rows that were staged with an earlier version of the reader or the descriptor, if they have the columns that the
 * table has now. Versions with other columns, or that were never staged, are skipped.
 */
export async function carryOver(lost: readonly LostVersion[], tools: CarryOverTools): Promise<StagedBatch[]> {
  if (lost.length === 0) return [];
  const { id, work, prefix } = tools;
  const carried: StagedBatch[] = [];
  const done = new Set<string>();
  for await (const { key } of work.list(`${id}/staged/`)) {
    if (key.startsWith(prefix) || !key.endsWith('.json')) continue;
    const object = await work.get(key);
    if (object === undefined) continue;
    const batch: StagedBatch = JSON.parse(Buffer.from(await object.bytes()).toString());
    for (const { table, sha256 } of lost) {
      const name = `${table.name} ${sha256}`;
      const found = batch.uploads.find(
        ([staged, upload]) => upload.sha256 === sha256 && staged.startsWith(`${table.name} `),
      );
      if (found === undefined || done.has(name) || found[1].problem !== null) continue;
      const taken = await takeOver({ key: key.replace(/json$/, 'parquet'), ...batch }, found, table, tools);
      if (taken === undefined) continue;
      done.add(name);
      carried.push(taken);
    }
  }
  return carried;
}

async function takeOver(
  from: StagedBatch & { readonly key: string },
  [stagedAs, upload]: readonly [key: string, upload: StagedUpload],
  table: Table,
  { work, prefix, connection, rows }: CarryOverTools,
): Promise<StagedBatch | undefined> {
  const object = await work.get(from.key);
  if (object === undefined) return undefined;
  const id = hashOf(JSON.stringify(['carried', table.name, upload.sha256])).slice(0, 32);
  const [before, path] = [join(rows, `${id}.before.parquet`), join(rows, `${id}.parquet`)];
  await writeFile(before, object.stream());
  try {
    const source = `read_parquet(${quoteText(before)})`;
    const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`);
    const columns = new Map(described.getRows().map(([name, type]) => [String(name), String(type)]));
    const numbers = table.columns.filter(({ type }) => type === 'number');
    const wanted = table.columns.map(({ name, type }) => [name, SQL_TYPES[type]] as const);
    const extra = numbers.length + (table.time?.from === 'column' ? 1 : 0);
    // Rows of many periods need an account for each period.
    if (table.time?.from === 'column' && upload.periods == null) return undefined;
    if (columns.size !== wanted.length + 3 + extra || wanted.some(([name, type]) => columns.get(name) !== type))
      return undefined;
    const own = `FROM ${source} WHERE upload = ${quoteText(upload.sha256)}`;
    await connection.run(`COPY (SELECT * ${own}) TO ${quoteText(path)} (FORMAT parquet, COMPRESSION snappy)`);
    const compared = table.columns.filter(({ type }) => type !== 'updated');
    const names = compared.map(({ name }) => quoteName(name)).join(', ');
    const hashes = await connection.runAndReadAll(`SELECT sum(hash(${names}))::VARCHAR ${own}`);
    // Never equal to a hash of the reader, which skips columns that a file does not have.
    const content = `carried ${await engineVersion()} ${hashes.getRows()[0]?.[0]}`;
    const noted = { files: [upload.sha256], groups: await noteRows(table, path, connection) };
    await work.put(`${prefix}${id}.parquet`, { path });
    const later = { warnings: upload.warnings ?? [], decimals: upload.decimals ?? {}, period: upload.period ?? null };
    const carried: StagedBatch = {
      id,
      noted,
      uploads: [[stagedAs, { ...upload, ...later, periods: upload.periods ?? null, content, batch: id }]],
    };
    await work.put(`${prefix}${id}.json`, Buffer.from(JSON.stringify(carried)));
    return carried;
  } finally {
    await rm(before, { force: true });
  }
}

/** What the reader notes of the rows of one upload. */
async function noteRows(table: Table, path: string, connection: DuckDBConnection): Promise<NotedTuple[][]> {
  const groups: NotedTuple[][] = [];
  for (const names of table.noted) {
    const columns = names.map(name => `${quoteName(name)}::VARCHAR`).join(', ');
    const reader = await connection.runAndReadAll(
      `SELECT DISTINCT ${columns} FROM read_parquet(${quoteText(path)}) ORDER BY ALL`,
    );
    groups.push(
      reader.getRows().map(row => ({ values: row.map(value => (value === null ? null : String(value))), in: null })),
    );
  }
  return groups;
}
