import { access, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Problem } from '../contract/problem.ts';
import type { Receipt } from '../contract/receipt.ts';
import type { ListedObject } from '../store/store.ts';
import { type AssembledMonths, assembleMonths, LostState } from './assemble/assemble-months.ts';
import { assembleReceipt } from './assemble/assemble-receipt.ts';
import { assembleSnapshot } from './assemble/assemble-snapshot.ts';
import type { MonthTools } from './assemble/month-tools.ts';
import { monthsOf } from './assemble/months-of.ts';
import type { BuildTools } from './build-tools.ts';
import type { ReportFile } from './clean/clean-reports.ts';
import { loadRegions, type TableRows } from './clean/load-regions.ts';
import type { Descriptor } from './descriptor.ts';
import type { Engine } from './engine/engine.ts';
import { type ChosenInput, chooseInputs } from './gate/choose-inputs.ts';
import { sha256 } from './hash.ts';
import { type Ledger, noteBatch, readLedger, writeLedger } from './ledger.ts';
import { type BlobWriter, createBlobWriter } from './publish/blob-writer.ts';
import { putReceipt, putSnapshot } from './publish/publish.ts';
import { ahead } from './stage/ahead.ts';
import { matchUpload } from './stage/match-upload.ts';
import {
  batchesOf,
  type NewUpload,
  readUploads,
  type StagedUpload,
  stagedKey,
  stagedPrefix,
  stageUploads,
} from './stage/stage.ts';
import { createTimeLimit, type StepDone, Unfinished } from './time-limit.ts';

export interface SnapshotJob {
  readonly dataset: string;
  readonly uploads: readonly ListedObject[];
  readonly descriptor: Descriptor;
  /** The receipt of the newest snapshot: which version of each upload is in use. */
  readonly last: Receipt | null;
  /** The job folder: the only one that the engine may touch. */
  readonly folder: string;
  readonly engine: Engine;
  readonly tools: BuildTools;
}

export interface MadeSnapshot {
  /** The stored snapshot, or null where the build is refused. */
  readonly snapshot: string | null;
  readonly receipt: Receipt;
  /** The name of the receipt, where it is stored already. */
  readonly receiptId: string | null;
  readonly staged: number;
  readonly rebuiltMonths: number;
  readonly writtenBlobs: number;
  readonly writtenBytes: number;
}

/** Stages what is new, cleans and assembles what it touches, and stores every piece but the pointer. */
export async function makeSnapshot(job: SnapshotJob): Promise<MadeSnapshot> {
  const { dataset, descriptor, tools } = job;
  const prefix = stagedPrefix(dataset, descriptor.tables);
  const [ledger, blobs] = await Promise.all([
    readLedger(dataset, prefix, tools.work),
    createBlobWriter(dataset, tools.site),
  ]);
  const today = tools.now().toISOString().slice(0, 10);
  const stepDone = tools.leftMs === undefined ? () => undefined : createTimeLimit(tools.leftMs);
  const staged = await stageNew(job, ledger, prefix, today, stepDone);
  const inputs = chooseInputs(dataset, job.uploads, descriptor, ledger.staged, job.last?.inputs ?? [], today);
  const parts = { dataset, code: tools.code, descriptor, inputs, shapes: tools.shapes };
  const refusal = refusalOf(inputs, descriptor);
  if (refusal !== null) {
    return refused(assembleReceipt({ ...parts, assembled: null, regionTable: null, refusal }), staged);
  }
  const tables = await tableRows(inputs, descriptor, job, prefix);
  const { connection } = job.engine;
  const regionTable = await loadRegions(descriptor, tables, connection);
  const basis = sha256(JSON.stringify([tools.code, descriptor.sources, tables.map(({ sha256 }) => sha256)]));
  const assembled = await assembleAnew(
    inputs,
    ledger,
    {
      dataset,
      descriptor,
      regionTable,
      connection,
      work: tools.work,
      ledger,
      blobs,
      basis,
      fetchRows: files =>
        fetchBatches(
          files.map(({ path }) => path),
          job,
          prefix,
        ),
      progress: (done, of) => tools.progress('assembling', done, of),
      stepDone,
    },
    job,
  ).catch(async (cause: unknown) => {
    if (cause instanceof Unfinished) {
      await blobs.settle();
      await writeLedger(dataset, prefix, ledger, 'all', tools.work);
    }
    throw cause;
  });
  const receipt = assembleReceipt({ ...parts, assembled, regionTable, refusal: null });
  const failed = receipt.checks.find(({ passed }) => !passed);
  if (failed !== undefined) {
    await blobs.settle();
    return refused(assembleReceipt({ ...parts, assembled, regionTable, refusal: failed.detail }), staged);
  }
  return finish(receipt, assembled, regionTable, blobs, ledger, staged, prefix, job);
}

/** A build that publishes nothing. */
export function refused(receipt: Receipt, staged: number): MadeSnapshot {
  return { snapshot: null, receipt, receiptId: null, staged, rebuiltMonths: 0, writtenBlobs: 0, writtenBytes: 0 };
}

