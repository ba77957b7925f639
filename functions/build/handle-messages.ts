import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as v from 'valibot';
import { datasetOfRootFile } from '../contract/dataset-id.ts';
import { isDatasetId, list, object, parse, parserOf, text } from '../contract/schema.ts';
import { Unfinished } from '../job/build.ts';
import { SITE_YAML } from '../publish/site.ts';
import type { BuildResult } from './build.ts';

export interface TransformHandlerOptions {
  /** The name of the bucket of uploads. */
  readonly uploads: string;
  /** @param leftMs milliseconds until the function is ended */
  build(dataset: string, leftMs: () => number): Promise<BuildResult>;
  /** Has the site take its name from `site.yaml` again. */
  renameSite(): Promise<void>;
  log(event: string, fields: Readonly<Record<string, unknown>>): void;
}

type Remaining = Pick<Context, 'getRemainingTimeInMillis'>;

/** No build starts with less time than this: the queue delivers its messages again. */
const LEAST_LEFT_MS = 60_000;

/**
 * Runs one build for each data set that a batch of messages names. Reports the messages of builds that failed or ran out
 * of time as failures: the queue delivers them again, and the next build continues.
 */
export function createHandler({ uploads, build, renameSite, log }: TransformHandlerOptions) {
  return async (event: SQSEvent, context: Remaining): Promise<SQSBatchResponse> => {
    const { datasets, site, ignored, undecodable } = changedDatasets(event, uploads);
    for (const message of ignored) log('message-ignored', { message });
    if (undecodable.length > 0) log('keys-undecodable', { count: undecodable.length, messages: undecodable });
    const failed = new Set<string>();
    for (const [dataset, messages] of datasets) {
      const built = context.getRemainingTimeInMillis() >= LEAST_LEFT_MS && (await succeeds(dataset, context));
      if (!built) for (const message of messages) failed.add(message);
    }
    if (site.size > 0) {
      await renameSite().catch(error => {
        log('site-failed', serializeError(error));
        for (const message of site) failed.add(message);
      });
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
      if (error instanceof Unfinished) log('build-unfinished', { dataset, message: error.message });
      else log('build-failed', { dataset, ...serializeError(error) });
      return false;
    }
  }
}

function serializeError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: String(error) };
  const cause = error.cause === undefined ? {} : { cause: serializeError(error.cause) };
  return { error: error.message, stack: error.stack, ...cause };
}

/** The data sets that a batch of messages names. */
interface ChangedDatasets {
  /** Per data set, in order, the ids of the messages that name it. */
  readonly datasets: ReadonlyMap<string, ReadonlySet<string>>;
  /** The ids of the messages that name `site.yaml`. */
  readonly site: ReadonlySet<string>;
  /** A reason for each message or record that names no data set; retrying would not help. */
  readonly ignored: readonly string[];
  /** A reason for each key that is not escaped as S3 escapes it; it was used as written. */
  readonly undecodable: readonly string[];
}

/**
 * Reads which data sets a batch of SQS messages is about: those with S3 events for their uploads, and those that a message
 * requests by name, `{"rebuild": "<data set>"}`.
 */
export function changedDatasets({ Records: messages }: Batch, bucket: string): ChangedDatasets {
  const named = new Map<string, Set<string>>();
  const site = new Set<string>();
  const ignored: string[] = [];
  const undecodable: string[] = [];
  for (const message of messages) {
    for (const found of datasetsOf(message, bucket)) {
      if ('ignored' in found) ignored.push(`message ${message.messageId}: ${found.ignored}`);
      else if ('undecodable' in found) undecodable.push(`message ${message.messageId}: ${found.undecodable}`);
      else if ('site' in found) site.add(message.messageId);
      else named.set(found.dataset, (named.get(found.dataset) ?? new Set()).add(message.messageId));
    }
  }
  return { datasets: new Map([...named].sort(([a], [b]) => (a < b ? -1 : 1))), site, ignored, undecodable };
}

interface Batch {
  readonly Records: readonly Message[];
}

type Message = Pick<SQSRecord, 'messageId' | 'body'>;

type MessageContent =
  | { readonly dataset: string }
  | { readonly site: true }
  | { readonly ignored: string }
  | { readonly undecodable: string };

const parseRecord = parserOf(
  object({
    eventSource: text,
    s3: object({
      bucket: object({ name: text }),
      object: object({ key: text }),
    }),
  }),
);

function datasetsOf({ body }: Message, bucket: string): MessageContent[] {
  try {
    const event: unknown = JSON.parse(body);
    if (isTest(event)) return [{ ignored: 'the S3 test event' }];
    const asked = fieldOf(event, 'rebuild');
    if (asked !== undefined) return [requestedRebuild(asked)];
    const records = parse(list(v.unknown()), fieldOf(event, 'Records'), 'Records');
    return records.flatMap((record, index) => foundIn(record, `Records[${index}]`, bucket));
  } catch (cause) {
    return [unknownRequest(cause)];
  }
}

/** Each record by itself: one that cannot be read must not drop the others of its message. */
function foundIn(record: unknown, where: string, bucket: string): MessageContent[] {
  try {
    const { eventSource, s3 } = parseRecord(record, where);
    if (eventSource !== 'aws:s3') return [{ ignored: `${where} is from ${eventSource}, not from aws:s3` }];
    if (s3.bucket.name !== bucket) return [{ ignored: `${where} is about a bucket other than the uploads bucket` }];
    const decoded = decodedKey(s3.object.key);
    // A key that cannot be decoded was not escaped. A data set id needs no escaping, so the data set is known anyway.
    const key = decoded ?? s3.object.key;
    if (key === SITE_YAML) return [{ site: true }];
    const slash = key.indexOf('/');
    const dataset = slash < 0 ? datasetOfRootFile(key) : key.slice(0, slash);
    const reason = `${where}: the key ${JSON.stringify(key)} is not escaped as in an S3 event`;
    return [
      ...(decoded === null ? [{ undecodable: reason }] : []),
      dataset !== null && isDatasetId(dataset)
        ? { dataset }
        : { ignored: `${JSON.stringify(key)} is not in a data set` },
    ];
  } catch (cause) {
    return [unknownRequest(cause)];
  }
}

/** S3 events escape keys as HTML forms do. Null if this one is not escaped. */
function decodedKey(escaped: string): string | null {
  try {
    return decodeURIComponent(escaped.replaceAll('+', ' '));
  } catch {
    return null;
  }
}

function unknownRequest(cause: unknown): MessageContent {
  return { ignored: `is not a known request: ${cause instanceof Error ? cause.message : String(cause)}` };
}

function requestedRebuild(asked: unknown): MessageContent {
  if (typeof asked === 'string' && isDatasetId(asked)) return { dataset: asked };
  return { ignored: `asks for a rebuild of ${JSON.stringify(asked)}, which is not a data set id` };
}

function isTest(event: unknown): boolean {
  return fieldOf(event, 'Event') === 's3:TestEvent';
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
