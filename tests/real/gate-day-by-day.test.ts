import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { chooseInputs } from '../../functions/checks/choose-inputs.ts';
import { createFigures } from '../../functions/checks/figures.ts';
import { judgeReports } from '../../functions/checks/judge-reports.ts';
import { isReport } from '../../functions/checks/report.ts';
import { createCleanedReports } from '../../functions/clean/clean.ts';
import { summedMeasures } from '../../functions/clean/clean-reports.ts';
import { loadRegions } from '../../functions/clean/load-regions.ts';
import { matchUpload } from '../../functions/describe/match-upload.ts';
import { readDescriptor } from '../../functions/describe/read-dataset.ts';
import { openEngine } from '../../functions/engine/engine.ts';
import { readUploads } from '../../functions/ingest/read-uploads.ts';
import { batchesOf, stageUploads } from '../../functions/ingest/stage-batch.ts';
import type { StagedUpload, StagedUploads } from '../../functions/ingest/staged.ts';
import type { ListedObject } from '../../functions/store/store.ts';
import { localTools } from '../../local/local-tools.ts';
import { describeReal } from './describe-real.ts';
import { REPORTS } from './real-site.ts';

const TODAY = '2020-07-10';

describeReal('the gate on each of the 161 days, as if it were today', folder => {
  const made: string[] = [];
  afterAll(() => Promise.all(made.map(path => rm(path, { recursive: true, force: true }))));

  test('quarantine no report, and hold back only what was not there', async () => {
    const work = await mkdtemp(join(tmpdir(), 'seecovid-days-'));
    made.push(work);
    await Promise.all(['rows', 'reading'].map(name => mkdir(join(work, name))));
    const tools = await localTools({ uploads: folder, out: join(work, 'out'), log() {}, progress() {} });
    const descriptor = await readDescriptor('covid', tools.builtIn('covid'), tools.builtIn);
    const listing: ListedObject[] = [];
    for await (const object of tools.uploads.list(`${REPORTS}/`)) listing.push(object);
    const lookups: ListedObject[] = [];
    for await (const object of tools.uploads.list('UID_ISO')) lookups.push(object);
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
      const tables = lookups.flatMap(object => {
        const match = matchUpload(object.key, descriptor, TODAY);
        return match.is === 'data' ? [{ ...object, table: match.table, date: null }] : [];
      });
      for (const batch of batchesOf([...reports, ...tables])) {
        const { read } = await readUploads(batch, tools.uploads);
        for (const { uploads } of await stageUploads(read, { work: tools.work, ...places })) {
          for (const [key, upload] of uploads) staged.set(key, upload);
        }
      }
      const table = descriptor.tables.find(({ name }) => name === 'places');
      const lookup = [...staged].find(([key]) => key.startsWith('places '))?.[1];
      if (table === undefined || lookup === undefined) throw new Error('the lookup table was not read');
      const pathOf = ({ batch }: StagedUpload) => join(work, 'rows', `${batch}.parquet`);
      const regionTable = await loadRegions(
        descriptor,
        [{ table, path: pathOf(lookup), sha256: lookup.sha256 }],
        connection,
      );
      const fetchRows = async (uploads: readonly StagedUpload[]) => uploads.map(pathOf);
      const cleaned = createCleanedReports({ descriptor, connection, fetchRows });
      const limits = descriptor.gate;
      const figures = createFigures({
        ...{ cleaned, regionTable, gate: limits, memory: { reports: new Map(), pairs: new Map(), values: new Map() } },
        measures: descriptor.measures.map(({ id, from }) => (from === null ? id : null)),
      });
      const parts = { dataset: 'covid', descriptor, staged, lastInputs: [], today: TODAY };
      const all = reports.map(({ key, ...rest }) => ({ ...rest, key: `covid/${key}` }));
      const chosen = chooseInputs({ ...parts, listing: all, notes: new Map(), unread: new Map() });
      await cleaned.clean(chosen.filter(isReport));
      const judgeTools = { limits, figures, regionTable, measures: summedMeasures(descriptor), notes: new Map() };
      const keptOut: string[] = [];
      const held: string[] = [];
      for (const [index, { date }] of reports.entries()) {
        const judged = await judgeReports(chosen.slice(0, index + 1), judgeTools);
        keptOut.push(
          ...judged.inputs.flatMap(({ key, reason }) => (reason === null ? [] : [`${date} ${key}: ${reason}`])),
        );
        held.push(...(judged.holds.get(date)?.places ?? []).map(({ name }) => `${name} on ${date}`));
      }
      expect(keptOut).toEqual([]);
      expect(held).toEqual(['Diamond Princess on 2020-03-24', 'Nova Scotia on 2020-04-24']);
    } finally {
      engine.close();
    }
  });
});
