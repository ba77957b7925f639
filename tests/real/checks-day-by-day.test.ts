import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { rulesOf } from '../../functions/checks/check-inputs.ts';
import { chooseInputs } from '../../functions/checks/choose-inputs.ts';
import { createFigures } from '../../functions/checks/figures.ts';
import { judgeReports } from '../../functions/checks/judge-reports.ts';
import { judgeTables } from '../../functions/checks/judge-tables.ts';
import { isReport } from '../../functions/checks/report.ts';
import { clean } from '../../functions/clean/clean.ts';
import { matchUpload } from '../../functions/describe/match-upload.ts';
import { readDataset } from '../../functions/describe/read-dataset.ts';
import { openEngine } from '../../functions/engine/engine.ts';
import { stage } from '../../functions/ingest/stage.ts';
import type { Build } from '../../functions/job/build.ts';
import type { Plan, PlannedUpload } from '../../functions/job/plan.ts';
import { createBlobs } from '../../functions/publish/blobs.ts';
import { localTools } from '../../local/local-tools.ts';
import { describeReal } from './describe-real.ts';
import { REPORTS } from './real-site.ts';

const TODAY = '2020-07-10';

describeReal('the checks on each of the 161 days, as if it were today', folder => {
  const made: string[] = [];
  afterAll(() => Promise.all(made.map(path => rm(path, { recursive: true, force: true }))));

  test('quarantine no report, and hold back only what was not there', async () => {
    const work = await mkdtemp(join(tmpdir(), 'seecovid-days-'));
    made.push(work);
    await mkdir(join(work, 'rows'));
    const tools = await localTools({ uploads: folder, out: join(work, 'out'), log() {}, progress() {} });
    const { dataset } = await readDataset('covid', tools.builtIn('covid'), tools.builtIn);
    const uploads: PlannedUpload[] = [];
    for (const prefix of [`${REPORTS}/`, 'UID_ISO']) {
      for await (const object of tools.uploads.list(prefix)) {
        uploads.push({ ...object, match: matchUpload(object.key, dataset, TODAY) });
      }
    }
    const days = uploads.flatMap(({ match }) => (match.is === 'data' && match.date !== null ? [match.date] : []));
    days.sort();
    expect(days).toHaveLength(161);
    const engine = await openEngine(work, tools.limits);
    try {
      const { connection, lanes } = engine;
      const blobs = await createBlobs('covid', tools.site);
      const platform = {
        ...tools,
        folder: work,
        connection,
        lanes,
        blobs,
        ownMaps: new Map(),
        remarks: [],
        stepDone() {},
      };
      const build: Build = { ...platform, id: 'covid', dataset, today: TODAY };
      const notes = { byUpload: new Map(), unfit: new Map(), unread: new Map() };
      const plan: Plan = { id: 'covid', dataset, complete: null, today: TODAY, uploads, notes, last: null };
      const staged = await stage(build, plan, { prefix: '', uploads: new Map(), batches: new Map() });
      const chosen = chooseInputs(plan, staged).sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? -1 : 1));
      const { rows } = staged;
      const { regionTable } = await judgeTables(chosen, { dataset, connection, notes: new Map(), rows });
      const cleaned = clean(build, staged);
      const memory = { basis: '', reports: new Map(), pairs: new Map(), values: new Map() };
      const figures = createFigures(dataset, regionTable, cleaned, { memory, basis: '' });
      const reports = chosen.filter(isReport);
      await cleaned.clean(reports);
      const limits = dataset.checks;
      const judgeTools = {
        limits,
        figures,
        regionTable,
        rules: rulesOf(dataset),
        period: dataset.period,
        notes: new Map(),
      };
      const keptOut: string[] = [];
      const held: string[] = [];
      for (const [index, { date }] of reports.entries()) {
        const judged = await judgeReports(reports.slice(0, index + 1), judgeTools);
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
