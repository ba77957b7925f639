import type { ApiApp } from '../../functions/query/http/api-app.ts';
import { createQueryApp } from '../../functions/query/query-app.ts';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { percentile } from '../report/quantile.ts';

export interface WarmTimes {
  /** One per round. */
  readonly p50: readonly number[];
  readonly p99: readonly number[];
}

const WARM_UPS = 20;

/** Milliseconds from the request to the last byte of the response, in an app that has handled the same request before. */
export async function warmTimes(
  out: string,
  address: string,
  { rounds, requests }: { readonly rounds: number; readonly requests: number },
): Promise<WarmTimes> {
  const app = createQueryApp({ store: new DiskStore({ root: out }) });
  await timesOf(app, address, WARM_UPS);
  const measured: number[][] = [];
  for (let round = 0; round < rounds; round++) measured.push(await timesOf(app, address, requests));
  return {
    p50: measured.map(times => percentile(times, 0.5)),
    p99: measured.map(times => percentile(times, 0.99)),
  };
}

/** The same in a new app per run: it reads, decodes and parses pointer, regions and pieces. */
export async function firstTimes(out: string, address: string, runs: number): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    times.push(...(await timesOf(createQueryApp({ store: new DiskStore({ root: out }) }), address, 1)));
  }
  return times;
}

async function timesOf(app: ApiApp, address: string, requests: number): Promise<number[]> {
  const times: number[] = [];
  for (let request = 0; request < requests; request++) {
    const started = performance.now();
    const response = await app.fetch(new Request(address));
    await response.arrayBuffer();
    times.push(performance.now() - started);
    if (response.status !== 200) throw new Error(`${address} answered ${response.status}`);
  }
  return times;
}
