import { setTimeout } from 'node:timers/promises';
import { historyKey, pointerKey } from '../contract/keys.ts';
import { type Attempt, type Pointer, parsePointer } from '../contract/pointer.ts';
import { Problem } from '../contract/problem.ts';
import type { PutCondition, Store } from '../store/store.ts';

export interface ChangedPointer {
  readonly before: Pointer;
  /** The current pointer, with its ETag. */
  readonly after: PointerAt & { readonly pointer: Pointer };
  /** False if there was nothing to change. */
  readonly changed: boolean;
}

/** A pointer without its number, which follows from the one before it. */
export type NextPointer = Omit<Pointer, 'sequence'>;

const MAX_TRIES = 10;

/**
 * Changes a pointer on condition that it has not changed since it was read; otherwise reads it and asks `change` again.
 * `change` returns the next pointer, or null to keep the current one; its errors are rethrown. Throws `unknown-dataset` if
 * there is no pointer.
 */
export async function changePointer(
  dataset: string,
  site: Store,
  change: (before: Pointer) => NextPointer | null | Promise<NextPointer | null>,
): Promise<ChangedPointer> {
  for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
    const read = await readPointer(dataset, site);
    const { pointer: before, etag } = read;
    if (before === null) throw new Problem('unknown-dataset', `there is no data set "${dataset}" here`);
    const wanted = await change(before);
    if (wanted === null) return { before, after: { pointer: before, etag }, changed: false };
    const next: Pointer = { ...wanted, sequence: before.sequence + 1 };
    const put = (await putPointer(dataset, next, read, site)) ?? (await arrived(dataset, next, site));
    if (put !== null) return { before, after: { pointer: next, etag: put.etag }, changed: true };
  }
  throw new Problem('conflict', `"${dataset}" was changed by others ${MAX_TRIES} times meanwhile; run it again`);
}

/** The put may have succeeded although its response was lost. */
async function arrived(dataset: string, next: Pointer, site: Store): Promise<PointerAt | null> {
  const now = await readPointer(dataset, site);
  return JSON.stringify(now.pointer) === JSON.stringify(next) ? now : null;
}

/** The pointer when a build began, and the ETag it must still have when the build ends. */
export interface PointerAt {
  readonly pointer: Pointer | null;
  readonly etag: string | null;
}

export async function readPointer(dataset: string, site: Store): Promise<PointerAt> {
  const key = pointerKey(dataset);
  const object = await site.get(key);
  if (object === undefined) return { pointer: null, etag: null };
  return { pointer: parsePointer(parseJson(await object.bytes(), key), ''), etag: object.etag };
}

/** The next pointer after a build: a refused build keeps the live snapshot, a pinned pointer keeps the shown one. */
export function nextPointer(before: Pointer | null, attempt: Attempt, snapshot: string | null): Pointer {
  const pinned = before?.pinned ?? false;
  const shown = snapshot === null || pinned ? (before?.snapshot ?? null) : snapshot;
  return {
    schema: 'pointer/1',
    sequence: (before?.sequence ?? 0) + 1,
    snapshot: shown,
    newest: snapshot ?? before?.newest ?? null,
    pinned,
    publishedAt: shown === (before?.snapshot ?? null) ? (before?.publishedAt ?? null) : attempt.at,
    attempt,
  };
}

/**
 * Puts the pointer if it has not changed since it was read, and returns it with its ETag; null if another process was
 * faster. The replaced pointer is stored in the history first, so the history is complete.
 */
export async function putPointer(
  dataset: string,
  next: Pointer,
  before: PointerAt,
  site: Store,
): Promise<PointerAt | null> {
  const condition: PutCondition = before.etag === null ? { ifNoneMatch: '*' } : { ifMatch: before.etag };
  if (before.pointer !== null) {
    await site.put(historyKey(dataset, before.pointer.sequence), jsonBytes(before.pointer));
  }
  try {
    const { etag } = await site.put(pointerKey(dataset), jsonBytes(next), condition);
    return { pointer: next, etag };
  } catch (cause) {
    if (cause instanceof Problem && cause.code === 'conflict') return null;
    throw cause;
  }
}

export function parseJson(bytes: Uint8Array, key: string): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch (cause) {
    throw new Problem('malformed', `${key} is not JSON`, { cause });
  }
}

export function jsonBytes(content: object): Uint8Array {
  return Buffer.from(JSON.stringify(content));
}

/** How long a collection may delete objects; builds wait for it. */
export const COLLECTION_MS = 5 * 60_000;

interface WaitOptions {
  now(): Date;
  /** How long to wait at most, in ms. */
  readonly patienceMs?: number;
  pause?(ms: number): Promise<unknown>;
  /** Called once, before the first wait. */
  waits?(until: string): void;
}

const LOOK_AGAIN_MS = 1000;

function isCollecting({ collecting }: Pointer, now: Date): boolean {
  return collecting !== undefined && now.getTime() < Date.parse(collecting.until);
}

/** Throws `conflict` during a collection, which may delete what the caller relies on. */
export function refuseWhileCollecting(dataset: string, pointer: Pointer, now: Date): void {
  if (isCollecting(pointer, now)) throw stillCollecting(dataset, pointer);
}

/**
 * Waits until no collection is running and returns the pointer. The mark of a collector that died is removed once it has
 * expired, by its own time or because we watched it for its whole duration, in case clocks differ. Removing it changes the
 * ETag, so a collector that is still alive notices and stops. Throws `conflict` after `patienceMs`.
 */
export async function waitForCollection(dataset: string, site: Store, patience: WaitOptions): Promise<PointerAt> {
  const { now, patienceMs = COLLECTION_MS, pause = setTimeout, waits } = patience;
  let seen: string | undefined;
  let waitedMs = 0;
  let seenMs = 0;
  for (;;) {
    const at = await readPointer(dataset, site);
    const until = at.pointer?.collecting?.until;
    if (at.pointer === null || until === undefined) return at;
    if (!isCollecting(at.pointer, now()) || seenMs >= COLLECTION_MS) {
      await removeMark(dataset, until, site);
      continue;
    }
    if (waitedMs >= patienceMs) throw stillCollecting(dataset, at.pointer);
    if (waitedMs === 0) waits?.(until);
    const ms = Math.min(LOOK_AGAIN_MS, patienceMs - waitedMs);
    await pause(ms);
    waitedMs += ms;
    seenMs = until === seen ? seenMs + ms : ms;
    seen = until;
  }
}

/** Removes this mark of a collection, if it is still there. */
export async function removeMark(dataset: string, until: string, site: Store): Promise<void> {
  await changePointer(dataset, site, ({ collecting, ...pointer }) => (collecting?.until === until ? pointer : null));
}

function stillCollecting(dataset: string, { collecting }: Pointer): Problem {
  return new Problem(
    'conflict',
    `what "${dataset}" keeps is being cleaned up ("seecovid collect"), until ${collecting?.until} at the latest; run it again then`,
  );
}
