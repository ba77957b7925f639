import { createQueryApp } from '../../functions/query/query-app.ts';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { fiftyCounties, mixedRequests } from './requests.ts';

/**
 * Run as a process with --expose-gc: sends the handler so many requests and prints its memory as JSON, at the start (after
 * each request was sent once), in the middle and at the end: resident, and in use after a garbage collection. Node returns
 * pages late, so resident memory shows what a host needs, not what is kept.
 */
const [out = '', count = '0'] = process.argv.slice(2);
const requests = Number(count);
const app = createQueryApp({ store: new DiskStore({ root: out }) });
const paths = mixedRequests(await fiftyCounties(out));

for (let index = 0; index < paths.length; index += 1) await send(index);
const start = await memory();
const started = performance.now();
for (let index = 0; index < requests / 2; index += 1) await send(index);
const middle = await memory();
for (let index = 0; index < requests / 2; index += 1) await send(index);
const end = await memory();
const perRequestMs = (performance.now() - started) / requests;
console.log(JSON.stringify({ start, middle, end, perRequestMs }));

async function send(index: number): Promise<void> {
  const path = paths[index % paths.length] ?? '';
  const response = await app.fetch(new Request(`https://example.org/api/v1${path}`));
  await response.arrayBuffer();
  if (response.status >= 500) throw new Error(`${path} answered ${response.status}`);
}

async function memory(): Promise<{ readonly resident: number; readonly inUse: number }> {
  globalThis.gc?.();
  await new Promise(resolve => setTimeout(resolve, 100));
  const { rss, heapUsed, external } = process.memoryUsage();
  return { resident: rss, inUse: heapUsed + external };
}
