import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { blobKey } from '../../functions/contract/keys.ts';
import type { StoredObject } from '../../functions/store/store.ts';
import { askOver, askTiny, expectProblem, readSeries } from './ask.ts';
import { LARGE } from './large-data.ts';
import { MemoryStore } from './memory-store.ts';
import { publishFixture } from './publish-fixture.ts';
import { TINY } from './tiny-data.ts';

/** A store of which some objects cannot be read for a while. */
class FailingStore extends MemoryStore {
  failing: RegExp | undefined;

  override async get(key: string): Promise<StoredObject | undefined> {
    if (this.failing?.test(key)) throw new Error(`timeout of bucket-name/${key}`);
    return super.get(key);
  }
}

describe('what is read', () => {
  test('is each object once, however often it is asked for', async () => {
    const { ask, store } = await askTiny();
    const query = '/datasets/tiny/series?regions=ITA,USA,US-NY';
    await Promise.all([readSeries(ask(query)), readSeries(ask(query)), readSeries(ask(`${query}&smooth=2`))]);
    expect(new Set(store.reads).size).toBe(store.reads.length);
    const before = store.reads.length;
    await readSeries(ask(`${query}&change=new`));
    expect(store.reads.length).toBe(before);
  });

  test('are only the pieces that the days and their lead overlap', async () => {
    const store = new MemoryStore();
    await publishFixture(store, LARGE);
    const piecesOf = async (query: string) => {
      store.reads.length = 0;
      const { ask } = askOver(store);
      const region = 'regions=36061,36059,17031';
      await readSeries(ask(`/datasets/large/series?${region}&${query}`));
      // Beside them: pointer, snapshot, the regions of three maps, the index of one.
      return store.reads.length - 6;
    };
    expect(await piecesOf('from=2021-05-02')).toBe(2);
    expect(await piecesOf('from=2021-05-01&change=new')).toBe(4);
    expect(await piecesOf('from=2021-05-01&smooth=31')).toBe(4);
    expect(await piecesOf('from=2021-05-01&smooth=32')).toBe(6);
    expect(await piecesOf('align=total:1&to=2021-05-03')).toBe(8);
    expect(await piecesOf('to=2020-12-31')).toBe(2);
    expect(await piecesOf('')).toBe(8);
  });

  test('is let go when it is too much, and read again', async () => {
    const { ask, store } = await askTiny({ cacheBytes: 1000 });
    const first = await readSeries(ask('/datasets/tiny/series?regions=ITA'));
    const before = store.reads.length;
    expect(await readSeries(ask('/datasets/tiny/series?regions=ITA'))).toEqual(first);
    expect(store.reads.length).toBeGreaterThan(before);
  });

  test('of unknown names is not kept', async () => {
    const { ask, store } = await askTiny();
    const id = '0'.repeat(32);
    await expectProblem(ask(`/datasets/tiny?snapshot=${id}`), 'unknown-snapshot');
    await expectProblem(ask(`/datasets/tiny?snapshot=${id}`), 'unknown-snapshot');
    expect(store.reads.filter(key => key.includes(id))).toHaveLength(2);
  });
});

describe('a store that fails', () => {
  test.each([/latest/, /snapshots/, /blobs/, /receipts/])(
    'at %s is 503 with Retry-After, then well again',
    async failing => {
      const store = new FailingStore();
      await publishFixture(store, TINY);
      const { ask, logged } = askOver(store);
      const path = failing.source === 'receipts' ? '/datasets/tiny/receipt' : '/datasets/tiny/series?regions=ITA';
      store.failing = failing;
      const response = await ask(path);
      expect(response.headers.get('Retry-After')).toMatch(/^\d+$/);
      await expectProblem(response, 'store-failed', { detail: /try again shortly$/ });
      expect(logged).toMatchObject([
        { cause: { cause: { message: expect.stringContaining('timeout of bucket-name') } } },
      ]);
      store.failing = undefined;
      expect((await ask(path)).status).toBe(200);
    },
  );
});

test.each([
  ['no brotli', new TextEncoder().encode('{}')],
  ['nothing', new Uint8Array()],
])('a blob that is %s is our error, logged with its cause', async (_, bytes) => {
  const { ask, store, tiny, logged } = await askTiny();
  await store.put(blobKey('tiny', tiny.maps[0]?.index ?? ''), bytes);
  await expectProblem(ask('/datasets/tiny/series?regions=ITA'), 'internal');
  expect(logged).toHaveLength(1);
  expect(String(logged[0]?.cause)).toContain('is damaged');
});

test('no more than 50 objects are read at once', async () => {
  let reading = 0;
  let most = 0;
  class SlowStore extends MemoryStore {
    override async get(key: string): Promise<StoredObject | undefined> {
      reading += 1;
      most = Math.max(most, reading);
      await sleep(2);
      reading -= 1;
      return super.get(key);
    }
  }
  const store = new SlowStore();
  await publishFixture(store, LARGE);
  const apps = askOver(store, { freshSeconds: 0, cacheBytes: 0 });
  const paths = Array.from({ length: 120 }, (_, index) => `/datasets/large/series?regions=ITA&smooth=${index + 1}`);
  most = 0;
  const answers = await Promise.all(paths.map(path => apps.ask(path)));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect(most).toBe(50);
});
