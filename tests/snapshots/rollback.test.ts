import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Problem } from '../../functions/contract/problem.ts';
import { readKeptSnapshots } from '../../functions/snapshots/kept-snapshots.ts';
import { release, rollback } from '../../functions/snapshots/rollback.ts';
import { buildInOrder, handClock } from '../build/days-in-order.ts';
import { readSite } from '../build/read-site.ts';
import { storeAround } from '../build/store-around.ts';
import { workshopAfter } from '../build/workshop.ts';
import { testFirst } from '../exhaustive.ts';

const DAYS = { '2020-06-27': 100, '2020-06-28': 110, '2020-06-29': 120 };
const POINTER = 'data/covid/latest.json';

const afterThreeDays = workshopAfter(shop => buildInOrder(shop, handClock('2020-06-27T00:00:00.000Z'), DAYS));

async function threeDays() {
  const shop = await afterThreeDays();
  const clock = handClock('2020-06-30T12:00:00.000Z');
  const ids = shop.before.map(({ livePointer }) => livePointer.snapshot ?? '');
  const [first = '', second = '', third = ''] = ids;
  return { ...shop, clock, first, second, third, site: shop.tools.site };
}

test('rollback(dataset, null) shows the snapshot before at once, pinned, and the list of data sets follows', async () => {
  const { site, out, clock, second, third } = await threeDays();
  clock.set('2020-07-01T00:00:00.000Z');
  const { before, after } = await rollback('covid', null, site, clock.now);
  const { livePointer, index, snapshot } = await readSite(out);
  expect(after.pointer).toEqual(livePointer);
  expect(livePointer).toEqual({
    ...before,
    sequence: before.sequence + 1,
    snapshot: second,
    newest: third,
    pinned: true,
    publishedAt: '2020-07-01T00:00:00.000Z',
  });
  expect(snapshot?.lastDate).toBe('2020-06-28');
  expect(index.datasets).toMatchObject([
    { snapshot: second, lastDate: '2020-06-28', publishedAt: livePointer.publishedAt },
  ]);
});

test('rollback, and again, goes two back; with nothing before that it says so and changes nothing', async () => {
  const { site, out, first } = await threeDays();
  await rollback('covid', null, site);
  await rollback('covid', null, site);
  const { livePointer } = await readSite(out);
  expect(livePointer.snapshot).toBe(first);
  await expect(rollback('covid', null, site)).rejects.toThrow(
    /^nothing is known to have been live before what "covid" shows/,
  );
  expect((await readSite(out)).livePointer).toEqual(livePointer);
});

test('rollback goes to what was live before, also where the same snapshot has come back', async () => {
  const { site, out, remove, build, second, third } = await threeDays();
  await remove('06-29-2020.csv');
  expect((await build()).livePointer.snapshot).toBe(second);
  await rollback('covid', null, site);
  expect((await readSite(out)).livePointer.snapshot).toBe(third);
});

test('rollback takes the beginning of an id, and any kept one', async () => {
  const { site, out, first, third } = await threeDays();
  await rollback('covid', first.slice(0, 8), site);
  expect((await readSite(out)).livePointer.snapshot).toBe(first);
  await rollback('covid', third, site);
  expect((await readSite(out)).livePointer).toMatchObject({ snapshot: third, newest: third, pinned: true });
});

test('what is pinned stays while builds go on, and release shows the newest', async () => {
  const { site, out, first, build, putReport, clock } = await threeDays();
  await rollback('covid', first, site, clock.now);
  const { livePointer: pinned } = await readSite(out);
  await putReport('2020-06-30', [{ country: 'Italy', confirmed: 130 }]);
  const built = await build();
  expect(built.livePointer).toMatchObject({ snapshot: first, pinned: true, publishedAt: pinned.publishedAt });
  clock.set('2020-07-03T00:00:00.000Z');
  await release('covid', site, clock.now);
  const { livePointer, snapshot, index } = await readSite(out);
  expect(livePointer).toMatchObject({
    snapshot: built.livePointer.newest,
    newest: built.livePointer.newest,
    pinned: false,
    publishedAt: '2020-07-03T00:00:00.000Z',
    attempt: built.livePointer.attempt,
  });
  expect(snapshot?.lastDate).toBe('2020-06-30');
  expect(index.datasets).toMatchObject([{ lastDate: '2020-06-30' }]);
});

test('rollback to what is shown and pinned, and release of what is not pinned, write no pointer', async () => {
  const { site, out, first } = await threeDays();
  const { livePointer } = await readSite(out);
  expect(await release('covid', site)).toMatchObject({ changed: false });
  expect((await readSite(out)).livePointer).toEqual(livePointer);
  await rollback('covid', first, site);
  expect(await rollback('covid', first, site)).toMatchObject({ changed: false });
  expect((await readSite(out)).livePointer.sequence).toBe(livePointer.sequence + 1);
});

test('a rollback that died before the list of data sets was written is brought to its end by the next', async () => {
  const { site, out, first } = await threeDays();
  const dying = storeAround(site, {
    async put(key, bytes, condition) {
      if (key === 'data/index.json') throw new Problem('store-failed', 'gone');
      return site.put(key, bytes, condition);
    },
  });
  await expect(rollback('covid', first, dying)).rejects.toThrow('gone');
  expect(await rollback('covid', first, site)).toMatchObject({ changed: false });
  expect((await readSite(out)).index.datasets).toMatchObject([{ snapshot: first }]);
});

