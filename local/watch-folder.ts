import { resolve } from 'node:path';
import { FolderEvents } from './folder-events.ts';
import { RunsAtRest } from './runs-at-rest.ts';

export interface WatchFolderOptions {
  readonly folder: string;
  /** Called when something was added, changed or removed and every file has rested. Never called while it still runs. */
  readonly run: () => Promise<void>;
  /** Gets what `run` or the watching itself threw; the watching goes on. */
  readonly failed: (error: unknown) => void;
  readonly restMs?: number;
}

export interface FolderWatch {
  /** Asks for a run as a change would: for what changed before the watching began. */
  nudge(): void;
  /** Resolves when a run under way has ended. */
  close(): Promise<void>;
}

/** Watches a folder that need not exist yet and may be removed and made again. Resolves when it would notice a change. */
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
