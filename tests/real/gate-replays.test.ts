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
      "06-30-2020.csv repeats 06-29-2020.csv: 3,785 of 3,785 rows are the same; looks like yesterday's file again",
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
      "06-30-2020.csv repeats 06-29-2020.csv: 3,785 of 3,785 rows are the same; looks like yesterday's file again; its last good version stays in use",
    );
    expect(figures.total('confirmed', 'USA', '2020-06-30')).toBe(2_635_417);
    expect(input(nameOf(30)).sha256).toBe(good.input(nameOf(30)).sha256);
  });

  test('a file of long ago, sent again', async () => {
    const { build, upload, report } = await june(folder, [20, 28, 29]);
    await upload(30, await report(20));
    expect((await build()).input(nameOf(30)).reason).toMatch(
      /^06-30-2020\.csv repeats 06-20-2020\.csv: ([\d,]+) of \1 rows are the same; looks like the file of another day$/,
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
      'its confirmed are all zero; on 2020-06-29 they add up to 10,302,151; 2 more of its figures are out of line',
    );
    expect(snapshot?.lastDate).toBe('2020-06-29');
  });

  test('a header renamed', async () => {
    const { build, upload, report } = await june(folder, [28, 29]);
    await upload(30, (await report(30)).replace('Confirmed', 'Confirmed_Cases'));
    const { input, snapshot } = await build();
    expect(input(nameOf(30)).reason).toMatch(/^the heading "Confirmed_Cases" \(column 8\) is not known/);
    expect(snapshot?.lastDate).toBe('2020-06-29');
  });

  test("a state's total falling by 9,005; the next day goes live", async () => {
    const { build, upload, report } = await june(folder, [27, 28]);
    const broward = await countOf(report(28), BROWARD);
    const florida = await stateOf(report(28));
    const fallen = (await stateOf(report(29))) - florida + 9005;
    const now = (await countOf(report(29), BROWARD)) - fallen;
    expect(now).toBeGreaterThan(0);
    expect(broward).toBeGreaterThan(now);
    await upload(
      29,
      changed(await report(29), row => (row.FIPS === BROWARD ? { Confirmed: now } : null)),
    );
    const first = await build();
    expect(first.input(nameOf(29)).reason).toBe(
      `its confirmed of the state "Florida" add up to ${(florida - 9005).toLocaleString('en')}, 9,005 fewer than on 2020-06-28; it stays out until the next day's report agrees`,
    );
    expect(first.snapshot?.lastDate).toBe('2020-06-28');
    await upload(30, await report(30));
    const { input, figures } = await build();
    expect([input(nameOf(29)).state, input(nameOf(30)).state]).toEqual(['quarantined', 'used']);
    expect(figures.total('confirmed', FLORIDA, '2020-06-29')).toBeNull();
    expect(figures.total('confirmed', 'USA', '2020-06-30')).toBe(2_635_417);
  });

  test('a fall that the next day confirms is a correction, and marked as one', async () => {
    const { build, upload, report } = await june(folder, [27, 28]);
    const fewer = async (day: number) =>
      changed(await report(day), row => (row.FIPS === BROWARD ? { Confirmed: 1000 } : null));
    await upload(29, await fewer(29));
    expect((await build()).input(nameOf(29)).state).toBe('quarantined');
    await upload(30, await fewer(30));
    const { input, figures, receipt } = await build();
    expect(receipt.outcome).toBe('published');
    expect(input(nameOf(29)).remarks).toMatchObject([
      {
        check: 'fall',
        verdict: 'confirmed',
        detail: expect.stringMatching(/^its confirmed of the state "Florida" .*; the report of 2020-06-30 agrees$/),
      },
    ]);
    expect(figures.total('confirmed', BROWARD, '2020-06-29')).toBe(1000);
    expect(receipt.corrections.samples.some(({ region }) => region === FLORIDA)).toBe(true);
  });

  test('a false spike for one day: that day alone goes, once the next one takes it back', async () => {
    const { build, upload, report } = await june(folder, [26, 27, 28]);
    const spike = await stateOf(report(29));
    const broward = await countOf(report(29), BROWARD);
    await upload(
      29,
      changed(await report(29), row => (row.FIPS === BROWARD ? { Confirmed: broward + 90_050 } : null)),
    );
    expect((await build()).receipt.outcome).toBe('published');
    await upload(30, await report(30));
    const { input, figures, snapshot } = await build();
    expect(input(nameOf(29)).reason).toContain(`${(spike + 90_050).toLocaleString('en')}, between`);
    expect(input(nameOf(29)).reason).toMatch(
      /of 2020-06-30|on 2020-06-30: a jump that the next day's report takes back/,
    );
    expect(input(nameOf(30)).state).toBe('used');
    expect(snapshot?.lastDate).toBe('2020-06-30');
    expect(figures.total('confirmed', FLORIDA, '2020-06-29')).toBeNull();
    expect(figures.total('confirmed', 'USA', '2020-06-30')).toBe(2_635_417);
  });

  test('a report whose rows all stand in it twice: that day alone goes, at once', async () => {
    const { build, upload, report } = await june(folder, [26, 27, 28]);
    const text = await report(29);
    await upload(29, `${text.trimEnd()}\n${text.slice(text.indexOf('\n') + 1)}`);
    expect((await build()).input(nameOf(29))).toMatchObject({
      state: 'quarantined',
      reason: 'lines 3787 to 7571 repeat lines 2 to 3786, row by row; upload the file with each row once',
    });
    await upload(30, await report(30));
    const { input, figures } = await build();
    expect(input(nameOf(29)).state).toBe('quarantined');
    expect(input(nameOf(30)).state).toBe('used');
    expect(figures.total('confirmed', 'USA', '2020-06-29')).toBeNull();
    expect(figures.total('confirmed', 'USA', '2020-06-30')).toBe(2_635_417);
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
          `rows are as they were; its confirmed add up to ${(sum + 5).toLocaleString('en')} instead of ${sum.toLocaleString('en')}$`,
        ),
      ),
    });
    const { rows, replaced } = input(nameOf(28));
    expect(rows.read - (replaced?.same ?? 0)).toBe(1);
    expect(figures.total('confirmed', BROWARD, '2020-06-28')).toBe(broward + 5);
  });

  test('half a file', async () => {
    const { build, upload, report } = await june(folder, [28, 29]);
    const lines = (await report(30)).split('\n');
    await upload(30, lines.slice(0, lines.length / 2).join('\n'));
    const { input, snapshot } = await build();
    expect(input(nameOf(30)).reason).toMatch(/^it has 1,893 rows, 50 % fewer than the 3,785 of 2020-06-29; \d+ more/);
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
      /^Nothing is published: 34,767 of 511,\d+ deaths on 2020-06-30 \(6\.8 %\) are of places/,
    );
  });
});

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
