import { expect, test } from 'vitest';
import type { CleanedReport } from '../../functions/clean/clean-reports.ts';
import { readCleaned, writeCleaned } from '../../functions/clean/memory.ts';
import { MemoryStore } from '../query/memory-store.ts';

const REPORT: CleanedReport = {
  outcome: {
    rows: { kept: 2, moved: 0, merged: 0, dropped: 0, unmatched: 0 },
    totals: { cases: 7 },
    left: { cases: 0 },
    rules: { constructor: 1 },
    unknown: { rows: 0, totals: {} },
  },
  rules: [],
  unmatched: [],
  wrongCells: [],
  negatives: [],
  unknownIn: {},
  rows: { regions: Int32Array.of(3, 8), values: [Float64Array.of(7, Number.NaN)] },
};

test('cleaned reports are read back as they were written, and only for the basis that they were written for', async () => {
  const place = { id: 'd', work: new MemoryStore() };
  expect(await readCleaned('basis', place)).toEqual(new Map());
  await writeCleaned('basis', new Map([['2020-06-30 abc', REPORT]]), place);
  expect(await readCleaned('basis', place)).toEqual(new Map([['2020-06-30 abc', REPORT]]));
  expect(await readCleaned('another basis', place)).toEqual(new Map());
});

test('what cannot be read counts as not there', async () => {
  const place = { id: 'd', work: new MemoryStore() };
  await writeCleaned('basis', new Map([['2020-06-30 abc', REPORT]]), place);
  const whole = (await (await place.work.get('d/cleaned.v8'))?.bytes()) ?? Buffer.of();
  for (const bytes of [Buffer.from(''), Buffer.from('{}'), whole.subarray(0, 40)]) {
    await place.work.put('d/cleaned.v8', bytes);
    expect(await readCleaned('basis', place)).toEqual(new Map());
  }
});
