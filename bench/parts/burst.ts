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
const FILES_PER_SECOND = 10;
/** From this day on, reports have their full length. */
const FIRST = '2020-06-01';
/** The deployed setting first. Lambda allows batches of more than ten only with a window of at least a second. */
const BATCHING = [
  { windowMs: 0, batchSize: 10 },
  { windowMs: 1000, batchSize: 1000 },
  { windowMs: 2000, batchSize: 1000 },
  { windowMs: 10_000, batchSize: 1000 },
] as const;

/** 200 reports that arrive within seconds, announced by a queue with different batching windows. */
export const burst: Part = {
  name: 'burst',
  async measure({ scratch }) {
    const all = await sampleReports({ firstDate: '2020-01-22', days: THREE_YEARS_DAYS + 1 });
    const rows: Row[] = [];
    for (const batching of BATCHING) rows.push(...(await runBurst(scratch, all, batching)));
    return rows;
  },
};

async function runBurst(
  scratch: Scratch,
  all: DailyReports,
  { windowMs, batchSize }: (typeof BATCHING)[number],
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
  scratch.log(`${FILES} reports within ${FILES / FILES_PER_SECOND} s, window of ${windowMs / 1000} s`);
  const cpu = process.cpuUsage();
  const delivered = queue.run();
  for (const { path } of all.reports.slice(first, first + FILES)) {
    await linkUpload(uploads, path);
    queue.send(changeOf('covid/any.csv'));
    await sleep(1000 / FILES_PER_SECOND);
  }
  const uploaded = performance.now();
  queue.close();
  await delivered;
  const seconds = (published - uploaded) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const reports = builds.at(-1)?.receipt.inputs.filter(({ state, date }) => state === 'used' && date !== null) ?? [];
  if (reports.length !== FILES) throw new Error(`${FILES} reports must be live; found ${reports.length}`);
  const changed = builds.filter(({ unchanged }) => !unchanged).length;
  const label = (counted: string) => `${counted}, window ${windowMs / 1000} s`;
  const note = `${FILES} reports, ${FILES_PER_SECOND} per second, batches of at most ${batchSize}, simulated`;
  return [
    { label: label('invocations'), samples: [queue.invocations], unit: 'count', budget: null, note },
    { label: label('builds that published'), samples: [changed], unit: 'count', budget: windowMs === 0 ? 10 : null },
    { label: label('CPU time'), samples: [(user + system) / 1e6], unit: 's', budget: null },
    { label: label('all live after the last file'), samples: [seconds], unit: 's', budget: null },
  ];
}
