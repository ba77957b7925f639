import { readSnapshot } from '../functions/publish/documents.ts';
import { rollback } from '../functions/snapshots/rollback.ts';
import type { Store } from '../functions/store/store.ts';
import type { Command } from './command.ts';
import { describePointer } from './describe-pointer.ts';
import { TARGET_OPTIONS, targetOf } from './target/target.ts';
import { publishedDatasets, wantedDataset } from './wanted-dataset.ts';

export const rollbackCommand: Command = {
  name: 'rollback',
  says: 'Shows an earlier snapshot at once, and keeps to it until "seecovid release".',
  operands: ['[DATASET]', '[SNAPSHOT]'],
  options: { ...TARGET_OPTIONS, help: { says: 'print this' } },
  notes: [
    'Without a snapshot: the one that was live before. The beginning of an id will do; "seecovid snapshots" lists them.',
    'Uploads are built as before, and shown after the release. To mend what went wrong, upload the right file.',
  ],
  async run(given) {
    const { site } = await targetOf(given);
    const [named, id] = await operandsOf(given.positionals, site);
    const dataset = await wantedDataset(named, site);
    const { before, after, changed } = await rollback(dataset, id ?? null, site);
    const { lastDate } = await readSnapshot(dataset, after.pointer.snapshot ?? '', site);
    const moved = before.snapshot !== after.pointer.snapshot;
    const now = moved ? 'is live again' : changed ? 'stays live' : 'is live and pinned already';
    console.log(`${dataset}: snapshot ${after.pointer.snapshot}, up to ${lastDate}, ${now}.`);
    console.log(describePointer(after.pointer, moved));
    return 0;
  },
};

/** Of one operand it must be found out what it names. */
async function operandsOf(
  [first, second]: readonly string[],
  site: Store,
): Promise<readonly [dataset: string | undefined, id: string | undefined]> {
  const mayBeId = first !== undefined && second === undefined && /^[0-9a-f]{4,32}$/i.test(first);
  if (mayBeId && !(await publishedDatasets(site)).includes(first)) return [undefined, first];
  return [first, second];
}
