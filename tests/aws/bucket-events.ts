import { setTimeout as sleep } from 'node:timers/promises';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Store } from '../../functions/store/store.ts';
import { batchOf, changeOf } from './event-of.ts';

const LOOK_EVERY_MS = 200;

export interface BucketEvents {
  /** How many batches were handed on. */
  readonly batches: () => number;
  /** Settles once the bucket was looked at from now on and nothing in it had changed. */
  rest(): Promise<void>;
  /** Ends it, and throws what the function did not succeed in. */
  stop(): Promise<void>;
}

/**
 * Stands in for what lies between a bucket and the function on AWS: the bucket's notifications and the queue. The emulated
 * S3 cannot call code of ours, so this lists the bucket, and hands what changed to the function in messages of the recorded
 * shape. Messages that come while the function runs wait for the next batch; those that it gives back come again.
 */
export function bucketEvents(
  uploads: Store,
  bucket: string,
  transform: (event: SQSEvent) => Promise<SQSBatchResponse>,
): BucketEvents {
  let known = new Map<string, string>();
  let waiting: string[] = [];
  let batches = 0;
  let looks = 0;
  let stopped = false;
  const look = async () => {
    const found = new Map<string, string>();
    for await (const { key, etag } of uploads.list('')) found.set(key, etag);
    const changed = [...found].filter(([key, etag]) => known.get(key) !== etag).map(([key]) => key);
    const removed = [...known.keys()].filter(key => !found.has(key));
    known = found;
    waiting.push(...[...changed, ...removed].map(key => changeOf(key, { bucket })));
  };
  const run = async () => {
    while (!stopped) {
      await look();
      looks = waiting.length > 0 ? 0 : looks + 1;
      if (waiting.length > 0) {
        batches += 1;
        const event = batchOf(...waiting);
        const { batchItemFailures } = await transform(event);
        const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
        waiting = event.Records.filter(({ messageId }) => failed.has(messageId)).map(({ body }) => body);
      }
      await sleep(LOOK_EVERY_MS);
    }
  };
  const running = run();
  // It is awaited when it is stopped; until then its failure is nobody's.
  running.catch(() => undefined);
  return {
    batches: () => batches,
    async rest() {
      looks = 0;
      // The first look may have begun before.
      while (looks < 2 && !stopped) await sleep(LOOK_EVERY_MS / 2);
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}
