import { expect } from 'vitest';
import { type BuildOptions, type BuildResult, build } from '../../functions/build/build.ts';
import type { RankingAnswer, SeriesAnswer } from '../../functions/contract/answers.ts';
import { snapshotKey } from '../../functions/contract/keys.ts';
import type { Input, Receipt } from '../../functions/contract/receipt.ts';
import { parseSnapshot, type Snapshot } from '../../functions/contract/snapshot.ts';
import type { BuildTools } from '../../functions/job/build.ts';
import { toolsOver } from '../../local/local-tools.ts';
import { askOver, readRanking, readSeries } from '../query/ask.ts';
import { MemoryStore } from '../query/memory-store.ts';

/** One data set whose uploads, work and site are in memory. */
export interface TidyShop {
  readonly tools: BuildTools;
  readonly uploads: MemoryStore;
  readonly work: MemoryStore;
  readonly site: MemoryStore;
  put(name: string, content: string | Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
  build(options?: BuildOptions): Promise<TidyBuilt>;
  /** @param query what follows the path, such as `regions=FRA` */
  series(query: string): Promise<SeriesAnswer>;
  ranking(query: string): Promise<RankingAnswer>;
  /** The values of one region and measure by period. */
  values(region: string, query?: string): Promise<Record<string, number | null>>;
}

export interface TidyBuilt extends BuildResult {
  /** What is live; null where nothing is. */
  readonly snapshot: Snapshot | null;
  /** The entries of an upload: first the file, then its periods. */
  inputs(name: string): readonly Input[];
}

export const TIDY_ID = 'tidy';

/** @param yaml the `dataset.yaml` @param files uploads beside it, by name */
export async function tidyShop(
  yaml: string,
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<TidyShop> {
  const [uploads, work, site] = [new MemoryStore(), new MemoryStore(), new MemoryStore()];
  const quiet = { log() {}, progress() {}, now: () => new Date('2024-06-01T12:00:00Z') };
  const tools = await toolsOver({ uploads, work, site }, quiet);
  const { ask } = askOver(site);
  const put = async (name: string, content: string | Uint8Array) => {
    await uploads.put(`${TIDY_ID}/${name}`, typeof content === 'string' ? Buffer.from(content) : content);
  };
  const series = (query: string) => readSeries(ask(`/datasets/${TIDY_ID}/series?${query}`));
  await put('dataset.yaml', yaml);
  for (const [name, content] of Object.entries(files)) await put(name, content);
  return {
    ...{ tools, uploads, work, site, put, series },
    remove: name => uploads.delete(`${TIDY_ID}/${name}`),
    async build(options = {}) {
      const result = await build(TIDY_ID, tools, options);
      expectEveryRowOnce(result.receipt);
      return {
        ...result,
        snapshot: await snapshotOf(result.pointer.snapshot, site),
        inputs: name => result.receipt.inputs.filter(({ key }) => key === `${TIDY_ID}/${name}`),
      };
    },
    ranking: query => readRanking(ask(`/datasets/${TIDY_ID}/ranking?${query}`)),
    async values(region, query = '') {
      const answer = await series(`regions=${encodeURIComponent(region)}&${query}`);
      const values = answer.series[0]?.values ?? [];
      return Object.fromEntries((answer.periods ?? []).map((period, index) => [period, values[index] ?? null]));
    },
  };
}

/** Many lines of `dataset.yaml` for checks that random values would fail. */
export const CHECKS_OFF =
  'checks: { fall: off, rise: off, zeroAfter: off, gap: off, lostRows: off, unknownTotal: off, withoutShape: off }';

async function snapshotOf(id: string | null, site: MemoryStore): Promise<Snapshot | null> {
  if (id === null) return null;
  const object = await site.get(snapshotKey(TIDY_ID, id));
  return parseSnapshot(JSON.parse(Buffer.from((await object?.bytes()) ?? []).toString()), '');
}

function expectEveryRowOnce({ inputs }: Receipt): void {
  for (const { key, date, rows } of inputs) {
    const { read, ...outcomes } = rows;
    const sum = Object.values(outcomes).reduce((total, count) => total + count, 0);
    expect(sum, `${key} ${date}`).toBe(read);
  }
}
