import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type BuildResult, build } from '../../functions/build/build.ts';
import { parseSeriesAnswer, type SeriesAnswer } from '../../functions/contract/answers.ts';
import type { Maybe } from '../../functions/contract/changes.ts';
import type { ApiApp } from '../../functions/query/http/api-app.ts';
import { createQueryApp } from '../../functions/query/query-app.ts';
import { localTools } from '../../local/local-tools.ts';
import { readSite } from '../build/read-site.ts';
import { parseCsv } from './parse-csv.ts';

export interface RealSite {
  readonly result: () => BuildResult;
  /** Every blob of it, each held against the others. */
  readonly read: () => ReturnType<typeof readSite>;
  /** Any answer of the API; the path begins after /api/v1. */
  ask(path: string): Promise<Response>;
  /** One curve through the API. */
  series(query: string): Promise<SeriesAnswer>;
  /** One value through the API. */
  value(region: string, measure: string, date: string, change?: 'total' | 'new'): Promise<Maybe | undefined>;
  /** The rows of a report, or of the lookup table, by a reader of these tests' own. */
  rows(name: string): Promise<Readonly<Record<string, string>>[]>;
}

export const REPORTS = 'csse_covid_19_daily_reports';

/** Builds a site from JHU's reports before the tests of a file; gone after them. */
export function realSite(folder: string): RealSite {
  let work = '';
  let result: BuildResult | undefined;
  let api: ApiApp | undefined;
  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'seecovid-real-'));
    await mkdir(join(work, 'uploads'));
    await symlink(folder, join(work, 'uploads/covid'), 'dir');
    const now = () => new Date('2020-07-10T12:00:00Z');
    const out = join(work, 'out');
    const tools = await localTools({ uploads: join(work, 'uploads'), out, log() {}, progress() {}, now });
    result = await build('covid', tools);
    api = createQueryApp({ store: tools.site });
  });
  afterAll(() => rm(work, { recursive: true, force: true }));
  const ask: RealSite['ask'] = async path => {
    if (api === undefined) throw new Error('nothing is built yet');
    return api.fetch(new Request(`https://example.org/api/v1${path}`));
  };
  const series: RealSite['series'] = async query =>
    parseSeriesAnswer(await (await ask(`/datasets/covid/series?${query}`)).json(), query);
  return {
    result() {
      if (result === undefined) throw new Error('nothing is built yet');
      return result;
    },
    read: () => readSite(join(work, 'out')),
    ask,
    series,
    async value(region, measure, date, change = 'total') {
      const { series: curves } = await series(
        `regions=${region}&measures=${measure}&change=${change}&from=${date}&to=${date}`,
      );
      return curves[0]?.values[0];
    },
    rows: async name => parseCsv(await readFile(join(folder, name), 'utf8')),
  };
}
