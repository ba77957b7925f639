import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { ListedObject } from '../../functions/store/store.ts';
import { readDescriptor } from '../../functions/transform/descriptor.ts';
import { openEngine } from '../../functions/transform/engine/engine.ts';
import { chooseInputs } from '../../functions/transform/gate/choose-inputs.ts';
import { createDayFigures } from '../../functions/transform/gate/day-figures.ts';
import { judgeDays } from '../../functions/transform/gate/judge-days.ts';
import { matchUpload } from '../../functions/transform/stage/match-upload.ts';
import { readUploads } from '../../functions/transform/stage/read-uploads.ts';
import { batchesOf, type StagedUploads, stageUploads } from '../../functions/transform/stage/stage.ts';
import { localTools } from '../../local/local-tools.ts';
import { describeReal } from './describe-real.ts';
import { REPORTS } from './real-site.ts';

const TODAY = '2020-07-10';

describeReal('the gate on each of the 161 days, as if it were today', folder => {
  const made: string[] = [];
  afterAll(() => Promise.all(made.map(path => rm(path, { recursive: true, force: true }))));

  test('keeps no report out, not even until the next one agrees', async () => {
    const work = await mkdtemp(join(tmpdir(), 'seecovid-days-'));
    made.push(work);
    await Promise.all(['rows', 'reading'].map(name => mkdir(join(work, name))));
    const tools = await localTools({ uploads: folder, out: join(work, 'out'), log() {}, progress() {} });
    const descriptor = await readDescriptor('covid', tools.builtIn('covid'), tools.builtIn);
    const listing: ListedObject[] = [];
    for await (const object of tools.uploads.list(`${REPORTS}/`)) listing.push(object);
    const reports = listing.flatMap(object => {
      const match = matchUpload(object.key, descriptor, TODAY);
      return match.is === 'data' && match.date !== null ? [{ ...object, table: match.table, date: match.date }] : [];
    });
    reports.sort((a, b) => (a.date < b.date ? -1 : 1));
    expect(reports).toHaveLength(161);
    const engine = await openEngine(work, tools.limits);
    try {
      const { connection } = engine;
      const staged: StagedUploads = new Map();
      const places = { prefix: 'staged/', connection, folder: join(work, 'reading'), rows: join(work, 'rows') };
      for (const batch of batchesOf(reports)) {
        const { read } = await readUploads(batch, tools.uploads);
        for (const { uploads } of await stageUploads(read, { work: tools.work, ...places })) {
          for (const [key, upload] of uploads) staged.set(key, upload);
        }
      }
      const [table] = descriptor.tables;
      if (table === undefined) throw new Error('the descriptor has no table');
      const figures = createDayFigures({
        ...{ table, gate: descriptor.gate, connection, memory: { pairs: new Map(), values: new Map() } },
        fetch: async uploads => uploads.map(({ batch }) => join(work, 'rows', `${batch}.parquet`)),
      });
      const keptOut: string[] = [];
      for (const [index, { date }] of reports.entries()) {
        const known = reports.slice(0, index + 1).map(({ key, ...rest }) => ({ ...rest, key: `covid/${key}` }));
        const parts = { dataset: 'covid', listing: known, descriptor, staged, lastInputs: [], today: TODAY };
        const chosen = chooseInputs({ ...parts, notes: new Map(), unread: new Map() });
        const judged = await judgeDays(chosen, { gate: descriptor.gate, figures, notes: new Map() });
        keptOut.push(...judged.flatMap(({ key, reason }) => (reason === null ? [] : [`${date} ${key}: ${reason}`])));
      }
      expect(keptOut).toEqual([]);
    } finally {
      engine.close();
    }
  });
});
