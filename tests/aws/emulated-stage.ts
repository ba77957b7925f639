import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { S3Store } from '../../functions/store/s3-store.ts';
import { type CliEnvironment, runCliIn } from '../cli/run-cli.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { makeQueue } from './deploy/make-queue.ts';
import type { EmulatedAws } from './describe-moto.ts';

const REGION = 'eu-central-1';

/** Three buckets and the queues of an emulated account, and the stage file of their deployment. */
export async function emulatedStage(
  { client, endpoint, bucket }: EmulatedAws,
  address = 'https://example.org',
  distribution: string | null = null,
) {
  const [uploads, work, site] = await Promise.all([bucket(), bucket(), bucket()]);
  const { queue, ...dead } = await makeQueue(endpoint, uploads, REGION);
  const environment = await stageFolder(
    { uploads, work, site, address, queue, ...(distribution === null ? {} : { distribution }) },
    endpoint,
  );
  return {
    buckets: { uploads, work, site },
    uploads: new S3Store({ client, bucket: uploads }),
    site: new S3Store({ client, bucket: site }),
    environment,
    dead,
    /** Runs the program where it finds the stage. */
    seecovid: (...args: string[]) => runCliIn(environment, ...args),
  };
}

/** A folder with the stage `test`, and an environment that finds its buckets at the endpoint. */
export async function stageFolder(
  stage: Readonly<Record<'uploads' | 'work' | 'site' | 'address', string>> & {
    readonly queue?: string;
    readonly distribution?: string;
  },
  endpoint: string,
): Promise<Required<CliEnvironment>> {
  const cwd = await temporaryFolder();
  await mkdir(join(cwd, '.seecovid'));
  const file = { queue: 'https://sqs.example.org/1/changes', ...stage, region: REGION };
  await writeFile(join(cwd, '.seecovid', 'test.json'), JSON.stringify(file));
  const env = {
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_ENDPOINT_URL_SQS: endpoint,
    AWS_ENDPOINT_URL_CLOUDFRONT: endpoint,
    AWS_REGION: '',
    AWS_ACCESS_KEY_ID: 'nobody',
    AWS_SECRET_ACCESS_KEY: 'nothing',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: join(cwd, 'none'),
    AWS_SHARED_CREDENTIALS_FILE: join(cwd, 'none'),
  };
  return { cwd, env };
}
