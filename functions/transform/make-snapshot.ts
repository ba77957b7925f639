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
import type { Descriptor } from './descriptor.ts';
import type { Engine } from './engine/engine.ts';
import { readNotes } from './gate/accept-notes.ts';
import type { ChosenInput } from './gate/chosen-input.ts';
import { createDayFigures, type DayFigures } from './gate/day-figures.ts';
import { gateFigures } from './gate/gate-figures.ts';
import { judgeInputs, withNotes } from './gate/judge-inputs.ts';
import { judgeTables } from './gate/judge-tables.ts';
import { sha256 } from './hash.ts';
import { type Ledger, readLedger, writeLedger } from './ledger.ts';
import { type BlobWriter, createBlobWriter } from './publish/blob-writer.ts';
import { putReceipt, putSnapshot } from './publish/publish.ts';
import { stagedPrefix } from './stage/stage.ts';
import { stageNew } from './stage-new.ts';
import { type StagedRows, stagedRows } from './staged-rows.ts';
import { createTimeLimit, Unfinished } from './time-limit.ts';
import { throwIfStoreFails } from './unread-uploads.ts';

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
  /** An upload could not be read that may be the next time. */
  readonly isToRetry: boolean;
  readonly staged: number;
  readonly rebuiltMonths: number;
  readonly writtenBlobs: number;
  readonly writtenBytes: number;
}

/** Stages what is new, cleans and assembles what it touches, and stores every piece but the pointer. */
export async function makeSnapshot(job: SnapshotJob): Promise<MadeSnapshot> {
  const { dataset, descriptor, tools } = job;
  const prefix = stagedPrefix(dataset, descriptor.tables);
  const gateBasis = sha256(JSON.stringify([tools.code, descriptor.gate, descriptor.tables])).slice(0, 32);
  const [ledger, blobs, notes] = await Promise.all([
    readLedger(dataset, prefix, gateBasis, tools.work),
    createBlobWriter(dataset, tools.site),
    readNotes(job.uploads, tools.uploads),
  ]);
  const today = tools.now().toISOString().slice(0, 10);
  const stepDone = tools.leftMs === undefined ? () => undefined : createTimeLimit(tools.leftMs);
  const { connection } = job.engine;
  const { count: staged, unread } = await stageNew(job, ledger, prefix, today, stepDone);
  const [failure] = [...unread.values(), ...notes.unread.values()];
  if (failure !== undefined) {
    await throwIfStoreFails(failure, new Set([...unread.keys(), ...notes.unread.keys()]), job.uploads, tools.uploads);
  }
  const isToRetry = failure !== undefined;
  const rows = stagedRows(job.folder, prefix, tools.work);
  const figures = dayFigures(ledger, job, rows);
  const keepDone = async (cause: unknown) => {
    if (cause instanceof Unfinished) {
      await blobs.settle();
      await writeLedger(dataset, prefix, ledger, 'all', tools.work);
    }
    throw cause;
  };
  const judging = judgeInputs({
    ...{ dataset, listing: job.uploads, descriptor, staged: ledger.staged, lastInputs: job.last?.inputs ?? [], today },
    ...{ notes, figures, unread },
  });
  await judging.then(() => stepDone('what was measured of the reports')).catch(keepDone);
  const judged = await judging;
  const parts = { dataset, code: tools.code, descriptor, shapes: tools.shapes };
  const refusal = refusalOf(judged, descriptor);
  if (refusal !== null) {
    const nothing = { assembled: null, regionTable: null, refusal };
    return {
      ...refused(assembleReceipt({ ...parts, inputs: withNotes(judged, notes), ...nothing }), staged),
      isToRetry,
    };
  }
  const { tables, regionTable, inputs } = await judgeTables(judged, {
    descriptor,
    connection,
    notes: notes.byUpload,
    rowsOf: chosen => rows.tables(chosen, descriptor),
  });
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
      fetchRows: files => rows.fetch(files.map(({ path }) => path)),
      progress: (done, of) => tools.progress('assembling', done, of),
      stepDone,
    },
    rows,
  ).catch(keepDone);
  const made = { ...parts, inputs: withNotes(inputs, notes), assembled, regionTable };
  const gate = await gateFigures(inputs, descriptor.gate, figures);
  const receipt = assembleReceipt({ ...made, gate, refusal: null });
  const failed = receipt.checks.find(({ passed }) => !passed);
  if (failed !== undefined) {
    await blobs.settle();
    return { ...refused(assembleReceipt({ ...made, gate, refusal: failed.detail }), staged), isToRetry };
  }
  return { ...(await finish(receipt, assembled, regionTable, blobs, ledger, figures, staged, prefix, job)), isToRetry };
}

/** A build that publishes nothing. */
export function refused(receipt: Receipt, staged: number): MadeSnapshot {
  const nothing = { rebuiltMonths: 0, writtenBlobs: 0, writtenBytes: 0 };
  return { snapshot: null, receipt, receiptId: null, isToRetry: false, staged, ...nothing };
}

/** Figures of the reports, from the staged rows or from the ledger. */
function dayFigures(ledger: Ledger, { descriptor, engine }: SnapshotJob, rows: StagedRows): DayFigures {
  const table = descriptor.tables.find(({ files }) => files.includes('YYYY'));
  if (table === undefined) throw new Problem('bad-descriptor', 'one table must take its files by date');
  return createDayFigures({
    table,
    gate: descriptor.gate,
    connection: engine.connection,
    memory: ledger.gate,
    async fetch(uploads) {
      const paths = uploads.map(rows.pathOf);
      await rows.fetch(paths);
      return paths;
    },
  });
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

/** A ledger that names a state that is gone is forgotten, and all is made again. */
async function assembleAnew(
  inputs: readonly ChosenInput[],
  ledger: Ledger,
  tools: MonthTools,
  rows: StagedRows,
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
            path: rows.pathOf(input.rows),
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

async function finish(
  receipt: Receipt,
  assembled: AssembledMonths,
  regionTable: Parameters<typeof assembleSnapshot>[0]['regionTable'],
  blobs: BlobWriter,
  ledger: Ledger,
  figures: DayFigures,
  staged: number,
  prefix: string,
  { dataset, descriptor, tools }: SnapshotJob,
): Promise<Omit<MadeSnapshot, 'isToRetry'>> {
  const titles = new Map([...tools.shapes].map(([map, { title }]) => [map, title]));
  const lasting = withoutHistory(receipt);
  const lastingId = await putReceipt(lasting, tools.site);
  const receiptId = lasting === receipt ? lastingId : await putReceipt(receipt, tools.site);
  const snapshot = await assembleSnapshot({
    dataset,
    descriptor,
    regionTable,
    assembled,
    titles,
    receipt: lastingId,
    blobs,
  });
  await blobs.settle();
  await writeLedger(dataset, prefix, ledger, { keys: assembled.used, gate: figures.used }, tools.work);
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

/**
 * A snapshot follows from its listing alone, however the uploads came to be what they are: what was replaced on the way
 * stands in the receipt of the attempt, not in the one that the snapshot names.
 */
function withoutHistory(receipt: Receipt): Receipt {
  if (receipt.inputs.every(({ replaced }) => replaced === null)) return receipt;
  return { ...receipt, inputs: receipt.inputs.map(input => ({ ...input, replaced: null })) };
}
