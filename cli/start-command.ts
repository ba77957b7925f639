import { once } from 'node:events';
import { join } from 'node:path';
import { Problem } from '../functions/contract/problem.ts';
import { buildSite, SITE_DIST } from '../local/build-site.ts';
import { startLocalStack } from '../local/local-stack.ts';
import { type Command, textOption } from './command.ts';
import { describeError } from './describe-error.ts';
import { describeResult } from './describe-result.ts';
import { createProgress } from './progress.ts';
import { LOCAL_FOLDER, localFolders } from './target/local-folders.ts';

const DEFAULT_PORT = 3000;

export const startCommand: Command = {
  name: 'start',
  summary: 'Runs everything on this machine: watches uploads, and serves site and API on one port.',
  operands: [],
  options: {
    port: { value: 'N', summary: `the port to listen on (${DEFAULT_PORT}; 0 picks a free one)` },
    host: { value: 'ADDRESS', summary: 'the address to listen on; 0.0.0.0 lets other machines in (127.0.0.1)' },
    uploads: { value: 'DIR', summary: 'a folder with one folder per data set (a simulated sample)' },
    out: { value: 'DIR', summary: 'where to write the published files (a folder in .local)' },
    help: { summary: 'show this help' },
  },
  notes: ['Put a file into the uploads folder and it is live in seconds. Ctrl+C stops.'],
  async run(args) {
    const host = textOption(args, 'host');
    const port = portOf(textOption(args, 'port'));
    const { uploads, out } = await localFolders(
      textOption(args, 'uploads') ?? (await sampleFolder()),
      textOption(args, 'out'),
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
        console.error(describeError(error));
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
  const { written } = await writeSample(folder, { isSite: true });
  if (written) console.log('Wrote a simulated sample of 120 days of reports.');
  return folder;
}

function portOf(value: string | undefined): number {
  if (value === undefined) return DEFAULT_PORT;
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  throw new Problem('bad-parameter', `--port must be a number from 0 to 65535; found "${value}"`);
}
