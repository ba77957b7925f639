import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as v from 'valibot';
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

/** A build is not begun with less than this left: the queue brings its messages again. */
const LEAST_LEFT_MS = 60_000;

/**
 * One build for each data set that a batch of messages names. Only the messages of those that failed are given back, and
 * of those for which the time was too short: the queue brings them again, and the next build goes on from there.
 */
export function createHandler({ uploads, build, renameSite, log }: TransformHandlerOptions) {
  return async (event: SQSEvent, context: Remaining): Promise<SQSBatchResponse> => {
    const { datasets, site, ignored, undecodable } = changedDatasets(event, uploads);
    for (const sentence of ignored) log('message-ignored', { sentence });
    if (undecodable.length > 0) log('keys-undecodable', { count: undecodable.length, sentences: undecodable });
    const failed = new Set<string>();
    for (const [dataset, messages] of datasets) {
      const built = context.getRemainingTimeInMillis() >= LEAST_LEFT_MS && (await succeeds(dataset, context));
      if (!built) for (const message of messages) failed.add(message);
    }
    if (site.size > 0) {
      await renameSite().catch(error => {
        log('site-failed', told(error));
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

/** What a batch of messages asks for. */
interface ChangedDatasets {
  /** Per data set, in order, the ids of the messages that name it. */
  readonly datasets: ReadonlyMap<string, ReadonlySet<string>>;
  /** The ids of the messages that name `site.yaml`. */
  readonly site: ReadonlySet<string>;
  /** A sentence for each message or record that asks for nothing, which no retry would mend. */
  readonly ignored: readonly string[];
  /** A sentence for each key that is not escaped as S3 escapes it: it was taken as it is written. */
  readonly undecodable: readonly string[];
}

/**
 * Reads which data sets a batch of SQS messages is about: those whose uploads an S3 event tells of, whatever happened to
 * them, and those that a message asks for by name, `{"rebuild": "<data set>"}`.
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

/** What is read of a batch. */
interface Batch {
  readonly Records: readonly Message[];
}

type Message = Pick<SQSRecord, 'messageId' | 'body'>;

type Found =
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

function datasetsOf({ body }: Message, bucket: string): Found[] {
  try {
    const event: unknown = JSON.parse(body);
    if (isTest(event)) return [{ ignored: 'the test event of S3' }];
    const asked = fieldOf(event, 'rebuild');
    if (asked !== undefined) return [rebuildOf(asked)];
    const records = parse(list(v.unknown()), fieldOf(event, 'Records'), 'Records');
    return records.flatMap((record, index) => foundIn(record, `Records[${index}]`, bucket));
  } catch (cause) {
    return [nothingKnown(cause)];
  }
}

/** Each record by itself: one that cannot be read must not drop the others of its message. */
function foundIn(record: unknown, where: string, bucket: string): Found[] {
  try {
    const { eventSource, s3 } = parseRecord(record, where);
    if (eventSource !== 'aws:s3') return [{ ignored: `${where} is of ${eventSource}, not of aws:s3` }];
    if (s3.bucket.name !== bucket) return [{ ignored: `${where} is of another bucket than that of the uploads` }];
    const decoded = decodedKey(s3.object.key);
    // What cannot be decoded was not escaped: the data set is known all the same, as its id has nothing to escape.
    const key = decoded ?? s3.object.key;
    if (key === SITE_YAML) return [{ site: true }];
    const dataset = key.split('/')[0] ?? '';
    const says = `${where}: the key ${JSON.stringify(key)} is not escaped as in an event of S3`;
    return [
      ...(decoded === null ? [{ undecodable: says }] : []),
      key !== dataset && isDatasetId(dataset) ? { dataset } : { ignored: `${JSON.stringify(key)} lies in no data set` },
    ];
  } catch (cause) {
    return [nothingKnown(cause)];
  }
}

/** In events, keys are escaped as in forms. Null where this one is not. */
function decodedKey(escaped: string): string | null {
  try {
    return decodeURIComponent(escaped.replaceAll('+', ' '));
  } catch {
    return null;
  }
}

function nothingKnown(cause: unknown): Found {
  return { ignored: `asks for nothing known: ${cause instanceof Error ? cause.message : String(cause)}` };
}

function rebuildOf(asked: unknown): Found {
  if (typeof asked === 'string' && isDatasetId(asked)) return { dataset: asked };
  return { ignored: `asks for a rebuild of ${JSON.stringify(asked)}, which is no data set` };
}

function isTest(event: unknown): boolean {
  return fieldOf(event, 'Event') === 's3:TestEvent';
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
