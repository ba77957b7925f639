import { Problem } from '../../contract/problem.ts';
import type { Store } from '../../store/store.ts';
import { type ChangedPointer, changePointer } from './change-pointer.ts';
import { refuseWhileCollecting } from './collecting-mark.ts';
import { publishIndex } from './publish.ts';

/**
 * Takes a data set off the site: nothing of it is live, and the list of data sets has it no more. Its snapshots keep
 * their addresses. Throws `bad-input` while it has uploads, from which the next build would publish it again.
 */
export async function withdraw(
  dataset: string,
  { uploads, site }: { readonly uploads: Store; readonly site: Store },
  now: () => Date = () => new Date(),
): Promise<ChangedPointer> {
  let count = 0;
  for await (const _ of uploads.list(`${dataset}/`)) count += 1;
  if (count > 0) {
    const found = `"${dataset}" has ${count} upload${count === 1 ? '' : 's'}, from which the next build would publish it again`;
    throw new Problem('bad-input', `${found}; delete what lies in ${dataset}/ first`);
  }
  const moved = await changePointer(dataset, site, before => {
    refuseWhileCollecting(dataset, before, now());
    if (before.snapshot === null && before.newest === null) return null;
    const { collecting: _, ...pointer } = before;
    return { ...pointer, snapshot: null, newest: null, pinned: false, publishedAt: null };
  });
  await publishIndex(dataset, site);
  return moved;
}
