import { expect, test } from 'vitest';
import { reportName } from '../build/report-csv.ts';
import { workshop } from '../build/workshop.ts';

const DATES = ['2020-06-26', '2020-06-27', '2020-06-28', '2020-06-29', '2020-06-30'];

test('many reports replaced at once are each held against the version that they replace', async () => {
  const { build, putReport } = await workshop();
  const putAll = async (more: number) => {
    for (const [day, date] of DATES.entries()) {
      await putReport(date, [
        { country: 'Italy', confirmed: 1000 + 10 * day + more, deaths: 5, recovered: 7 },
        { country: 'France', confirmed: 2000 + 10 * day, deaths: 9, recovered: 2 },
      ]);
    }
  };
  await putAll(0);
  const before = await build();
  await putAll(1);
  const after = await build();
  expect(after.receipt.outcome).toBe('published');
  for (const [day, date] of DATES.entries()) {
    const was = 3000 + 20 * day;
    expect(after.input(reportName(date)).replaced).toEqual({
      sha256: before.input(reportName(date)).sha256,
      same: 1,
      totals: { confirmed: was, deaths: 14, recovered: 9 },
      detail: `it replaced another version; 1 of 2 places are as they were; its confirmed add up to ${(was + 1).toLocaleString('en')} instead of ${was.toLocaleString('en')}`,
    });
  }
});
