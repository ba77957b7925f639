import type { SQSEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import type { BuildResult } from '../../functions/build/build.ts';
import { changedDatasets, createHandler } from '../../functions/build/handle-messages.ts';
import { workshop } from '../build/workshop.ts';
import { batchOf, changeOf, recordedBatch } from './event-of.ts';

const named = (...bodies: string[]) => {
  const { datasets, ignored } = changedDatasets(batchOf(...bodies), 'uploads');
  return { datasets: Object.fromEntries([...datasets].map(([id, messages]) => [id, [...messages]])), ignored };
};

describe('changedDatasets(batch, bucket)', () => {
  test('reads what AWS sends', () => {
    const { datasets, ignored } = changedDatasets(recordedBatch(), 'uploads');
    expect([...datasets].map(([id, messages]) => [id, [...messages].map(message => message.slice(0, 8))])).toEqual([
      ['covid', ['00000001', '00000002']],
      ['more-data', ['00000003']],
    ]);
    expect(ignored).toEqual([
      expect.stringMatching(/^message 00000003.*: "café\/a.csv" is not in a data set$/),
      expect.stringMatching(/^message 00000004.*: the S3 test event$/),
    ]);
  });

  test('returns each data set once, with all messages about it, in order of id', () => {
    expect(named(changeOf('b/1'), changeOf('a/1'), changeOf('b/2 +ü.csv'), changeOf('b/1')).datasets).toEqual({
      a: ['m1'],
      b: ['m0', 'm2', 'm3'],
    });
    expect([...changedDatasets(batchOf(changeOf('b/1'), changeOf('a/1')), 'uploads').datasets.keys()]).toEqual([
      'a',
      'b',
    ]);
  });

  test.each([
    ['of no data set at the root', changeOf('notes.txt'), '"notes.txt" is not in a data set'],
    ['in a reserved folder', changeOf('data/x.csv'), '"data/x.csv" is not in a data set'],
    ['of another bucket', changeOf('covid/x', { bucket: 'site' }), 'is about a bucket other than'],
    ['of another service', changeOf('covid/x', { source: 'aws:sns' }), 'is from aws:sns, not from aws:s3'],
    ['that is not JSON', 'hello', 'is not a known request'],
    ['that is null', 'null', 'is not a known request'],
    ['without records', '{}', 'is not a known request'],
    ['with a record of another shape', '{"Records": [{}]}', 'is not a known request'],
    ['for a rebuild of no data set', '{"rebuild": "api"}', 'asks for a rebuild of "api", which is not a data set id'],
    ['for a rebuild of a path', '{"rebuild": "../x"}', 'asks for a rebuild of "../x", which is not a data set id'],
    [
      'for a rebuild of several',
      '{"rebuild": ["covid"]}',
      'asks for a rebuild of ["covid"], which is not a data set id',
    ],
    ['for a rebuild of nothing', '{"rebuild": null}', 'asks for a rebuild of null, which is not a data set id'],
  ])('ignores a message %s, with a reason', (_, body, reason) => {
    const { datasets, ignored } = named(body, changeOf('covid/a'));
    expect(datasets).toEqual({ covid: ['m1'] });
    expect(ignored).toEqual([expect.stringContaining(reason)]);
  });

  const record = (key: string) => JSON.parse(changeOf('covid/x').replace('covid/x', key)).Records[0];
  const message = (...records: unknown[]) => JSON.stringify({ Records: records });

  test.each(['a/100%.csv', 'a/%E0%A4%A', 'a/%zz+b.csv'])(
    'builds the data set of %s, which cannot be decoded, and handles the other records of its message',
    key => {
      const batch = batchOf(message(record('b/1'), record(key), record('c/1')));
      const { datasets, ignored, undecodable } = changedDatasets(batch, 'uploads');
      expect([...datasets.keys()]).toEqual(['a', 'b', 'c']);
      expect(ignored).toEqual([]);
      expect(undecodable).toEqual([
        `message m0: Records[1]: the key ${JSON.stringify(key)} is not escaped as in an S3 event`,
      ]);
    },
  );

  test.each([
    ['whose key cannot be decoded and is not in a data set', record('100%.txt'), '"100%.txt" is not in a data set'],
    ['whose folder cannot be decoded', record('50%/a.csv'), '"50%/a.csv" is not in a data set'],
    ['of another shape', { eventSource: 'aws:s3' }, 'Records[1].s3 is missing'],
    ['that is null', null, 'is not a known request'],
    ['with a key that is not text', { ...record('b/1'), s3: { object: { key: 7 } } }, 'is not a known request'],
  ])('ignores only a record %s, with a reason', (_, odd, reason) => {
    const { datasets, ignored } = changedDatasets(batchOf(message(record('b/1'), odd, record('c/1'))), 'uploads');
    expect([...datasets.keys()]).toEqual(['b', 'c']);
    expect(ignored).toEqual([expect.stringContaining(reason)]);
  });

  test('combines data sets of rebuild requests with those of events', () => {
    expect(named('{"rebuild": "covid"}', changeOf('iris/a'), changeOf('covid/a'), '{"rebuild": "iris"}')).toEqual({
      datasets: { covid: ['m0', 'm2'], iris: ['m1', 'm3'] },
      ignored: [],
    });
  });

  test('returns nothing for nothing', () => {
    expect(named('{"Records": []}')).toEqual({ datasets: {}, ignored: [] });
    expect(named()).toEqual({ datasets: {}, ignored: [] });
  });
});

describe('the transform function', () => {
  const handlerWith = async (failing: readonly string[], leftMs: readonly number[] = []) => {
    const { build } = await workshop();
    const result: BuildResult = await build();
    const built: string[] = [];
    const logged: [string, unknown][] = [];
    const handle = createHandler({
      renameSite: async () => undefined,
      uploads: 'uploads',
      async build(dataset) {
        built.push(dataset);
        if (failing.includes(dataset)) throw new Error('no luck', { cause: new Error('deeper') });
        return { ...result, dataset };
      },
      log: (event, fields) => logged.push([event, fields]),
    });
    let calls = 0;
    const context = { getRemainingTimeInMillis: () => leftMs[calls++] ?? 300_000 };
    const failures = async (...keys: string[]) =>
      (await handle(batchOf(...keys.map(key => changeOf(key))), context)).batchItemFailures.map(
        ({ itemIdentifier }) => itemIdentifier,
      );
    return { built, logged, failures, handle: (batch: SQSEvent) => handle(batch, context) };
  };

  test('builds each data set of a batch once', async () => {
    const { built, logged, failures } = await handlerWith([]);
    expect(await failures('b/1', 'a/1', 'b/2', 'a/1')).toEqual([]);
    expect(built).toEqual(['a', 'b']);
    expect(logged).toMatchObject([
      ['built', { dataset: 'a', outcome: expect.any(String), tookMs: expect.any(Number) }],
      ['built', { dataset: 'b' }],
    ]);
  });

  test('reports the messages of data sets that failed, and builds the others', async () => {
    const { built, logged, failures } = await handlerWith(['b']);
    expect(await failures('b/1', 'a/1', 'b/2', 'c/1')).toEqual(['m0', 'm2']);
    expect(built).toEqual(['a', 'b', 'c']);
    expect(logged[1]).toMatchObject(['build-failed', { dataset: 'b', error: 'no luck', cause: { error: 'deeper' } }]);
  });

  test('does not start a build without enough time', async () => {
    const { built, failures } = await handlerWith([], [300_000, 59_999]);
    expect(await failures('a/1', 'b/1')).toEqual(['m1']);
    expect(built).toEqual(['a']);
  });

  test('logs keys that cannot be decoded in one line, and builds their data sets', async () => {
    const { built, logged, handle } = await handlerWith([]);
    const unescaped = (key: string) => changeOf('a/x').replace('a/x', key);
    await handle(batchOf(unescaped('a/100%.csv'), changeOf('b/1'), unescaped('a/50%.csv')));
    expect(built).toEqual(['a', 'b']);
    expect(logged[0]).toEqual([
      'keys-undecodable',
      { count: 2, messages: [expect.stringContaining('"a/100%.csv"'), expect.stringContaining('"a/50%.csv"')] },
    ]);
  });

  test('ignores other messages, with a line in the log', async () => {
    const { built, logged, failures } = await handlerWith([]);
    expect(await failures('notes.txt')).toEqual([]);
    expect(built).toEqual([]);
    expect(logged).toEqual([['message-ignored', { message: 'message m0: "notes.txt" is not in a data set' }]]);
  });
});
