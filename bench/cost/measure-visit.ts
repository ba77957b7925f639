import { join } from 'node:path';
import { finite, object, parserOf } from '../../functions/contract/schema.ts';
import { requestedPaths, transferredBytes } from '../site/requested-paths.ts';
import { runProcess } from '../workbench/run-process.ts';
import type { Visit } from './usage.ts';

const COLD_QUERY = join(import.meta.dirname, '..', 'query', 'cold-query.ts');
const TIMEOUT_MS = 240_000;

const parseColdCall = parserOf(object({ startMs: finite, ms: finite, reads: finite }));
type ColdCall = ReturnType<typeof parseColdCall>;

/** Counts the requests of one visit: the county map played from its first day to its last, then the line charts. */
export async function measureVisit(chromium: string, url: string, out: string): Promise<Visit> {
  const paths = await pathsOfVisit(chromium, url);
  let bytes = 0;
  for (const path of paths) bytes += await transferredBytes(url + path);
  const api = paths.filter(path => path.startsWith('/api/'));
  const calls: ColdCall[] = [];
  for (const path of api) {
    const { stdout } = await runProcess(process.execPath, [COLD_QUERY, out, `http://localhost${path}`]);
    calls.push(parseColdCall(JSON.parse(stdout), path));
  }
  const sum = (of: (call: ColdCall) => number) => calls.reduce((total, call) => total + of(call), 0);
  const dataRequests = paths.filter(path => path.startsWith('/data/')).length;
  return {
    pageRequests: paths.length - dataRequests - api.length,
    dataRequests,
    apiRequests: api.length,
    bytes,
    apiSeconds: sum(({ startMs, ms }) => startMs + ms) / 1000,
    apiReads: sum(({ reads }) => reads),
  };
}

/** The paths of one visit: the county map played through, then the line charts. */
async function pathsOfVisit(chromium: string, url: string): Promise<readonly string[]> {
  return await requestedPaths(chromium, url, async page => {
    await page.goto(`${url}/covid/map?speed=60`, { waitUntil: 'networkidle' });
    const map = page.locator('#map-areas');
    const last = `[data-date="${await map.getAttribute('data-date')}"]`;
    await page.locator('#play').click();
    await page.locator(`#map-areas:not(${last})`).waitFor();
    await page.locator(`#map-areas${last}`).waitFor({ timeout: TIMEOUT_MS });
    await page.goto(`${url}/covid/curves`, { waitUntil: 'networkidle' });
  });
}
