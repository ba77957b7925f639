import { inspect } from 'node:util';
import { afterEach, expect, test, vi } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { createHandler } from '../../functions/build/handle-messages.ts';
import { createQueryApp } from '../../functions/query/query-app.ts';
import { createS3Client } from '../../functions/store/s3-client.ts';
import { S3Store } from '../../functions/store/s3-store.ts';
import { workshop } from '../build/workshop.ts';
import { type Step, scriptedServer } from '../store/scripted-server.ts';
import { batchOf, changeOf } from './event-of.ts';

const SECRET = 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY';
const SESSION = 'IQoJb3JpZ2luX2VjEXAMPLESESSION';

afterEach(() => vi.unstubAllEnvs());

/** S3's response to a wrong signature, which repeats the signed string and a signed URL. */
const REFUSED: Step = (response, { headers, url }) => {
  const signed = `${headers.authorization} ${headers['x-amz-security-token']} https://s3.example.org${url}?X-Amz-Signature=abc`;
  const xml = `<?xml version="1.0"?><Error><Code>SignatureDoesNotMatch</Code><Message>The signature does not match</Message><AWSAccessKeyId>AKIAEXAMPLE</AWSAccessKeyId><StringToSign>${signed}</StringToSign></Error>`;
  response.writeHead(403, { 'content-type': 'application/xml' }).end(xml);
};

/** A bucket that denies everything and leaks secrets in its responses. */
async function leakingBucket() {
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', SECRET);
  vi.stubEnv('AWS_SESSION_TOKEN', SESSION);
  const { endpoint, seen } = await scriptedServer([REFUSED]);
  const store = new S3Store({ client: createS3Client({ endpoint }), bucket: 'hidden-bucket' });
  return { store, seen, endpoint };
}

const SECRETS = [SECRET, SESSION, 'X-Amz-Signature=', 'Signature='];

test('a denied store appears in an API response only by its code, and no secret gets into the log', async () => {
  const { store, seen, endpoint } = await leakingBucket();
  const logged: string[] = [];
  const app = createQueryApp({ store, log: (...entry) => void logged.push(inspect(entry, { depth: 20 })) });
  const response = await app.fetch(new Request('https://example.org/api/v1/datasets/covid/ranking'));
  const body = await response.text();
  expect(response.status).toBe(503);
  for (const secret of [...SECRETS, 'AKIAEXAMPLE', 'hidden-bucket', endpoint, process.cwd(), '    at '])
    expect(body).not.toContain(secret);
  // The credentials could have leaked.
  expect(seen[0]?.headers).toMatchObject({ 'x-amz-security-token': SESSION });
  expect(logged.length).toBeGreaterThan(0);
  for (const secret of SECRETS) expect(logged.join('\n')).not.toContain(secret);
});

test('a build whose store fails logs the cause, and no secret', async () => {
  const { store } = await leakingBucket();
  const { tools } = await workshop();
  const lines: string[] = [];
  const log = (event: string, fields: object) => void lines.push(JSON.stringify({ event, ...fields }));
  const handle = createHandler({
    renameSite: async () => undefined,
    uploads: 'uploads',
    log,
    build: dataset => build(dataset, { ...tools, site: store }),
  });
  const result = await handle(batchOf(changeOf('covid/06-30-2020.csv', { bucket: 'uploads' })), {
    getRemainingTimeInMillis: () => 300_000,
  });
  expect(result.batchItemFailures).toHaveLength(1);
  expect(lines.join('\n')).toMatch(/could not be read: .*SignatureDoesNotMatch/);
  for (const secret of [...SECRETS, 'hidden-bucket']) expect(lines.join('\n')).not.toContain(secret);
});

test('a receipt names no local path, whatever is wrong with the uploads', async () => {
  const bad = [
    '"',
    'a,b\n1',
    '\0',
    'x'.repeat(200_000),
    'Province_State,Country_Region,Confirmed,Deaths,Recovered\nx\ry,1',
  ];
  const files = Object.fromEntries(bad.map((text, index) => [`06-${10 + index}-2020.csv`, text]));
  const { build, folder, put } = await workshop(files);
  for (const sql of ["SELECT error(current_setting('temp_directory'))", "SELECT * FROM 'rows/x.parquet'", 'SELEC']) {
    await put('dataset.yaml', 'extends: covid\n');
    await put('clean.sql', sql);
    const { receipt, livePointer, index } = await build();
    const output = JSON.stringify([receipt, livePointer, index]);
    expect(receipt.outcome).toBe('refused');
    for (const path of [folder, process.cwd(), 'seecovid-job-', 'node_modules', '    at '])
      expect(output).not.toContain(path);
  }
});
