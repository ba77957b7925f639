import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Problem } from '../../functions/contract/problem.ts';
import { collect } from '../../functions/snapshots/collect.ts';
import { keptSnapshotIds } from '../../functions/snapshots/kept-snapshots.ts';
import { release, rollback, withdraw } from '../../functions/snapshots/rollback.ts';
import type { Store } from '../../functions/store/store.ts';
import { buildInOrder, handClock } from '../build/days-in-order.ts';
import { listPublished, readSite } from '../build/read-site.ts';
import { storeAround } from '../build/store-around.ts';
import { workshop, workshopAfter } from '../build/workshop.ts';

const DAYS = { '2020-06-27': 100, '2020-06-28': 110, '2020-06-29': 120 };
const afterThreeDays = workshopAfter(shop => buildInOrder(shop, handClock('2020-06-27T00:00:00.000Z'), DAYS));

test('the pipeline deletes nothing, whatever happens to the uploads', async () => {
  const shop = await workshop();
  const { build, put, putReport, remove, out, tools } = shop;
  const deleted: string[] = [];
  const keeping = (store: Store) => storeAround(store, { delete: async key => void deleted.push(key) });
  const stores = { uploads: keeping(tools.uploads), work: keeping(tools.work), site: keeping(tools.site) };
  let before = new Map<string, unknown>();
  const steps = [
    () => putReport('2020-06-28', [{ country: 'Italy', confirmed: 110 }]),
    () => putReport('2020-06-29', [{ country: 'Italy', confirmed: 120 }]),
    () => putReport('2020-06-29', [{ country: 'Italy', confirmed: 121 }]),
    () => put('06-29-2020.csv', ''),
    () => remove('06-29-2020.csv'),
    () => rollback('covid', null, stores.site),
    () => putReport('2020-06-30', [{ country: 'Italy', confirmed: 130 }]),
    () => release('covid', stores.site),
    () => remove('06-28-2020.csv'),
    () => remove('06-30-2020.csv'),
  ];
  for (const step of steps) {
    await step();
    await build(stores);
    const after = await listPublished(out);
    for (const key of before.keys()) expect(after.has(key), key).toBe(true);
    before = after;
  }
  expect(deleted).toEqual([]);
});

test('where a report is deleted, the next snapshot is that of the others, and the one before is kept', async () => {
  const shop = await afterThreeDays();
  const [first, second, third] = shop.before;
  await shop.remove('06-28-2020.csv');
  const { livePointer, snapshot, figures } = await shop.build();
  expect(figures.total('confirmed', 'ITA', '2020-06-28')).toBeNull();
  expect(snapshot?.lastDate).toBe('2020-06-29');
  const ids = [first, second, third].map(built => built?.livePointer.snapshot);
  expect(await keptSnapshotIds('covid', shop.tools.site)).toEqual([...ids, livePointer.snapshot].toSorted());
});

test('where all of a data set is deleted, the build is refused in plain words and what is live stays', async () => {
  const shop = await afterThreeDays();
  const { livePointer: before } = await readSite(shop.out);
  await rm(join(shop.folder, 'uploads', 'covid'), { recursive: true });
  const { receipt, livePointer } = await shop.build();
  expect(receipt).toMatchObject({ outcome: 'refused', inputs: [] });
  expect(receipt.summary).toMatch(
    /^Nothing is published: the table "[a-z]+" needs an upload like .*; none is uploaded\.$/,
  );
  expect(livePointer).toMatchObject({ snapshot: before.snapshot, publishedAt: before.publishedAt });
});

