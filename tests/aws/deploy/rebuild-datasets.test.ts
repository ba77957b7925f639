import { PutObjectCommand } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { expect, test, vi } from 'vitest';
import { changedDatasets } from '../../../functions/build/handle-messages.ts';
import { rebuildDatasets } from '../../../infra/plugin/rebuild-datasets.ts';
import { describeMoto } from '../describe-moto.ts';
import { batchOf, changeOf } from '../event-of.ts';
import { makeQueue, messagesIn } from './make-queue.ts';

describeMoto('rebuildDatasets({ s3, sqs, uploads, queue })', aws => {
  const stackWith = async (...keys: string[]) => {
    vi.stubEnv('AWS_ENDPOINT_URL', aws().endpoint);
    const uploads = await aws().bucket();
    const { queue, addDeadLetters, deadLetters } = await makeQueue(aws().endpoint, uploads);
    for (const Key of keys) await aws().client.send(new PutObjectCommand({ Bucket: uploads, Key, Body: 'x' }));
    const sqs = new SQSClient({ region: 'us-east-1', useQueueUrlAsEndpoint: false });
    const rebuild = (only?: string, at = queue) =>
      rebuildDatasets({ s3: aws().client, sqs, uploads, queue: at, ...(only === undefined ? {} : { only }) });
    const change = (key: string) => changeOf(key, { bucket: uploads });
    return { rebuild, change, addDeadLetters, deadLetters, messages: () => messagesIn(aws().endpoint, queue) };
  };

  test('requests one build of each data set, in messages that the transform understands', async () => {
    const { rebuild, messages } = await stackWith('iris/a.csv', 'covid/a.csv', 'covid/b.csv', 'Not One/a.csv', 'a.csv');
    expect(await rebuild()).toEqual({ datasets: ['a', 'covid', 'iris'], deletedLetters: 0 });
    const { datasets, ignored } = changedDatasets(batchOf(...(await messages())), 'uploads');
    expect([[...datasets.keys()], ignored]).toEqual([['a', 'covid', 'iris'], []]);
  });

  test('requests only the named one', async () => {
    const { rebuild, messages } = await stackWith('iris/a.csv', 'covid/a.csv');
    expect(await rebuild('iris')).toEqual({ datasets: ['iris'], deletedLetters: 0 });
    expect(await messages()).toEqual(['{"rebuild":"iris"}']);
  });

  test.each([
    ['nix', '--dataset must be a data set with uploads; found "nix", known are covid'],
    ['../x', '--dataset must be a data set id'],
  ])('rejects %s and requests nothing', async (only, message) => {
    const { rebuild, messages } = await stackWith('covid/a.csv');
    await expect(rebuild(only)).rejects.toThrow(message);
    expect(await messages()).toEqual([]);
  });

  test('without uploads, requests nothing', async () => {
    const { rebuild, messages } = await stackWith();
    expect(await rebuild()).toEqual({ datasets: [], deletedLetters: 0 });
    expect(await messages()).toEqual([]);
  });

  test('deletes the dead letters, which ends their alarm, and also builds the data sets they are about', async () => {
    const { rebuild, change, addDeadLetters, deadLetters, messages } = await stackWith('covid/a.csv');
    const letters = Array.from({ length: 23 }, (_, day) => change(`covid/${day}.csv`));
    await addDeadLetters(...letters, '{"rebuild":"covid"}', change('all-removed/a.csv'));
    expect(await deadLetters()).toBe(25);
    expect(await rebuild()).toEqual({ datasets: ['all-removed', 'covid'], deletedLetters: 25 });
    expect(await deadLetters()).toBe(0);
    expect(await messages()).toEqual(['{"rebuild":"all-removed"}', '{"rebuild":"covid"}']);
  });

  test('of one data set keeps the dead letters of others', async () => {
    const { rebuild, change, addDeadLetters, deadLetters } = await stackWith('covid/a.csv', 'iris/a.csv');
    const both = JSON.stringify({
      Records: ['covid/a', 'iris/a'].flatMap(key => JSON.parse(change(key)).Records),
    });
    await addDeadLetters(change('covid/a.csv'), change('iris/a.csv'), both);
    expect(await rebuild('covid')).toEqual({ datasets: ['covid'], deletedLetters: 1 });
    expect(await deadLetters()).toBe(2);
    expect((await rebuild()).datasets).toEqual(['covid', 'iris']);
  });

  test('says so if there is no such queue', async () => {
    const { rebuild } = await stackWith('covid/a.csv');
    const gone = 'https://sqs.us-east-1.amazonaws.com/123456789012/gone';
    await expect(rebuild('covid', gone)).rejects.toThrow('The specified queue does not exist');
  });
});
