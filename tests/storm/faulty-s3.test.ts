// @module-tag exhaustive
import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { createS3Client } from '../../functions/store/s3-client.ts';
import { S3Store } from '../../functions/store/s3-store.ts';
import { describeMoto } from '../aws/describe-moto.ts';
import { seededRandom } from '../query/seeded-random.ts';
import { ChangingUploads } from './changing-uploads.ts';
import { cleanBuild, publishedIn } from './clean-build.ts';
import { faultyProxy, WIRE_FAULTS } from './faulty-proxy.ts';
import { PublishedMoment } from './published-moment.ts';
import { DATASET, tinyTools } from './tiny-cases.ts';
import { Visitor } from './visitor.ts';

const ROUNDS = Number(process.env.STORM_S3_ROUNDS ?? 4);
const SHARE = 0.2;
const SILENCE_MS = 2000;

describeMoto('builds over a real S3 server and a bad network', aws => {
  test(`${ROUNDS} rounds of three builds each, while uploads change, show nothing but whole snapshots`, {
    timeout: 60_000 + ROUNDS * 30_000,
  }, async () => {
    const { client, endpoint, bucket } = aws();
    const names = { uploads: await bucket(), work: await bucket(), site: await bucket() };
    const proxy = await faultyProxy({ target: endpoint, share: SHARE, random: seededRandom(1) });
    const shaken = createS3Client({ endpoint: proxy.endpoint, silenceMs: SILENCE_MS });
    onTestFinished(() => shaken.destroy());
    const over = (client: typeof shaken) => ({
      uploads: new S3Store({ client, bucket: names.uploads }),
      work: new S3Store({ client, bucket: names.work }),
      site: new S3Store({ client, bucket: names.site }),
    });
    const [calm, stormy] = [over(client), over(shaken)];
    const uploads = await ChangingUploads.begin(calm.uploads, 7);
    const visitor = new Visitor(calm.site, DATASET);
    const promise = new PublishedMoment(uploads.moments);
    const ended = { done: 0, failed: 0 };

    for (let round = 0; round < ROUNDS; round++) {
      let isOver = false;
      const visits = (async () => {
        while (!isOver) promise.hold(await visitor.look());
      })();
      const builds = Promise.allSettled([1, 2, 3].map(() => build(DATASET, tinyTools(stormy))));
      await uploads.change();
      for (const { status, reason } of (await builds).map(outcomeOf)) {
        ended[status] += 1;
        if (status === 'failed') expect(reason).toBeInstanceOf(Problem);
      }
      isOver = true;
      await visits;
    }

    await build(DATASET, tinyTools(calm));
    promise.hold(await visitor.look());
    const expected = await cleanBuild(calm.uploads);
    expect(withoutListing(await publishedIn(calm.site, expected.keys()))).toEqual(withoutListing(expected));
    console.log(
      `${ROUNDS} rounds: ${JSON.stringify({ ...ended, ...Object.fromEntries(proxy.counts), refusedByThemselves: proxy.refusedByThemselves.size })}`,
    );
    for (const fault of WIRE_FAULTS) expect(proxy.counts.get(fault), fault).toBeGreaterThan(0);
    expect(ended.done).toBeGreaterThan(0);
  });

  test('a put whose answers are lost is done, though its own second try is refused because of it', async () => {
    const { endpoint, client, bucket } = aws();
    const name = await bucket();
    let requests = 0;
    // The first answer is lost, and none after it.
    const proxy = await faultyProxy({ target: endpoint, share: 0.5, random: () => (requests++ === 0 ? 0 : 0.999) });
    const shaken = createS3Client({ endpoint: proxy.endpoint });
    onTestFinished(() => shaken.destroy());
    const store = new S3Store({ client: shaken, bucket: name });
    const { etag } = await store.put('k', Buffer.from('first'), { ifNoneMatch: '*' });
    expect(proxy.counts.get('answer lost')).toBe(1);
    expect(proxy.refusedByThemselves.size).toBe(1);
    expect((await new S3Store({ client, bucket: name }).get('k'))?.etag).toBe(etag);
  });
});

function outcomeOf(result: PromiseSettledResult<unknown>): { status: 'done' | 'failed'; reason: unknown } {
  return result.status === 'fulfilled' ? { status: 'done', reason: null } : { status: 'failed', reason: result.reason };
}

/** ETags of a bucket are others than those of memory, and the listing is named by them. */
function withoutListing(published: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...published].map(([key, text]) => [key, text.replace(/"listing":"\w+"/, '')]));
}
