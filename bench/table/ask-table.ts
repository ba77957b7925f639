import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { createTablesApp } from '../../functions/tables/tables-app.ts';
import { percentile } from '../report/quantile.ts';
import { TABLE_PATH } from './write-table.ts';

/** Run as a process: asks the published table each question, first in a new app, then again and again, and prints the times. */
const [out = '', count = '1', ...questions] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'seecovid-tables-'));
const app = createTablesApp({ store: new DiskStore({ root: out }), folder, memoryMb: 1024 });

const first = await timeOf(questions[0] ?? '');
const warm = [];
for (const question of questions) {
  await timeOf(question);
  const times: number[] = [];
  for (let turn = 0; turn < Number(count); turn += 1) times.push(await timeOf(question));
  warm.push(percentile(times, 0.95));
}
await app.close();
await rm(folder, { recursive: true });
console.log(JSON.stringify({ first, warm }));

async function timeOf(question: string): Promise<number> {
  const started = performance.now();
  const response = await app.fetch(new Request(`https://example.org/api/v1${TABLE_PATH}/${question}`));
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${question} answered ${response.status}: ${text}`);
  return performance.now() - started;
}
