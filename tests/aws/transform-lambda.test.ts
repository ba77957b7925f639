import { join } from 'node:path';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { afterEach, expect, test, vi } from 'vitest';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { S3Store } from '../../functions/store/s3-store.ts';
import type { Store } from '../../functions/store/store.ts';
import { reportName } from '../build/report-csv.ts';
import { NOW, workshop } from '../build/workshop.ts';
import { EXHAUSTIVE } from '../exhaustive.ts';
import { describeReal } from '../real/describe-real.ts';
import { describeMoto, type EmulatedAws } from './describe-moto.ts';
import { batchOf, changeOf } from './event-of.ts';
import { startFunctions } from './start-functions.ts';

const POINTER = 'data/covid/latest.json';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

/** Three buckets and a new instance of the function. */
async function coldStart({ client, endpoint, bucket }: EmulatedAws) {
  const [uploads, work, site] = await Promise.all([bucket(), bucket(), bucket()]);
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(NOW) });
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const { transform } = await startFunctions(endpoint, { uploads, work, site });
  return {
    logged: () => write.mock.calls.map(([line]) => String(line)),
    uploads: new S3Store({ client, bucket: uploads }),
    site: new S3Store({ client, bucket: site }),
    send: (event: SQSEvent): Promise<SQSBatchResponse> => transform(event, { getRemainingTimeInMillis: () => 300_000 }),
    changed: (...keys: string[]) => batchOf(...keys.map(key => changeOf(key, { bucket: uploads }))),
  };
}

async function copy(from: Store, to: Store): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of from.list('')) {
    keys.push(key);
    await to.put(key, (await (await from.get(key))?.bytes()) ?? new Uint8Array());
  }
  return keys;
}

/** Everything published, by key; the pointer without its listing, which depends on the store's ETags. */
async function published(store: Store): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const { key } of store.list('data/')) {
    const text = Buffer.from((await (await store.get(key))?.bytes()) ?? []).toString('latin1');
    found[key] = key === POINTER ? text.replace(/"listing":"\w+"/, '') : text;
  }
  return found;
}

describeMoto('the transform function with real buckets', aws => {
  test('publishes the same bytes as a build on disk', async () => {
    const { putReport, out, tools, build } = await workshop();
    const rows = [{ province: 'New York', country: 'US', confirmed: 5, deaths: 1 }];
    await putReport('2020-03-01', rows);
    const { send, changed, uploads, site } = await coldStart(aws());
    const keys = await copy(tools.uploads, uploads);
    expect(await send(changed(...keys))).toEqual({ batchItemFailures: [] });
    await build();
    expect(await published(site)).toEqual(await published(new DiskStore({ root: out })));
  });

  test('writes nothing if nothing changed, and publishes additions and removals', async () => {
    const { putReport, tools } = await workshop();
    for (const date of ['2020-03-01', '2020-03-02'])
      await putReport(date, [{ province: 'New York', country: 'US', confirmed: 5, deaths: 1 }]);
    const { send, changed, uploads, site } = await coldStart(aws());
    await copy(tools.uploads, uploads);
    const second = `covid/${reportName('2020-03-02')}`;
    const pointerAfter = async () => {
      expect(await send(changed(second))).toEqual({ batchItemFailures: [] });
      return JSON.parse(Buffer.from((await (await site.get(POINTER))?.bytes()) ?? []).toString());
    };
    const first = await pointerAfter();
    expect(first).toMatchObject({ sequence: 1, attempt: { outcome: 'published' } });
    expect(await pointerAfter()).toEqual(first);
    await uploads.delete(second);
    const next = await pointerAfter();
    expect(next.sequence).toBe(2);
    expect(next.snapshot).not.toBe(first.snapshot);
  });

  test('logs only lines of JSON, which the metric filters need', async () => {
    const { send, changed, logged } = await coldStart(aws());
    await send(changed('covid/a.csv', 'in no data set'));
    expect(logged().filter(line => !/^\{.*\}\n$/.test(line))).toEqual([]);
    expect(logged().map(line => JSON.parse(line))).toMatchObject([
      { event: 'message-ignored' },
      { event: 'built', dataset: 'covid', outcome: 'refused', unchanged: false, writtenBlobs: 0 },
    ]);
  });

  describeReal('with the real reports', folder => {
    test('publishes the same as a build on disk', { ...EXHAUSTIVE, timeout: 300_000 }, async () => {
      const { tools, build, out } = await workshop();
      const { send, changed, uploads, site } = await coldStart(aws());
      const real = new DiskStore({ root: join(folder, '..') });
      for await (const { key } of real.list('jhu/')) {
        const bytes = (await (await real.get(key))?.bytes()) ?? new Uint8Array();
        const name = key.replace('jhu/', 'covid/');
        await Promise.all([uploads.put(name, bytes), tools.uploads.put(name, bytes)]);
      }
      expect(await send(changed('covid/x'))).toEqual({ batchItemFailures: [] });
      await build();
      expect(await published(site)).toEqual(await published(new DiskStore({ root: out })));
    });
  });
});
