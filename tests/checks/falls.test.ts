import { expect, test } from 'vitest';
import { LOOKUP_NAME, LOOKUP_TABLE } from '../build/lookup-table.ts';
import { reportCsv } from '../build/report-csv.ts';
import { workshop } from '../build/workshop.ts';

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

test('a first lookup table that was cut off refuses the snapshot', async () => {
  const cut = LOOKUP_TABLE.split('\n').slice(0, 2).join('\n');
  const { build } = await workshop({ '06-30-2020.csv': report(1000), [LOOKUP_NAME]: cut });
  const { receipt, livePointer } = await build();
  expect(receipt.outcome).toBe('refused');
  expect(receipt.summary).toMatch(
    /2 rows of 2 on 2020-06-30 with a place that no table and no rule knows, as "(Italy|France)"\.$/,
  );
  expect(livePointer.snapshot).toBeNull();
});

test('an engine that ran out of memory is no verdict on the files that it read', async () => {
  const { build } = await workshop({ '06-30-2020.csv': report(1000) });
  await build({ limits: { memoryMb: 8 } }).catch(() => undefined);
  expect((await build()).receipt.outcome).toBe('published');
});

const BIG = [1000, 1100, 1200].map(report);

test('a report whose totals fall stays out, with a sentence, and the days after it go live', async () => {
  const { build, put, input } = await wholeReports();
  await put('06-29-2020.csv', report(400));
  const fallen = await build();
  expect(fallen.receipt.outcome).toBe('quarantined');
  expect(fallen.snapshot?.lastDate).toBe('2020-06-28');
  expect(input(fallen, '06-29-2020.csv').reason).toBe(
    "its confirmed add up to 1,600, 2,400 fewer than on 2020-06-28; it stays out until the next day's report agrees",
  );
  await put('06-30-2020.csv', BIG[2] ?? '');
  const next = await build();
  expect(next.snapshot?.lastDate).toBe('2020-06-30');
  expect(next.receipt.outcome).toBe('quarantined');
  expect(input(next, '06-29-2020.csv').reason).toBe(
    'its confirmed add up to 1,600, 2,400 fewer than on 2020-06-28; this is final, as the report of 2020-06-30 does not agree: to publish the file all the same, put a note 06-29-2020.csv.accept.yaml beside it',
  );
});

test('a fall that the next report agrees with is a correction, and accepted', async () => {
  const { build, put } = await wholeReports();
  await put('06-29-2020.csv', report(400));
  await put('06-30-2020.csv', report(410));
  const { receipt, snapshot } = await build();
  expect(receipt.outcome).toBe('published');
  expect(snapshot?.lastDate).toBe('2020-06-30');
  expect(receipt.corrections.samples[0]).toMatchObject({ region: 'FRA', change: -1800 });
});

test('a good day that is replaced by one that falls stays as it was', async () => {
  const { build, put } = await wholeReports();
  await put('06-29-2020.csv', BIG[1] ?? '');
  const good = await build();
  await put('06-29-2020.csv', report(0));
  const after = await build();
  expect(after.receipt.outcome).toBe('quarantined');
  expect(after.figures.total('confirmed', 'ITA', '2020-06-29')).toBe(1100);
  expect(good.receipt.outcome).toBe('published');
});

/** A data set that stands at its first big day, and whose places are not checked one by one. */
async function wholeReports() {
  const limits = 'extends: covid\nchecks: { places: off }\n';
  const shop = await workshop({ 'dataset.yaml': limits, '06-28-2020.csv': BIG[0] ?? '' });
  type Built = Awaited<ReturnType<typeof shop.build>>;
  return { ...shop, input: (built: Built, name: string) => built.input(name) };
}
