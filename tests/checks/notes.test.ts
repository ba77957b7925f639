import { expect, test } from 'vitest';
import { sha256 } from '../../functions/job/hash.ts';
import { reportCsv } from '../build/report-csv.ts';
import { workshop } from '../build/workshop.ts';

const report = (confirmed: number) =>
  reportCsv([
    { country: 'Italy', confirmed, deaths: 5, recovered: 7 },
    { country: 'France', confirmed: 3 * confirmed, deaths: 9, recovered: 2 },
  ]);
const GOOD = report(5000);
const FALLEN = report(2000);
const NOTE = '06-30-2020.csv.accept.yaml';
const WHOLE_REPORTS = 'extends: covid\nchecks: { places: off }\n';

/** A day that falls, with a note beside it; its places are not checked one by one. */
async function withNote(note: string, day = FALLEN) {
  const files = { 'dataset.yaml': WHOLE_REPORTS, '06-29-2020.csv': GOOD, '06-30-2020.csv': day };
  const shop = await workshop({ ...files, [NOTE]: note });
  return { ...shop, built: await shop.build() };
}

test('a note takes in what the checks would keep out, and stands in the receipt with its reason', async () => {
  const { built } = await withNote('reason: probable cases are left out from now on\n');
  expect(built.receipt.outcome).toBe('published');
  expect(built.snapshot?.lastDate).toBe('2020-06-30');
  expect(built.figures.total('confirmed', 'ITA', '2020-06-30')).toBe(2000);
  expect(built.input('06-30-2020.csv').remarks[0]).toEqual({
    check: 'fall',
    verdict: 'accepted',
    detail: 'its confirmed add up to 8,000, 12,000 fewer than on 2020-06-29',
    note: 'probable cases are left out from now on',
  });
  expect(built.input(NOTE)).toMatchObject({
    state: 'ignored',
    reason: expect.stringMatching(
      /^the note accepts 06-30-2020\.csv \(fall.*: probable cases are left out from now on$/,
    ),
  });
});

test('a note that is taken away takes its upload out again', async () => {
  const { built, remove, build } = await withNote('reason: it is so\n');
  expect(built.receipt.outcome).toBe('published');
  await remove(NOTE);
  const after = await build();
  expect(after.receipt.outcome).toBe('quarantined');
  expect(after.snapshot?.lastDate).toBe('2020-06-29');
});

test('a note that names a version accepts no other', async () => {
  const { built, put, build } = await withNote(
    `reason: it is so\nsha256: "${sha256(Buffer.from(FALLEN)).slice(0, 12)}"\n`,
  );
  expect(built.receipt.outcome).toBe('published');
  await put('06-30-2020.csv', report(1000));
  const after = await build();
  expect(after.input('06-30-2020.csv').state).toBe('quarantined');
  expect(after.figures.total('confirmed', 'ITA', '2020-06-30')).toBe(2000);
  expect(after.input(NOTE).reason).toBe('the note accepts nothing: it is for another version of 06-30-2020.csv');
});

test.each([
  [
    'a note for another check',
    'reason: it is so\ncheck: repeated-rows\n',
    FALLEN,
    'what keeps 06-30-2020.csv out is not what it accepts',
  ],
  ['a note for a file that passes', 'reason: it is so\n', report(5100), '06-30-2020.csv passes every check'],
  [
    'a note for a file that cannot be read',
    'reason: it is so\n',
    'a,b\n1,2\n',
    'what keeps 06-30-2020.csv out is not what it accepts',
  ],
  [
    'a note for another version',
    'reason: it is so\netag: "0"\n',
    FALLEN,
    'it is for another version of 06-30-2020.csv',
  ],
])('%s accepts nothing, and says so', async (_, note, day, why) => {
  const { built } = await withNote(note, day);
  expect(built.input(NOTE)).toMatchObject({ state: 'ignored', reason: `the note accepts nothing: ${why}` });
  expect(built.input('06-30-2020.csv').state).toBe(day === report(5100) ? 'used' : 'quarantined');
});

test('a note beside nothing is told so', async () => {
  const { build } = await workshop({ '06-29-2020.csv': GOOD, 'x.csv.accept.yaml': 'reason: it is so\n' });
  expect((await build()).input('x.csv.accept.yaml').reason).toBe(
    'the note accepts nothing: there is no upload x.csv beside it',
  );
});

test.each([
  ['no reason', 'check: fall\n', 'reason must be text; found nothing'],
  ['an empty reason', 'reason: " "\n', 'reason must be a sentence that says why; found " "'],
  ['a field that is not known', 'reason: x\nchek: fall\n', '"chek" is not a field of a note; did you mean "check"?'],
  ['a check that is not known', 'reason: x\ncheck: falls\n', /^check must be "readable" or .* found "falls"$/],
  [
    'a hash that is none',
    'reason: x\nsha256: latest\n',
    'sha256 must be 8 to 64 hexadecimal digits, in quotes; found "latest"',
  ],
  ['no YAML', 'reason: [\n', /^Flow sequence/],
  ['nothing', '', 'a note must be an object; found null'],
  ['too much', `reason: ${'x'.repeat(10_000)}\n`, 'a note must have at most 10000 bytes; found 10009'],
])('a note with %s is quarantined with a sentence, and accepts nothing', async (_, note, why) => {
  const { built } = await withNote(note);
  const { state, reason } = built.input(NOTE);
  expect(state).toBe('quarantined');
  const sentence = reason?.replace(/^the note cannot be read: /, '');
  if (typeof why === 'string') expect(sentence).toBe(why);
  else expect(sentence).toMatch(why);
  expect(built.input('06-30-2020.csv').state).toBe('quarantined');
});
