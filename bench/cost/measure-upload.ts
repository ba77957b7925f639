import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from '../../functions/build/build.ts';
import { localTools } from '../../local/local-tools.ts';
import { countingStore } from '../workbench/counting-store.ts';
import { linkUpload, linkUploads } from '../workbench/daily-reports.ts';
import { runTransform } from '../workbench/run-transform.ts';
import type { Scratch } from '../workbench/scratch.ts';
import { threeYearsOfReports } from '../workbench/three-years.ts';
import type { Stored, Upload } from './usage.ts';

export interface MeasuredUpload {
  readonly upload: Upload;
  readonly stored: Stored;
  /** The published folder. */
  readonly out: string;
}

/** Publishes three years, then one more report while counting the requests to the stores. */
export async function measureUpload(scratch: Scratch): Promise<MeasuredUpload> {
  const all = await threeYearsOfReports(scratch);
  const last = all.reports.at(-1);
  if (last === undefined) throw new Error('the sample is empty');
  const [uploads, out] = await Promise.all([scratch.folder(), scratch.folder()]);
  await linkUploads(uploads, all, all.reports.slice(0, -1));
  scratch.log('three years');
  await runTransform(uploads, out);
  const before = await bytesBelow(out);
  await linkUpload(uploads, last.path);
  scratch.log('one more upload');
  const quiet = { log: () => undefined, progress: () => undefined };
  const tools = await localTools({ uploads, out, ...quiet });
  const counted = { reads: 0, writes: 0 };
  const started = performance.now();
  const cpu = process.cpuUsage();
  const { receipt } = await build('covid', {
    ...tools,
    uploads: countingStore(tools.uploads, counted),
    work: countingStore(tools.work, counted),
    site: countingStore(tools.site, counted),
  });
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - started) / 1000;
  if (receipt.outcome !== 'published') throw new Error(`one more upload must be published; ${receipt.summary}`);
  const addedBytes = (await bytesBelow(out)) - before + (await stat(last.path)).size;
  const workBytes = await bytesBelow(join(out, '.work'));
  return {
    upload: { cpuSeconds: (user + system) / 1e6, seconds, ...counted, addedBytes },
    stored: {
      days: all.reports.length,
      uploadBytes: await bytesBelow(join(uploads, 'covid')),
      workBytes,
      siteBytes: (await bytesBelow(out)) - workBytes,
    },
    out,
  };
}

async function bytesBelow(folder: string): Promise<number> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter(entry => !entry.isDirectory());
  const sizes = await Promise.all(files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
