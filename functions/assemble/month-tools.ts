import type { DuckDBConnection } from '@duckdb/node-api';
import type { Ledger } from '../build/ledger.ts';
import type { Holds } from '../checks/holds.ts';
import type { CleanedReports } from '../clean/clean.ts';
import type { RegionTable } from '../clean/load-regions.ts';
import type { Descriptor } from '../contract/dataset.ts';
import type { BlobWriter, StepDone } from '../job/build.ts';
import type { Store } from '../store/store.ts';

/** What months are made with. */
export interface MonthTools {
  readonly dataset: string;
  readonly descriptor: Descriptor;
  readonly regionTable: RegionTable;
  readonly connection: DuckDBConnection;
  readonly work: Store;
  readonly ledger: Ledger;
  readonly blobs: BlobWriter;
  /** Names all that every month depends on: code, descriptor and the tables without a date. */
  readonly basis: string;
  readonly cleaned: CleanedReports;
  /** What is held back, by day. */
  readonly holds: ReadonlyMap<string, Holds>;
  progress(done: number, of: number): void;
  readonly stepDone: StepDone;
}
