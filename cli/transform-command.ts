import { existsSync } from 'node:fs';
import { type BuildResult, build } from '../functions/build/build.ts';
import { Problem } from '../functions/contract/problem.ts';
import { untilAtRest } from '../functions/store/until-at-rest.ts';
import { findDatasets } from '../local/find-datasets.ts';
import { localTools } from '../local/local-tools.ts';
import { type Command, textOption } from './command.ts';
import { describeError } from './describe-error.ts';
import { describeResult, exitCodeOf, jsonResult } from './describe-result.ts';
import { createProgress } from './progress.ts';
import { localFolders } from './target/local-folders.ts';

const FAILED = 1;
const QUARANTINED = 3;
const REST_MS = 500;
const REST_LIMIT_MS = 30_000;

export const transformCommand: Command = {
  name: 'transform',
  summary: 'Turns a folder of uploads into published files.',
  operands: [],
  options: {
    uploads: { value: 'DIR', summary: 'a folder with one folder per data set' },
    out: { value: 'DIR', summary: 'where to write the published files, under data/' },
    json: { summary: 'print the result as JSON' },
    help: { summary: 'show this help' },
  },
  notes: ['Exit code: 0 all is live, 3 published without some uploads or rows, 4 refused, 1 failed.'],
  async run(args) {
    const uploads = textOption(args, 'uploads');
    const out = textOption(args, 'out');
    if (uploads === undefined || out === undefined) {
      throw new Problem('bad-parameter', '--uploads DIR and --out DIR must be given');
    }
    if (!existsSync(uploads)) throw new Problem('bad-input', `the folder ${uploads} does not exist`);
    const folders = await localFolders(uploads, out);
    await untilAtRest(folders.uploads, REST_MS, REST_LIMIT_MS);
    const progress = createProgress(process.stderr, args.values.json === true);
    const tools = await localTools({ ...folders, log: progress.log, progress: progress.step });
    const { datasets, invalid } = await findDatasets(tools.uploads);
    if (datasets.length === 0) {
      const why = invalid[0] ?? `put the files into ${uploads}/<data set>/`;
      throw new Problem('bad-input', `the folder ${uploads} contains no data set: ${why}`);
    }
    for (const message of invalid) console.error(`seecovid transform: ${message}`);
    const results: BuildResult[] = [];
    let failed = false;
    for (const dataset of datasets) {
      try {
        const result = await build(dataset, tools);
        progress.clear();
        results.push(result);
        if (args.values.json !== true) console.log(describeResult(result));
      } catch (error) {
        // The others are still built.
        failed = true;
        progress.clear();
        console.error(`seecovid transform: ${dataset}: ${describeError(error)}`);
      }
    }
    if (args.values.json === true) console.log(JSON.stringify({ datasets: results.map(jsonResult) }, null, 2));
    if (failed) return FAILED;
    return Math.max(exitCodeOf(results), invalid.length > 0 ? QUARANTINED : 0);
  },
};
