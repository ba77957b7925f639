import type { BigIntStats } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../contract/problem.ts';
import { changedAt, fileVersion } from './etag.ts';
import { UnreadableObject } from './unreadable-object.ts';
import { statOf, walkFiles } from './walk-files.ts';

const LOOK_AGAIN_MS = 250;

/** Waits until no file under `root` has changed for `restMs`. Throws `bad-input` naming one that still changes after `limitMs`. */
export async function untilAtRest(root: string, restMs: number, limitMs: number): Promise<void> {
  const clock = new RestClock();
  const deadline = Date.now() + limitMs;
  for (;;) {
    const { key, restedMs } = await leastRested(root, clock);
    if (restedMs >= restMs) return;
    const leftMs = deadline - Date.now();
    if (leftMs <= 0) throw new Problem('bad-input', `"${key}" is still changing after ${limitMs / 1000} seconds`);
    await sleep(Math.min(restMs - restedMs, leftMs, LOOK_AGAIN_MS));
  }
}

/** The file under `root` that changed last, and how long ago: infinite if there is no file. */
export async function leastRested(root: string, clock: RestClock): Promise<{ key: string; restedMs: number }> {
  let least = { key: '', restedMs: Number.POSITIVE_INFINITY };
  for await (const { key, path } of walkFiles(root)) {
    const stat = await statOf(path, key).catch(unlessUnreadable);
    if (stat === undefined) continue;
    const restedMs = clock.restOf(path, stat);
    if (restedMs < least.restedMs) least = { key, restedMs };
  }
  return least;
}

/** Files that cannot be read are not waited for. */
function unlessUnreadable(error: unknown): undefined {
  if (!(error instanceof UnreadableObject)) throw error;
}

/**
 * Measures for how many milliseconds a file has not changed: since its last change by the disk's clock, or since this
 * version was first seen, whichever is longer. The second helps if the disk's clock is ahead of ours.
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
