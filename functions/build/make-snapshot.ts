import { type AssembledMonths, assembleMonths, LostState } from '../assemble/assemble.ts';
import type { MonthTools } from '../assemble/month-tools.ts';
import { assembleReceipt, refusingFault } from '../assemble/receipt.ts';
import { assembleSnapshot } from '../assemble/snapshot.ts';
import { type ChosenInput, chooseInputs, withNotes } from '../checks/choose-inputs.ts';
import { createFigures, type Figures } from '../checks/figures.ts';
import { judgeReports } from '../checks/judge-reports.ts';
import { judgeTables } from '../checks/judge-tables.ts';
import { withReplaced } from '../checks/replaced.ts';
import { isReport, type Report } from '../checks/report.ts';
import { monthsOf } from '../clean/chunks.ts';
import { type CleanedReports, chunksOf, createCleanedReports } from '../clean/clean.ts';
import { summedMeasures } from '../clean/clean-reports.ts';
import type { Descriptor } from '../contract/dataset.ts';
import { Problem } from '../contract/problem.ts';
import type { NamedRegion, Receipt } from '../contract/receipt.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import { readNotes } from '../describe/accept-notes.ts';
import type { Engine } from '../engine/engine.ts';
import { stageNew } from '../ingest/stage.ts';
import { stagedPrefix, stagedRows, type TableRows } from '../ingest/staged.ts';
import { throwIfStoreFails } from '../ingest/unread-uploads.ts';
import { type BlobWriter, type BuildTools, createTimeLimit, type StepDone, Unfinished } from '../job/build.ts';
import { sha256 } from '../job/hash.ts';
import { createBlobWriter } from '../publish/blobs.ts';
import { putReceipt, putSnapshot, readRegionsOf } from '../publish/documents.ts';
import type { ListedObject } from '../store/store.ts';
import { type Ledger, readLedger, renewGate, writeLedger } from './ledger.ts';

export interface SnapshotJob {
  readonly dataset: string;
  readonly uploads: readonly ListedObject[];
  readonly descriptor: Descriptor;
  /** The newest snapshot, and its receipt: which version of each upload is in use. */
  readonly last: LastSnapshot | null;
  /** The job folder: the only one that the engine may touch. */
  readonly folder: string;
  readonly engine: Engine;
  readonly tools: BuildTools;
}

export interface LastSnapshot {
  readonly snapshot: Snapshot;
  readonly receipt: Receipt;
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
  if (!descriptor.tables.some(({ files }) => files.includes('YYYY'))) {
    throw new Problem('bad-descriptor', 'one table must take its files by date');
  }
  const prefix = stagedPrefix(dataset, descriptor.tables);
  const [ledger, blobs, notes] = await Promise.all([
    readLedger(dataset, prefix, tools.work),
    createBlobWriter(dataset, tools.site),
    readNotes(job.uploads, tools.uploads),
  ]);
  const lastInputs = job.last?.receipt.inputs ?? [];
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
  const keepDone = async (cause: unknown) => {
    if (cause instanceof Unfinished) {
      await blobs.settle();
      await writeLedger(dataset, prefix, ledger, 'all', tools.work);
    }
    throw cause;
  };
  const parts = { dataset, code: tools.code, descriptor, shapes: tools.shapes };
  const refuse = (inputs: readonly ChosenInput[], refusal: string) => {
    const nothing = { assembled: null, regionTable: null, refusal };
    return {
      ...refused(assembleReceipt({ ...parts, inputs: withNotes(inputs, notes, new Map()), ...nothing }), staged),
      isToRetry,
    };
  };
  const chosen = chooseInputs({
    ...{ dataset, listing: job.uploads, descriptor, staged: ledger.staged, lastInputs, today },
    notes: notes.byUpload,
    unread,
  });
  const lacking = refusalOf(chosen, descriptor);
  if (lacking !== null) return refuse(chosen, lacking);
  const { tables, regionTable, inputs } = await judgeTables(chosen, {
    descriptor,
    connection,
    notes: notes.byUpload,
    rowsOf: chosen => rows.tables(chosen, descriptor),
  });
  const basis = sha256(JSON.stringify([tools.code, descriptor.sources, tables.map(({ sha256 }) => sha256)]));
  const cleaned = createCleanedReports({
    descriptor,
    connection,
    async fetchRows(uploads) {
      const paths = uploads.map(rows.pathOf);
      await rows.fetch(paths);
      return paths;
    },
  });
  const figures = createFigures({
    cleaned,
    regionTable,
    measures: descriptor.measures.map(({ id, from }) => (from === null ? id : null)),
    gate: descriptor.gate,
    memory: renewGate(ledger, basis.slice(0, 32)),
  });
  await measureAhead(inputs.filter(isReport), cleaned, figures, stepDone).catch(keepDone);
  const judged = await judgeReports(inputs, {
    ...{ limits: descriptor.gate, figures, regionTable, measures: summedMeasures(descriptor), notes: notes.byUpload },
  });
  const known = await withReplaced(judged.inputs, lastInputs, figures);
  const empty = refusalOf(known, descriptor);
  if (empty !== null) return refuse(known, empty);
  const assembled = await assembleAnew(known, ledger, {
    ...{ dataset, descriptor, regionTable, connection, work: tools.work, ledger, blobs, basis, cleaned },
    holds: judged.holds,
    progress: (done, of) => tools.progress('assembling', done, of),
    stepDone,
  }).catch(keepDone);
  const before = await regionsBefore(job, tables);
  const made = {
    ...{ ...parts, inputs: withNotes(known, notes, judged.holds), assembled, regionTable, holds: judged.holds },
    ...{ gate: judged.figures, before },
  };
  const receipt = assembleReceipt({ ...made, refusal: null });
  const failed = refusingFault(receipt.checks);
  if (failed !== undefined) {
    await blobs.settle();
    return { ...refused(assembleReceipt({ ...made, refusal: failed.detail }), staged), isToRetry };
  }
  return { ...(await finish(receipt, assembled, regionTable, blobs, ledger, figures, staged, prefix, job)), isToRetry };
}

