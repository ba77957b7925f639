import { expect, test } from 'vitest';
import { parseFrames } from '../../functions/contract/frames.ts';
import type { HeldBack } from '../../functions/contract/held.ts';
import { blobKey } from '../../functions/contract/keys.ts';
import { parseSeries } from '../../functions/contract/series.ts';
import { addDays } from '../../functions/measures/periods.ts';
import { readPublished } from '../build/read-site.ts';
import { type ReportRow, reportCsv, reportName } from '../build/report-csv.ts';
import { type Built, type Workshop, workshop } from '../build/workshop.ts';

const FIRST = '2020-06-26';
const dayOf = (day: number) => addDays(FIRST, day);
const NOTE = `${reportName(dayOf(2))}.accept.yaml`;

/** So few rows that one of them is a large share. */
const MANY_UNREADABLE = 'extends: covid\nchecks: { unreadableRows: 0.5 }\n';

/** What of a place is written otherwise on one day; null: it has no row. */
type Otherwise = Readonly<Record<string, Partial<ReportRow> | null>>;

/** By name: the row of a place, and how much of it there is on the first day. */
const PLACES: Readonly<Record<string, readonly [place: ReportRow, start: number]>> = {
  Italy: [{ country: 'Italy' }, 10_000],
  France: [{ country: 'France' }, 30_000],
  Ontario: [{ province: 'Ontario', country: 'Canada' }, 5000],
  Cook: [{ fips: '17031', county: 'Cook', province: 'Illinois', country: 'US' }, 8000],
  Franklin: [{ fips: '39049', county: 'Franklin', province: 'Ohio', country: 'US' }, 4000],
  Ohio: [{ fips: '90039', county: 'Unassigned', province: 'Ohio', country: 'US' }, 100],
};

/** A day's report: every place grows by a hundredth of its first day. */
function report(day: number, otherwise: Otherwise = {}): string {
  const rows = Object.entries(PLACES).flatMap(([name, [place, start]]): ReportRow[] => {
    const own = otherwise[name];
    if (own === null) return [];
    const confirmed = start + (start / 100) * day;
    const recovered = place.country === 'US' ? 0 : confirmed / 2;
    return [{ ...place, confirmed, deaths: Math.floor(confirmed / 20), recovered, ...own }];
  });
  return reportCsv(rows);
}

/** Reports of days in a row from 26 June 2020 on, some of them with places that are otherwise. */
async function daysWith(days: number, otherwise: Readonly<Record<number, Otherwise>>): Promise<Workshop> {
  const reports = Array.from({ length: days }, (_, day) => [reportName(dayOf(day)), report(day, otherwise[day])]);
  return workshop(Object.fromEntries(reports));
}

const heldOf = ({ receipt }: Built) => receipt.held.map(({ region, date }) => `${region} ${date}`);
const totals = ({ figures }: Built, region: string, date: string) =>
  ['confirmed', 'deaths', 'recovered', 'active'].map(measure => figures.total(measure, region, date));

/** What the frames and the series of a map say of a measure. */
async function heldBackIn({ out }: Workshop, { figures }: Built, map: string, measure: string) {
  const { frames, series } = figures.index(map);
  const read = async (blob: string) => JSON.parse(await readPublished(out, blobKey('covid', blob)));
  const found: [HeldBack[], HeldBack[]] = [[], []];
  for (const { blob } of frames[measure] ?? []) found[0].push(parseFrames(await read(blob), ''));
  for (const { blob } of Object.values(series).flat()) {
    const columns = parseSeries(await read(blob), '').measures[measure];
    if (columns !== undefined) found[1].push(columns);
  }
  const [inFrames, inSeries] = found.map(all => ({
    held: all.flatMap(({ held }) => held),
    lacks: all.flatMap(({ lacks }) => lacks),
  }));
  expect(inSeries).toEqual(inFrames);
  return inFrames;
}

