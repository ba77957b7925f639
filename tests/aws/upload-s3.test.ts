// @module-tag exhaustive
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, expect, test, vi } from 'vitest';
import { daysFrom } from '../../functions/measures/periods.ts';
import { LOOKUP_NAME, LOOKUP_TABLE } from '../build/lookup-table.ts';
import { reportCsv, reportName } from '../build/report-csv.ts';
import { ended, runCliIn, startCliIn } from '../cli/run-cli.ts';
import { refusal, scriptedServer } from '../store/scripted-server.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { describeMoto, type EmulatedAws } from './describe-moto.ts';
import { emulatedStage, stageFolder } from './emulated-stage.ts';
import { batchOf, changeOf } from './event-of.ts';
import { startFunctions } from './start-functions.ts';

const REPORT = reportCsv([{ country: 'Italy', confirmed: 100, deaths: 5, recovered: 7 }]);
const KEY = 'covid/06-30-2020.csv';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(await temporaryFolder(), 'reports');
  await mkdir(folder);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

/** A stage, a report and the table to upload, and a way to build them. */
async function stageWithFiles(aws: EmulatedAws) {
  const stage = await emulatedStage(aws);
  const folder = await folderOf({ [LOOKUP_NAME]: LOOKUP_TABLE, '06-30-2020.csv': REPORT });
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const { transform } = await startFunctions(aws.endpoint, stage.buckets);
  return {
    ...stage,
    upload: (...args: string[]) => stage.seecovid('upload', 'covid', folder, ...args),
    status: () => stage.seecovid('status'),
    build: () =>
      transform(batchOf(changeOf(KEY, { bucket: stage.buckets.uploads })), {
        getRemainingTimeInMillis: () => 300_000,
      }),
  };
}

/** Like "aws s3 cp" uploads large files. */
async function putInParts({ client }: EmulatedAws, bucket: string, key: string, text: string): Promise<void> {
  const place = { Bucket: bucket, Key: key };
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(place));
  const { ETag } = await client.send(new UploadPartCommand({ ...place, UploadId, PartNumber: 1, Body: text }));
  const MultipartUpload = { Parts: [{ ETag, PartNumber: 1 }] };
  await client.send(new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload }));
}

