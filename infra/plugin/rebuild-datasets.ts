import type { S3Client } from '@aws-sdk/client-s3';
import { datasetId } from '../../functions/contract/expect.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { S3Store } from '../../functions/store/s3-store.ts';
import { datasetsIn } from '../../local/datasets-in.ts';
import { sendMessage } from './send-message.ts';

export interface RebuildDatasetsOptions {
  readonly client: S3Client;
  readonly uploads: string;
  readonly queue: string;
  /** Only this one, which must be among the uploads. */
  readonly only?: string;
}

/** Asks for a build of every data set in the bucket of uploads, and gives their ids. */
export async function rebuildDatasets({ client, uploads, queue, only }: RebuildDatasetsOptions): Promise<string[]> {
  const { datasets } = await datasetsIn(new S3Store({ client, bucket: uploads }));
  const wanted = only === undefined ? [...datasets] : [wantedOf(datasets, only)];
  for (const dataset of wanted) await sendMessage({ client, queue, body: JSON.stringify({ rebuild: dataset }) });
  return wanted;
}

function wantedOf(datasets: readonly string[], only: string): string {
  if (datasets.includes(datasetId(only, '--dataset'))) return only;
  const known = datasets.length === 0 ? 'none' : datasets.join(', ');
  throw new Problem(
    'unknown-dataset',
    `--dataset must be a data set with uploads; found "${only}", known are ${known}`,
  );
}
