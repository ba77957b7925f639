import { withdraw } from '../functions/snapshots/rollback.ts';
import type { Command } from './command.ts';
import { TARGET_OPTIONS, targetOf } from './target/target.ts';
import { wantedDataset } from './wanted-dataset.ts';

export const withdrawCommand: Command = {
  name: 'withdraw',
  says: 'Takes a data set whose uploads were deleted off the site.',
  operands: ['DATASET'],
  options: { ...TARGET_OPTIONS, help: { says: 'print this' } },
  notes: [
    'Its snapshots keep their addresses until "seecovid collect" deletes them; "seecovid rollback" brings one back,',
    'and so does a new upload.',
  ],
  async run(given) {
    const { uploads, site } = await targetOf(given);
    const dataset = await wantedDataset(given.positionals[0] ?? '', site);
    const { changed } = await withdraw(dataset, { uploads, site });
    console.log(
      changed
        ? `${dataset} is off the site. Its snapshots keep their addresses; "seecovid collect ${dataset} --keep 0" deletes them.`
        : `${dataset} was off the site already.`,
    );
    return 0;
  },
};
