import type { MonthRecord } from '../assemble/memory.ts';
import type { GateMemory } from '../checks/figures.ts';
import type { StagedBatch, StagedUploads } from '../ingest/staged.ts';
import { entriesOf, pack, readJson } from '../job/work-json.ts';
import type { Store } from '../store/store.ts';

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
