import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../functions/build/build.ts';
import { DiskStore } from '../../functions/store/disk-store.ts';
import type { Store } from '../../functions/store/store.ts';
import { SITE_DIST } from '../../local/build-site.ts';
import { startLocalStack } from '../../local/local-stack.ts';
import { localTools } from '../../local/local-tools.ts';
import { writeSample } from '../../local/sample/write-sample.ts';

/** A stack that has published two versions of the sample, the second with one more day. */
export interface TwoVersions {
  readonly address: string;
  /** Ids of the snapshots, and their last days. */
  readonly older: Version;
  readonly newer: Version;
  /** What is published. */
  readonly site: Store;
  readonly out: string;
  close(): Promise<void>;
}

export interface Version {
  readonly id: string;
  readonly lastDate: string;
}

const DAYS = 50;

export async function twoVersions(): Promise<TwoVersions> {
  const folder = await mkdtemp(join(tmpdir(), 'seecovid-versions-'));
  const [uploads, out, aside] = ['uploads', 'out', 'aside'].map(name => join(folder, name)) as [string, string, string];
  await mkdir(uploads);
  await writeSample(uploads, { days: DAYS });
  const last = (await reportsIn(join(uploads, 'covid'))).at(-1) ?? '';
  const report = join(uploads, 'covid', last);
  await rename(report, aside);
  const tools = await localTools({ uploads, out, log() {}, progress() {} });
  const older = await versionAfter(await build('covid', tools), tools.site);
  await rename(aside, report);
  const newer = await versionAfter(await build('covid', tools), tools.site);
  const quiet = { log() {}, progress() {}, built() {}, failed() {} };
  const stack = await startLocalStack({ uploads, out, port: 0, site: SITE_DIST, ...quiet });
  return {
    address: stack.url,
    older,
    newer,
    site: new DiskStore({ root: out }),
    out,
    async close() {
      await stack.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** In the order of their days. */
async function reportsIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await readdir(folder, { recursive: true }))
    if (/\d\d-\d\d-\d{4}\.csv$/.test(name)) found.push(name);
  const dayOf = (name: string) => name.replace(/.*(\d\d)-(\d\d)-(\d{4})\.csv$/, '$3-$1-$2');
  return found.sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1));
}

async function versionAfter({ pointer }: Awaited<ReturnType<typeof build>>, site: Store): Promise<Version> {
  const id = pointer.snapshot ?? '';
  const bytes = await (await site.get(`data/covid/snapshots/${id}.json`))?.bytes();
  return { id, lastDate: JSON.parse(Buffer.from(bytes ?? '').toString()).lastDate };
}
