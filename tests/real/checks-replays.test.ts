// @module-tag exhaustive
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeReal } from './describe-real.ts';
import { changed, june, nameOf } from './june.ts';

const BROWARD = '12011';
const FLORIDA = 'US-FL';
const LOOKUP = 'UID_ISO_FIPS_LookUp_Table.csv';

describeReal('what went wrong in daily reports, made again from the real ones', folder => {
  test("yesterday's file sent as today's", async () => {
    const { build, upload, report } = await june(folder, [27, 28, 29]);
    await upload(30, await report(29));
    const { input, snapshot, receipt } = await build();
    expect(receipt.outcome).toBe('quarantined');
    expect(input(nameOf(30)).reason).toBe(
      '06-30-2020.csv repeats 06-29-2020.csv: 3,785 of 3,785 rows are the same; they were last updated 2020-06-30 04:33, which fits 06-29-2020.csv and not 06-30-2020.csv; this is final, as no other report can change it: to publish the file all the same, put a note 06-30-2020.csv.accept.yaml beside it',
    );
    expect(snapshot?.lastDate).toBe('2020-06-29');
  });

  test('the same with another time stamp and its rows the other way round, over the right one', async () => {
    const { build, upload, report } = await june(folder, [28, 29, 30]);
    const good = await build();
    const [head, ...rows] = (await report(29)).trimEnd().split('\n');
    const later = [head, ...rows.reverse()].join('\n').replaceAll('2020-06-30', '2020-07-01');
    await upload(30, later);
    const { input, figures } = await build();
    expect(input(nameOf(30)).reason).toBe(
      "06-30-2020.csv repeats 06-29-2020.csv: 3,785 of 3,785 rows are the same; looks like yesterday's file again; this is final, as no other report can change it: to publish the file all the same, put a note 06-30-2020.csv.accept.yaml beside it; its last good version stays in use",
    );
    expect(figures.total('confirmed', 'USA', '2020-06-30')).toBe(2_635_417);
    expect(input(nameOf(30)).sha256).toBe(good.input(nameOf(30)).sha256);
  });

  test('a holiday on which hardly a place reports: its rows were updated for their own day', async () => {
    const { build, upload, report } = await june(folder, [27, 28, 29]);
    const quiet = (await report(29)).replaceAll('2020-06-30 04:33', '2020-07-01 04:33');
    await upload(
      30,
      changed(quiet, row => (row.FIPS === BROWARD ? { Confirmed: Number(row.Confirmed) + 5 } : null)),
    );
    const { input, snapshot } = await build();
    expect(input(nameOf(30)).reason).toBeNull();
    expect(snapshot?.lastDate).toBe('2020-06-30');
  });

  test('a file of long ago, sent again', async () => {
    const { build, upload, report } = await june(folder, [20, 28, 29]);
    await upload(30, await report(20));
    expect((await build()).input(nameOf(30)).reason).toMatch(
      /^06-30-2020\.csv repeats 06-20-2020\.csv: ([\d,]+) of \1 rows are the same; they were last updated 2020-06-21 04:33, which fits 06-20-2020\.csv and not 06-30-2020\.csv; this is final/,
    );
  });

  test('a day of zeros', async () => {
    const { build, upload, report } = await june(folder, [28, 29]);
    await upload(
      30,
      changed(await report(30), () => ({ Confirmed: 0, Deaths: 0, Recovered: 0 })),
    );
    const { input, snapshot } = await build();
    expect(input(nameOf(30)).reason).toBe(
      'its confirmed are all zero; on 2020-06-29 they add up to 10,302,151; 2 more of its figures are out of line; this is final, as no other report can change it: to publish the file all the same, put a note 06-30-2020.csv.accept.yaml beside it',
    );
    expect(snapshot?.lastDate).toBe('2020-06-29');
  });

  test('a header renamed', async () => {
    const { build, upload, report } = await june(folder, [28, 29]);
    await upload(30, (await report(30)).replace('Confirmed', 'Confirmed_Cases'));
    const { input, snapshot } = await build();
    expect(input(nameOf(30)).reason).toMatch(/^the column header "Confirmed_Cases" \(column 8\) is not known/);
    expect(snapshot?.lastDate).toBe('2020-06-29');
  });

  test("a county's total falling by so much that its state falls: the county is held back, the state counts its last value", async () => {
    const { build, upload, report } = await june(folder, [27, 28]);
    const broward = await countOf(report(28), BROWARD);
    const florida = await stateOf(report(29));
    const real = await countOf(report(29), BROWARD);
    await upload(
      29,
      changed(await report(29), row => (row.FIPS === BROWARD ? { Confirmed: broward - 9005 } : null)),
    );
    const first = await build();
    const words = `Broward, Florida on 2020-06-29: ${shown(broward - 9005)} confirmed after ${shown(broward)} on 2020-06-28`;
    expect(first.receipt.held).toMatchObject([
      {
        region: BROWARD,
        date: '2020-06-29',
        check: 'fall',
        detail: `${words}; the next report decides`,
      },
    ]);
    expect(first.figures.total('confirmed', FLORIDA, '2020-06-29')).toBe(florida - real + broward);
    await upload(30, await report(30));
    const { input, figures, receipt } = await build();
    expect([input(nameOf(29)).state, input(nameOf(30)).state]).toEqual(['used', 'used']);
    expect(receipt.held[0]?.detail).toMatch(/this is final, as the report of 2020-06-30 has [\d,]+ confirmed$/);
    expect(figures.total('confirmed', BROWARD, '2020-06-29')).toBeNull();
    expect(figures.total('confirmed', FLORIDA, '2020-06-29')).toBe(florida - real + broward);
    expect(figures.total('confirmed', 'USA', '2020-06-30')).toBe(2_635_417);
  });

  test('a fall that the next day confirms is a correction, and marked as one', async () => {
    const { build, upload, report } = await june(folder, [27, 28]);
    const fewer = async (day: number) =>
      changed(await report(day), row => (row.FIPS === BROWARD ? { Confirmed: 1000 } : null));
    await upload(29, await fewer(29));
    expect((await build()).receipt.held).toMatchObject([{ region: BROWARD }]);
    await upload(30, await fewer(30));
    const { input, figures, receipt } = await build();
    expect(receipt.outcome).toBe('published');
    expect(input(nameOf(29)).remarks).toContainEqual({
      check: 'fall',
      verdict: 'confirmed',
      detail: expect.stringMatching(
        /^Broward, Florida on 2020-06-29: 1,000 confirmed .*; the report of 2020-06-30 agrees$/,
      ),
      note: null,
    });
    expect(figures.total('confirmed', BROWARD, '2020-06-29')).toBe(1000);
    expect(receipt.corrections.samples.some(({ region }) => region === FLORIDA)).toBe(true);
  });

  test('a false leap of one county for one day: that county on that day, once the next one takes it back', async () => {
    const { build, upload, report } = await june(folder, [26, 27, 28]);
    const broward = await countOf(report(29), BROWARD);
    await upload(
      29,
      changed(await report(29), row => (row.FIPS === BROWARD ? { Confirmed: broward + 12_000 } : null)),
    );
    expect((await build()).receipt.held).toEqual([]);
    await upload(30, await report(30));
    const { input, figures, receipt, snapshot } = await build();
    expect(receipt.held).toMatchObject([{ region: BROWARD, date: '2020-06-29', check: 'spike' }]);
    expect(receipt.held[0]?.detail).toMatch(/^Broward, Florida on 2020-06-29: .* the next report takes the leap back$/);
    expect(input(nameOf(29)).state).toBe('used');
    expect(snapshot?.lastDate).toBe('2020-06-30');
    expect(figures.total('confirmed', BROWARD, '2020-06-29')).toBeNull();
    expect(figures.total('confirmed', 'USA', '2020-06-30')).toBe(2_635_417);
  });

  test('a report whose rows are all there twice is proven corrupt', async () => {
    const { build, upload, report } = await june(folder, [26, 27, 28]);
    const text = await report(29);
    await upload(29, `${text.trimEnd()}\n${text.slice(text.indexOf('\n') + 1)}`);
    expect((await build()).input(nameOf(29))).toMatchObject({
      state: 'quarantined',
      reason: expect.stringMatching(/repeat/),
    });
  });

  test('an old file edited silently is taken, and the receipt of that build says what is other', async () => {
    const { build, upload, report } = await june(folder, [27, 28, 29]);
    const before = await build();
    const broward = await countOf(report(28), BROWARD);
    await upload(
      28,
      changed(await report(28), row => (row.FIPS === BROWARD ? { Confirmed: broward + 5 } : null)),
    );
    const { input, figures, receipt } = await build();
    expect(receipt.outcome).toBe('published');
    const sum = before.input(nameOf(28)).totals?.confirmed ?? 0;
    expect(input(nameOf(28)).replaced).toMatchObject({
      sha256: before.input(nameOf(28)).sha256,
      totals: { confirmed: sum },
      detail: expect.stringMatching(
        new RegExp(
          `places are as they were; its confirmed add up to ${(sum + 5).toLocaleString('en')} instead of ${sum.toLocaleString('en')}$`,
        ),
      ),
    });
    const { replaced } = input(nameOf(28));
    // The county, its state and its country.
    expect(
      Number(/of ([\d,]+) places/.exec(replaced?.detail ?? '')?.[1]?.replace(',', '')) - (replaced?.same ?? 0),
    ).toBe(3);
    expect(figures.total('confirmed', BROWARD, '2020-06-28')).toBe(broward + 5);
  });

  test('half a file', async () => {
    const { build, upload, report } = await june(folder, [28, 29]);
    const lines = (await report(30)).split('\n');
    await upload(30, lines.slice(0, lines.length / 2).join('\n'));
    const { input, snapshot } = await build();
    expect(input(nameOf(30)).reason).toMatch(/^it has 1,893 rows, 50% fewer than the 3,785 of 2020-06-29; \d+ more/);
    expect(snapshot?.lastDate).toBe('2020-06-29');
  });

  test('a lookup table losing a country, with a new day beside it', async () => {
    const { build, put, upload, report } = await june(folder, [28, 29]);
    const good = await build();
    const table = await readFile(join(folder, LOOKUP), 'utf8');
    await put(
      LOOKUP,
      table
        .split('\n')
        .filter(line => !/,Italy,/.test(line))
        .join('\n'),
    );
    await upload(30, await report(30));
    const { input, figures, receipt } = await build();
    expect(receipt.outcome).toBe('quarantined');
    expect(input(LOOKUP)).toMatchObject({
      state: 'quarantined',
      reason: expect.stringMatching(
        /^it lacks 1 of the [\d,]+ regions of the version in use: Italy \(ITA\); its last good version stays in use$/,
      ),
      sha256: good.input(LOOKUP).sha256,
    });
    expect(figures.total('confirmed', 'ITA', '2020-06-30')).toBe(240_578);
    expect(receipt.unmatched).toEqual([]);
  });

  test('a first lookup table that lacks a country', async () => {
    const { build, put } = await june(folder, [30]);
    const table = await readFile(join(folder, LOOKUP), 'utf8');
    await put(
      LOOKUP,
      table
        .split('\n')
        .filter(line => !/,Italy,/.test(line))
        .join('\n'),
    );
    const { receipt } = await build();
    expect(receipt.outcome).toBe('refused');
    expect(receipt.summary).toMatch(
      /^Nothing is published: 34,767 of 511,\d+ deaths on 2020-06-30 \(6\.8%\) are of places/,
    );
  });
});

function shown(count: number): string {
  return count.toLocaleString('en');
}

async function countOf(report: Promise<string>, fips: string): Promise<number> {
  let found = 0;
  changed(await report, row => {
    if (row.FIPS === fips) found = Number(row.Confirmed);
    return null;
  });
  return found;
}

async function stateOf(report: Promise<string>): Promise<number> {
  let sum = 0;
  changed(await report, row => {
    if (row.Province_State === 'Florida') sum += Number(row.Confirmed);
    return null;
  });
  return sum;
}
