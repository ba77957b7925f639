import { afterEach, expect, test, vi } from 'vitest';
import { S3Store } from '../../functions/store/s3-store.ts';
import { testFirst } from '../exhaustive.ts';
import { publishFixture } from '../query/publish-fixture.ts';
import { TINY } from '../query/tiny-data.ts';
import { hangUp, refusal, scriptedServer } from '../store/scripted-server.ts';
import { describeMoto } from './describe-moto.ts';
import { recordedEvent } from './event-of.ts';
import { responseOf } from './response-of.ts';

afterEach(() => vi.unstubAllEnvs());

/** A new instance of the function, configured only by its environment, as on Lambda. */
async function coldStart(env: Readonly<Record<string, string | undefined>>) {
  const known = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'nobody', AWS_SECRET_ACCESS_KEY: 'nothing' };
  for (const [name, value] of Object.entries({ ...known, ...env })) vi.stubEnv(name, value);
  vi.resetModules();
  const { handler } = await import('../../functions/query/lambda.ts');
  return async (event: string) => responseOf(await handler(recordedEvent(event)));
}

describeMoto('the query function with a real bucket', aws => {
  test('responds with the published data, cold and warm', async () => {
    const bucket = await aws().bucket();
    const { id } = await publishFixture(new S3Store({ client: aws().client, bucket }), TINY);
    const ask = await coldStart({ SEECOVID_SITE_BUCKET: bucket, AWS_ENDPOINT_URL_S3: aws().endpoint });
    for (let turn = 0; turn < 2; turn += 1) {
      const { status, text } = await ask('get');
      expect(status).toBe(200);
      expect(JSON.parse(text)).toMatchObject({ snapshot: id, series: [{ region: 'ITA' }, { region: 'USA' }] });
    }
  });

  test('knows no data set in an empty bucket', async () => {
    const bucket = await aws().bucket();
    const ask = await coldStart({ SEECOVID_SITE_BUCKET: bucket, AWS_ENDPOINT_URL_S3: aws().endpoint });
    expect(await ask('get')).toMatchObject({ status: 404 });
  });
});

testFirst([
  ['refuses', refusal(403, 'AccessDenied')],
  ['fails', refusal(500, 'InternalError')],
  ['hangs up', hangUp],
  ['throttles', refusal(503, 'SlowDown')],
] as const)('the query function responds with 503 and Retry-After if its bucket %s', async (_, step) => {
  const { endpoint } = await scriptedServer([step]);
  const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const ask = await coldStart({ SEECOVID_SITE_BUCKET: 'secret-bucket', AWS_ENDPOINT_URL_S3: endpoint });
  const { status, headers, text } = await ask('get');
  expect(status).toBe(503);
  expect(headers.get('Retry-After')).toMatch(/^\d+$/);
  expect(text).not.toMatch(/secret|127\.0\.0\.1|SlowDown|AccessDenied/);
  expect(logged).toHaveBeenCalledOnce();
  logged.mockRestore();
});

test('the query function reports a missing bucket variable', async () => {
  await expect(coldStart({ SEECOVID_SITE_BUCKET: undefined })).rejects.toThrow('SEECOVID_SITE_BUCKET must name');
});
