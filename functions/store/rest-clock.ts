import type { BigIntStats } from 'node:fs';
import { changedAt, fileVersion } from './file-version.ts';

/**
 * Tells for how many milliseconds a file has been left alone: since its last change by the disk's clock or since it was
 * first seen as it is, whichever is longer. The second holds where the disk's clock runs ahead of ours.
 */
export class RestClock {
  readonly #seen = new Map<string, { readonly version: string; readonly at: number }>();

  restOf(path: string, stat: BigIntStats, now = Date.now()): number {
    const version = fileVersion(stat);
    const seen = this.#seen.get(path);
    if (seen?.version === version) return Math.max(now - seen.at, now - changedAt(stat));
    this.#seen.set(path, { version, at: now });
    return Math.max(0, now - changedAt(stat));
  }
}
