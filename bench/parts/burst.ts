import { setTimeout as sleep } from 'node:timers/promises';
import { type BuildResult, build } from '../../functions/transform/build.ts';
import { createHandler } from '../../functions/transform/lambda/create-handler.ts';
import { localTools } from '../../local/local-tools.ts';
import { changeOf } from '../../tests/aws/event-of.ts';
import { Queue } from '../../tests/storm/queue.ts';
import { readDailyReports } from '../workbench/daily-reports.ts';
import { linkUpload, linkUploads } from '../workbench/link-uploads.ts';
import { sampleFolder } from '../workbench/sample-folder.ts';
import { THREE_YEARS_DAYS } from '../workbench/three-years.ts';
import type { Part } from './part.ts';

const FILES = 200;
const FILES_A_SECOND = 10;
/** From here on every report is as long as those of three years are. */
const FIRST = '2020-06-01';
/** As the queue of the deployment is set up. */
const QUEUE = { concurrency: 2, batchSize: 1000, windowMs: 10_000, maxReceives: 5 } as const;

/** 200 reports that come one after the other within seconds, told by a queue with the window that is deployed. */
export const burst: Part = {
  name: 'burst',
  async measure({ scratch }) {
    const all = await readDailyReports(await sampleFolder({ firstDate: '2020-01-22', days: THREE_YEARS_DAYS + 1 }));
    const first = all.reports.findIndex(({ date }) => date === FIRST);
    const [uploads, out] = await Promise.all([scratch.folder(), scratch.folder()]);
    await linkUploads(uploads, all, []);
    const tools = await localTools({ uploads, out, log() {}, progress() {} });
    const builds: BuildResult[] = [];
    const handle = createHandler({
      uploads: 'uploads',
      async build(dataset) {
        const result = await build(dataset, tools);
        builds.push(result);
        return result;
      },
      log() {},
    });
    const getRemainingTimeInMillis = () => 300_000;
    const queue = new Queue({
      ...QUEUE,
      handle: event => handle(event, { getRemainingTimeInMillis }),
      random: () => 0.5,
    });
    scratch.tell(`${FILES} reports within ${FILES / FILES_A_SECOND} s`);
    const delivered = queue.run();
    for (const { path } of all.reports.slice(first, first + FILES)) {
      await linkUpload(uploads, path);
      queue.send(changeOf('covid/any.csv'));
      await sleep(1000 / FILES_A_SECOND);
    }
    const uploaded = performance.now();
    queue.close();
    await delivered;
    const seconds = (performance.now() - uploaded) / 1000;
    const reports = builds.at(-1)?.receipt.inputs.filter(({ state, date }) => state === 'used' && date !== null) ?? [];
    if (reports.length !== FILES) throw new Error(`${FILES} reports must be live; found ${reports.length}`);
    const worked = builds.filter(({ unchanged }) => !unchanged).length;
    const note = `${FILES} reports, ${FILES_A_SECOND} a second, window of 10 s, simulated`;
    return [
      { what: 'invocations', samples: [queue.invocations], unit: 'count', budget: null, note },
      { what: 'builds that published', samples: [worked], unit: 'count', budget: 10 },
      { what: 'all live after the last file', samples: [seconds], unit: 's', budget: null },
    ];
  },
};
