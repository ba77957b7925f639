import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Problem } from '../functions/contract/problem.ts';
import type { Command } from './command.ts';
import { recognizeFile } from './preview/recognize-file.ts';

export const initCommand: Command = {
  name: 'init',
  summary: 'Writes a dataset.yaml that says what a file was taken for, to change what is wrong.',
  operands: ['FILE', 'OUT'],
  options: {
    again: { summary: 'replace the dataset.yaml that is there' },
    help: { summary: 'show this help' },
  },
  notes: [
    'OUT is where it is written: dataset.yaml beside FILE, if it is left out; "-" prints it.',
    'For a file at the root of the uploads: seecovid init iris.csv iris/dataset.yaml',
  ],
  async run({ values, positionals: [file, out] }) {
    if (file === undefined) throw new Problem('bad-parameter', 'name a file, as in "init visits/visits.csv"');
    const path = out ?? join(dirname(file), 'dataset.yaml');
    if (path !== '-' && values.again !== true && existsSync(path)) {
      throw new Problem('bad-parameter', `${path} exists; "--again" replaces it`);
    }
    const { descriptor, remarks } = await recognizeFile(file);
    if (path === '-') {
      process.stdout.write(descriptor);
      return 0;
    }
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, descriptor);
    for (const line of [`Wrote ${path}.`, ...remarks]) console.log(line);
    return 0;
  },
};