describeMoto('upload to a bucket', aws => {
  test('recognizes what another program uploaded in one request', async () => {
    const { buckets, upload } = await stageWithFiles(aws());
    await aws().client.send(new PutObjectCommand({ Bucket: buckets.uploads, Key: KEY, Body: REPORT }));
    expect((await upload('--no-wait')).out).toMatch(/to the stage test: 1 new, 1 unchanged\.\nUploaded 1 file\.\n$/);
    expect((await upload('--no-wait')).out).toBe('Nothing to upload to the stage test: 2 files unchanged.\n');
  });

  test('uploads again what was uploaded in parts, unless a build has recorded its hash', async () => {
    const { buckets, uploads, upload, build } = await stageWithFiles(aws());
    await upload('--no-wait');
    await putInParts(aws(), buckets.uploads, KEY, REPORT);
    expect((await uploads.get(KEY))?.etag).toMatch(/-1"$/);
    expect((await upload('--dry-run')).out).toContain(`\n  changed ${KEY} (1 kB)\n`);
    await build();
    expect((await upload()).out).toMatch(/^Nothing to upload to the stage test: 2 files unchanged\.\ncovid: 1 rep/);
  });

  test.each(['SIGKILL', 'SIGINT'] as const)('continues after %s', async signal => {
    const { uploads, environment, seecovid } = await emulatedStage(aws());
    const days = daysFrom('2020-02-01', '2020-12-31');
    const folder = await folderOf(Object.fromEntries(days.map(day => [reportName(day), REPORT])));
    const child = startCliIn(environment, 'upload', 'covid', folder, '--no-wait');
    const first = ended(child);
    const count = async () => (await Array.fromAsync(uploads.list('covid/'))).length;
    await vi.waitFor(async () => expect(await count()).toBeGreaterThan(10), { timeout: 20_000, interval: 20 });
    child.kill(signal);
    const { code, err } = await first;
    const there = await count();
    expect(there).toBeLessThan(days.length);
    if (signal === 'SIGINT') {
      expect(code).toBe(130);
      expect(err).toContain(`interrupted; ${there} of ${days.length} files are uploaded. Run the same command again`);
    }
    expect((await seecovid('upload', 'covid', folder, '--no-wait')).out).toContain(
      `: ${days.length - there} new, ${there} unchanged.\n`,
    );
    expect(await count()).toBe(days.length);
  });

  test('is listed by status until a build has seen it', async () => {
    const { upload, build, status } = await stageWithFiles(aws());
    await upload('--no-wait');
    expect((await status()).out).toBe(
      `covid: nothing is live\n  no build yet\n  not built yet ${KEY}: new\n  not built yet covid/${LOOKUP_NAME}: new\n`,
    );
    await build();
    const { code, out } = await status();
    expect(code).toBe(0);
    expect(out).toMatch(
      /^covid: 2020-06-30 to 2020-06-30 is live, .*\n {2}https:\/\/example.org\/covid\/map\n {2}last/,
    );
    expect(out).not.toContain('not built yet');
  });

  test('says where to look if no build runs', async () => {
    const { upload } = await stageWithFiles(aws());
    const { code, err } = await upload('--timeout', '1');
    expect(code).toBe(1);
    expect(err).toMatch(
      /no build has picked up the uploads within 1 s; .*see "seecovid status covid --stage test"\. If/,
    );
    expect(err).toMatch(/look at the log of the transform function in CloudWatch, and .* dead-letter queue\n$/);
  });

  test('says which file names a missing bucket', async () => {
    const folder = await folderOf({ '06-30-2020.csv': REPORT });
    const buckets = { uploads: 'gone', work: 'gone', site: 'gone', address: 'x' };
    const { code, err } = await runCliIn(await stageFolder(buckets, aws().endpoint), 'upload', 'covid', folder);
    expect(code).toBe(1);
    expect(err).toMatch(/: the bucket does not exist \(NoSuchBucket\); its name is in the stage file in .seecovid/);
  });
});

const BUCKETS = { uploads: 'u', work: 'w', site: 's', address: 'https://example.org' };

test.each([
  ['AccessDenied', 403, /permission is missing \(AccessDenied\); is it the right account \("aws sts get-caller-id/],
  ['ExpiredToken', 400, /the credentials have expired \(ExpiredToken\); sign in \("aws login" or "aws sso login"\)/],
  ['InvalidAccessKeyId', 403, /the credentials are not valid \(InvalidAccessKeyId\); sign in/],
  ['SignatureDoesNotMatch', 403, /the credentials are not valid \(SignatureDoesNotMatch\); sign in/],
  ['RequestTimeTooSkewed', 403, /the clock here is wrong \(RequestTimeTooSkewed\); set it and run this again/],
])('if the bucket answers %s, the message says what to do', async (code, status, message) => {
  const { endpoint } = await scriptedServer([refusal(status, code)]);
  const { code: exit, err } = await runCliIn(await stageFolder(BUCKETS, endpoint), 'status');
  expect(exit).toBe(1);
  expect(err).toMatch(message);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
});

test('without credentials, the message says how to sign in', async () => {
  const { endpoint } = await scriptedServer([refusal(500, 'InternalError')]);
  const { cwd, env } = await stageFolder(BUCKETS, endpoint);
  const without = { cwd, env: { ...env, AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' } };
  const { code, err } = await runCliIn(without, 'status');
  expect(code).toBe(1);
  expect(err).toMatch(/there are no credentials \(CredentialsProviderError\); sign in \("aws login" or "aws sso login/);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
});
