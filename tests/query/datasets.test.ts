import { describe, expect, test } from 'vitest';
import { blobKey, pointerKey, snapshotKey } from '../../functions/contract/keys.ts';
import { RECEIPT_EXAMPLE } from '../../functions/contract/receipt-example.ts';
import {
  askOver,
  askTiny,
  expectProblem,
  readDataset,
  readDatasets,
  readHealth,
  readReceipt,
  readSeries,
} from './ask.ts';
import { MemoryStore } from './memory-store.ts';
import { changePointer, publishFixture, putReceipt } from './publish-fixture.ts';
import { TINY } from './tiny-data.ts';

const OTHER = { ...TINY, title: 'Tiny, corrected' };
const ATTEMPT = { at: '2021-05-12T05:00:00.000Z', listing: 'x', outcome: 'refused' } as const;

describe('/datasets', () => {
  test('lists what is published', async () => {
    const { ask, tiny } = await askTiny();
    const { datasets } = await readDatasets(ask('/datasets'));
    expect(datasets).toMatchObject([{ id: 'tiny', title: 'Tiny', snapshot: tiny.id, lastDate: '2021-01-03' }]);
  });

  test('is empty before anything is', async () => {
    const { ask } = askOver(new MemoryStore());
    expect((await readDatasets(ask('/datasets'))).datasets).toEqual([]);
  });
});

describe('/datasets/{dataset}', () => {
  test('describes the live snapshot', async () => {
    const { ask, tiny } = await askTiny();
    const { id, ...description } = tiny;
    expect(await readDataset(ask('/datasets/tiny'))).toMatchObject({ dataset: 'tiny', snapshot: id, description });
  });

  test('says since when it is live, and whether the publisher keeps to it', async () => {
    const { ask, store, tiny } = await askTiny({ freshSeconds: 0 });
    const { live } = await readDataset(ask('/datasets/tiny'));
    expect(live).toEqual({ publishedAt: '2021-05-11T05:00:00.000Z', pinned: false, newest: tiny.id });
    const before = (await ask('/datasets/tiny')).headers.get('ETag');
    const next = await publishFixture(store, OTHER);
    const publishedAt = '2021-05-12T05:00:00.000Z';
    await changePointer(store, 'tiny', { snapshot: tiny.id, pinned: true, publishedAt });
    const pinned = await readDataset(ask('/datasets/tiny'));
    expect(pinned).toMatchObject({ snapshot: tiny.id, live: { publishedAt, pinned: true, newest: next.id } });
    expect((await ask('/datasets/tiny')).headers.get('ETag')).not.toBe(before);
    expect((await readDataset(ask(`/datasets/tiny?snapshot=${tiny.id}`))).live).toBeNull();
  });

  test('unknown is an error with the nearest names, whatever it is called', async () => {
    const { ask } = await askTiny();
    for (const path of ['', '/regions', '/series?regions=ITA', '/ranking', '/receipt', `?snapshot=${'0'.repeat(32)}`]) {
      await expectProblem(ask(`/datasets/tinny${path}`), 'unknown-dataset', { nearest: ['tiny'] });
    }
    for (const name of ['..%2Ftiny', 'TINY', 'data', `t${'i'.repeat(4000)}ny`, '%00', '%E0%A4%A', 'constructor']) {
      await expectProblem(ask(`/datasets/${name}`), 'unknown-dataset');
    }
  });

  test('that has never passed its checks is not published', async () => {
    const { ask, store, tiny } = await askTiny();
    await changePointer(store, 'tiny', { snapshot: null, newest: null, publishedAt: null });
    await expectProblem(ask('/datasets/tiny'), 'not-published');
    expect(await readReceipt(ask('/datasets/tiny/receipt'))).toMatchObject({ snapshot: null, receipt: null });
    expect((await readDataset(ask(`/datasets/tiny?snapshot=${tiny.id}`))).snapshot).toBe(tiny.id);
  });
});

