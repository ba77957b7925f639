import type { Assembled } from '../assemble/assemble.ts';
import type { AssemblyMemory, ChunkRecord } from '../assemble/memory.ts';
import type { CheckedInputs } from '../checks/check-inputs.ts';
import type { FiguresMemory } from '../checks/figures.ts';
import type { StagingMemory } from '../ingest/staged.ts';
import type { Build } from '../job/build.ts';
import { entriesOf, pack, readJson } from '../job/work-json.ts';
import type { Store } from '../store/store.ts';
import type { TablesMemory } from './tabulate.ts';

/**
 * The cache of builds in the work store. Each entry is keyed by everything it was made from, so a lost or stale ledger
 * costs time and never changes what is published. The staged rows beside it are more than a cache: where a last good
 * version is in use, they are its only copy.
 */
export interface Ledger {
  readonly staging: StagingMemory;
  readonly figures: FiguresMemory;
  readonly assembly: AssemblyMemory;
  readonly tables: TablesMemory;
}

export async function readLedger({ id, work }: Pick<Build, 'id' | 'work'>): Promise<Ledger> {
  const { staging = {}, figures = {}, assembly = {}, tables = {} } = await readJson(ledgerKey(id), work);
  return {
    staging: {
      prefix: String(staging.prefix),
      uploads: new Map(entriesOf(staging.uploads)),
      batches: new Map(entriesOf(staging.batches)),
    },
    figures: {
      basis: String(figures.basis),
      reports: new Map(entriesOf(figures.reports)),
      pairs: new Map(entriesOf(figures.pairs)),
      values: new Map(entriesOf(figures.values)),
    },
    assembly: { chunks: new Map(entriesOf(assembly.chunks)), groups: new Map(entriesOf(assembly.groups)) },
    tables: new Map(entriesOf(tables)),
  };
}

/** What a build used of a ledger. */
export interface LedgerUse {
  /** Null: no series was made, and what is there of one is kept. */
  readonly series: { readonly figures: CheckedInputs['used']; readonly assembly: Assembled['used'] } | null;
  readonly tables: TablesMemory;
}

/**
 * Keeps only the figures, chunks, groups and tables that this build used, so that the ledger does not grow without end.
 * @param used null: the build is not done, and keeps everything
 */
export async function writeLedger(
  { id, work }: Pick<Build, 'id' | 'work'>,
  { staging, figures, assembly, tables }: Ledger,
  used: LedgerUse | null,
): Promise<void> {
  const { basis, reports, pairs, values } = used?.series?.figures ?? figures;
  const kept = <V>(entries: ReadonlyMap<string, V>) =>
    Object.fromEntries([...entries].filter(([key]) => used?.series?.assembly.has(key) ?? true));
  const bytes = await pack({
    staging: {
      prefix: staging.prefix,
      uploads: Object.fromEntries(staging.uploads),
      batches: Object.fromEntries(staging.batches),
    },
    figures: {
      basis,
      reports: Object.fromEntries(reports),
      pairs: Object.fromEntries(pairs),
      values: Object.fromEntries(values),
    },
    assembly: { chunks: kept(assembly.chunks), groups: kept(assembly.groups) },
    tables: Object.fromEntries(used?.tables ?? tables),
  });
  await work.put(ledgerKey(id), bytes);
}

/** Ids of the states that the ledger refers to. */
export async function statesInUse(id: string, work: Store): Promise<ReadonlySet<string>> {
  const { assembly } = await readJson(ledgerKey(id), work);
  return new Set(entriesOf<ChunkRecord>(assembly?.chunks).map(([, { end }]) => end));
}

function ledgerKey(id: string): string {
  return `${id}/ledger.json.br`;
}
