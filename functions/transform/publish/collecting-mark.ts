import { setTimeout } from 'node:timers/promises';
import type { Pointer } from '../../contract/pointer.ts';
import { Problem } from '../../contract/problem.ts';
import type { Store } from '../../store/store.ts';
import { changePointer } from './change-pointer.ts';
import { type PointerAt, readPointer } from './publish.ts';

/** So long may a collection delete what no kept snapshot names, and builds wait for it. */
export const MARK_MS = 5 * 60_000;

export interface Patience {
  now(): Date;
  /** How long to wait at most, in ms. */
  readonly patienceMs?: number;
  pause?(ms: number): Promise<unknown>;
  /** Told once, before the first wait. */
  waits?(until: string): void;
}

const LOOK_AGAIN_MS = 1000;

/** Is what is kept being looked through at this moment? */
export function isCollecting({ collecting }: Pointer, now: Date): boolean {
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
