import { setTimeout as sleep } from 'node:timers/promises';
import { type BuildResult, build } from '../../functions/build/build.ts';
import { createHandler } from '../../functions/build/handle-messages.ts';
import { localTools } from '../../local/local-tools.ts';
import { changeOf } from '../../tests/aws/event-of.ts';
import { Queue } from '../../tests/storm/queue.ts';
import type { Row } from '../report/row.ts';
import { type DailyReports, linkUpload, linkUploads, sampleReports } from '../workbench/daily-reports.ts';
import type { Scratch } from '../workbench/scratch.ts';
import { THREE_YEARS_DAYS } from '../workbench/three-years.ts';
import type { Part } from '../workbench/workbench.ts';

const FILES = 200;
const FILES_A_SECOND = 10;
/** From here on every report is as long as those of three years are. */
const FIRST = '2020-06-01';
/** That of the deployment first; Lambda takes more than ten messages at once only where it gathers them for a second or more. */
const GATHERING = [
  { windowMs: 0, batchSize: 10 },
  { windowMs: 1000, batchSize: 1000 },
  { windowMs: 2000, batchSize: 1000 },
  { windowMs: 10_000, batchSize: 1000 },
] as const;

/** 200 reports that come one after the other within seconds, told by a queue, with several windows of gathering. */
export const burst: Part = {
  name: 'burst',
  async measure({ scratch }) {
    const all = await sampleReports({ firstDate: '2020-01-22', days: THREE_YEARS_DAYS + 1 });
    const rows: Row[] = [];
    for (const gathering of GATHERING) rows.push(...(await runBurst(scratch, all, gathering)));
    return rows;
  },
};

async function runBurst(
  scratch: Scratch,
  all: DailyReports,
  { windowMs, batchSize }: (typeof GATHERING)[number],
): Promise<Row[]> {
  const first = all.reports.findIndex(({ date }) => date === FIRST);
  const [uploads, out] = await Promise.all([scratch.folder(), scratch.folder()]);
  await linkUploads(uploads, all, []);
  const tools = await localTools({ uploads, out, log() {}, progress() {} });
  const builds: BuildResult[] = [];
  let published = performance.now();
  const handle = createHandler({
    uploads: 'uploads',
    renameSite: async () => undefined,
    async build(dataset) {
      const result = await build(dataset, tools);
      builds.push(result);
      if (!result.unchanged) published = performance.now();
      return result;
    },
    log() {},
  });
  const getRemainingTimeInMillis = () => 300_000;
  const queue = new Queue({
    ...{ windowMs, batchSize, concurrency: 2, maxReceives: 5 },
    handle: event => handle(event, { getRemainingTimeInMillis }),
    random: () => 0.5,
  });
  scratch.tell(`${FILES} reports within ${FILES / FILES_A_SECOND} s, window of ${windowMs / 1000} s`);
  const processor = process.cpuUsage();
  const delivered = queue.run();
  for (const { path } of all.reports.slice(first, first + FILES)) {
    await linkUpload(uploads, path);
    queue.send(changeOf('covid/any.csv'));
    await sleep(1000 / FILES_A_SECOND);
  }
  const uploaded = performance.now();
  queue.close();
  await delivered;
  const seconds = (published - uploaded) / 1000;
  const { user, system } = process.cpuUsage(processor);
  const reports = builds.at(-1)?.receipt.inputs.filter(({ state, date }) => state === 'used' && date !== null) ?? [];
  if (reports.length !== FILES) throw new Error(`${FILES} reports must be live; found ${reports.length}`);
  const worked = builds.filter(({ unchanged }) => !unchanged).length;
  const what = (counted: string) => `${counted}, window ${windowMs / 1000} s`;
  const note = `${FILES} reports, ${FILES_A_SECOND} a second, batches of at most ${batchSize}, simulated`;
  return [
    { what: what('invocations'), samples: [queue.invocations], unit: 'count', budget: null, note },
    { what: what('builds that published'), samples: [worked], unit: 'count', budget: windowMs === 0 ? 10 : null },
    { what: what('processor time'), samples: [(user + system) / 1e6], unit: 's', budget: null },
    { what: what('all live after the last file'), samples: [seconds], unit: 's', budget: null },
  ];
}
