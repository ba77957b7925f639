import { resolve } from 'node:path';
import { FolderEvents } from './folder-events.ts';
import { RunsAtRest } from './runs-at-rest.ts';

export interface WatchFolderOptions {
  readonly folder: string;
  /** Called when something was added, changed or removed and all files have stopped changing. Never runs twice at once. */
  readonly run: () => Promise<void>;
  /** Gets errors of `run` and of the watching, which continues. */
  readonly failed: (error: unknown) => void;
  readonly restMs?: number;
}

export interface FolderWatch {
  /** Requests a run as a change does, for changes before the watching began. */
  nudge(): void;
  /** Resolves when the current run has ended. */
  close(): Promise<void>;
}

/** Watches a folder, which may not exist yet, or be removed and created again. Resolves when it is watching. */
export async function watchFolder({ folder, run, failed, restMs = 500 }: WatchFolderOptions): Promise<FolderWatch> {
  const root = resolve(folder);
  const runs = new RunsAtRest({ root, restMs, run, failed });
  const events = new FolderEvents({ root, changed: () => runs.nudge(), failed });
  await events.open();
  return {
    nudge: () => runs.nudge(),
    close: async () => {
      await events.close();
      await runs.close();
    },
  };
}
