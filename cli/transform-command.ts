import { existsSync } from 'node:fs';
import { type BuildResult, build } from '../functions/build/build.ts';
import { Problem } from '../functions/contract/problem.ts';
import { untilAtRest } from '../functions/store/until-at-rest.ts';
import { datasetsIn } from '../local/datasets-in.ts';
import { localTools } from '../local/local-tools.ts';
import { type Command, textOption } from './command.ts';
import { sentenceOf } from './describe-error.ts';
import { describeResult, exitCodeOf, jsonResult } from './describe-result.ts';
import { createProgress } from './progress.ts';
import { localFolders } from './target/local-folders.ts';

const FAILED = 1;
const QUARANTINED = 3;
const REST_MS = 500;
const REST_LIMIT_MS = 30_000;

export const transformCommand: Command = {
  name: 'transform',
  says: 'Turns a folder of uploads into published files.',
  operands: [],
  options: {
    uploads: { value: 'DIR', says: 'a folder that holds one folder a data set' },
    out: { value: 'DIR', says: 'where the published files go, below data/' },
    json: { says: 'print the result as JSON' },
    help: { says: 'print this' },
  },
  notes: ['Exit code: 0 all is live, 3 published without some uploads or rows, 4 refused, 1 failed.'],
  async run(given) {
    const uploads = textOption(given, 'uploads');
    const out = textOption(given, 'out');
    if (uploads === undefined || out === undefined) {
      throw new Problem('bad-parameter', '--uploads DIR and --out DIR must be given');
    }
    if (!existsSync(uploads)) throw new Problem('bad-input', `the folder ${uploads} does not exist`);
    const folders = await localFolders(uploads, out);
    await untilAtRest(folders.uploads, REST_MS, REST_LIMIT_MS);
    const progress = createProgress(process.stderr, given.values.json === true);
    const tools = await localTools({ ...folders, log: progress.log, progress: progress.step });
    const { datasets, unfit } = await datasetsIn(tools.uploads);
    if (datasets.length === 0) {
      const why = unfit[0] ?? `put the files into ${uploads}/<data set>/`;
      throw new Problem('bad-input', `the folder ${uploads} holds no data set: ${why}`);
    }
    for (const sentence of unfit) console.error(`seecovid transform: ${sentence}`);
    const results: BuildResult[] = [];
    let failed = false;
    for (const dataset of datasets) {
      try {
        const result = await build(dataset, tools);
        progress.clear();
        results.push(result);
        if (given.values.json !== true) console.log(describeResult(result));
      } catch (error) {
        // The others are built all the same.
        failed = true;
        progress.clear();
        console.error(`seecovid transform: ${dataset}: ${sentenceOf(error)}`);
      }
    }
    if (given.values.json === true) console.log(JSON.stringify({ datasets: results.map(jsonResult) }, null, 2));
    if (failed) return FAILED;
    return Math.max(exitCodeOf(results), unfit.length > 0 ? QUARANTINED : 0);
  },
};
