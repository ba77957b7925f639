import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bill, totalOf } from '../../bench/cost/bill.ts';
import { PRICES } from '../../bench/cost/prices.ts';
import { readSetup } from '../../bench/cost/read-setup.ts';
import type { Usage } from '../../bench/cost/usage.ts';
import { countingStore } from '../../bench/workbench/counting-store.ts';
import { costDocument, readMeasured } from '../../docs/write-cost.ts';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

const USAGE: Usage = {
  schema: 'usage/1',
  visit: { pageRequests: 10, dataRequests: 20, apiRequests: 2, bytes: 500_000, apiSeconds: 0.5, apiReads: 8 },
  upload: { cpuSeconds: 4, seconds: 3, reads: 100, writes: 199, addedBytes: 1e6 },
  stored: { days: 1000, uploadBytes: 6e8, workBytes: 3e8, siteBytes: 1e8 },
};
const SETUP = { queryMemoryMb: 1024, transformMemoryMb: 1769, transformDiskMb: 1536, alarms: 12 };

function dollars(visits: number, uploads: number, free: boolean): Record<string, number> {
  const lines = bill(USAGE, { visits, uploads }, SETUP, free);
  return Object.fromEntries(lines.map(({ billed, dollars }) => [billed, dollars]));
}

test('docs/cost.md is what the measured quantities cost; "npm run docs" writes it anew', async () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'cost.md'), 'utf8');
  expect(page).toBe(costDocument(await readMeasured(), await readSetup()));
});

test('the measured quantities keep the budget of a month', async () => {
  const [usage, setup] = [await readMeasured(), await readSetup()];
  const total = (visits: number, uploads: number, free: boolean) =>
    totalOf(bill(usage, { visits, uploads }, setup, free));
  expect(total(0, 0, true)).toBeLessThanOrEqual(0.05);
  expect(total(0, 0, false)).toBeLessThanOrEqual(0.65);
  expect(total(10_000, 30, true) - total(0, 0, true)).toBeLessThanOrEqual(0.5);
});

test('bill(): a million visits, line by line, without anything free', () => {
  const lines = dollars(1_000_000, 0, false);
  expect(lines.lambdaRequests).toBeCloseTo(0.4, 6);
  // Half a second on a whole processor is 0.5 · 1769 / 1024 on the share of one, times 1 GB.
  expect(lines.lambdaTime).toBeCloseTo(1e6 * 0.5 * (1769 / 1024) * 0.0000133334, 4);
  expect(lines.apiRequests).toBeCloseTo(2, 6);
  expect(lines.cdnRequests).toBeCloseTo(38.4, 6);
  expect(lines.cdnBytes).toBeCloseTo(42.5, 6);
  expect(lines.cdnFunction).toBeCloseTo(1, 6);
  expect(lines.s3Reads).toBeCloseTo(15.2, 6);
});

test('bill(): an upload costs its build, its requests and what it leaves; a build waits no less than it took', () => {
  const [without, lines] = [dollars(0, 0, false), dollars(0, 1000, false)];
  const more = (billed: string) => (lines[billed] ?? 0) - (without[billed] ?? 0);
  expect(more('lambdaTime')).toBeCloseTo(1000 * (4 + 5) * (1769 / 1024) * 0.0000133334, 6);
  expect(more('lambdaDisk')).toBeCloseTo((1000 * (4 + 5) * 0.0309) / 1e6, 9);
  expect(more('s3Writes')).toBeCloseTo(1, 6);
  expect(more('s3Storage')).toBeCloseTo(0.023, 6);
});

test('bill(): idle, only storage, the queue and alarms beyond the free ones are left', () => {
  const lines = Object.entries(dollars(0, 0, true)).filter(([, cost]) => cost > 0);
  expect(lines.map(([billed]) => billed)).toEqual(['s3Storage', 'imageStorage', 'alarms']);
  expect(dollars(0, 0, true).alarms).toBeCloseTo(0.2, 6);
  expect(dollars(0, 0, false).queueRequests).toBeGreaterThan(0.2);
});

test('what is free is free up to its measure, and never makes a line negative', () => {
  const visits = (PRICES.cdnRequests.freeEachMonth + 10_000) / 32;
  expect(dollars(visits, 0, true).cdnRequests).toBeCloseTo(0.012, 6);
  expect(dollars(1, 0, true).cdnRequests).toBe(0);
});

test('countingStore() counts as S3 bills: a listing by its pages, an empty one too', async () => {
  const counted = { reads: 0, writes: 0 };
  const store = countingStore(new DiskStore({ root: await temporaryFolder() }), counted);
  await store.put('a/1', new Uint8Array(1));
  await store.get('a/1');
  await store.get('a/2');
  await store.delete('a/2');
  expect(await Array.fromAsync(store.list('a/'))).toHaveLength(1);
  expect(await Array.fromAsync(store.list('b/'))).toHaveLength(0);
  expect(counted).toEqual({ reads: 2, writes: 3 });
});
