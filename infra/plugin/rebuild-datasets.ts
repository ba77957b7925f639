import type { S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { Problem } from '../../functions/contract/problem.ts';
import { datasetId, parse } from '../../functions/contract/schema.ts';
import { S3Store } from '../../functions/store/s3-store.ts';
import { datasetsIn } from '../../local/datasets-in.ts';
import { type QueueAccess, readDeadLetters } from './dead-letters.ts';

export interface RebuildDatasetsOptions extends QueueAccess {
  readonly s3: S3Client;
  readonly uploads: string;
  /** Only this one, which must be among the uploads. */
  readonly only?: string;
}

export interface AskedBuilds {
  /** Ids, in order. */
  readonly datasets: readonly string[];
  /** So many dead letters are replaced by what was asked. */
  readonly settled: number;
}

/**
 * Asks for a build of every data set that is in the bucket of uploads, or of which dead letters tell, and takes these letters
 * away: should a build fail again, there will be new ones, and the alarm can tell of them.
 */
export async function rebuildDatasets({ s3, sqs, uploads, queue, only }: RebuildDatasetsOptions): Promise<AskedBuilds> {
  const { datasets } = await datasetsIn(new S3Store({ client: s3, bucket: uploads }));
  const wanted = only === undefined ? datasets : [wantedOf(datasets, only)];
  const dead = await readDeadLetters({ sqs, queue }, uploads);
  const asked = only === undefined ? [...new Set([...wanted, ...dead.datasets])].sort() : wanted;
  for (const dataset of asked)
    await sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: JSON.stringify({ rebuild: dataset }) }));
  return { datasets: asked, settled: await dead.settle(asked) };
}

function wantedOf(datasets: readonly string[], only: string): string {
  if (datasets.includes(parse(datasetId, only, '--dataset'))) return only;
  const known = datasets.length === 0 ? 'none' : datasets.join(', ');
  throw new Problem(
    'unknown-dataset',
    `--dataset must be a data set with uploads; found "${only}", known are ${known}`,
  );
}
