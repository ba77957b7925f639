import { setTimeout } from 'node:timers/promises';
import { historyKey, pointerKey } from '../contract/keys.ts';
import { type Attempt, type Pointer, parsePointer } from '../contract/pointer.ts';
import { Problem } from '../contract/problem.ts';
import type { PutCondition, Store } from '../store/store.ts';

export interface ChangedPointer {
  readonly before: Pointer;
  /** The pointer as it stands now, with its ETag. */
  readonly after: PointerAt & { readonly pointer: Pointer };
  /** False where there was nothing to change. */
  readonly changed: boolean;
}

/** A pointer without its number, which follows from the one before it. */
export type NextPointer = Omit<Pointer, 'sequence'>;

const MAX_TRIES = 10;

/**
 * Changes a pointer by hand, on condition that it is the one that was read; beaten, reads and decides again. `change`
 * gives the next pointer, or null to leave the one there is; what it throws is thrown on. `unknown-dataset` where there
 * is no pointer.
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

/** The put may have arrived though its answer did not. */
async function arrived(dataset: string, next: Pointer, site: Store): Promise<PointerAt | null> {
  const now = await readPointer(dataset, site);
  return JSON.stringify(now.pointer) === JSON.stringify(next) ? now : null;
}

/** The pointer as it stood when a build began, with the ETag that it must still have when the build ends. */
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

/** The next pointer after a build: a refused one leaves what is live, a pinned one leaves what is shown. */
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
 * Puts the pointer if it is still the one that was read, and gives it with its ETag. Null where another was faster. What
 * it replaces is kept first, under its sequence: so no pointer that ever stood is missing from the history.
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
    throw new Problem('malformed', `${key} is no JSON`, { cause });
  }
}

export function jsonBytes(content: object): Uint8Array {
  return Buffer.from(JSON.stringify(content));
}

/** So long may a collection delete what no kept snapshot names, and builds wait for it. */
export const MARK_MS = 5 * 60_000;

interface Patience {
  now(): Date;
  /** How long to wait at most, in ms. */
  readonly patienceMs?: number;
  pause?(ms: number): Promise<unknown>;
  /** Told once, before the first wait. */
  waits?(until: string): void;
}

const LOOK_AGAIN_MS = 1000;

/** Is what is kept being looked through at this moment? */
function isCollecting({ collecting }: Pointer, now: Date): boolean {
  return collecting !== undefined && now.getTime() < Date.parse(collecting.until);
}

/** Throws `conflict` where a collection is under way: what it deletes cannot be relied on. */
export function refuseWhileCollecting(dataset: string, pointer: Pointer, now: Date): void {
  if (isCollecting(pointer, now)) throw stillCollecting(dataset, pointer);
}

/**
 * The pointer once no collection is under way, which a build may rely on. The mark of a collector that died is taken
 * off when it has run out, by what it says or by having stood for all its time before our eyes, whatever the clocks say.
 * Taking it off changes the ETag: a collector that is late after all sees that, and stops. Throws `conflict` when patience ends.
 */
export async function untilCollected(dataset: string, site: Store, patience: Patience): Promise<PointerAt> {
  const { now, patienceMs = MARK_MS, pause = setTimeout, waits } = patience;
  let seen: string | undefined;
  let waitedMs = 0;
  let seenMs = 0;
  for (;;) {
    const at = await readPointer(dataset, site);
    const until = at.pointer?.collecting?.until;
    if (at.pointer === null || until === undefined) return at;
    if (!isCollecting(at.pointer, now()) || seenMs >= MARK_MS) {
      await takeOff(dataset, until, site);
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

/** Takes this very mark off, if it is still there. */
export async function takeOff(dataset: string, until: string, site: Store): Promise<void> {
  await changePointer(dataset, site, ({ collecting, ...pointer }) => (collecting?.until === until ? pointer : null));
}

function stillCollecting(dataset: string, { collecting }: Pointer): Problem {
  return new Problem(
    'conflict',
    `what "${dataset}" keeps is being looked through ("seecovid collect"), until ${collecting?.until} at the latest; run it again then`,
  );
}
