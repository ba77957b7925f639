import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import type { SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DiskStore } from '../../../functions/store/disk-store.ts';
import { createS3Client } from '../../../functions/store/s3-client.ts';
import { S3Store } from '../../../functions/store/s3-store.ts';
import { writeSample } from '../../../local/sample/write-sample.ts';
import { batchOf, changeOf, recordedBatch } from '../../aws/event-of.ts';
import { findMoto, type Moto, startMoto } from '../../aws/moto.ts';
import { reportName } from '../../build/report-csv.ts';
import { realReports } from '../../real-reports.ts';
import { type EmulatedFunction, emulatedFunction } from './emulated-function.ts';
import { publishedBytes } from './published-bytes.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const MEMORY_MB = 1769;
const BUDGET_MB = 512;
/** A process with less is not the one that builds. */
const MIN_MB = 100;
const ACCOUNT = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'nobody', AWS_SECRET_ACCESS_KEY: 'nothing' };

let moto: Moto;
let folder: string;
/** The key of the last day's report. */
let last = '';
let lambda: EmulatedFunction;
let buckets: Record<'uploads' | 'work' | 'site', { readonly name: string; readonly store: S3Store }>;

beforeAll(async () => {
  Object.assign(process.env, ACCOUNT);
  moto = await startMoto(findMoto() ?? '');
  const client = createS3Client({ endpoint: moto.endpoint });
  const bucket = async () => {
    const name = `seecovid-${randomUUID()}`;
    await client.send(new CreateBucketCommand({ Bucket: name }));
    return { name, store: new S3Store({ client, bucket: name }) };
  };
  buckets = { uploads: await bucket(), work: await bucket(), site: await bucket() };
  folder = await mkdtemp(join(tmpdir(), 'seecovid-image-'));
  lambda = await emulatedFunction({
    folder,
    env: {
      ...ACCOUNT,
      AWS_ENDPOINT_URL_S3: moto.endpoint,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MEMORY_MB),
      AWS_LAMBDA_FUNCTION_TIMEOUT: '300',
      SEECOVID_UPLOADS_BUCKET: buckets.uploads.name,
      SEECOVID_WORK_BUCKET: buckets.work.name,
      SEECOVID_SITE_BUCKET: buckets.site.name,
    },
  });
});

afterAll(async () => {
  await lambda?.stop();
  await moto?.stop();
  if (folder !== undefined) await rm(folder, { recursive: true });
});

test('starts cold on the S3 test event, and logs that it ignores it', async () => {
  const event = batchOf(recordedBatch().Records.at(-1)?.body ?? '');
  const cold = await lambda.invoke(event);
  const warm = await lambda.invoke(event);
  for (const { result } of [cold, warm]) expect(result).toEqual({ batchItemFailures: [] });
  const ignored = { event: 'message-ignored', message: expect.stringContaining('the S3 test event') };
  expect(lambda.logged().filter(({ event }) => event !== undefined)).toMatchObject([ignored, ignored]);
  log(`an event without work: cold ${cold.ms.toFixed(0)} ms, warm ${warm.ms.toFixed(1)} ms`);
});

test('publishes from a recorded batch, byte for byte, what the command line publishes here', async () => {
  const uploads = await putReports();
  const { result, ms } = await lambda.invoke(recorded());
  expect(result).toEqual({ batchItemFailures: [] });
  expect(lambda.logged()).toContainEqual(expect.objectContaining({ event: 'built', outcome: 'published' }));
  const peakMb = lambda.peakMb();
  log(`${uploads.length} uploads from scratch: ${ms.toFixed(0)} ms, peak ${peakMb.toFixed(0)} MB`);
  expect(peakMb).toBeGreaterThan(MIN_MB);
  expect(peakMb).toBeLessThanOrEqual(BUDGET_MB);
  const out = join(folder, 'out');
  await promisify(execFile)(
    process.execPath,
    [join(ROOT, 'cli', 'seecovid.mjs'), 'transform', '--uploads', join(folder, 'uploads'), '--out', out],
    { maxBuffer: 100_000_000 },
  ).catch(allowExcludedRows);
  const local = await publishedBytes(new DiskStore({ root: out }));
  const published = await publishedBytes(buckets.site.store);
  expect(Object.keys(published)).toEqual(Object.keys(local));
  expect(Object.keys(published).filter(key => published[key] !== local[key])).toEqual([]);
  log(`${Object.keys(published).length} published objects, equal to those of the command line`);
});