test('a build that is under way cannot undo a rollback: it starts again, and what it makes is the newest', async () => {
  const { site, out, tools, build, putReport, first, third } = await threeDays();
  await putReport('2020-06-30', [{ country: 'Italy', confirmed: 130 }]);
  const events: string[] = [];
  let rolled = false;
  const racing = storeAround(site, {
    async put(key, bytes, condition) {
      if (key === POINTER && !rolled) {
        rolled = true;
        await rollback('covid', first, site);
      }
      return site.put(key, bytes, condition);
    },
  });
  const { livePointer, pointer } = await build({ site: racing, log: event => events.push(event) });
  expect(events).toEqual(['build-beaten']);
  expect(livePointer).toMatchObject({ snapshot: first, pinned: true });
  expect(livePointer.newest).not.toBe(third);
  expect(pointer).toEqual(livePointer);
  await release('covid', tools.site);
  expect((await readSite(out)).snapshot?.lastDate).toBe('2020-06-30');
});

test('a rollback that is beaten by a build decides again', async () => {
  const { site, out, build, putReport, third } = await threeDays();
  let built = false;
  const racing = storeAround(site, {
    async put(key, bytes, condition) {
      if (key === POINTER && !built) {
        built = true;
        await putReport('2020-06-30', [{ country: 'Italy', confirmed: 130 }]);
        await build();
      }
      return site.put(key, bytes, condition);
    },
  });
  await rollback('covid', null, racing);
  const { livePointer } = await readSite(out);
  // One before what is live by then.
  expect(livePointer).toMatchObject({ snapshot: third, pinned: true });
  expect(livePointer.newest).not.toBe(third);
});

test('a rollback whose answer was lost is done once', async () => {
  const { site, out, first } = await threeDays();
  const { livePointer: before } = await readSite(out);
  const losing = storeAround(site, {
    async put(key, bytes, condition) {
      const written = await site.put(key, bytes, condition);
      if (key === POINTER) throw new Problem('conflict', 'the answer was lost and the put was sent again');
      return written;
    },
  });
  await rollback('covid', first, losing);
  expect((await readSite(out)).livePointer).toMatchObject({ snapshot: first, sequence: before.sequence + 1 });
});

test('an id that is not kept is an error with the nearest, and nothing moves', async () => {
  const { site, out, third } = await threeDays();
  const { livePointer } = await readSite(out);
  const wrong = `${third.slice(0, -1)}${third.endsWith('0') ? '1' : '0'}`;
  const refusal = rollback('covid', wrong, site);
  const message = `of "covid" no snapshot "${wrong}" is kept; nearest: ${third}`;
  await expect(refusal).rejects.toMatchObject({ code: 'unknown-snapshot', message, nearest: [third] });
  await expect(rollback('covid', 'yesterday', site)).rejects.toThrow(
    /^of "covid" no snapshot "yesterday" is kept; nearest: /,
  );
  await expect(rollback('covid', '', site)).rejects.toThrow(/^of "covid" 3 snapshots begin with ""; nearest: /);
  await expect(rollback('iris', null, site)).rejects.toThrow(
    new Problem('unknown-dataset', 'there is no data set "iris" here'),
  );
  expect((await readSite(out)).livePointer).toEqual(livePointer);
});

testFirst([['receipt'], ['index'], ['regions'], ['latest'], ['frames'], ['series']] as const)(
  'a snapshot without its %s is not taken',
  async gone => {
    const { site, out, first, second } = await threeDays();
    await rollback('covid', first, site);
    const old = await readSite(out);
    const [map] = old.snapshot?.maps ?? [];
    const index = old.figures.index(map?.id ?? '');
    const missing = {
      receipt: `receipts/${old.snapshot?.receipt}`,
      index: `blobs/${map?.index}`,
      regions: `blobs/${map?.regions}`,
      latest: `blobs/${map?.latest}`,
      frames: `blobs/${index.frames.confirmed?.[0]?.blob}`,
      series: `blobs/${Object.values(index.series)[0]?.[0]?.blob}`,
    };
    await rollback('covid', second, site);
    const { livePointer } = await readSite(out);
    await rm(join(out, 'data', 'covid', `${missing[gone]}.json`));
    await expect(rollback('covid', first, site)).rejects.toThrow(
      new RegExp(`^snapshot ${first} of "covid" is incomplete and cannot be shown: .*${missing[gone]}.json`),
    );
    expect(JSON.parse(Buffer.from((await (await site.get(POINTER))?.bytes()) ?? '').toString())).toEqual(livePointer);
  },
);

test('readKeptSnapshots tells what was live from when to when, what was shown last first', async () => {
  const { site, first, second, third, clock, putReport, build } = await threeDays();
  clock.set('2020-07-01T00:00:00.000Z');
  await rollback('covid', first, site, clock.now);
  clock.set('2020-07-02T00:00:00.000Z');
  await putReport('2020-06-30', [{ country: 'Italy', confirmed: 130 }]);
  const { livePointer } = await build({ now: clock.now });
  const shown = { live: false, newest: false, pinned: false };
  expect((await readKeptSnapshots('covid', site)).lives).toEqual([
    { ...shown, id: livePointer.newest, newest: true, publishedAt: null, replacedAt: null },
    { ...shown, id: first, live: true, pinned: true, publishedAt: '2020-07-01T00:00:00.000Z', replacedAt: null },
    { ...shown, id: third, publishedAt: '2020-06-30T12:00:00.000Z', replacedAt: '2020-07-02T00:00:00.000Z' },
    { ...shown, id: second, publishedAt: '2020-06-29T12:00:00.000Z', replacedAt: '2020-06-30T12:00:00.000Z' },
  ]);
});

test('every pointer that stood is in the history, whoever replaced it', async () => {
  const { site, clock } = await threeDays();
  await rollback('covid', null, site, clock.now);
  await release('covid', site, clock.now);
  const { history } = await readKeptSnapshots('covid', site);
  expect(history.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
  expect(history.map(({ pinned }) => pinned)).toEqual([false, false, false, true, false]);
});