async function stageNew(
  job: SnapshotJob,
  ledger: Ledger,
  prefix: string,
  today: string,
  stepDone: StepDone,
): Promise<number> {
  const { dataset, descriptor, tools } = job;
  const { connection } = job.engine;
  const fresh = job.uploads.flatMap<NewUpload>(({ key, etag, size }) => {
    const match = matchUpload(key.slice(dataset.length + 1), descriptor, today);
    if (match.is !== 'data' || ledger.staged.has(stagedKey(match.table, etag))) return [];
    return [{ key, etag, size, table: match.table, date: match.date }];
  });
  const rows = join(job.folder, 'rows');
  const folder = join(job.folder, 'reading');
  let done = 0;
  tools.progress('staging', done, fresh.length);
  // While DuckDB reads one batch, the bytes of the next are fetched.
  for await (const read of ahead(batchesOf(fresh), batch => readUploads(batch, tools.uploads))) {
    const staged = await stageUploads(read, { work: tools.work, prefix, connection, folder, rows });
    for (const batch of staged) noteBatch(ledger, batch);
    done += read.length;
    tools.progress('staging', done, fresh.length);
    stepDone(`what was read of ${done} of ${fresh.length} uploads`);
  }
  return fresh.length;
}

/** Why nothing can be published, or null. */
function refusalOf(inputs: readonly ChosenInput[], descriptor: Descriptor): string | null {
  for (const table of descriptor.tables) {
    const ofTable = inputs.filter(input => input.table === table);
    if (ofTable.some(({ rows }) => rows !== null)) continue;
    const wrong = ofTable.find(({ reason }) => reason !== null);
    const found = wrong === undefined ? 'none is uploaded' : `${wrong.key}: ${wrong.reason}`;
    return `the table "${table.name}" needs an upload like ${table.files}; ${found}`;
  }
  return null;
}

async function tableRows(
  inputs: readonly ChosenInput[],
  descriptor: Descriptor,
  job: SnapshotJob,
  prefix: string,
): Promise<TableRows[]> {
  const rows: TableRows[] = [];
  for (const table of descriptor.tables) {
    const input = inputs.find(input => input.table === table && input.date === null && input.rows !== null);
    if (input?.rows == null) continue;
    const path = pathOf(input.rows, job);
    await fetchBatches([path], job, prefix);
    rows.push({ table, path, sha256: input.rows.sha256 });
  }
  return rows;
}

/** A ledger that names a state that is gone is forgotten, and all is made again. */
async function assembleAnew(
  inputs: readonly ChosenInput[],
  ledger: Ledger,
  tools: MonthTools,
  job: SnapshotJob,
): Promise<AssembledMonths> {
  const files = inputs.flatMap<ReportFile>((input, file) =>
    input.rows === null || input.date === null
      ? []
      : [
          {
            file,
            key: input.key,
            date: input.date,
            sha256: input.rows.sha256,
            rows: input.rows.kept,
            path: pathOf(input.rows, job),
          },
        ],
  );
  files.sort((a, b) => (a.date < b.date ? -1 : 1));
  const months = monthsOf(files);
  try {
    return await assembleMonths(months, tools);
  } catch (cause) {
    if (!(cause instanceof LostState)) throw cause;
    ledger.months.clear();
    ledger.periods.clear();
    return assembleMonths(months, tools);
  }
}

function pathOf({ batch }: StagedUpload, { folder }: SnapshotJob): string {
  return join(folder, 'rows', `${batch}.parquet`);
}

/** Batches that this job did not stage itself come from the work store. */
async function fetchBatches(paths: readonly string[], { tools }: SnapshotJob, prefix: string): Promise<void> {
  const fetch = async (path: string) => {
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (there) return;
    const key = `${prefix}${basename(path)}`;
    const object = await tools.work.get(key);
    // It was there when the ledger was read: a build that starts again knows that it is gone.
    if (object === undefined) throw new Problem('conflict', `${key} is not in the work store any more`);
    await writeFile(path, await object.bytes());
  };
  await Promise.all([...new Set(paths)].map(fetch));
}

async function finish(
  receipt: Receipt,
  assembled: AssembledMonths,
  regionTable: Parameters<typeof assembleSnapshot>[0]['regionTable'],
  blobs: BlobWriter,
  ledger: Ledger,
  staged: number,
  prefix: string,
  { dataset, descriptor, tools }: SnapshotJob,
): Promise<MadeSnapshot> {
  const titles = new Map([...tools.shapes].map(([map, { title }]) => [map, title]));
  const receiptId = await putReceipt(receipt, tools.site);
  const snapshot = await assembleSnapshot({
    dataset,
    descriptor,
    regionTable,
    assembled,
    titles,
    receipt: receiptId,
    blobs,
  });
  await blobs.settle();
  await writeLedger(dataset, prefix, ledger, assembled.used, tools.work);
  const id = await putSnapshot(snapshot, tools.site);
  const { count, bytes } = blobs.written;
  return {
    snapshot: id,
    receipt,
    receiptId,
    staged,
    rebuiltMonths: assembled.rebuilt,
    writtenBlobs: count,
    writtenBytes: bytes,
  };
}