describe('snapshot=', () => {
  test('answers from a kept snapshot, without a look at the pointer', async () => {
    const { ask, store, tiny } = await askTiny();
    const next = await publishFixture(store, OTHER);
    await store.delete(pointerKey('tiny'));
    expect((await readDataset(ask(`/datasets/tiny?snapshot=${tiny.id}`))).description.title).toBe('Tiny');
    expect((await readDataset(ask(`/datasets/tiny?snapshot=${next.id}`))).description.title).toBe('Tiny, corrected');
    const series = await readSeries(ask(`/datasets/tiny/series?regions=ITA&snapshot=${tiny.id}`));
    expect(series.snapshot).toBe(tiny.id);
  });

  test('that is not kept, or is none, is an error', async () => {
    const { ask, tiny } = await askTiny();
    const unknown = ask(`/datasets/tiny/regions?snapshot=${'0'.repeat(32)}`);
    await expectProblem(unknown, 'unknown-snapshot', { nearest: [tiny.id] });
    await expectProblem(ask('/datasets/tiny?snapshot=latest'), 'bad-parameter', { detail: /32 hexadecimal digits/ });
  });
});

describe('a snapshot that was deleted', () => {
  const PATHS = [
    '/regions',
    '/series?regions=ITA',
    '/series?regions=ITA&format=csv',
    '/ranking?map=states',
    '/receipt',
  ];

  test('is unknown to who asks for it, also where a function that is warm remembers it', async () => {
    const { ask, store, tiny } = await askTiny();
    // Remembers the snapshot, and nothing of its pieces.
    await readDataset(ask(`/datasets/tiny?snapshot=${tiny.id}`));
    const next = await publishFixture(store, OTHER);
    for (const { key } of await list(store)) {
      if (/blobs|receipts/.test(key) || key === snapshotKey('tiny', tiny.id)) await store.delete(key);
    }
    for (const path of PATHS) {
      const asked = ask(`/datasets/tiny${path}${path.includes('?') ? '&' : '?'}snapshot=${tiny.id}`);
      await expectProblem(asked, 'unknown-snapshot', { nearest: [next.id] });
    }
  });

  test('with its whole data set is unknown within a minute, though all of it is in memory', async () => {
    let seconds = 0;
    const { ask, store, tiny } = await askTiny({ now: () => new Date(seconds * 1000) });
    const asked = () => ask(`/datasets/tiny/series?regions=ITA&snapshot=${tiny.id}`);
    await readSeries(asked());
    for (const { key } of await list(store)) await store.delete(key);
    seconds = 59;
    await readSeries(asked());
    seconds = 60;
    await expectProblem(asked(), 'unknown-dataset');
  });

  test('and one that is there and lacks a piece is our error', async () => {
    const { ask, store, tiny } = await askTiny();
    await store.delete(blobKey('tiny', tiny.maps[0]?.regions ?? ''));
    await expectProblem(ask(`/datasets/tiny/regions?snapshot=${tiny.id}`), 'internal');
  });

  async function list(store: MemoryStore) {
    return await Array.fromAsync(store.list('data/tiny/'));
  }
});

