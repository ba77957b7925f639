import { mkdir, mkdtemp, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Table } from '../contract/dataset.ts';
import { Problem } from '../contract/problem.ts';
import { engineFault, sentencePart } from '../engine/engine.ts';
import type { Lanes } from '../engine/lanes.ts';
import { TimedOut, withTimeout } from '../engine/sandbox.ts';
import { sha256 } from '../job/hash.ts';
import type { Store } from '../store/store.ts';
import { type BatchFile, MAX_DECIMALS } from './column-types.ts';
import { matchHeaders, unknownColumns } from './match-columns.ts';
import { type BatchResult, NOTHING_NOTED, readBatch } from './read-batch.ts';
import type { NewUpload, ReadUpload } from './read-uploads.ts';
import type { FileAccount } from './row-accounts.ts';
import { type StagedBatch, type StagedUpload, stagedKey } from './staged.ts';
import { MAX_READ_SECONDS, READ_IN_TIME_BYTES } from './upload-limits.ts';

const MAX_BATCH_FILES = 64;
const MAX_BATCH_BYTES = 4_000_000;

/** Groups new uploads that one statement reads: of one table and month, up to the size limits. */
export function batchesOf(uploads: readonly NewUpload[]): NewUpload[][] {
  const batches: NewUpload[][] = [];
  let current: NewUpload[] = [];
  let bytes = 0;
  const kind = (upload: NewUpload) => `${upload.table.name} ${upload.date?.slice(0, 7)}`;
  const order = [...uploads].sort((a, b) => compare(kind(a), kind(b)) || compare(a.key, b.key));
  for (const upload of order) {
    const full = current.length >= MAX_BATCH_FILES || bytes + upload.size > MAX_BATCH_BYTES;
    const [first] = current;
    if (first !== undefined && (full || kind(first) !== kind(upload))) {
      batches.push(current);
      current = [];
      bytes = 0;
    }
    current.push(upload);
    bytes += upload.size;
  }
  return current.length > 0 ? [...batches, current] : batches;
}

export interface StagingTools {
  readonly work: Store;
  readonly prefix: string;
  readonly lanes: Lanes;
  /** For temporary files. */
  readonly folder: string;
  /** How long reading a batch may take; default {@link MAX_READ_SECONDS}, longer for large files. */
  readonly seconds?: number;
  /** The folder for the rows of batch `id`, as `<id>.parquet`. */
  readonly rows: string;
}

/** Writes the rows and the record of each batch to the work store: rows first, so that no record points to missing rows. */
export async function stageUploads(read: readonly ReadUpload[], tools: StagingTools): Promise<StagedBatch[]> {
  const byHeaders = Map.groupBy(read, ({ csv }) => ('problem' in csv ? '' : JSON.stringify(csv.headers)));
  const staged: StagedBatch[] = [];
  for (const uploads of byHeaders.values()) staged.push(...(await stageTogether(uploads, tools)));
  return staged;
}

/** Files that can be read alone but not together are read one by one. */
async function stageTogether(uploads: readonly ReadUpload[], tools: StagingTools): Promise<StagedBatch[]> {
  try {
    return [await stageAlike(uploads, tools)];
  } catch (cause) {
    if (!(cause instanceof OnlyReadableAlone) || uploads.length === 1) throw cause;
    const staged: StagedBatch[] = [];
    for (const upload of uploads) staged.push(await stageAlike([upload], tools));
    return staged;
  }
}

class OnlyReadableAlone extends Error {}

async function stageAlike(read: readonly ReadUpload[], tools: StagingTools): Promise<StagedBatch> {
  const id = sha256(JSON.stringify(read.map(({ upload, sha256 }) => [upload.table.name, sha256]))).slice(0, 32);
  const accounts = new Map<string, FileAccount | Problem>();
  const files = new Map<string, BatchFile>();
  for (const { sha256, csv } of read) {
    if ('problem' in csv) accounts.set(sha256, new Problem('bad-input', csv.problem));
    else files.set(sha256, { sha256, csv });
  }
  const { rows, noted } = await rowsOf([...files.values()], read[0]?.upload.table, tools, accounts);
  if (rows !== null) {
    const path = join(tools.rows, `${id}.parquet`);
    await rename(rows, path);
    await tools.work.put(`${tools.prefix}${id}.parquet`, { path });
  }
  const uploads = read.map(
    one => [stagedKey(one.upload.table, one.upload.etag), stagedUpload(one, id, accounts)] as const,
  );
  const batch: StagedBatch = { id, noted, uploads };
  await tools.work.put(`${tools.prefix}${id}.json`, Buffer.from(JSON.stringify(batch)));
  return batch;
}

