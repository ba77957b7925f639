import type { Pointer } from '../functions/contract/pointer.ts';
import { readSnapshot } from '../functions/publish/documents.ts';
import { release, rollback } from '../functions/snapshots/rollback.ts';
import type { Store } from '../functions/store/store.ts';
import type { Command } from './command.ts';
import { publishedDatasets, resolveDataset } from './resolve-dataset.ts';
import { resolveTarget, TARGET_OPTIONS } from './target/target.ts';

const options = { ...TARGET_OPTIONS, help: { summary: 'show this help' } };

export const rollbackCommand: Command = {
  name: 'rollback',
  summary: 'Shows an earlier snapshot at once, and pins it until "seecovid release".',
  operands: ['[DATASET]', '[SNAPSHOT]'],
  options,
  notes: [
    'Without SNAPSHOT: the one that was live before. The beginning of an id is enough; "seecovid snapshots" lists them.',
    'Uploads are still built, and shown after the release. To fix the data, upload the corrected file.',
  ],
  async run(args) {
    const { site } = await resolveTarget(args);
    const [named, id] = await resolveOperands(args.positionals, site);
    const dataset = await resolveDataset(named, site);
    const { before, after, changed } = await rollback(dataset, id ?? null, site);
    const { lastDate } = await readSnapshot(dataset, after.pointer.snapshot ?? '', site);
    const moved = before.snapshot !== after.pointer.snapshot;
    const state = moved ? 'is live again' : changed ? 'stays live' : 'is live and pinned already';
    console.log(`${dataset}: snapshot ${after.pointer.snapshot}, up to ${lastDate}, ${state}.`);
    console.log(describePointer(after.pointer, moved));
    return 0;
  },
};

export const releaseCommand: Command = {
  name: 'release',
  summary: 'Ends a rollback: shows the newest snapshot, and later ones as they are built.',
  operands: ['[DATASET]'],
  options,
  notes: [],
  async run(args) {
    const { site } = await resolveTarget(args);
    const dataset = await resolveDataset(args.positionals[0], site);
    const { before, after, changed } = await release(dataset, site);
    const { snapshot } = after.pointer;
    if (!changed || snapshot === null) {
      console.log(`${dataset}: nothing was pinned, nothing has changed.`);
      return 0;
    }
    const moved = before.snapshot !== snapshot;
    const { lastDate } = await readSnapshot(dataset, snapshot, site);
    const state = moved ? 'is' : 'stays';
    console.log(`${dataset}: snapshot ${snapshot}, up to ${lastDate}, ${state} live; nothing is pinned any more.`);
    if (moved) console.log(describePointer(after.pointer, moved));
    return 0;
  },
};

/** A single operand may name a data set or be a snapshot id. */
async function resolveOperands(
  [first, second]: readonly string[],
  site: Store,
): Promise<readonly [dataset: string | undefined, id: string | undefined]> {
  const mayBeId = first !== undefined && second === undefined && /^[0-9a-f]{4,32}$/i.test(first);
  if (mayBeId && !(await publishedDatasets(site)).includes(first)) return [undefined, first];
  return [first, second];
}

function describePointer({ snapshot, newest, pinned }: Pointer, moved: boolean): string {
  return [
    ...(moved ? ['  Caches may show the previous one for a few seconds.'] : []),
    ...(pinned ? ['  It is pinned: later builds are shown only after "seecovid release".'] : []),
    ...(pinned && newest !== null && newest !== snapshot ? [`  The newest snapshot is ${newest}.`] : []),
  ].join('\n');
}