test('a typing error in the middle holds that place back on that day, and all else is live', async () => {
  const shop = await daysWith(5, { 2: { Italy: { confirmed: 1020 } } });
  const built = await shop.build();
  const detail =
    'Italy on 2020-06-28: 1,020 confirmed after 10,100 on 2020-06-27; this is final, as the report of 2020-06-29 has 10,300 confirmed';
  expect(built.receipt.held).toEqual([
    { map: 'world', region: 'ITA', name: 'Italy', date: '2020-06-28', measures: null, check: 'fall', detail },
  ]);
  expect(built.receipt.outcome).toBe('quarantined');
  expect(built.receipt.summary).toBe('5 reports up to 2020-06-30 are live; 1 place held back.');
  expect(built.input('06-28-2020.csv')).toMatchObject({ state: 'used', remarks: [] });
  expect(totals(built, 'ITA', '2020-06-28')).toEqual([null, null, null, null]);
  expect(totals(built, 'ITA', '2020-06-27')).toEqual([10_100, 505, 5050, 4545]);
  expect(totals(built, 'ITA', '2020-06-29')).toEqual([10_300, 515, 5150, 4635]);
  expect(totals(built, 'FRA', '2020-06-28')).toEqual([30_600, 1530, 15_300, 13_770]);
  expect(await heldBackIn(shop, built, 'world', 'active')).toEqual({
    held: [{ region: 'ITA', period: '2020-06-28', reason: detail }],
    lacks: [],
  });
});

test('a place that falls on the newest day waits for the next report, which settles it', async () => {
  const waiting = { 2: { Italy: { confirmed: 1020 } } };
  const shop = await daysWith(3, waiting);
  const newest = await shop.build();
  expect(newest.receipt.held[0]?.detail).toBe(
    'Italy on 2020-06-28: 1,020 confirmed after 10,100 on 2020-06-27; the next report decides',
  );
  expect(newest.figures.latest('world').measures.confirmed?.held).toHaveLength(1);
  await shop.put('06-29-2020.csv', report(3, { Italy: { confirmed: 1030 } }));
  const agreed = await shop.build();
  expect(agreed.receipt).toMatchObject({ outcome: 'published', held: [] });
  expect(agreed.figures.total('confirmed', 'ITA', '2020-06-28')).toBe(1020);
  expect(agreed.input('06-28-2020.csv').remarks).toEqual([
    {
      check: 'fall',
      verdict: 'confirmed',
      detail: 'Italy on 2020-06-28: 1,020 confirmed after 10,100 on 2020-06-27; the report of 2020-06-29 agrees',
      note: null,
    },
  ]);
  await shop.put('06-29-2020.csv', report(3));
  const refuted = await shop.build();
  expect(heldOf(refuted)).toEqual(['ITA 2020-06-28']);
  expect(refuted.figures.total('confirmed', 'ITA', '2020-06-29')).toBe(10_300);
});

test('a place that leaps is held back where the next report does not agree', async () => {
  const built = await (await daysWith(5, { 2: { Italy: { confirmed: 102_000 } } })).build();
  expect(heldOf(built)).toEqual(['ITA 2020-06-28']);
  expect(built.receipt.held[0]?.check).toBe('rise');
});

test('a leap below the limit is held back when the next report takes it back', async () => {
  const shop = await daysWith(3, { 2: { Italy: { confirmed: 20_100 } } });
  expect((await shop.build()).figures.total('confirmed', 'ITA', '2020-06-28')).toBe(20_100);
  await shop.put('06-29-2020.csv', report(3));
  const newest = await shop.build();
  await shop.put('06-30-2020.csv', report(4));
  const later = await shop.build();
  for (const built of [newest, later]) {
    expect(built.receipt.held).toMatchObject([
      {
        ...{ region: 'ITA', date: '2020-06-28', check: 'spike' },
        detail:
          'Italy on 2020-06-28: 20,100 confirmed, between 10,100 on 2020-06-27 and 10,300 on 2020-06-29; the next report takes the leap back',
      },
    ]);
    expect(built.figures.total('confirmed', 'ITA', '2020-06-28')).toBeNull();
    expect(built.figures.total('confirmed', 'ITA', '2020-06-29')).toBe(10_300);
  }
});

