import { createQueryApp } from '../../functions/query/query-app.ts';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { fiftyCounties, mixedQuestions } from './questions.ts';

/**
 * A process of its own, run with --expose-gc: asks the handler so many questions and prints its memory as JSON, at the
 * start (when each question was asked once), in the middle and at the end: what is resident, and what of it is in use
 * after a collection. Node gives pages back late, so that what is resident says what a host must have, not what is kept.
 */
const [out = '', count = '0'] = process.argv.slice(2);
const requests = Number(count);
const app = createQueryApp({ store: new DiskStore({ root: out }) });
const questions = mixedQuestions(await fiftyCounties(out));

for (let index = 0; index < questions.length; index += 1) await ask(index);
const start = await memory();
const started = performance.now();
for (let index = 0; index < requests / 2; index += 1) await ask(index);
const middle = await memory();
for (let index = 0; index < requests / 2; index += 1) await ask(index);
const end = await memory();
const perRequestMs = (performance.now() - started) / requests;
console.log(JSON.stringify({ start, middle, end, perRequestMs }));

async function ask(index: number): Promise<void> {
  const path = questions[index % questions.length] ?? '';
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
