import { PutObjectCommand } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { expect, test, vi } from 'vitest';
import { changedDatasets } from '../../../functions/build/handle-messages.ts';
import { rebuildDatasets } from '../../../infra/plugin/rebuild-datasets.ts';
import { describeMoto } from '../describe-moto.ts';
import { batchOf, changeOf } from '../event-of.ts';
import { makeQueue, messagesIn } from './queue-of.ts';

describeMoto('rebuildDatasets({ s3, sqs, uploads, queue })', aws => {
  const stocked = async (...keys: string[]) => {
    vi.stubEnv('AWS_ENDPOINT_URL', aws().endpoint);
    const uploads = await aws().bucket();
    const { queue, bury, buried } = await makeQueue(aws().endpoint, uploads);
    for (const Key of keys) await aws().client.send(new PutObjectCommand({ Bucket: uploads, Key, Body: 'x' }));
    const sqs = new SQSClient({ region: 'us-east-1', useQueueUrlAsEndpoint: false });
    const rebuild = (only?: string, at = queue) =>
      rebuildDatasets({ s3: aws().client, sqs, uploads, queue: at, ...(only === undefined ? {} : { only }) });
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
    const { rebuild } = await stocked('covid/a.csv');
    const gone = 'https://sqs.us-east-1.amazonaws.com/123456789012/gone';
    await expect(rebuild('covid', gone)).rejects.toThrow('The specified queue does not exist');
  });
});