test('a data set that is withdrawn is off the site, its versions keep their addresses, and uploads bring it back', async () => {
  const shop = await afterThreeDays();
  const { tools, out, folder, build, putReport } = shop;
  const { livePointer: before } = await readSite(out);
  await expect(withdraw('covid', tools)).rejects.toThrow(
    new Problem(
      'bad-input',
      '"covid" has 4 uploads, from which the next build would publish it again; delete what lies in covid/ first',
    ),
  );
  const table = await (await tools.uploads.get('covid/UID_ISO_FIPS_LookUp_Table.csv'))?.bytes();
  await rm(join(folder, 'uploads', 'covid'), { recursive: true });
  await build();
  await withdraw('covid', tools);
  const { livePointer, index } = await readSite(out);
  expect(livePointer).toMatchObject({ snapshot: null, newest: null, pinned: false, publishedAt: null });
  expect(index.datasets).toEqual([]);
  expect(await keptSnapshotIds('covid', tools.site)).toHaveLength(3);
  expect(await withdraw('covid', tools)).toMatchObject({ changed: false });

  await rollback('covid', null, tools.site);
  expect((await readSite(out)).livePointer).toMatchObject({ snapshot: before.snapshot, pinned: true });
  await withdraw('covid', tools);

  await shop.put('UID_ISO_FIPS_LookUp_Table.csv', table ?? '');
  await putReport('2020-06-30', [{ country: 'Italy', confirmed: 130 }]);
  const back = await build();
  expect(back.livePointer).toMatchObject({ pinned: false, snapshot: back.livePointer.newest });
  expect(back.index.datasets).toMatchObject([{ id: 'covid', lastDate: '2020-06-30' }]);
});

test('of a data set that is withdrawn, collect leaves the pointer and its history', async () => {
  const shop = await afterThreeDays();
  const clock = handClock('2020-06-30T12:00:00.000Z');
  await rm(join(shop.folder, 'uploads', 'covid'), { recursive: true });
  await withdraw('covid', shop.tools);
  clock.pass(2 * 60 * 60_000);
  await collect('covid', shop.tools, { keep: 0, now: clock.now });
  const keys = [...(await listPublished(shop.out)).keys()].filter(key => !key.includes('/history/'));
  const { livePointer } = await readSite(shop.out);
  expect(keys).toEqual([
    'data/catalog.jsonld',
    'data/covid/latest.json',
    `data/covid/receipts/${livePointer.attempt.receipt}.json`,
    'data/index.json',
    'data/site.json',
  ]);
});

test('rebuild makes again what is missing of the newest, and its pointer says when', async () => {
  const shop = await afterThreeDays();
  const { snapshot, livePointer } = await readSite(shop.out);
  const whole = await listPublished(shop.out);
  await rm(join(shop.out, 'data', 'covid', 'blobs'), { recursive: true });
  const { unchanged } = await shop.build({}, { force: true });
  expect(unchanged).toBe(false);
  const after = await readSite(shop.out);
  expect(after.livePointer).toMatchObject({ snapshot: livePointer.snapshot, sequence: livePointer.sequence + 1 });
  expect(after.snapshot).toEqual(snapshot);
  const mended = await listPublished(shop.out);
  for (const map of snapshot?.maps ?? []) {
    for (const blob of [map.index, map.latest, map.regions]) {
      const key = `data/covid/blobs/${blob}.json`;
      expect(mended.get(key)?.bytes).toBe(whole.get(key)?.bytes);
    }
  }
});

test('a rebuild that is beaten does not take the build before it for its own', async () => {
  const shop = await afterThreeDays();
  const { site } = shop.tools;
  let beaten = false;
  const racing = storeAround(site, {
    async put(key, bytes, condition) {
      if (key === 'data/covid/latest.json' && !beaten) {
        beaten = true;
        await rollback('covid', null, site);
      }
      return site.put(key, bytes, condition);
    },
  });
  const events: string[] = [];
  const { pointer, livePointer } = await shop.build(
    { site: racing, log: event => events.push(event) },
    { force: true },
  );
  expect(events).toEqual(['build-beaten']);
  expect(pointer).toEqual(livePointer);
  expect(livePointer).toMatchObject({ pinned: true, attempt: { at: '2020-07-10T12:00:00.000Z' } });
});
