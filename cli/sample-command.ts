import { resolve } from 'node:path';
import { Problem } from '../functions/contract/problem.ts';
import { writeSample } from '../local/sample/write-sample.ts';
import { type Command, numberOption, textOption } from './command.ts';

export const sampleCommand: Command = {
  name: 'sample',
  summary: 'Writes simulated daily reports into a folder.',
  operands: ['DIR'],
  options: {
    days: { value: 'N', summary: 'how many days (120)' },
    first: { value: 'DATE', summary: 'the first day (2020-02-15)' },
    seed: { value: 'N', summary: 'another seed gives another epidemic (2020)' },
    help: { summary: 'show this help' },
  },
  notes: ['Three years: seecovid sample DIR --first 2020-01-22 --days 1143'],
  async run(args) {
    const [folder] = args.positionals;
    if (folder === undefined) throw new Problem('bad-parameter', 'DIR, the folder to write to, must be given');
    const firstDate = textOption(args, 'first');
    const days = numberOption(args, 'days');
    const seed = numberOption(args, 'seed');
    const sample = await writeSample(resolve(folder), {
      ...(firstDate === undefined ? {} : { firstDate }),
      ...(days === undefined ? {} : { days }),
      ...(seed === undefined ? {} : { seed }),
    });
    const files = `${sample.files.length} files of simulated reports, ${sample.firstDate} to ${sample.lastDate}`;
    console.log(sample.written ? `Wrote ${files}.` : `${files} are there already.`);
    return 0;
  },
};
