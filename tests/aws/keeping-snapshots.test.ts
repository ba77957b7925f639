import { expect, test } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { collect } from '../../functions/snapshots/collect.ts';
import { keptSnapshotIds, readKeptSnapshots } from '../../functions/snapshots/kept-snapshots.ts';
import { release, rollback } from '../../functions/snapshots/rollback.ts';
import { S3Store } from '../../functions/store/s3-store.ts';
import { toolsOver } from '../../local/local-tools.ts';
import { handClock } from '../build/days-in-order.ts';
import { LOOKUP_NAME, LOOKUP_TABLE } from '../build/lookup-table.ts';
import { reportCsv, reportName } from '../build/report-csv.ts';
import { describeMoto } from './describe-moto.ts';

describeMoto('snapshots in buckets', aws => {
  test('are rolled back, released and collected as in folders', async () => {
    const { client, bucket } = aws();
    const [uploads, work, site] = (await Promise.all([bucket(), bucket(), bucket()])).map(
      name => new S3Store({ client, bucket: name }),
    );
    if (uploads === undefined || work === undefined || site === undefined) throw new Error('there are three buckets');
    const clock = handClock('2020-06-01T00:00:00.000Z');
    const tools = await toolsOver({ uploads, work, site }, { log() {}, progress() {}, now: clock.now });
    await uploads.put(`covid/${LOOKUP_NAME}`, Buffer.from(LOOKUP_TABLE));
    const ids: string[] = [];
    for (const [day, confirmed] of Object.entries({ '2020-06-28': 100, '2020-06-29': 110, '2020-06-30': 120 })) {
      clock.set(`${day}T12:00:00.000Z`);
      clock.pass(24 * 60 * 60_000);
      await uploads.put(`covid/${reportName(day)}`, Buffer.from(reportCsv([{ country: 'Italy', confirmed }])));
      ids.push((await build('covid', tools)).pointer.snapshot ?? '');
    }
    const [first, second, third] = ids;
    const { after } = await rollback('covid', null, site, clock.now);
    expect(after.pointer).toMatchObject({ snapshot: second, newest: third, pinned: true });
    await release('covid', site, clock.now);
    clock.pass(2 * 60 * 60_000);
    const {
      kept,
      dropped,
      complete,
      site: freed,
      work: rows,
    } = await collect('covid', tools, { keep: 2, now: clock.now });
    expect({ kept, dropped, complete }).toEqual({ kept: [third, second], dropped: [first], complete: true });
    expect(Math.min(freed.objects, freed.bytes, rows.objects, rows.bytes)).toBeGreaterThan(0);
    expect(await keptSnapshotIds('covid', site)).toEqual([second, third].toSorted());
    const { history } = await readKeptSnapshots('covid', site);
    expect(history.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(history.at(-1)?.collecting).toBeUndefined();
    // A rollback checks every piece.
    await rollback('covid', second ?? '', site, clock.now);
    await rollback('covid', third ?? '', site, clock.now);
    expect(await build('covid', tools, { force: true })).toMatchObject({ staged: 0, writtenBlobs: 0 });
  });
});
