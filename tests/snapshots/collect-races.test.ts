// @module-tag exhaustive
import { expect, test } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { COLLECTION_MS, changePointer } from '../../functions/publish/pointer.ts';
import { collect } from '../../functions/snapshots/collect.ts';
import { release, rollback, withdraw } from '../../functions/snapshots/rollback.ts';
import { buildInOrder, handClock } from '../build/days-in-order.ts';
import { readSite } from '../build/read-site.ts';
import { storeAround } from '../build/store-around.ts';
import { workshop } from '../build/workshop.ts';

const POINTER = 'data/covid/latest.json';

/** Two snapshots of which one may go, and a report that waits to be built. */
async function twoAndOneToCome() {
  const shop = await workshop();
  const clock = handClock('2020-06-28T00:00:00.000Z');
  const built = await buildInOrder(shop, clock, { '2020-06-28': 110, '2020-06-29': 120 });
  await shop.putReport('2020-06-30', [{ country: 'Italy', confirmed: 130 }]);
  clock.set('2020-07-10T12:00:00.000Z');
  const [first = '', second = ''] = built.map(({ livePointer }) => livePointer.snapshot ?? '');
  return { ...shop, clock, now: clock.now, first, second, site: shop.tools.site };
}

async function mark(shop: Awaited<ReturnType<typeof twoAndOneToCome>>, ms = COLLECTION_MS): Promise<string> {
  const until = new Date(shop.now().getTime() + ms).toISOString();
  await changePointer('covid', shop.site, before => ({ ...before, collecting: { until } }));
  return until;
}

test('a build that wrote its blobs before the mark loses its condition, starts again, and publishes a whole snapshot', async () => {
  const { tools, site, out, build: run, now, first } = await twoAndOneToCome();
  const events: string[] = [];
  let collected = false;
  const racing = storeAround(site, {
    async put(key, bytes, condition) {
      if (key === POINTER && !collected) {
        collected = true;
        // All that this build has written is there, and nothing names it: it goes.
        const { dropped, site: freed } = await collect('covid', tools, { keep: 0, now });
        expect(dropped).toContain(first);
        expect(dropped).toHaveLength(2);
        expect(freed.objects).toBeGreaterThan(10);
      }
      return site.put(key, bytes, condition);
    },
  });
  const { snapshot } = await run({ site: racing, now, log: event => events.push(event) });
  expect(events).toEqual(['build-beaten']);
  expect(snapshot?.lastDate).toBe('2020-06-30');
  await readSite(out);
  // Looks at every piece.
  const { livePointer } = await readSite(out);
  await rollback('covid', livePointer.snapshot, site, now);
});

test('a build whose condition did not guard it would publish a snapshot in pieces: what the mark is for', async () => {
  const { tools, site, now, build: run } = await twoAndOneToCome();
  let collected = false;
  const careless = storeAround(site, {
    async put(key, bytes, condition) {
      if (key !== POINTER || collected) return site.put(key, bytes, condition);
      collected = true;
      await collect('covid', tools, { keep: 0, now });
      return site.put(key, bytes);
    },
  });
  await expect(run({ site: careless, now })).rejects.toThrow(/missing|ENOENT/);
});

test('a build that begins under the mark waits for its end', async () => {
  const shop = await twoAndOneToCome();
  const { tools, site, out, now } = shop;
  const until = await mark(shop);
  const events: unknown[] = [];
  const waits: number[] = [];
  const pause = async (ms: number) => {
    waits.push(ms);
    if (waits.length < 3) return;
    await changePointer('covid', site, ({ collecting: _, ...pointer }) => pointer);
  };
  const log = (event: string, fields: object) => events.push([event, fields]);
  await build('covid', { ...tools, now, log }, { pause });
  expect(waits).toEqual([1000, 1000, 1000]);
  expect(events).toEqual([['build-waits', { dataset: 'covid', until }]]);
  expect((await readSite(out)).snapshot?.lastDate).toBe('2020-06-30');
});

test('a build whose patience ends says until when, and has written nothing', async () => {
  const shop = await twoAndOneToCome();
  const { tools, out, now } = shop;
  const until = await mark(shop);
  const { livePointer } = await readSite(out);
  const waits: number[] = [];
  const pause = async (ms: number) => waits.push(ms);
  await expect(build('covid', { ...tools, now }, { pause, patienceMs: 2500 })).rejects.toThrow(
    new Problem(
      'conflict',
      `what "covid" keeps is being cleaned up ("seecovid collect"), until ${until} at the latest; run it again then`,
    ),
  );
  expect(waits).toEqual([1000, 1000, 500]);
  expect((await readSite(out)).livePointer).toEqual(livePointer);
});