describe('the pointer', () => {
  test('is looked at again after freshSeconds, from the moment it was read', async () => {
    let seconds = 0;
    const { ask, store, tiny } = await askTiny({ now: () => new Date(seconds * 1000), freshSeconds: 30 });
    expect((await readDataset(ask('/datasets/tiny'))).snapshot).toBe(tiny.id);
    const next = await publishFixture(store, OTHER);
    seconds = 29.999;
    expect((await readDataset(ask('/datasets/tiny'))).snapshot).toBe(tiny.id);
    seconds = 30;
    expect((await readDataset(ask('/datasets/tiny'))).snapshot).toBe(next.id);
  });

  test('is looked at again at once where what it named has gone', async () => {
    const { ask, store, tiny } = await askTiny({ cacheBytes: 0 });
    await readDataset(ask('/datasets/tiny'));
    const next = await publishFixture(store, OTHER);
    await store.delete(snapshotKey('tiny', tiny.id));
    expect((await readDataset(ask('/datasets/tiny'))).snapshot).toBe(next.id);
    await expectProblem(ask(`/datasets/tiny?snapshot=${tiny.id}`), 'unknown-snapshot', { nearest: [next.id] });
    await store.delete(snapshotKey('tiny', next.id));
    await expectProblem(ask('/datasets/tiny'), 'internal');
  });

  test('is looked at every time with freshSeconds 0', async () => {
    const { ask, store } = await askTiny({ freshSeconds: 0 });
    await readDataset(ask('/datasets/tiny'));
    const next = await publishFixture(store, OTHER);
    expect((await readDataset(ask('/datasets/tiny'))).snapshot).toBe(next.id);
  });
});

describe('/datasets/{dataset}/receipt', () => {
  test('is the receipt of what is live; an attempt that went live is not told twice', async () => {
    const { ask, tiny } = await askTiny();
    const { snapshot, receipt, attempt } = await readReceipt(ask('/datasets/tiny/receipt'));
    expect({ snapshot, attempt }).toEqual({ snapshot: tiny.id, attempt: null });
    expect(receipt).toEqual({ ...RECEIPT_EXAMPLE, dataset: 'tiny', outcome: 'published' });
  });

  test('tells of a build that was refused, and with snapshot= only of the snapshot', async () => {
    const { ask, store, tiny } = await askTiny();
    const receipt = { ...RECEIPT_EXAMPLE, dataset: 'tiny', outcome: 'refused', summary: 'Nothing fits.' } as const;
    await changePointer(store, 'tiny', { attempt: { ...ATTEMPT, receipt: await putReceipt(store, receipt) } });
    const live = await readReceipt(ask('/datasets/tiny/receipt'));
    expect(live.attempt).toEqual({ at: ATTEMPT.at, outcome: 'refused', receipt });
    expect(live.receipt?.outcome).toBe('published');
    expect((await readReceipt(ask(`/datasets/tiny/receipt?snapshot=${tiny.id}`))).attempt).toBeNull();
  });
});

test('/health answers without reading', async () => {
  const { ask, store } = await askTiny();
  expect(await readHealth(ask('/health'))).toEqual({ schema: 'health-answer/1', status: 'ok' });
  expect(store.reads).toEqual([]);
  await expectProblem(ask('/health?deep=1'), 'unknown-parameter', { detail: /it has none/ });
});

test('whatever is gone of a snapshot, a query has the whole answer or none', async () => {
  const paths = ['/series?regions=ITA,US-NY', '/series?regions=ITA,US-NY&format=csv', '/ranking?map=states'];
  const whole = await askTiny();
  const answers = await Promise.all(paths.map(async path => (await whole.ask(`/datasets/tiny${path}`)).text()));
  const blobs = [...new Set(whole.store.reads)].filter(key => key.includes('/blobs/'));
  expect(blobs.length).toBeGreaterThan(5);
  for (const gone of blobs) {
    const { ask, store } = await askTiny();
    await store.delete(gone);
    for (const [index, path] of paths.entries()) {
      const response = await ask(`/datasets/tiny${path}`);
      if (response.status === 200) expect(await response.text()).toBe(answers[index]);
      else await expectProblem(response, 'internal');
    }
  }
});

test('a blob that a snapshot names and is not there is our error, told without detail', async () => {
  const { ask, store, tiny, logged } = await askTiny();
  await store.delete(blobKey('tiny', tiny.maps[0]?.regions ?? ''));
  await expectProblem(ask('/datasets/tiny/regions'), 'internal', { detail: /^something went wrong on our side/ });
  expect(String(logged[0]?.cause)).toMatch(/is named by a snapshot and is not there/);
});