test('a leap that the last day of a month made is held back in the month that is made already', async () => {
  const shop = await daysWith(5, { 4: { Italy: { confirmed: 20_400 } } });
  expect(heldOf(await shop.build())).toEqual([]);
  await shop.put('07-01-2020.csv', report(5));
  const built = await shop.build();
  expect(heldOf(built)).toEqual(['ITA 2020-06-30']);
  expect(built.figures.total('confirmed', 'ITA', '2020-06-30')).toBeNull();
  expect(built.figures.total('confirmed', 'ITA', '2020-07-01')).toBe(10_500);
  expect(built.figures.latest('world').measures.confirmed?.held).toMatchObject([
    { region: 'ITA', period: '2020-06-30' },
  ]);
});

test('a parent counts the last accepted value of a child that is held back, and lacks it', async () => {
  const shop = await daysWith(5, { 2: { Franklin: { confirmed: 408 } } });
  const built = await shop.build();
  expect(heldOf(built)).toEqual(['39049 2020-06-28']);
  expect(built.receipt.held[0]?.detail).toMatch(/^Franklin, Ohio on 2020-06-28: 408 confirmed after 4,040 on /);
  // Franklin as of 27 June, and what is unassigned as of 28 June.
  expect(totals(built, 'US-OH', '2020-06-28')).toEqual([4040 + 102, 202 + 5, null, null]);
  expect(totals(built, 'USA', '2020-06-28').slice(0, 2)).toEqual([4040 + 102 + 8160, 202 + 5 + 408]);
  const lacks = (region: string) => [{ region, period: '2020-06-28', children: ['39049'] }];
  for (const measure of ['confirmed', 'deaths']) {
    expect(await heldBackIn(shop, built, 'us-states', measure)).toEqual({ held: [], lacks: lacks('US-OH') });
    expect(await heldBackIn(shop, built, 'world', measure)).toEqual({ held: [], lacks: lacks('USA') });
  }
  expect((await heldBackIn(shop, built, 'us-counties', 'deaths'))?.held).toMatchObject([{ region: '39049' }]);
});

test('the newest day says which sums of the week before it lack a place', async () => {
  const shop = await daysWith(4, { 2: { Franklin: { confirmed: 408 } } });
  await shop.remove('06-29-2020.csv');
  const lacks = [{ region: 'US-OH', period: '2020-06-28', children: ['39049'] }];
  expect((await shop.build()).figures.latest('us-states').measures.confirmed?.lacks).toEqual(lacks);
  await shop.put('06-29-2020.csv', report(3));
  expect((await shop.build()).figures.latest('us-states').measures.confirmed?.lacks).toEqual(lacks);
  const later = ['06-30', '07-01', '07-02', '07-03', '07-04', '07-05'];
  for (const [index, day] of later.entries()) await shop.put(`${day}-2020.csv`, report(4 + index));
  expect((await shop.build()).figures.latest('us-states').measures.confirmed?.lacks).toEqual(lacks);
  await shop.put('07-06-2020.csv', report(10));
  expect((await shop.build()).figures.latest('us-states').measures.confirmed?.lacks).toEqual([]);
});

test('a place that is gone is held back: for good where a sum counts on it, else while it is gone', async () => {
  const gone = { Franklin: null, Italy: null };
  const shop = await daysWith(3, { 2: gone });
  const newest = await shop.build();
  expect(newest.receipt.held.map(({ detail }) => detail)).toEqual([
    'Franklin, Ohio on 2020-06-28: nothing reported after 4,040 confirmed on 2020-06-27; the next report decides',
    'Italy on 2020-06-28: nothing reported after 10,100 confirmed on 2020-06-27; the next report decides',
  ]);
  expect(newest.figures.total('confirmed', 'US-OH', '2020-06-28')).toBe(4040 + 102);
  await shop.put('06-29-2020.csv', report(3));
  const back = await shop.build();
  expect(heldOf(back)).toEqual(['39049 2020-06-28']);
  expect(back.receipt.gaps.samples).toMatchObject([{ region: '39049' }, { region: 'ITA' }]);
  await shop.put('06-29-2020.csv', report(3, gone));
  const stillGone = await shop.build();
  expect(stillGone.receipt).toMatchObject({ outcome: 'published', held: [] });
  expect(stillGone.figures.total('confirmed', 'US-OH', '2020-06-28')).toBe(102);
  expect(stillGone.input('06-28-2020.csv').remarks.map(({ check, verdict }) => [check, verdict])).toContainEqual([
    'vanished',
    'confirmed',
  ]);
});

