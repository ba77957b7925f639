import { Problem } from '../functions/contract/problem.ts';
import { describeMistake } from '../functions/describe/mistakes.ts';
import { assertFolder, checkFolder } from './check/check-folder.ts';
import { describeCheck, exitCodeOfCheck, jsonCheck } from './check/describe-check.ts';
import type { Command } from './command.ts';
import { createProgress } from './progress.ts';

export const checkCommand: Command = {
  name: 'check',
  summary: 'Lists all mistakes of a data set and its files, and what would be published.',
  operands: ['FOLDER'],
  options: {
    json: { summary: 'print the result as JSON' },
    help: { summary: 'show this help' },
  },
  notes: [
    'FOLDER is that of one data set, named after it, or a folder of uploads. Nothing is published or changed.',
    'Exit code: 0 everything would be live, 3 something would be held back, 4 nothing would be published, 1 failed.',
  ],
  async run({ values, positionals: [folder] }) {
    if (folder === undefined) throw new Problem('bad-parameter', 'name a folder, as in "check uploads/visits"');
    assertFolder(folder);
    const isForPrograms = values.json === true;
    const progress = createProgress(process.stderr, isForPrograms);
    const checked = await checkFolder(folder, { log: () => undefined, progress: progress.step });
    progress.clear();
    const { datasets, site, invalid } = checked;
    if (datasets.length === 0 && invalid.length === 0) {
      throw new Problem(
        'bad-input',
        `the folder ${folder} contains no data set: put the files into ${folder}/<data set>/`,
      );
    }
    if (isForPrograms) console.log(JSON.stringify({ datasets: datasets.map(jsonCheck), site, invalid }, null, 2));
    else
      for (const line of [...datasets.map(describeCheck), ...site.map(describeMistake), ...invalid]) console.log(line);
    return exitCodeOfCheck(checked);
  },
};
