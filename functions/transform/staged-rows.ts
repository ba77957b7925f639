import { access, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Problem } from '../contract/problem.ts';
import type { Store } from '../store/store.ts';
import type { TableRows } from './clean/load-regions.ts';
import type { Descriptor } from './descriptor.ts';
import type { ChosenInput } from './gate/chosen-input.ts';
import type { StagedUpload } from './stage/stage.ts';

/** Rows of uploads, as files of the job folder. */
export interface StagedRows {
  /** Where the rows of an upload lie once they are fetched. */
  pathOf(upload: StagedUpload): string;
  /** Batches that this job did not stage itself come from the work store. */
  fetch(paths: readonly string[]): Promise<void>;
  /** The tables without a date that these inputs have in, fetched. */
  tables(inputs: readonly ChosenInput[], descriptor: Descriptor): Promise<TableRows[]>;
}

/** @param folder the job folder @param prefix where batches lie in the work store */
export function stagedRows(folder: string, prefix: string, work: Store): StagedRows {
  const pathOf = ({ batch }: StagedUpload) => join(folder, 'rows', `${batch}.parquet`);
  const fetchOne = async (path: string) => {
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (there) return;
    const key = `${prefix}${basename(path)}`;
    const object = await work.get(key);
    // It was there when the ledger was read: a build that starts again knows that it is gone.
    if (object === undefined) throw new Problem('conflict', `${key} is not in the work store any more`);
    await writeFile(path, await object.bytes());
  };
  const fetch = async (paths: readonly string[]) => {
    await Promise.all([...new Set(paths)].map(fetchOne));
  };
  return {
    pathOf,
    fetch,
    async tables(inputs, descriptor) {
      const rows: TableRows[] = [];
      for (const table of descriptor.tables) {
        const input = inputs.find(input => input.table === table && input.date === null && input.rows !== null);
        if (input?.rows == null) continue;
        const path = pathOf(input.rows);
        await fetch([path]);
        rows.push({ table, path, sha256: input.rows.sha256 });
      }
      return rows;
    },
  };
}
