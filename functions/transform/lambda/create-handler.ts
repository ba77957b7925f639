import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { BuildResult } from '../build.ts';
import { Unfinished } from '../time-limit.ts';
import { changedDatasets } from './changed-datasets.ts';

export interface TransformHandlerOptions {
  /** The name of the bucket of uploads. */
  readonly uploads: string;
  /** @param leftMs milliseconds until the function is ended */
  build(dataset: string, leftMs: () => number): Promise<BuildResult>;
  log(event: string, fields: Readonly<Record<string, unknown>>): void;
}

type Remaining = Pick<Context, 'getRemainingTimeInMillis'>;

/** A build is not begun with less than this left: the queue brings its messages again. */
const LEAST_LEFT_MS = 60_000;

/**
 * One build for each data set that a batch of messages names. Only the messages of those that failed are given back, and
 * of those for which the time was too short: the queue brings them again, and the next build goes on from there.
 */
export function createHandler({ uploads, build, log }: TransformHandlerOptions) {
  return async (event: SQSEvent, context: Remaining): Promise<SQSBatchResponse> => {
    const { datasets, ignored, undecodable } = changedDatasets(event, uploads);
    for (const sentence of ignored) log('message-ignored', { sentence });
    if (undecodable.length > 0) log('keys-undecodable', { count: undecodable.length, sentences: undecodable });
    const failed = new Set<string>();
    for (const [dataset, messages] of datasets) {
      const built = context.getRemainingTimeInMillis() >= LEAST_LEFT_MS && (await succeeds(dataset, context));
      if (!built) for (const message of messages) failed.add(message);
    }
    return { batchItemFailures: [...failed].map(itemIdentifier => ({ itemIdentifier })) };
  };

  async function succeeds(dataset: string, context: Remaining): Promise<boolean> {
    try {
      const { receipt, pointer, unchanged, staged, writtenBlobs, writtenBytes, tookMs } = await build(dataset, () =>
        context.getRemainingTimeInMillis(),
      );
      const { outcome } = receipt;
      const { snapshot } = pointer;
      const quarantined = receipt.inputs.filter(({ state }) => state === 'quarantined').length;
      log('built', { dataset, outcome, snapshot, quarantined, unchanged, staged, writtenBlobs, writtenBytes, tookMs });
      return true;
    } catch (error) {
      if (error instanceof Unfinished) log('build-unfinished', { dataset, sentence: error.message });
      else log('build-failed', { dataset, ...told(error) });
      return false;
    }
  }
}

function told(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: String(error) };
  const cause = error.cause === undefined ? {} : { cause: told(error.cause) };
  return { error: error.message, stack: error.stack, ...cause };
}