test('the mark of a collector that died runs out: the next build takes it off and goes on', async () => {
  const shop = await twoAndOneToCome();
  const { out, now, clock, build: run } = shop;
  await mark(shop);
  clock.pass(COLLECTION_MS);
  const { livePointer } = await run({ now }, { patienceMs: 0 });
  expect(livePointer.collecting).toBeUndefined();
  expect((await readSite(out)).snapshot?.lastDate).toBe('2020-06-30');
});

test('a mark by a clock that is wrong has run out when it stood for all its time before our eyes', async () => {
  const shop = await twoAndOneToCome();
  const { tools, out, now } = shop;
  await mark(shop, 1000 * COLLECTION_MS);
  let waited = 0;
  const pause = async (ms: number) => {
    waited += ms;
  };
  await build('covid', { ...tools, now }, { pause });
  expect(waited).toBe(COLLECTION_MS);
  expect((await readSite(out)).snapshot?.lastDate).toBe('2020-06-30');
});

test('a collector that is slow stops a minute before its mark ends, and another run brings it to its end', async () => {
  const { tools, site, clock, now } = await twoAndOneToCome();
  let deleted = 0;
  const slow = storeAround(site, {
    async delete(key) {
      await site.delete(key);
      deleted += 1;
      if (deleted === 3) clock.pass(COLLECTION_MS - 60_000);
    },
  });
  const part = await collect('covid', { ...tools, site: slow }, { keep: 0, now });
  expect(part).toMatchObject({ complete: false, work: { objects: 0 } });
  // Those that were under way with the third.
  expect(part.site.objects).toBe(deleted);
  expect(deleted).toBeLessThanOrEqual(16);
  expect(await collect('covid', tools, { keep: 0, now })).toMatchObject({ complete: true });
});

test('a collector whose mark was taken off stops at its next look, and leaves the pointer as it is', async () => {
  const { tools, site, out, now, build: run } = await twoAndOneToCome();
  // It reads the pointer to mark it, then for its history, then before the first deletions.
  let asked = 0;
  const late = storeAround(site, {
    async get(key) {
      if (key === POINTER) asked += 1;
      // A build whose clock runs ahead thinks that the mark has run out.
      if (key === POINTER && asked === 3) await run({ now: () => new Date(now().getTime() + COLLECTION_MS) });
      return site.get(key);
    },
  });
  const result = await collect('covid', { ...tools, site: late }, { keep: 0, now });
  expect(asked).toBeGreaterThan(3);
  expect(result).toMatchObject({ complete: false, dropped: [], site: { objects: 0 } });
  const { livePointer, snapshot } = await readSite(out);
  expect(livePointer.collecting).toBeUndefined();
  expect(snapshot?.lastDate).toBe('2020-06-30');
});

test('under the mark nothing else is done by hand', async () => {
  const shop = await twoAndOneToCome();
  const { tools, site, now, first, out } = shop;
  const until = await mark(shop);
  const { livePointer } = await readSite(out);
  const sentence = `what "covid" keeps is being cleaned up ("seecovid collect"), until ${until} at the latest`;
  await expect(rollback('covid', first, site, now)).rejects.toThrow(sentence);
  await expect(release('covid', site, now)).rejects.toThrow(sentence);
  await expect(collect('covid', tools, { keep: 0, now })).rejects.toThrow(sentence);
  await expect(withdraw('covid', { uploads: (await workshop()).tools.work, site }, now)).rejects.toThrow(sentence);
  expect((await readSite(out)).livePointer).toEqual(livePointer);
});

test('builds and a collection at once, again and again: what is live is always whole', async () => {
  const { tools, site, out, putReport, build: run, clock, now } = await twoAndOneToCome();
  for (const day of [1, 2, 3, 4]) {
    await putReport(`2020-07-0${day}`, [{ country: 'Italy', confirmed: 130 + day }]);
    const pause = async () => new Promise(resolve => setTimeout(resolve, 5));
    await Promise.all([
      build('covid', { ...tools, now }, { pause }),
      collect('covid', tools, { keep: 0, now }),
      build('covid', { ...tools, now }, { pause }),
    ]);
    clock.pass(2 * 60 * 60_000);
    const { livePointer } = await readSite(out);
    expect(livePointer.collecting).toBeUndefined();
    await rollback('covid', livePointer.snapshot, site, now);
    await release('covid', site, now);
  }
  expect((await run({ now })).snapshot?.lastDate).toBe('2020-07-04');
});
