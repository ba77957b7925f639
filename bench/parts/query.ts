import { join } from 'node:path';
import { count, finite, object, parserOf } from '../../functions/contract/schema.ts';
import { loadRows, memoryRows } from '../query/load-rows.ts';
import { fiftyCounties } from '../query/questions.ts';
import { firstTimes, warmTimes } from '../query/warm-times.ts';
import type { Row } from '../report/row.ts';
import { runProcess } from '../workbench/run-process.ts';
import type { Part } from '../workbench/workbench.ts';

const BASE = 'https://example.org/api/v1/datasets/covid/series';
const COLD_QUERY = join(import.meta.dirname, '..', 'query', 'cold-query.ts');
const COLD_RUNS = 9;
const CHANGES = {
  totals: '',
  'new by 7 days': '&change=new&smooth=7',
  'new by 7 days and people': '&change=new&smooth=7&per=100000',
  'totals as CSV': '&format=csv',
};

/**
 * The handler alone, over a store on disk: warm in this process, its first call in an app that has read nothing, cold
 * in a new process. Then over loopback, and what it keeps in memory. Quick: a tenth of the time, and no three years.
 */
export const query: Part = {
  name: 'query',
  async measure(bench) {
    const out = await bench.published();
    const counties = await fiftyCounties(out);
    const { quick } = bench;
    bench.scratch.tell('queries');
    const rows = [
      ...(await warmRows(out, counties, '', quick ? 50 : 200)),
      ...(await firstRows(out, counties, '', quick ? 3 : 9)),
    ];
    if (!quick) {
      const longOut = await bench.threeYearsPublished();
      const long = await fiftyCounties(longOut);
      bench.scratch.tell('queries over three years');
      rows.push(...(await warmRows(longOut, long, THREE_YEARS, 60)));
      rows.push(...(await firstRows(longOut, long, THREE_YEARS, 5)));
      rows.push(...(await coldRows(longOut, address(long, ''))));
    }
    bench.scratch.tell('queries over loopback');
    rows.push(...(await loadRows(out, counties, quick ? 3 : 30)));
    bench.scratch.tell('queries, many');
    rows.push(...(await memoryRows(out, quick ? 5_000 : 100_000)));
    return rows;
  },
};

const THREE_YEARS = ', three years';
const SIZES = [1, 10, 50];

/** The budget is for curves of the reports that there are; a table of all their days is made as fast as it is read. */
async function warmRows(out: string, counties: readonly string[], suffix: string, requests: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, change] of Object.entries(CHANGES)) {
    for (const size of SIZES) {
      const { p50, p99 } = await warmTimes(out, address(counties.slice(0, size), change), { rounds: 5, requests });
      const judged = suffix === '' && !change.includes('csv');
      const what = `warm, ${placesOf(size)}, ${name}${suffix}`;
      rows.push({ what: `${what}: p50`, samples: p50, unit: 'ms', budget: judged ? 5 : null });
      rows.push({ what: `${what}: p99`, samples: p99, unit: 'ms', budget: judged ? 25 : null });
    }
  }
  return rows;
}

async function firstRows(out: string, counties: readonly string[], suffix: string, runs: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const size of SIZES) {
    const samples = await firstTimes(out, address(counties.slice(0, size), ''), runs);
    rows.push({ what: `first call, ${placesOf(size)}, totals${suffix}`, samples, unit: 'ms', budget: null });
  }
  return rows;
}

function placesOf(size: number): string {
  return `${size} ${size === 1 ? 'county' : 'counties'}`;
}

const parseCold = parserOf(
  object({
    startMs: finite,
    ms: finite,
    reads: count,
    bytes: count,
  }),
);

async function coldRows(out: string, asked: string): Promise<Row[]> {
  const runs: ReturnType<typeof parseCold>[] = [];
  for (let run = 0; run < COLD_RUNS; run++) {
    const { stdout } = await runProcess(process.execPath, [COLD_QUERY, out, asked]);
    runs.push(parseCold(JSON.parse(stdout), 'cold-query'));
  }
  const what = 'cold, 50 counties, three years';
  const row = (what: string, of: (run: ReturnType<typeof parseCold>) => number, rest: Pick<Row, 'unit' | 'budget'>) => {
    return { what, samples: runs.map(of), ...rest };
  };
  return [
    row(`${what}: reads`, ({ reads }) => reads, { unit: 'count', budget: 500 }),
    row(`${what}: time`, ({ ms }) => ms, { unit: 'ms', budget: 3000 }),
    row(`${what}: answer`, ({ bytes }) => bytes, { unit: 'kB', budget: null }),
    row('module start, from source', ({ startMs }) => startMs, { unit: 'ms', budget: 150 }),
  ];
}

function address(regions: readonly string[], change: string): string {
  return `${BASE}?regions=${regions.join(',')}${change}`;
}