test('a place that takes its parent along, as the only one in it, counts once in the sums above', async () => {
  const shop = await daysWith(4, { 2: { Cook: null } });
  const built = await shop.build();
  expect(heldOf(built)).toEqual(['17031 2020-06-28']);
  expect(totals(built, 'US-IL', '2020-06-28').slice(0, 2)).toEqual([8080, 404]);
  expect(built.figures.total('confirmed', 'USA', '2020-06-28')).toBe(8080 + 4080 + 102);
  expect((await heldBackIn(shop, built, 'us-states', 'confirmed'))?.lacks).toEqual([
    { region: 'US-IL', period: '2020-06-28', children: ['17031'] },
  ]);
  expect((await heldBackIn(shop, built, 'world', 'confirmed'))?.lacks).toMatchObject([{ children: ['17031'] }]);
});

test('a place under a name that nothing knows is held back, and the name is given', async () => {
  const built = await (await daysWith(5, { 2: { Italy: { country: 'Itally' } } })).build();
  expect(built.receipt.held).toMatchObject([
    {
      ...{ region: 'ITA', date: '2020-06-28', check: 'vanished' },
      detail:
        'Italy on 2020-06-28: nothing reported after 10,100 confirmed on 2020-06-27; the report has "Itally", which nothing knows; this is final, as the report of 2020-06-29 has 10,300 confirmed',
    },
  ]);
  expect(built.receipt.unmatched).toMatchObject([{ place: 'Itally', rows: 1 }]);
});

test('a count below zero is held back alone; a negative row that its place makes up for counts', async () => {
  const negative = { Italy: { deaths: -3 }, Ohio: { confirmed: -20 } };
  const built = await (await daysWith(5, { 2: negative })).build();
  expect(built.receipt.held).toMatchObject([
    {
      ...{ region: 'ITA', date: '2020-06-28', measures: ['deaths'], check: 'below-zero' },
      detail:
        'Italy on 2020-06-28: -3 deaths (line 2); a total cannot be below zero; this is final, as the report of 2020-06-29 has 515 deaths',
    },
  ]);
  expect(totals(built, 'ITA', '2020-06-28')).toEqual([10_200, null, 5100, null]);
  expect(built.figures.total('confirmed', 'US-OH', '2020-06-28')).toBe(4080 - 20);
});

test('an unreadable cell holds its own measure of its own place back, and the rest of the row counts', async () => {
  const shop = await daysWith(5, { 2: { Franklin: { deaths: 'n/a' }, Cook: { confirmed: '8,160' } } });
  await shop.put('dataset.yaml', MANY_UNREADABLE);
  const built = await shop.build();
  const cell = (column: string, value: string) => `column "${column}" must be a whole number; found "${value}"`;
  const where = (line: number) => `in 06-28-2020.csv at line ${line}`;
  expect(built.receipt.held.map(({ region, measures, check, detail }) => [region, measures, check, detail])).toEqual([
    [
      ...['17031', ['confirmed'], 'unreadable-cell'],
      `Cook, Illinois on 2020-06-28: ${cell('Confirmed', '8,160')} ${where(5)}`,
    ],
    [...['39049', ['deaths'], 'unreadable-cell'], `Franklin, Ohio on 2020-06-28: ${cell('Deaths', 'n/a')} ${where(6)}`],
  ]);
  expect(built.input('06-28-2020.csv')).toMatchObject({
    state: 'used',
    rows: { read: 6, rejected: 0 },
    rejected: [
      { line: 5, column: 'Confirmed', value: '8,160' },
      { line: 6, column: 'Deaths', value: 'n/a' },
    ],
  });
  expect(totals(built, '39049', '2020-06-28')).toEqual([4080, null, null, null]);
  expect(totals(built, 'US-OH', '2020-06-28').slice(0, 2)).toEqual([4080 + 102, 202 + 5]);
  expect(built.figures.total('confirmed', 'US-IL', '2020-06-28')).toBe(8080);
  expect((await heldBackIn(shop, built, 'us-states', 'deaths'))?.lacks).toMatchObject([{ region: 'US-OH' }]);
  expect((await heldBackIn(shop, built, 'us-states', 'confirmed'))?.lacks).toMatchObject([{ region: 'US-IL' }]);
});

