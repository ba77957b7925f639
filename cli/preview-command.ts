import { Problem } from '../functions/contract/problem.ts';
import type { Command } from './command.ts';
import { describePreview } from './preview/describe-preview.ts';
import { recognizeFile } from './preview/recognize-file.ts';

export const previewCommand: Command = {
  name: 'preview',
  summary: 'Shows what the columns of a file are, their values, and the first five rows.',
  operands: ['FILE'],
  options: {
    json: { summary: 'print the result as JSON' },
    help: { summary: 'show this help' },
  },
  notes: ['FILE is a CSV, TSV, JSON, JSON lines or Parquet file, which may be packed by gzip. Nothing is published.'],
  async run({ values, positionals: [file] }) {
    if (file === undefined) throw new Problem('bad-parameter', 'name a file, as in "preview iris.csv"');
    const found = await recognizeFile(file);
    const { text, profile, remarks, descriptor } = found;
    const { reading, warnings } = text;
    if (values.json === true)
      console.log(JSON.stringify({ reading, warnings, remarks, descriptor, table: profile }, null, 2));
    else console.log(describePreview(found));
    return 0;
  },
};
