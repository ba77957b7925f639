import { resolve } from 'node:path';
import { Problem } from '../functions/contract/problem.ts';
import { type Command, numberOption, textOption } from './command.ts';

export const sampleCommand: Command = {
  name: 'sample',
  says: 'Writes simulated daily reports into a folder.',
  operands: ['DIR'],
  options: {
    days: { value: 'N', says: 'how many days (120)' },
    first: { value: 'DATE', says: 'the first day (2020-02-15)' },
    seed: { value: 'N', says: 'another seed gives another epidemic (2020)' },
    help: { says: 'print this' },
  },
  notes: ['Three years: seecovid sample DIR --first 2020-01-22 --days 1143'],
  async run(given) {
    const [folder] = given.positionals;
    if (folder === undefined) throw new Problem('bad-parameter', 'the folder to write into must be given');
    const firstDate = textOption(given, 'first');
    const days = numberOption(given, 'days');
    const seed = numberOption(given, 'seed');
    // Its shapes are no package of the image, which has no use for a sample.
    const { writeSample } = await import('../local/sample/write-sample.ts');
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