/** Measures the reports that are new, with those of the same months: these are made anew, so they are cleaned anyway. */
async function measureAhead(
  reports: readonly Report[],
  cleaned: CleanedReports,
  figures: Figures,
  stepDone: StepDone,
): Promise<void> {
  const monthOf = ({ date }: Report) => date.slice(0, 7);
  const fresh = reports.filter(report => !figures.knows(report));
  const months = new Set(fresh.map(monthOf));
  const inOrder = reports.filter(report => months.has(monthOf(report))).sort((a, b) => (a.date < b.date ? -1 : 1));
  let done = 0;
  for (const chunk of chunksOf(inOrder)) {
    await cleaned.clean(chunk);
    for (const report of chunk) await figures.report(report);
    for (const [index, report] of chunk.entries()) {
      const before = chunk[index - 1];
      if (before !== undefined) await figures.pair(before, report);
    }
    done += chunk.length;
    if (done < inOrder.length) stepDone(`what was measured of ${done} of ${inOrder.length} reports`);
  }
}

/** What the newest snapshot has as regions, where another table, fewer uploads or other code may have lost some. */
async function regionsBefore(
  { uploads, last, tools }: SnapshotJob,
  tables: readonly TableRows[],
): Promise<ReadonlyMap<string, readonly NamedRegion[]>> {
  if (last === null) return new Map();
  const listed = new Set(uploads.map(({ key }) => key));
  const { code, inputs } = last.receipt;
  const used = new Set(inputs.map(({ sha256 }) => sha256));
  const isAsBefore =
    code === tools.code &&
    tables.every(({ sha256 }) => used.has(sha256)) &&
    inputs.every(({ key, sha256 }) => sha256 === null || listed.has(key));
  return isAsBefore ? new Map() : readRegionsOf(last.snapshot, tools.site);
}

/** A build that publishes nothing. */
export function refused(receipt: Receipt, staged: number): MadeSnapshot {
  return {
    snapshot: null,
    receipt,
    receiptId: null,
    isToRetry: false,
    staged,
    rebuiltMonths: 0,
    writtenBlobs: 0,
    writtenBytes: 0,
  };
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
): Promise<AssembledMonths> {
  const months = monthsOf(inputs.filter(isReport).sort((a, b) => (a.date < b.date ? -1 : 1)));
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
  figures: Figures,
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
  const isPlain =
    receipt.inputs.every(({ replaced }) => replaced === null) && receipt.maps.every(({ lost }) => lost.length === 0);
  if (isPlain) return receipt;
  return {
    ...receipt,
    inputs: receipt.inputs.map(input => ({ ...input, replaced: null })),
    maps: receipt.maps.map(map => ({ ...map, lost: [] })),
  };
}
