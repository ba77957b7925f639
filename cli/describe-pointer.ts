import type { Pointer } from '../functions/contract/pointer.ts';

/** What follows from a pointer that was moved by hand. */
export function describePointer({ snapshot, newest, pinned }: Pointer, moved: boolean): string {
  return [
    ...(moved ? ['  Caches on the way may show the one before for a few seconds.'] : []),
    ...(pinned ? ['  It is pinned: what is built from now on is shown after "seecovid release".'] : []),
    ...(pinned && newest !== null && newest !== snapshot ? [`  The newest snapshot is ${newest}.`] : []),
  ].join('\n');
}