type ReadRows = Pick<BatchResult, 'rows' | 'noted'>;

const NO_ROWS: ReadRows = { rows: null, noted: NOTHING_NOTED };

async function rowsOf(
  files: readonly BatchFile[],
  table: Table | undefined,
  tools: StagingTools,
  accounts: Map<string, FileAccount | Problem>,
): Promise<ReadRows> {
  const [first] = files;
  if (first === undefined || table === undefined) return NO_ROWS;
  try {
    const places = matchHeaders(first.csv.headers, table);
    await mkdir(tools.folder, { recursive: true });
    const folder = await mkdtemp(join(tools.folder, 'batch-'));
    const result = await tools.lanes.run(connection => {
      const read = () => readBatch(files, { table, places }, connection, folder);
      return withTimeout(connection, tools.seconds ?? secondsFor(files), read);
    });
    for (const [sha, account] of result.accounts) accounts.set(sha, account);
    return result;
  } catch (cause) {
    return readApart(reasonOf(cause), files, table, tools, accounts);
  }
}

function secondsFor(files: readonly BatchFile[]): number {
  const bytes = files.reduce((sum, { csv }) => sum + csv.size, 0);
  return MAX_READ_SECONDS * Math.max(1, bytes / READ_IN_TIME_BYTES);
}

/** Why a file cannot be read; an error that is not the file's fault is rethrown. */
function reasonOf(cause: unknown): string {
  if (cause instanceof Problem) return cause.message;
  if (cause instanceof TimedOut) return `too many of its lines are broken: reading it was ${cause.message}`;
  const fault = engineFault(cause);
  // The statement is ours: if it does not even bind, no file is to blame.
  if (fault === undefined || /^(Binder|Catalog|Parser) Error/.test(fault)) throw cause;
  return `the file cannot be read: ${sentencePart(fault)}`;
}

/** One unreadable file must not fail the others, so each is tried alone. */
async function readApart(
  reason: string,
  files: readonly BatchFile[],
  table: Table,
  tools: StagingTools,
  accounts: Map<string, FileAccount | Problem>,
): Promise<ReadRows> {
  const [only, ...others] = files;
  if (only === undefined) return NO_ROWS;
  if (others.length === 0) {
    accounts.set(only.sha256, new Problem('bad-input', reason));
    return NO_ROWS;
  }
  const good: BatchFile[] = [];
  for (const file of files) {
    await rowsOf([file], table, tools, accounts);
    if (!(accounts.get(file.sha256) instanceof Problem)) good.push(file);
  }
  // Each is readable alone, so no file is at fault.
  if (good.length === files.length) throw new OnlyReadableAlone(reason);
  return rowsOf(good, table, tools, accounts);
}

function stagedUpload(
  { upload, sha256: sha, csv, warnings: changed }: ReadUpload,
  batch: string,
  accounts: ReadonlyMap<string, FileAccount | Problem>,
): StagedUpload {
  const account = accounts.get(sha);
  const base = { sha256: sha, id: sha, period: null, size: upload.size };
  if (account === undefined) throw new Problem('internal', `${upload.key} was read without an account`);
  if (account instanceof Problem) {
    const none = { kept: 0, rejected: 0, unreadable: 0, sums: {}, decimals: {}, periods: null, unit: null };
    const nothing = { ...none, content: '', updated: null };
    return { ...base, ...nothing, samples: [], warnings: [], batch: null, problem: account.message };
  }
  const warnings =
    'problem' in csv
      ? []
      : [...changed, ...unknownColumns(csv.headers, upload.table), ...roundedColumns(account, upload.table)];
  return { ...base, ...account, warnings, batch, problem: null };
}

/** A warning about each column whose numbers have more decimals than are published. */
function roundedColumns({ decimals }: FileAccount, { columns }: Table): string[] {
  return columns.flatMap(({ name, headings, decimals: declared }) => {
    const { digits = 0 } = decimals[name] ?? {};
    if (declared !== null || digits <= MAX_DECIMALS) return [];
    return [`numbers of the column "${headings[0]}" have up to ${digits} decimals and are rounded to ${MAX_DECIMALS}`];
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
