import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createS3Client } from '../../../functions/store/s3-client.ts';
import { changedDatasets } from '../../../functions/transform/lambda/changed-datasets.ts';
import { rebuildDatasets } from '../../../infra/plugin/rebuild-datasets.ts';
import { sendMessage } from '../../../infra/plugin/send-message.ts';
import { describeMoto } from '../describe-moto.ts';
import { batchOf } from '../event-of.ts';
import { makeQueue, messagesIn } from './queue-of.ts';

describeMoto('rebuildDatasets({ client, uploads, queue })', aws => {
  const stocked = async (...keys: string[]) => {
    vi.stubEnv('AWS_ENDPOINT_URL', aws().endpoint);
    const uploads = await aws().bucket();
    const queue = await makeQueue(aws().endpoint, uploads);
    for (const Key of keys) await aws().client.send(new PutObjectCommand({ Bucket: uploads, Key, Body: 'x' }));
    const rebuild = (only?: string) =>
      rebuildDatasets({ client: aws().client, uploads, queue, ...(only === undefined ? {} : { only }) });
    return { rebuild, messages: () => messagesIn(aws().endpoint, queue) };
  };

  test('asks for one build of each data set, in words that the transform understands', async () => {
    const { rebuild, messages } = await stocked('iris/a.csv', 'covid/a.csv', 'covid/b.csv', 'Not One/a.csv', 'a.csv');
    expect(await rebuild()).toEqual(['covid', 'iris']);
    const { datasets, ignored } = changedDatasets(batchOf(...(await messages())), 'uploads');
    expect([[...datasets.keys()], ignored]).toEqual([['covid', 'iris'], []]);
  });

  test('asks for one alone where it is named', async () => {
    const { rebuild, messages } = await stocked('iris/a.csv', 'covid/a.csv');
    expect(await rebuild('iris')).toEqual(['iris']);
    expect(await messages()).toEqual(['{"rebuild":"iris"}']);
  });

  test.each([
    ['nix', '--dataset must be a data set with uploads; found "nix", known are covid'],
    ['../x', '--dataset must be a data set id'],
  ])('refuses %s and asks for nothing', async (only, says) => {
    const { rebuild, messages } = await stocked('covid/a.csv');
    await expect(rebuild(only)).rejects.toThrow(says);
    expect(await messages()).toEqual([]);
  });

  test('of no uploads asks for nothing', async () => {
    const { rebuild, messages } = await stocked();
    expect(await rebuild()).toEqual([]);
    expect(await messages()).toEqual([]);
  });

  test('of a queue that is not there says so', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL', aws().endpoint);
    const queue = 'https://sqs.us-east-1.amazonaws.com/123456789012/gone';
    await expect(sendMessage({ client: aws().client, queue, body: '{}' })).rejects.toThrow(
      /^the queue \S+gone refused a message: The specified queue does not exist\. \(400\)$/,
    );
  });
});

describe('sendMessage({ client, queue, body })', () => {
  const answering = async (...statuses: number[]) => {
    const seen: { headers: Record<string, unknown>; body: unknown }[] = [];
    const server = createServer(async (request, response) => {
      seen.push({ headers: request.headers, body: JSON.parse(await text(request)) });
      response.writeHead(statuses.shift() ?? 200).end('{"MessageId":"1"}');
    }).listen(0, '127.0.0.1');
    await new Promise(resolve => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    for (const [name, value] of [
      ['AWS_REGION', 'eu-central-1'],
      ['AWS_ACCESS_KEY_ID', 'nobody'],
      ['AWS_SECRET_ACCESS_KEY', 'nothing'],
    ] as const)
      vi.stubEnv(name, value);
    const client = createS3Client();
    onTestFinished(() => {
      client.destroy();
      server.close();
      vi.unstubAllEnvs();
    });
    return { seen, client, queue: `http://127.0.0.1:${port}/1/changes` };
  };

  test('is signed for SQS in the region of the client', async () => {
    const { seen, client, queue } = await answering();
    await sendMessage({ client, queue, body: 'hello' });
    expect(seen).toHaveLength(1);
    expect(seen[0]?.body).toEqual({ QueueUrl: queue, MessageBody: 'hello' });
    expect(seen[0]?.headers).toMatchObject({
      'x-amz-target': 'AmazonSQS.SendMessage',
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=nobody\/\d{8}\/eu-central-1\/sqs\/aws4_request, SignedHeaders=\S*host;\S*x-amz-date\S*, Signature=[0-9a-f]{64}$/,
      ),
    });
  });

  test('tries again where the queue fails, and gives up after three tries', async () => {
    const once = await answering(503);
    await sendMessage({ client: once.client, queue: once.queue, body: 'x' });
    expect(once.seen).toHaveLength(2);
    const ever = await answering(500, 500, 500);
    await expect(sendMessage({ client: ever.client, queue: ever.queue, body: 'x' })).rejects.toThrow(
      /refused a message: no reason is given \(500\)$/,
    );
    expect(ever.seen).toHaveLength(3);
  });
});
