import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { type BuildOptions, type BuildResult, build } from '../../functions/build/build.ts';
import type { Input } from '../../functions/contract/receipt.ts';
import type { BuildTools } from '../../functions/job/build.ts';
import { localTools } from '../../local/local-tools.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { LOOKUP_NAME, LOOKUP_TABLE } from './lookup-table.ts';
import { type ReadSite, readSite } from './read-site.ts';
import { type ReportRow, reportCsv, reportName } from './report-csv.ts';

/** What a build did, and everything that is published after it. */
export type Built = BuildResult & ReadSite & { input(name: string): Input };

/** A folder of uploads of the data set `covid` and a site built from it on 10 July 2020; gone after the test. */
export interface Workshop {
  readonly folder: string;
  readonly out: string;
  readonly tools: BuildTools;
  /** Writes an upload. */
  put(name: string, content: string | Uint8Array): Promise<void>;
  putReport(date: string, rows: readonly ReportRow[]): Promise<void>;
  remove(name: string): Promise<void>;
  build(tools?: Partial<BuildTools>, options?: BuildOptions): Promise<Built>;
}

type Files = Readonly<Record<string, string | Uint8Array>>;

export const NOW = '2020-07-10T12:00:00.000Z';

/** @param files uploads to begin with, by name; a text is the whole of one */
export async function workshop(files: Files = {}): Promise<Workshop> {
  return workshopIn(await temporaryFolder(), { [LOOKUP_NAME]: LOOKUP_TABLE, ...files });
}

/** Workshops that all begin where `prepare` leaves one, with what it gives: it runs once, and each test gets a copy. */
export function workshopAfter<Before>(
  prepare: (shop: Workshop) => Promise<Before>,
  files: Files = {},
): () => Promise<Workshop & { readonly before: Before }> {
  let prepared: Promise<{ readonly folder: string; readonly before: Before }> | undefined;
  const prepareOnce = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'seecovid-'));
    const shop = await workshopIn(folder, { [LOOKUP_NAME]: LOOKUP_TABLE, ...files });
    return { folder, before: await prepare(shop) };
  };
  afterAll(async () => {
    if (prepared !== undefined) await rm((await prepared).folder, { recursive: true });
  });
  return async () => {
    prepared ??= prepareOnce();
    const { folder, before } = await prepared;
    const copy = await temporaryFolder();
    await cp(folder, copy, { recursive: true, preserveTimestamps: true });
    return { ...(await workshopIn(copy, {})), before };
  };
}

async function workshopIn(folder: string, files: Files): Promise<Workshop> {
  const uploads = join(folder, 'uploads');
  const out = join(folder, 'out');
  await mkdir(uploads, { recursive: true });
  const tools = await localTools({ uploads, out, log() {}, progress() {}, now: () => new Date(NOW) });
  const put = async (name: string, content: string | Uint8Array) => {
    const path = join(uploads, 'covid', name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  };
  for (const [name, content] of Object.entries(files)) await put(name, content);
  return {
    folder,
    out,
    tools,
    put,
    putReport: (date, rows) => put(reportName(date), reportCsv(rows)),
    remove: name => rm(join(uploads, 'covid', name)),
    async build(others = {}, options = {}) {
      const result = await build('covid', { ...tools, ...others }, options);
      return builtOf(result, await readSite(out));
    },
  };
}

function builtOf(result: BuildResult, site: ReadSite): Built {
  const input = (name: string) => {
    const found = result.receipt.inputs.find(({ key }) => key === `covid/${name}`);
    if (found === undefined) throw new Error(`${name} is not in the receipt`);
    return found;
  };
  for (const { key, rows } of result.receipt.inputs) expect(outcomes(rows), key).toBe(rows.read);
  return { ...result, ...site, input };
}

/** Nothing is lost: what was read is kept, moved, merged, dropped, unmatched or rejected. */
function outcomes({ kept, moved, merged, dropped, unmatched, rejected }: Input['rows']): number {
  return kept + moved + merged + dropped + unmatched + rejected;
}
