import { readSnapshot } from '../functions/publish/documents.ts';
import { release } from '../functions/snapshots/rollback.ts';
import type { Command } from './command.ts';
import { describePointer } from './describe-pointer.ts';
import { TARGET_OPTIONS, targetOf } from './target/target.ts';
import { wantedDataset } from './wanted-dataset.ts';

export const releaseCommand: Command = {
  name: 'release',
  says: 'Ends a rollback: the newest snapshot is live, and those to come.',
  operands: ['[DATASET]'],
  options: { ...TARGET_OPTIONS, help: { says: 'print this' } },
  notes: [],
  async run(given) {
    const { site } = await targetOf(given);
    const dataset = await wantedDataset(given.positionals[0], site);
    const { before, after, changed } = await release(dataset, site);
    const { snapshot } = after.pointer;
    if (!changed || snapshot === null) {
      console.log(`${dataset}: nothing was pinned, nothing has changed.`);
      return 0;
    }
    const moved = before.snapshot !== snapshot;
    const { lastDate } = await readSnapshot(dataset, snapshot, site);
    console.log(
      `${dataset}: snapshot ${snapshot}, up to ${lastDate}, ${moved ? 'is' : 'stays'} live; nothing is pinned any more.`,
    );
    if (moved) console.log(describePointer(after.pointer, moved));
    return 0;
  },
};
