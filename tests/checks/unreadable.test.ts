import { expect, test } from 'vitest';
import { Problem } from '../../functions/contract/problem.ts';
import { MAX_UPLOAD_BYTES } from '../../functions/ingest/upload-limits.ts';
import type { Store } from '../../functions/store/store.ts';
import { reportCsv } from '../build/report-csv.ts';
import { workshop } from '../build/workshop.ts';

const report = (confirmed: number) => reportCsv([{ country: 'Italy', confirmed, deaths: 5, recovered: 7 }]);
const KEY = 'covid/06-30-2020.csv';

/** A store that has `fault` for one key, and is the real one for all others. */
async function faulty(store: Store, fault: Partial<Pick<Store, 'get'>>, size?: number): Promise<Store> {
  return {
    get: key => (key === KEY && fault.get !== undefined ? fault.get(key) : store.get(key)),
    put: store.put.bind(store),
    delete: store.delete.bind(store),
    async *list(...asked) {
      for await (const object of store.list(...asked)) {
        yield object.key === KEY && size !== undefined ? { ...object, size } : object;
      }
    },
  };
}

test('an upload that is too large to be read is quarantined unread, and the others go live', async () => {
  const { build, tools } = await workshop({ '06-29-2020.csv': report(100), '06-30-2020.csv': report(110) });
  const get = () => Promise.reject(new Error('it must not be read'));
  const built = await build({ uploads: await faulty(tools.uploads, { get }, MAX_UPLOAD_BYTES + 1) });
  expect(built.input('06-30-2020.csv')).toMatchObject({
    state: 'quarantined',
    reason: 'the file has 1,000,000,001 bytes; at most 1,000,000,000 are read, so split it',
    remarks: [{ check: 'readable', verdict: 'quarantined' }],
  });
  expect(built.snapshot?.lastDate).toBe('2020-06-29');
});

test('an upload that the store says is no file is quarantined, and what it replaced stays', async () => {
  const { build, put, tools } = await workshop({ '06-29-2020.csv': report(100), '06-30-2020.csv': report(110) });
  await build();
  await put('06-30-2020.csv', report(120));
  const get = () => Promise.reject(new Problem('bad-input', `"${KEY}" could not be read: a folder has that name`));
  const built = await build({ uploads: await faulty(tools.uploads, { get }) });
  expect(built.input('06-30-2020.csv').reason).toMatch(/a folder has that name; its last good version stays in use$/);
  expect(built.figures.total('confirmed', 'ITA', '2020-06-30')).toBe(110);
});

test('a store that fails is no verdict on the upload: the build fails, and is run again', async () => {
  const { build, tools } = await workshop({ '06-29-2020.csv': report(100), '06-30-2020.csv': report(110) });
  const get = () => Promise.reject(new Problem('store-failed', 'the bucket got too many requests at once'));
  const failing = await faulty(tools.uploads, { get });
  await expect(build({ uploads: failing })).rejects.toThrow('the bucket got too many requests at once');
  expect((await build()).receipt.outcome).toBe('published');
});