test('warm, writes nothing if nothing changed, and publishes one more day', async () => {
  const before = await publishedBytes(buckets.site.store);
  const again = await lambda.invoke(recorded());
  expect(lambda.logged()).toContainEqual(expect.objectContaining({ event: 'built', unchanged: true, writtenBlobs: 0 }));
  expect(await publishedBytes(buckets.site.store)).toEqual(before);
  const newest = await buckets.uploads.store.get(last);
  if (newest === undefined) throw new Error(`there is no ${last}`);
  await buckets.uploads.store.delete(last);
  await lambda.invoke(changed(last));
  expect(await publishedBytes(buckets.site.store)).not.toEqual(before);
  await buckets.uploads.store.put(last, await newest.bytes());
  lambda.logged();
  const more = await lambda.invoke(changed(last));
  expect(more.result).toEqual({ batchItemFailures: [] });
  expect(lambda.logged()).toContainEqual(expect.objectContaining({ event: 'built', unchanged: false }));
  log(`nothing changed: ${again.ms.toFixed(0)} ms; one more day: ${more.ms.toFixed(0)} ms, warm`);
});

test('reports only the messages of a data set that failed', async () => {
  await buckets.site.store.put('data/broken/latest.json', Buffer.from('{"schema":'));
  const { result } = await lambda.invoke(
    batchOf(changeOf(last, at()), changeOf('broken/a+b ü.csv', at()), changeOf(last, at())),
  );
  expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
  expect(lambda.logged()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ event: 'build-failed', dataset: 'broken' }),
      expect.objectContaining({ event: 'built', dataset: 'covid' }),
    ]),
  );
});

/** Copies the reports to the bucket and to the command line's folder. Returns the keys and sets `last`. */
async function putReports(): Promise<string[]> {
  const { kind, store, prefix, last: name } = await availableReports(join(folder, 'sample'));
  const local = new DiskStore({ root: join(folder, 'uploads') });
  const keys: string[] = [];
  for await (const { key } of store.list(prefix)) {
    const upload = key.replace(prefix, 'covid/');
    const bytes = (await (await store.get(key))?.bytes()) ?? new Uint8Array();
    await Promise.all([buckets.uploads.store.put(upload, bytes), local.put(upload, bytes)]);
    keys.push(upload);
  }
  last = keys.find(key => key.endsWith(name)) ?? '';
  expect(last).not.toBe('');
  log(`${keys.length} ${kind} uploads`);
  return keys;
}

/** The real reports next to the project, else a simulated sample. */
async function availableReports(sample: string) {
  const real = realReports();
  if (real !== null) {
    const store = new DiskStore({ root: join(real, '..') });
    return { kind: 'real', store, prefix: 'jhu/', last: reportName('2020-06-30') };
  }
  console.log('SKIPPED: the real reports are not available; using the simulated sample.');
  const { lastDate } = await writeSample(sample);
  return { kind: 'simulated', store: new DiskStore({ root: sample }), prefix: 'covid/', last: reportName(lastDate) };
}

/** The recorded batch, with the keys of reports. */
function recorded(): SQSEvent {
  const keys: Readonly<Record<string, string>> = {
    'covid/new+file+%281%29%2Bb.csv': last,
    'more-data/%C3%BC.csv': 'covid/07-01-2020.csv',
  };
  const body = (text: string) => {
    const event = JSON.parse(text);
    for (const { s3 } of event.Records ?? []) {
      s3.bucket.name = buckets.uploads.name;
      s3.object.key = keys[s3.object.key] ?? s3.object.key;
    }
    return JSON.stringify(event);
  };
  return { Records: recordedBatch().Records.map(record => ({ ...record, body: body(record.body) })) };
}

function changed(key: string): SQSEvent {
  return batchOf(changeOf(key, at()));
}

function at(): { readonly bucket: string } {
  return { bucket: buckets.uploads.name };
}

/** Exit code 3: some rows of the real reports count nowhere. */
function allowExcludedRows(error: { code?: unknown }): void {
  if (error.code !== 3) throw error;
}

function log(message: string): void {
  console.log(`the function, ${message}`);
}
