import type { S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { Problem } from '../../functions/contract/problem.ts';
import { datasetId, parse } from '../../functions/contract/schema.ts';
import { S3Store } from '../../functions/store/s3-store.ts';
import { findDatasets } from '../../local/find-datasets.ts';
import { type QueueAccess, readDeadLetters } from './dead-letters.ts';

export interface RebuildDatasetsOptions extends QueueAccess {
  readonly s3: S3Client;
  readonly uploads: string;
  /** Only this data set, which must have uploads. */
  readonly only?: string;
}

export interface RequestedBuilds {
  /** Ids, in order. */
  readonly datasets: readonly string[];
  /** The number of dead letters that the new builds replace. */
  readonly deletedLetters: number;
}

/**
 * Requests a build of every data set that has uploads or dead letters, and deletes these letters: if a build fails again, new
 * ones trigger the alarm again.
 */
export async function rebuildDatasets({
  s3,
  sqs,
  uploads,
  queue,
  only,
}: RebuildDatasetsOptions): Promise<RequestedBuilds> {
  const { datasets } = await findDatasets(new S3Store({ client: s3, bucket: uploads }));
  const wanted = only === undefined ? datasets : [requireDataset(datasets, only)];
  const dead = await readDeadLetters({ sqs, queue }, uploads);
  const requested = only === undefined ? [...new Set([...wanted, ...dead.datasets])].sort() : wanted;
  for (const dataset of requested)
    await sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: JSON.stringify({ rebuild: dataset }) }));
  return { datasets: requested, deletedLetters: await dead.deleteFor(requested) };
}

function requireDataset(datasets: readonly string[], only: string): string {
  if (datasets.includes(parse(datasetId, only, '--dataset'))) return only;
  const known = datasets.length === 0 ? 'none' : datasets.join(', ');
  throw new Problem(
    'unknown-dataset',
    `--dataset must be a data set with uploads; found "${only}", known are ${known}`,
  );
}
