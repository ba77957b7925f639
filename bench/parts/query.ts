import { join } from 'node:path';
import { count, finite, object, parserOf } from '../../functions/contract/schema.ts';
import { loadRows, memoryRows } from '../query/load-rows.ts';
import { fiftyCounties } from '../query/requests.ts';
import { firstTimes, warmTimes } from '../query/warm-times.ts';
import type { Row } from '../report/row.ts';
import { runProcess } from '../workbench/run-process.ts';
import type { Part } from '../workbench/workbench.ts';

const BASE = 'https://example.org/api/v1/datasets/covid/series';
const COLD_QUERY = join(import.meta.dirname, '..', 'query', 'cold-query.ts');
const COLD_RUNS = 9;
const CHANGES = {
  totals: '',
  'new, 7-day average': '&change=new&smooth=7',
  'new per capita, 7-day average': '&change=new&smooth=7&per=100000',
  'totals as CSV': '&format=csv',
};

/**
 * The handler alone with a store on disk: warm, first call in a new app, and cold in a new process. Then over loopback, and
 * its memory. Quick: a tenth of the time, and no three years.
 */
export const query: Part = {
  name: 'query',
  async measure(bench) {
    const out = await bench.published();
    const counties = await fiftyCounties(out);
    const { quick } = bench;
    bench.scratch.log('queries');
    const rows = [
      ...(await warmRows(out, counties, '', quick ? 50 : 200)),
      ...(await firstRows(out, counties, '', quick ? 3 : 9)),
    ];
    if (!quick) {
      const longOut = await bench.threeYearsPublished();
      const long = await fiftyCounties(longOut);
      bench.scratch.log('queries over three years');
      rows.push(...(await warmRows(longOut, long, THREE_YEARS, 60)));
      rows.push(...(await firstRows(longOut, long, THREE_YEARS, 5)));
      rows.push(...(await coldRows(longOut, address(long, ''))));
    }
    bench.scratch.log('queries over loopback');
    rows.push(...(await loadRows(out, counties, quick ? 3 : 30)));
    bench.scratch.log('memory over many queries');
    rows.push(...(await memoryRows(out, quick ? 5_000 : 100_000)));
    return rows;
  },
};

const THREE_YEARS = ', three years';
const SIZES = [1, 10, 50];

/** The budget is for line charts of the reports; a CSV of all days is streamed, and has none. */
async function warmRows(out: string, counties: readonly string[], suffix: string, requests: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, change] of Object.entries(CHANGES)) {
    for (const size of SIZES) {
      const { p50, p99 } = await warmTimes(out, address(counties.slice(0, size), change), { rounds: 5, requests });
      const hasBudget = suffix === '' && !change.includes('csv');
      const label = `warm, ${countiesLabel(size)}, ${name}${suffix}`;
      rows.push({ label: `${label}: p50`, samples: p50, unit: 'ms', budget: hasBudget ? 5 : null });
      rows.push({ label: `${label}: p99`, samples: p99, unit: 'ms', budget: hasBudget ? 25 : null });
    }
  }
  return rows;
}

async function firstRows(out: string, counties: readonly string[], suffix: string, runs: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const size of SIZES) {
    const samples = await firstTimes(out, address(counties.slice(0, size), ''), runs);
    rows.push({ label: `first call, ${countiesLabel(size)}, totals${suffix}`, samples, unit: 'ms', budget: null });
  }
  return rows;
}

function countiesLabel(size: number): string {
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

async function coldRows(out: string, url: string): Promise<Row[]> {
  const runs: ReturnType<typeof parseCold>[] = [];
  for (let run = 0; run < COLD_RUNS; run++) {
    const { stdout } = await runProcess(process.execPath, [COLD_QUERY, out, url]);
    runs.push(parseCold(JSON.parse(stdout), 'cold-query'));
  }
  const label = 'cold, 50 counties, three years';
  const row = (
    label: string,
    of: (run: ReturnType<typeof parseCold>) => number,
    rest: Pick<Row, 'unit' | 'budget'>,
  ) => {
    return { label, samples: runs.map(of), ...rest };
  };
  return [
    row(`${label}: reads`, ({ reads }) => reads, { unit: 'count', budget: 500 }),
    row(`${label}: time`, ({ ms }) => ms, { unit: 'ms', budget: 3000 }),
    row(`${label}: response`, ({ bytes }) => bytes, { unit: 'kB', budget: null }),
    row('module start, from source', ({ startMs }) => startMs, { unit: 'ms', budget: 150 }),
  ];
}

function address(regions: readonly string[], change: string): string {
  return `${BASE}?regions=${regions.join(',')}${change}`;
}
