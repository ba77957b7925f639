import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import type { HeldBack } from '../contract/held.ts';
import type { Ranges } from '../contract/latest.ts';
import type { Findings, Rule, Totals, UnmatchedPlace } from '../contract/receipt.ts';
import type { Store } from '../store/store.ts';
import type { MonthState } from './assemble/month-state.ts';
import type { FileFate } from './clean/take-accounts.ts';
import type { GateMemory } from './gate/figures.ts';
import type { StagedBatch, StagedUploads } from './stage/stage.ts';

/**
 * What builds remember, in the work store. It is a memory and no truth: every entry is named by all that it was made
 * from, so a lost or stale ledger costs time and never changes what is published. (The staged rows beside it are more:
 * those of an upload that was replaced by a bad one, whose last good version is in use, are nowhere else.)
 */
export interface Ledger {
  readonly staged: StagedUploads;
  readonly batches: Set<string>;
  readonly months: Map<string, MonthRecord>;
  /** By period: map → group → blob. */
  readonly periods: Map<string, Readonly<Record<string, Readonly<Record<string, string>>>>>;
  readonly gate: GateMemory;
  /** Names all that the gate's figures were measured by: code, descriptor and tables. */
  gateBasis: string;
}

/** One month, assembled. */
export interface MonthRecord {
  readonly maps: Readonly<Record<string, MonthMap>>;
  /** By date. */
  readonly fates: Readonly<Record<string, FileFate>>;
  readonly remainders: Readonly<Record<string, Readonly<Record<string, Totals>>>>;
  readonly rules: readonly Rule[];
  readonly unmatched: readonly UnmatchedPlace[];
  readonly gaps: Findings;
  readonly corrections: Findings;
  /** Names the state at its end, which is kept beside the ledger. */
  readonly end: string;
}

export interface MonthMap {
  readonly firstDate: string;
  readonly lastDate: string;
  /** By measure. */
  readonly frames: Readonly<Record<string, string>>;
  readonly ranges: Readonly<Record<string, Ranges>>;
  /** Those that have a value. */
  readonly measures: readonly string[];
  /** By measure, where something is. */
  readonly heldBack: Readonly<Record<string, HeldBack>>;
}

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

export async function readLedger(dataset: string, stagedPrefix: string, work: Store): Promise<Ledger> {
  const stored = await readJson(`${dataset}/ledger.json.br`, work);
  const ledger: Ledger = {
    staged: new Map(entriesOf(stored.staged)),
    batches: new Set(Array.isArray(stored.batches) && stored.stagedPrefix === stagedPrefix ? stored.batches : []),
    months: new Map(entriesOf(stored.months)),
    periods: new Map(entriesOf(stored.periods)),
    gate: {
      reports: new Map(entriesOf(stored.gateReports)),
      pairs: new Map(entriesOf(stored.gatePairs)),
      values: new Map(entriesOf(stored.gateValues)),
    },
    gateBasis: String(stored.gateBasis),
  };
  if (ledger.batches.size === 0) ledger.staged.clear();
  await updateBatches(ledger, stagedPrefix, work);
  return ledger;
}

/** Forgets figures that were measured by another code, descriptor or table. */
export function renewGate(ledger: Ledger, basis: string): GateMemory {
  if (ledger.gateBasis !== basis) for (const memory of Object.values(ledger.gate)) memory.clear();
  ledger.gateBasis = basis;
  return ledger.gate;
}

/** What of a ledger a build stands on. */
export interface LedgerUse {
  readonly keys: ReadonlySet<string>;
  readonly gate: GateMemory;
}

/** Keeps the months and periods of this build; those of others would grow without end. A build that is not done yet keeps all. */
export async function writeLedger(
  dataset: string,
  stagedPrefix: string,
  ledger: Ledger,
  used: LedgerUse | 'all',
  work: Store,
): Promise<number> {
  const kept = <V>(entries: ReadonlyMap<string, V>) =>
    Object.fromEntries([...entries].filter(([key]) => used === 'all' || used.keys.has(key)));
  const gate = used === 'all' ? ledger.gate : used.gate;
  const bytes = await pack({
    stagedPrefix,
    staged: Object.fromEntries(ledger.staged),
    batches: [...ledger.batches],
    months: kept(ledger.months),
    periods: kept(ledger.periods),
    gateBasis: ledger.gateBasis,
    gateReports: Object.fromEntries(gate.reports),
    gatePairs: Object.fromEntries(gate.pairs),
    gateValues: Object.fromEntries(gate.values),
  });
  await work.put(`${dataset}/ledger.json.br`, bytes);
  return bytes.length;
}

export async function readState(dataset: string, name: string, work: Store): Promise<MonthState | undefined> {
  const stored = await readJson(`${dataset}/states/${name}.json.br`, work);
  return Object.keys(stored).length === 0 ? undefined : stored;
}

export async function writeState(dataset: string, name: string, state: MonthState, work: Store): Promise<number> {
  const bytes = await pack(state);
  await work.put(`${dataset}/states/${name}.json.br`, bytes);
  return bytes.length;
}

/** Names of the states that the ledger counts on. */
export async function statesInUse(dataset: string, work: Store): Promise<ReadonlySet<string>> {
  const { months } = await readJson(`${dataset}/ledger.json.br`, work);
  return new Set(entriesOf<MonthRecord>(months).map(([, { end }]) => end));
}

/** Batches that a build staged and did not live to note down; those that are gone are forgotten, to be read again. */
async function updateBatches(ledger: Ledger, prefix: string, work: Store): Promise<void> {
  const there = new Set<string>();
  for await (const { key, fault } of work.list(prefix)) if (fault === undefined) there.add(key.slice(prefix.length));
  for (const [key, { batch }] of ledger.staged) {
    if (batch !== null && !(there.has(`${batch}.parquet`) && there.has(`${batch}.json`))) ledger.staged.delete(key);
  }
  for (const id of ledger.batches) if (!there.has(`${id}.json`)) ledger.batches.delete(id);
  for (const name of there) {
    const id = /^([0-9a-f]{32})\.json$/.exec(name)?.[1];
    if (id === undefined || ledger.batches.has(id)) continue;
    const object = await work.get(`${prefix}${name}`);
    if (object === undefined) continue;
    const batch: StagedBatch = JSON.parse(Buffer.from(await object.bytes()).toString());
    if (batch.uploads.some(([, { batch: rows }]) => rows !== null && !there.has(`${rows}.parquet`))) continue;
    noteBatch(ledger, batch);
  }
}

export function noteBatch(ledger: Ledger, { id, uploads }: StagedBatch): void {
  ledger.batches.add(id);
  for (const [key, upload] of uploads) ledger.staged.set(key, upload);
}

async function pack(content: object): Promise<Uint8Array> {
  return compress(JSON.stringify(content), { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
}

/** What the work store holds was written by this code; what cannot be read is as good as not there. */
async function readJson(key: string, work: Store) {
  const object = await work.get(key);
  if (object === undefined) return {};
  try {
    return JSON.parse((await decompress(await object.bytes())).toString());
  } catch {
    return {};
  }
}

function entriesOf<T = never>(value: unknown): [string, T][] {
  return typeof value === 'object' && value !== null ? (Object.entries(value) as [string, T][]) : [];
}
