import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type BuildResult, build } from '../../functions/build/build.ts';
import { createHandler } from '../../functions/build/handle-messages.ts';
import { addDays } from '../../functions/measures/periods.ts';
import { changeOf } from '../aws/event-of.ts';
import { seededRandom } from '../query/seeded-random.ts';
import { aroundStore } from './around-store.ts';
import { beginning } from './beginning.ts';
import { cleanBuild, publishedIn } from './clean-build.ts';
import { Queue } from './queue.ts';
import { DATASET, tinyTools } from './tiny-cases.ts';

const FILES = 200;
const BETWEEN_MS = 5;
test(`${FILES} files at once, told in messages that come twice and in any order, become a few builds`, {
  timeout: 120_000,
}, async () => {
  const { stores, visitor } = await beginning();
  const builds: BuildResult[] = [];
  let moves = 0;
  const site = aroundStore(stores.site, {
    async put(key, bytes, condition) {
      const put = await stores.site.put(key, bytes, condition);
      if (key.endsWith('/latest.json')) moves += 1;
      return put;
    },
  });
  const handle = createHandler({
    renameSite: async () => undefined,
    uploads: 'uploads',
    async build(dataset) {
      const result = await build(dataset, tinyTools({ ...stores, site }));
      builds.push(result);
      return result;
    },
    log() {},
  });
  const queue = new Queue({
    handle: event => handle(event, { getRemainingTimeInMillis: () => 300_000 }),
    concurrency: 2,
    // As it is deployed.
    batchSize: 10,
    windowMs: 0,
    maxReceives: 5,
    random: seededRandom(1),
  });
  const delivered = queue.run();
  for (let file = 0; file < FILES; file++) {
    const key = `${DATASET}/${addDays('2019-01-01', file)}.csv`;
    await stores.uploads.put(key, Buffer.from(`state,cases\nUS-NY,${100 + file}\n`));
    queue.send(changeOf(key));
    await sleep(BETWEEN_MS);
  }
  queue.close();
  await delivered;

  const worked = builds.filter(({ unchanged }) => !unchanged);
  console.log(
    `${FILES} files: ${queue.invocations} invocations, ${worked.length} builds, ${moves} moves of the pointer`,
  );
  expect(queue.dead).toBe(0);
  expect(worked.length).toBeGreaterThan(0);
  expect(worked.length).toBeLessThan(10);
  expect(moves).toBeLessThanOrEqual(worked.length);
  // Every upload is read by one build, or by two that ran at once.
  expect(worked.reduce((sum, { staged }) => sum + staged, 0)).toBeLessThanOrEqual(2 * (FILES + 3));
  const expected = await cleanBuild(stores.uploads);
  expect(await publishedIn(stores.site, expected.keys())).toEqual(expected);
  expect((await visitor.look())?.receipt.inputs).toHaveLength(FILES + 6);
});
