import { expect, test } from 'vitest';
import { LOOKUP_NAME, LOOKUP_TABLE } from './lookup-table.ts';
import { reportCsv } from './report-csv.ts';
import { workshop } from './workshop.ts';

const report = (confirmed: number) =>
  reportCsv([
    { country: 'Italy', confirmed, deaths: 5, recovered: 7 },
    { country: 'France', confirmed: 3 * confirmed, deaths: 9, recovered: 2 },
  ]);

test('a count that falls by a little is a correction: accepted, and listed', async () => {
  const { build } = await workshop({ '06-29-2020.csv': report(1000), '06-30-2020.csv': report(998) });
  const { receipt } = await build();
  expect(receipt.outcome).toBe('published');
  expect(receipt.corrections.samples).toEqual([
    { map: 'world', region: 'FRA', measure: 'confirmed', date: '2020-06-30', change: -6 },
    { map: 'world', region: 'ITA', measure: 'confirmed', date: '2020-06-30', change: -2 },
  ]);
});

test('a lookup table that was cut off refuses the snapshot, and what was live stays', async () => {
  const { build, put } = await workshop({ '06-30-2020.csv': report(1000) });
  const good = await build();
  await put(LOOKUP_NAME, LOOKUP_TABLE.split('\n').slice(0, 2).join('\n'));
  const { receipt, livePointer } = await build();
  expect(receipt.outcome).toBe('refused');
  expect(receipt.summary).toMatch(/rows? of \d+ with a place that no table and no rule knows, as "/);
  expect(livePointer.snapshot).toBe(good.livePointer.snapshot);
});

test('an engine that ran out of memory is no verdict on the files that it read', async () => {
  const { build } = await workshop({ '06-30-2020.csv': report(1000) });
  await build({ limits: { memoryMb: 8, threads: 1 } }).catch(() => undefined);
  expect((await build()).receipt.outcome).toBe('published');
});
