import { setTimeout as sleep } from 'node:timers/promises';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Store } from '../../functions/store/store.ts';
import { batchOf, changeOf } from './event-of.ts';

const POLL_MS = 200;

export interface BucketEvents {
  /** The number of batches delivered. */
  readonly batches: () => number;
  /** Resolves once a check of the bucket has found no change. */
  idle(): Promise<void>;
  /** Stops, and throws if the function has failed. */
  stop(): Promise<void>;
}

/**
 * Stands in for the notifications and the queue between a bucket and the function. The emulated S3 cannot call our code, so
 * this polls the bucket and sends changes to the function in messages of the recorded shape. Changes while the function runs
 * wait for the next batch; failed messages are delivered again.
 */
export function bucketEvents(
  uploads: Store,
  bucket: string,
  transform: (event: SQSEvent) => Promise<SQSBatchResponse>,
): BucketEvents {
  let known = new Map<string, string>();
  let waiting: string[] = [];
  let batches = 0;
  let idleChecks = 0;
  let stopped = false;
  const check = async () => {
    const found = new Map<string, string>();
    for await (const { key, etag } of uploads.list('')) found.set(key, etag);
    const changed = [...found].filter(([key, etag]) => known.get(key) !== etag).map(([key]) => key);
    const removed = [...known.keys()].filter(key => !found.has(key));
    known = found;
    waiting.push(...[...changed, ...removed].map(key => changeOf(key, { bucket })));
  };
  const run = async () => {
    while (!stopped) {
      await check();
      idleChecks = waiting.length > 0 ? 0 : idleChecks + 1;
      if (waiting.length > 0) {
        batches += 1;
        const event = batchOf(...waiting);
        const { batchItemFailures } = await transform(event);
        const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
        waiting = event.Records.filter(({ messageId }) => failed.has(messageId)).map(({ body }) => body);
      }
      await sleep(POLL_MS);
    }
  };
  const running = run();
  // Awaited in stop(); until then, a failure must not be unhandled.
  running.catch(() => undefined);
  return {
    batches: () => batches,
    async idle() {
      idleChecks = 0;
      // The first check may have started earlier.
      while (idleChecks < 2 && !stopped) await sleep(POLL_MS / 2);
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}