test('an unreadable cell of a place that has no earlier value leaves it out of the sums, which lack it', async () => {
  const shop = await daysWith(1, { 0: { Franklin: { confirmed: '?' } } });
  await shop.put('dataset.yaml', MANY_UNREADABLE);
  const built = await shop.build();
  expect(totals(built, '39049', FIRST).slice(0, 2)).toEqual([null, 200]);
  expect(built.figures.total('confirmed', 'US-OH', FIRST)).toBe(100);
  expect((await heldBackIn(shop, built, 'us-states', 'confirmed'))?.lacks).toEqual([
    { region: 'US-OH', period: FIRST, children: ['39049'] },
  ]);
});

test('a note takes in what of a place the checks would hold back', async () => {
  const shop = await daysWith(5, { 2: { Italy: { confirmed: 1020 } } });
  await shop.put(NOTE, 'reason: the ministry counts anew\ncheck: fall\n');
  const built = await shop.build();
  expect(heldOf(built)).toEqual([]);
  expect(built.figures.total('confirmed', 'ITA', '2020-06-28')).toBe(1020);
  expect(built.input('06-28-2020.csv').remarks).toMatchObject([
    { detail: 'Italy on 2020-06-28: 1,020 confirmed after 10,100 on 2020-06-27' },
  ]);
  expect(built.input(NOTE).reason).toBe('the note accepts 06-28-2020.csv (fall): the ministry counts anew');
});

test('a note about another check leaves a place held back, and says so', async () => {
  const shop = await daysWith(5, { 2: { Italy: { confirmed: 1020 } } });
  await shop.put(NOTE, 'reason: it is so\ncheck: rise\n');
  const built = await shop.build();
  expect(heldOf(built)).toEqual(['ITA 2020-06-28']);
  expect(built.input(NOTE).reason).toBe(
    'the note accepts nothing: what is held back of 06-28-2020.csv is not what it accepts',
  );
});

test('where too many places are wrong it is the report', async () => {
  const names = 'Australia,Bahamas,Canada,China,Diamond Princess,France,Ireland,Italy,"Korea, South",MS Zaandam,US';
  const countries = [...names.matchAll(/"[^"]+"|[^,]+/g)].map(([name]) => name.replaceAll('"', ''));
  const world = (fallen: number) =>
    reportCsv(
      countries.map((country, index) => ({
        country,
        confirmed: index < fallen ? 8000 : 10_000,
        deaths: 5,
        recovered: 0,
      })),
    );
  const first = { '06-28-2020.csv': world(0) };
  const few = await (await workshop({ ...first, '06-29-2020.csv': world(9) })).build();
  expect(few.input('06-29-2020.csv')).toMatchObject({ state: 'used', reason: null });
  expect(few.receipt.held).toHaveLength(9);
  const many = await (await workshop({ ...first, '06-29-2020.csv': world(10) })).build();
  expect(many.receipt.held).toEqual([]);
  expect(many.input('06-29-2020.csv').reason).toBe(
    "its confirmed add up to 90,000, 20,000 fewer than on 2020-06-28; it stays out until the next day's report agrees",
  );
});

test('what is held back does not depend on the order in which reports came', async () => {
  const wrong: Readonly<Record<number, Otherwise>> = {
    2: { Italy: { confirmed: 1020 }, Franklin: null },
    3: { Cook: { deaths: '?' } },
  };
  const all = await daysWith(6, wrong);
  const shop = await daysWith(0, {});
  for (const { put } of [all, shop]) await put('dataset.yaml', MANY_UNREADABLE);
  const atOnce = await all.build();
  for (const day of [1, 0, 2, 4, 3]) {
    await shop.put(reportName(dayOf(day)), report(day, wrong[day]));
    await shop.build();
  }
  await shop.put(reportName(dayOf(5)), report(5));
  const oneByOne = await shop.build();
  expect(heldOf(oneByOne)).toEqual(['39049 2020-06-28', 'ITA 2020-06-28', '17031 2020-06-29']);
  expect(oneByOne.livePointer.snapshot).toBe(atOnce.livePointer.snapshot);
});
