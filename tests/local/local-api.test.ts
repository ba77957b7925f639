import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { openLocalApi } from '../../local/local-api.ts';
import { publishFixture } from '../query/publish-fixture.ts';
import { TINY } from '../query/tiny-data.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { publishTables } from '../tables/publish-table.ts';
import { VISITS } from '../tables/visits.ts';
import { serving } from './serving.ts';

async function api() {
  const store = new DiskStore({ root: join(await temporaryFolder(), 'published') });
  await publishFixture(store, TINY);
  await publishTables(store, 'clinic', [VISITS]);
  const opened = await openLocalApi(store, () => {});
  onTestFinished(() => opened.close());
  return (path: string) => opened.fetch(new Request(`http://127.0.0.1/api/v1${path}`));
}

test('one address answers every documented path', async () => {
  const ask = await api();
  const { paths } = await (await ask('/openapi.json')).json();
  const asked = Object.keys(paths).map(path => path.replace('{dataset}', 'clinic').replace('{table}', 'visits'));
  expect(asked.some(path => path.endsWith('/rows'))).toBe(true);
  for (const path of asked.filter(path => path.includes('/tables/'))) {
    const response = await ask(`${path}${path.endsWith('facets') ? '?column=city' : ''}`);
    expect(response.status, path).toBe(200);
  }
  expect((await ask('/datasets/tiny/regions')).status).toBe(200);
  const { nearest } = await (await ask('/datasets/clinic/tables/visits/row')).json();
  expect(nearest).toContain('/api/v1/datasets/clinic/tables/visits/rows');
});

test('a caller who leaves is noticed while the answer is made', async () => {
  const asked = Promise.withResolvers<Request>();
  const { port } = await serving({
    api: async got => {
      asked.resolve(got);
      await once(got.signal, 'abort');
      return new Response('too late');
    },
  });
  const call = request({ host: '127.0.0.1', port, path: '/api/v1/datasets' }).on('error', () => {});
  call.end();
  const { signal } = await asked.promise;
  expect(signal.aborted).toBe(false);
  call.destroy();
  await expect.poll(() => signal.aborted).toBe(true);
});
