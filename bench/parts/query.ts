import { join } from 'node:path';
import { count, finite, shape } from '../../functions/contract/expect.ts';
import { fiftyCounties } from '../query/fifty-counties.ts';
import { warmTimes } from '../query/warm-times.ts';
import type { Row } from '../report/row.ts';
import { runProcess } from '../workbench/run-process.ts';
import type { Part } from './part.ts';

const BASE = 'https://example.org/api/v1/datasets/covid/series';
const COLD_QUERY = join(import.meta.dirname, '..', 'query', 'cold-query.ts');
const COLD_RUNS = 9;
const CHANGES = { totals: '', 'new by 7 days': '&change=new&smooth=7' };

/** The handler alone, over a store on disk: warm in this process, cold each time in a new one. */
export const query: Part = {
  name: 'query',
  async measure(bench) {
    const out = await bench.published();
    const { out: longOut } = await bench.threeYears();
    bench.scratch.tell('queries');
    const counties = await fiftyCounties(out);
    const long = await fiftyCounties(longOut);
    return [
      ...(await warmRows(out, counties, '', true)),
      ...(await warmRows(longOut, long, ', three years', false)),
      ...(await coldRows(longOut, address(long, ''))),
    ];
  },
};

async function warmRows(out: string, counties: readonly string[], suffix: string, judged: boolean): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, change] of Object.entries(CHANGES)) {
    for (const size of [1, 10, 50]) {
      const asked = address(counties.slice(0, size), change);
      const { p50, p99 } = await warmTimes(out, asked, { rounds: 5, requests: judged ? 200 : 60 });
      const what = `warm, ${size} ${size === 1 ? 'county' : 'counties'}, ${name}${suffix}`;
      rows.push({ what: `${what}: p50`, samples: p50, unit: 'ms', budget: judged ? 5 : null });
      rows.push({ what: `${what}: p99`, samples: p99, unit: 'ms', budget: judged ? 25 : null });
    }
  }
  return rows;
}

const parseCold = shape<{ startMs: number; ms: number; reads: number; bytes: number }>({
  startMs: finite,
  ms: finite,
  reads: count,
  bytes: count,
});

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
