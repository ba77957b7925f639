import { builtInFrom, readGrids, readMaps } from '../describe/built-in-files.ts';
import type { BuildTools } from '../job/build.ts';
import { publishSite } from '../publish/site.ts';
import { createS3Client } from '../store/s3-client.ts';
import { S3Store } from '../store/s3-store.ts';
import { build } from './build.ts';
import { codeVersion } from './code-version.ts';
import { createHandler } from './handle-messages.ts';

/** Memory for Node itself, in MB. */
const NODE_MB = 512;
const LEAST_ENGINE_MB = 256;
/** A collection usually ends sooner; if not, the queue delivers the messages again. */
const PATIENCE_MS = 30_000;

const client = createS3Client();
const uploads = bucketOf('SEECOVID_UPLOADS_BUCKET');
const root = requireEnv('LAMBDA_TASK_ROOT', 'the folder that holds datasets/ and maps/');
/** Not the console, whose lines Lambda prefixes with a timestamp: metrics need lines of pure JSON. */
const log: BuildTools['log'] = (event, fields) => process.stdout.write(`${JSON.stringify({ event, ...fields })}\n`);
const memoryMb = Number(requireEnv('AWS_LAMBDA_FUNCTION_MEMORY_SIZE', 'the memory of the function in MB'));

const tools: BuildTools = {
  uploads: new S3Store({ client, bucket: uploads }),
  work: new S3Store({ client, bucket: bucketOf('SEECOVID_WORK_BUCKET') }),
  site: new S3Store({ client, bucket: bucketOf('SEECOVID_SITE_BUCKET') }),
  builtIn: builtInFrom(root),
  shapes: await readMaps(root),
  grids: await readGrids(root),
  code: await codeVersion(),
  holdsPersonalData: true,
  limits: {
    memoryMb: Math.max(LEAST_ENGINE_MB, memoryMb - NODE_MB),
  },
  now: () => new Date(),
  log,
  progress: () => undefined,
};

/** Builds the data sets whose uploads changed, from queued S3 events. */
export const handler = createHandler({
  uploads,
  build: (dataset, leftMs) => build(dataset, { ...tools, leftMs }, { patienceMs: PATIENCE_MS }),
  renameSite: () => publishSite(tools),
  log,
});

function bucketOf(name: string): string {
  return requireEnv(name, 'a bucket');
}

function requireEnv(name: string, what: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} must name ${what}`);
  return value;
}
