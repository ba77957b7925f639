import { withdraw } from '../functions/snapshots/rollback.ts';
import type { Command } from './command.ts';
import { resolveDataset } from './resolve-dataset.ts';
import { resolveTarget, TARGET_OPTIONS } from './target/target.ts';

export const withdrawCommand: Command = {
  name: 'withdraw',
  summary: 'Takes a data set off the site once its uploads are deleted.',
  operands: ['DATASET'],
  options: { ...TARGET_OPTIONS, help: { summary: 'show this help' } },
  notes: [
    'Its snapshots keep their addresses until "seecovid collect" deletes them. "seecovid rollback" or a new upload',
    'brings the data set back.',
  ],
  async run(args) {
    const { uploads, site } = await resolveTarget(args);
    const dataset = await resolveDataset(args.positionals[0] ?? '', site);
    const { changed } = await withdraw(dataset, { uploads, site });
    console.log(
      changed
        ? `${dataset} is off the site. Its snapshots keep their addresses; "seecovid collect ${dataset} --keep 0" deletes them.`
        : `${dataset} was off the site already.`,
    );
    return 0;
  },
};
