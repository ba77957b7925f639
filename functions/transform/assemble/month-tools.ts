import type { DuckDBConnection } from '@duckdb/node-api';
import type { Store } from '../../store/store.ts';
import type { CleanedReports } from '../clean/cleaned-reports.ts';
import type { RegionTable } from '../clean/load-regions.ts';
import type { Descriptor } from '../descriptor.ts';
import type { Holds } from '../gate/holds.ts';
import type { Ledger } from '../ledger.ts';
import type { BlobWriter } from '../publish/blob-writer.ts';
import type { StepDone } from '../time-limit.ts';

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
