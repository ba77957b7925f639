// @module-tag exhaustive
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createS3Client } from '../../../functions/store/s3-client.ts';
import { changedDatasets } from '../../../functions/transform/lambda/changed-datasets.ts';
import { callQueue } from '../../../infra/plugin/call-queue.ts';
import { rebuildDatasets } from '../../../infra/plugin/rebuild-datasets.ts';
import { describeMoto } from '../describe-moto.ts';
import { batchOf, changeOf } from '../event-of.ts';
import { makeQueue, messagesIn } from './queue-of.ts';

describeMoto('rebuildDatasets({ client, uploads, queue })', aws => {
  const stocked = async (...keys: string[]) => {
    vi.stubEnv('AWS_ENDPOINT_URL', aws().endpoint);
    const uploads = await aws().bucket();
    const { queue, bury, buried } = await makeQueue(aws().endpoint, uploads);
    for (const Key of keys) await aws().client.send(new PutObjectCommand({ Bucket: uploads, Key, Body: 'x' }));
    const rebuild = (only?: string) =>
      rebuildDatasets({ client: aws().client, uploads, queue, ...(only === undefined ? {} : { only }) });
    const change = (key: string) => changeOf(key, { bucket: uploads });
    return { rebuild, change, bury, buried, messages: () => messagesIn(aws().endpoint, queue) };
  };

  test('asks for one build of each data set, in words that the transform understands', async () => {
    const { rebuild, messages } = await stocked('iris/a.csv', 'covid/a.csv', 'covid/b.csv', 'Not One/a.csv', 'a.csv');
    expect(await rebuild()).toEqual({ datasets: ['covid', 'iris'], settled: 0 });
    const { datasets, ignored } = changedDatasets(batchOf(...(await messages())), 'uploads');
    expect([[...datasets.keys()], ignored]).toEqual([['covid', 'iris'], []]);
  });

  test('asks for one alone where it is named', async () => {
    const { rebuild, messages } = await stocked('iris/a.csv', 'covid/a.csv');
    expect(await rebuild('iris')).toEqual({ datasets: ['iris'], settled: 0 });
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
    expect(await rebuild()).toEqual({ datasets: [], settled: 0 });
    expect(await messages()).toEqual([]);
  });

  test('takes away the dead letters, as their alarm would stay on, and builds what they are about too', async () => {
    const { rebuild, change, bury, buried, messages } = await stocked('covid/a.csv');
    const letters = Array.from({ length: 23 }, (_, day) => change(`covid/${day}.csv`));
    await bury(...letters, '{"rebuild":"covid"}', change('all-removed/a.csv'));
    expect(await buried()).toBe(25);
    expect(await rebuild()).toEqual({ datasets: ['all-removed', 'covid'], settled: 25 });
    expect(await buried()).toBe(0);
    expect(await messages()).toEqual(['{"rebuild":"all-removed"}', '{"rebuild":"covid"}']);
  });

  test('of one data set leaves the dead letters of others', async () => {
    const { rebuild, change, bury, buried } = await stocked('covid/a.csv', 'iris/a.csv');
    const both = JSON.stringify({
      Records: ['covid/a', 'iris/a'].flatMap(key => JSON.parse(change(key)).Records),
    });
    await bury(change('covid/a.csv'), change('iris/a.csv'), both);
    expect(await rebuild('covid')).toEqual({ datasets: ['covid'], settled: 1 });
    expect(await buried()).toBe(2);
    expect((await rebuild()).datasets).toEqual(['covid', 'iris']);
  });

  test('of a queue that is not there says so', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL', aws().endpoint);
    const queue = 'https://sqs.us-east-1.amazonaws.com/123456789012/gone';
    await expect(callQueue({ client: aws().client, queue }, 'SendMessage', { MessageBody: '{}' })).rejects.toThrow(
      /^the queue \S+gone refused SendMessage: The specified queue does not exist\. \(400\)$/,
    );
  });
});

describe('callQueue({ client, queue }, action, fields)', () => {
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
    expect(await callQueue({ client, queue }, 'SendMessage', { MessageBody: 'hello' })).toEqual({ MessageId: '1' });
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
    await callQueue(once, 'SendMessage', { MessageBody: 'x' });
    expect(once.seen).toHaveLength(2);
    const ever = await answering(500, 500, 500);
    await expect(callQueue(ever, 'SendMessage', { MessageBody: 'x' })).rejects.toThrow(
      /refused SendMessage: no reason is given \(500\)$/,
    );
    expect(ever.seen).toHaveLength(3);
  });
});
