import { once } from 'node:events';
import { join } from 'node:path';
import { Problem } from '../functions/contract/problem.ts';
import { buildSite, SITE_DIST } from '../local/build-site.ts';
import { startLocalStack } from '../local/local-stack.ts';
import { type Command, textOption } from './command.ts';
import { sentenceOf } from './describe-error.ts';
import { describeResult } from './describe-result.ts';
import { createProgress } from './progress.ts';
import { LOCAL_FOLDER, localFolders } from './target/local-folders.ts';

const DEFAULT_PORT = 3000;

export const startCommand: Command = {
  name: 'start',
  says: 'Runs everything on this machine: uploads watched, site and API on one port.',
  operands: [],
  options: {
    port: { value: 'N', says: `the port to listen on (${DEFAULT_PORT}; 0 takes a free one)` },
    host: { value: 'ADDRESS', says: 'who may ask: 127.0.0.1 this machine alone, 0.0.0.0 all others too (127.0.0.1)' },
    uploads: { value: 'DIR', says: 'a folder that holds one folder a data set (a simulated sample)' },
    out: { value: 'DIR', says: 'where the published files go (a folder in .local)' },
    help: { says: 'print this' },
  },
  notes: ['Put a file into the folder of uploads and it is live in seconds; Ctrl+C ends it.'],
  async run(given) {
    const host = textOption(given, 'host');
    const port = portOf(textOption(given, 'port'));
    const { uploads, out } = await localFolders(
      textOption(given, 'uploads') ?? (await sampleFolder()),
      textOption(given, 'out'),
    );
    if (await buildSite()) console.log('Built the site.');
    const progress = createProgress(process.stderr);
    const stack = await startLocalStack({
      uploads,
      out,
      port,
      ...(host === undefined ? {} : { host }),
      site: SITE_DIST,
      log: progress.log,
      progress: progress.step,
      built(result) {
        progress.clear();
        console.log(describeResult(result));
      },
      failed(error) {
        progress.clear();
        console.error(sentenceOf(error));
      },
    });
    console.log(`See COVID is at ${stack.url}  (uploads: ${uploads})`);
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    await stack.close();
    return 0;
  },
};

async function sampleFolder(): Promise<string> {
  const folder = join(LOCAL_FOLDER, 'sample');
  const { writeSample } = await import('../local/sample/write-sample.ts');
  const { written } = await writeSample(folder);
  if (written) console.log('Wrote a simulated sample of 120 days of reports.');
  return folder;
}

function portOf(value: string | undefined): number {
  if (value === undefined) return DEFAULT_PORT;
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  throw new Problem('bad-parameter', `--port must be a number from 0 to 65535; found "${value}"`);
}
