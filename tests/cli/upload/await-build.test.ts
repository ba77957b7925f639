import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { awaitBuild } from '../../../cli/upload/await-build.ts';
import { sha256 } from '../../../functions/job/hash.ts';
import type { Store } from '../../../functions/store/store.ts';
import { reportCsv, reportName } from '../../build/report-csv.ts';
import { type Workshop, workshop } from '../../build/workshop.ts';

const italy = (confirmed: number) => reportCsv([{ country: 'Italy', confirmed, deaths: 1, recovered: 1 }]);

/** Reports of two days built, a third to come, and how to wait for it. */
async function begun() {
  const shop = await workshop({ [reportName('2020-06-01')]: italy(1), [reportName('2020-06-02')]: italy(2) });
  const { livePointer } = await shop.build();
  const send = async (files: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(files)) await shop.put(name, text);
    const sent = new Map(Object.entries(files).map(([name, text]) => [`covid/${name}`, sha256(text)]));
    const listed = await Array.fromAsync(shop.tools.uploads.list('covid/'));
    return { dataset: 'covid', listed, sent, sequence: livePointer.sequence };
  };
  const look = (awaited: Awaited<ReturnType<typeof send>>, timeoutMs = 0, signal = new AbortController().signal) =>
    awaitBuild(awaited, shop.tools, { timeoutMs, pollMs: 10, signal, waiting: () => undefined });
  return { shop, send, look };
}

/** The uploads as they would be listed without some keys: what a build sees that began before those came. */
function without(uploads: Store, hidden: (key: string) => boolean): Store {
  return {
    get: key => uploads.get(key),
    put: (key, bytes, condition) => uploads.put(key, bytes, condition),
    delete: key => uploads.delete(key),
    async *list(...asked) {
      for await (const object of uploads.list(...asked)) if (!hidden(object.key)) yield object;
    },
  };
}

const buildWithout = (shop: Workshop, hidden: (key: string) => boolean) =>
  shop.build({ uploads: without(shop.tools.uploads, hidden) });

test('awaitBuild gives the attempt that has seen the uploads, when it comes', async () => {
  const { shop, send, look } = await begun();
  const awaited = await send({ [reportName('2020-06-03')]: italy(3) });
  expect(await look(awaited)).toBeUndefined();
  const waiting = look(awaited, 20_000);
  await sleep(50);
  const { livePointer } = await shop.build();
  expect(await waiting).toMatchObject({
    pointer: livePointer,
    receipt: { outcome: 'published', summary: '3 reports up to 2020-06-03 are live.' },
  });
});

test('awaitBuild does not take a build that began before the uploads and ended after them', async () => {
  const { shop, send, look } = await begun();
  const [third, fourth] = [reportName('2020-06-03'), reportName('2020-06-04')];
  const awaited = await send({ [third]: italy(3), [fourth]: italy(4) });
  const early = await buildWithout(shop, key => key.endsWith(fourth));
  expect(early.livePointer.sequence).toBe(2);
  expect(await look(awaited)).toBeUndefined();
  await shop.build();
  expect(await look(awaited)).toMatchObject({ receipt: { summary: '4 reports up to 2020-06-04 are live.' } });
});

test('awaitBuild does not take an early build for one that quarantined the same name', async () => {
  const { shop, send, look } = await begun();
  const name = reportName('2020-06-03');
  await shop.put(name, 'nothing,known\n1,2\n');
  await shop.build();
  const awaited = await send({ [name]: 'nothing,known\n3,4\n', [reportName('2020-06-04')]: italy(4) });
  await buildWithout(shop, key => key.endsWith(reportName('2020-06-04')));
  expect(await look(awaited)).toBeUndefined();
  await shop.build();
  expect(await look(awaited)).toMatchObject({ receipt: { outcome: 'quarantined' } });
});

test('awaitBuild takes a refused build as well', async () => {
  const { shop, send, look } = await begun();
  const awaited = await send({ 'dataset.yaml': 'extends: nothing\n' });
  await shop.build();
  expect(await look(awaited)).toMatchObject({ receipt: { outcome: 'refused', inputs: [] } });
});

test('awaitBuild takes a build that uses all that was sent, even if others keep uploading', async () => {
  const { shop, send, look } = await begun();
  const awaited = await send({ [reportName('2020-06-03')]: italy(3) });
  await shop.put(reportName('2020-06-04'), italy(4));
  await shop.build();
  await shop.put(reportName('2020-06-05'), italy(5));
  expect(await look(awaited)).toMatchObject({ receipt: { summary: '4 reports up to 2020-06-04 are live.' } });
});

test('awaitBuild does not take a build that uses another version of what was sent', async () => {
  const { shop, send, look } = await begun();
  const name = reportName('2020-06-02');
  const awaited = await send({ [name]: italy(20) });
  await shop.put(name, italy(21));
  await shop.build();
  await shop.put(reportName('2020-06-05'), italy(50));
  expect(await look(awaited)).toBeUndefined();
});

test('awaitBuild with nothing sent takes the last attempt if it has seen the current uploads', async () => {
  const { shop, send, look } = await begun();
  expect(await look(await send({}))).toMatchObject({ pointer: { sequence: 1 } });
  await shop.put(reportName('2020-06-03'), italy(3));
  expect(await look(await send({}))).toBeUndefined();
});

test('awaitBuild stops when aborted', async () => {
  const { send, look } = await begun();
  const stop = new AbortController();
  const waiting = look(await send({ [reportName('2020-06-03')]: italy(3) }), 60_000, stop.signal);
  await sleep(30);
  stop.abort();
  expect(await waiting).toBeUndefined();
});

test('awaitBuild waits for a first pointer', async () => {
  const shop = await workshop({ [reportName('2020-06-01')]: italy(1) });
  const listed = await Array.fromAsync(shop.tools.uploads.list('covid/'));
  const awaited = { dataset: 'covid', listed, sent: new Map<string, string>(), sequence: 0 };
  const options = { timeoutMs: 20_000, pollMs: 10, signal: new AbortController().signal, waiting: () => undefined };
  const waiting = awaitBuild(awaited, shop.tools, options);
  await shop.build();
  expect(await waiting).toMatchObject({ pointer: { sequence: 1 } });
});
