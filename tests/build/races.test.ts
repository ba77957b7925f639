import { expect, test } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { Problem } from '../../functions/contract/problem.ts';
import type { PutCondition, Store } from '../../functions/store/store.ts';
import { rowsOf } from './days.ts';
import { readSite } from './read-site.ts';
import { reportCsv } from './report-csv.ts';
import { workshop } from './workshop.ts';

const POINTER = 'data/covid/latest.json';
const REPORT = reportCsv([{ country: 'Italy', confirmed: 100, deaths: 5, recovered: 7 }]);

type Put = (key: string, bytes: Uint8Array, condition?: PutCondition) => Promise<{ readonly etag: string }>;

/** A store whose puts go through `around`. */
function storeAround(store: Store, around: (put: Put) => Put): Store {
  return {
    get: key => store.get(key),
    list: (...asked) => store.list(...asked),
    delete: key => store.delete(key),
    put: around((key, bytes, condition) => store.put(key, bytes, condition)),
  };
}

test('builds of one upload that run at once end in one pointer', async () => {
  const { tools, out } = await workshop({ '06-29-2020.csv': reportCsv(rowsOf('2020-06-29')) });
  const results = await Promise.all([1, 2, 3].map(() => build('covid', tools)));
  const { livePointer, index } = await readSite(out);
  for (const { pointer } of results) expect(pointer.snapshot).toBe(livePointer.snapshot);
  expect(livePointer.sequence).toBe(1);
  expect(index.datasets.map(({ snapshot }) => snapshot)).toEqual([livePointer.snapshot]);
});

test('builds during which uploads come end in a pointer to all of them', async () => {
  const { tools, putReport, out, build: last } = await workshop({ '06-01-2020.csv': reportCsv(rowsOf('2020-06-01')) });
  const running = [];
  for (const date of ['2020-06-02', '2020-06-03', '2020-06-04', '2020-06-05']) {
    running.push(build('covid', tools));
    await putReport(date, rowsOf(date));
  }
  await Promise.all(running);
  await readSite(out);
  const { livePointer } = await last();
  const fresh = await workshop();
  for (const day of [1, 2, 3, 4, 5]) await fresh.putReport(`2020-06-0${day}`, rowsOf(`2020-06-0${day}`));
  expect(livePointer.snapshot).toBe((await fresh.build()).livePointer.snapshot);
});

test('two data sets that are built at once are both in the index', async () => {
  const { tools, folder, put } = await workshop({ '06-29-2020.csv': REPORT });
  const other = 'title: Other\nextends: covid\nnotice: A test.\n';
  await put('../other/dataset.yaml', other);
  await put('../other/06-30-2020.csv', REPORT);
  const table = await tools.uploads.get('covid/UID_ISO_FIPS_LookUp_Table.csv');
  await put('../other/UID_ISO_FIPS_LookUp_Table.csv', (await table?.bytes()) ?? '');
  await Promise.all(['covid', 'other'].map(dataset => build(dataset, tools)));
  const { index } = await readSite(`${folder}/out`);
  expect(index.datasets).toMatchObject([
    { id: 'covid', title: 'COVID-19', notice: null, lastDate: '2020-06-29' },
    { id: 'other', title: 'Other', notice: 'A test.', lastDate: '2020-06-30' },
  ]);
});

test('a build that is beaten to the pointer starts again from what is there then', async () => {
  const { tools, build: run, putReport } = await workshop({ '06-29-2020.csv': REPORT });
  let beaten = false;
  const site = storeAround(tools.site, put => async (key, bytes, condition) => {
    if (key === POINTER && !beaten) {
      beaten = true;
      await putReport('2020-06-30', [{ country: 'Italy', confirmed: 110 }]);
      await build('covid', tools);
    }
    return put(key, bytes, condition);
  });
  const events: string[] = [];
  const { livePointer, snapshot } = await run({ site, log: event => events.push(event) });
  expect(events).toEqual(['build-beaten']);
  expect(livePointer.sequence).toBe(1);
  expect(snapshot?.lastDate).toBe('2020-06-30');
});

test('a put of the pointer that arrived, though its answer did not, is done', async () => {
  const { tools, build: run } = await workshop({ '06-29-2020.csv': REPORT });
  const site = storeAround(tools.site, put => async (key, bytes, condition) => {
    const written = await put(key, bytes, condition);
    if (key === POINTER) throw new Problem('conflict', 'the answer was lost and the put was sent again');
    return written;
  });
  const { livePointer, pointer } = await run({ site });
  expect(livePointer).toEqual(pointer);
  expect(livePointer.sequence).toBe(1);
});

test('a build that is always beaten gives up with a sentence', async () => {
  const { tools } = await workshop({ '06-29-2020.csv': REPORT });
  const site = storeAround(tools.site, put => async (key, bytes, condition) => {
    if (key === POINTER) throw new Problem('conflict', 'someone was faster');
    return put(key, bytes, condition);
  });
  await expect(build('covid', { ...tools, site })).rejects.toThrow(
    new Problem('conflict', '"covid" was changed by others 5 times while it was built; run it again'),
  );
});

test('an upload that changes while it is read is read again', async () => {
  const { tools, build: run, put } = await workshop({ '06-29-2020.csv': REPORT });
  let changed = false;
  const { uploads } = tools;
  const changing: Store = {
    ...storeAround(uploads, put => put),
    async get(key) {
      if (key.endsWith('06-29-2020.csv') && !changed) {
        changed = true;
        await put('06-29-2020.csv', REPORT.replace('100', '120'));
      }
      return uploads.get(key);
    },
  };
  const { figures } = await run({ uploads: changing });
  expect(figures.total('confirmed', 'ITA', '2020-06-29')).toBe(120);
});

test('a store that fails leaves what is live', async () => {
  const { tools, build: run, putReport, out } = await workshop({ '06-29-2020.csv': REPORT });
  const { livePointer } = await run();
  await putReport('2020-06-30', [{ country: 'Italy', confirmed: 110 }]);
  for (const part of ['/blobs/', '/receipts/', '/snapshots/', 'latest.json']) {
    const site = storeAround(tools.site, put => async (key, bytes, condition) => {
      if (key.includes(part)) throw new Problem('store-failed', 'the disk is full');
      return put(key, bytes, condition);
    });
    await expect(build('covid', { ...tools, site })).rejects.toThrow('the disk is full');
    expect((await readSite(out)).livePointer).toEqual(livePointer);
  }
  expect((await run()).snapshot?.lastDate).toBe('2020-06-30');
});
