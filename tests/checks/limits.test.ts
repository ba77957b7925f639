import { expect, test } from 'vitest';
import { reportCsv } from '../build/report-csv.ts';
import { type Built, workshop } from '../build/workshop.ts';

const report = (confirmed: number, deaths = 2000) =>
  reportCsv([
    { country: 'Italy', confirmed, deaths, recovered: 7 },
    { country: 'France', confirmed: 3 * confirmed, deaths, recovered: 2 },
  ]);

/** Two days under limits of the data set's own. */
async function under(limits: string, second: string): Promise<Built> {
  const { build } = await workshop({
    'dataset.yaml': `extends: covid\nchecks: ${limits}\n`,
    '06-29-2020.csv': report(10_000),
    '06-30-2020.csv': second,
  });
  return build();
}

const checksOf = (built: Built) => built.input('06-30-2020.csv').remarks.map(({ check }) => check);
const heldOf = ({ receipt }: Built) => receipt.held.map(({ region, check }) => `${region} ${check}`);

test.each([
  ['fall', '{ fall: 0.2, places: off }', report(8100), []],
  ['fall', '{ fall: 0.1, places: off }', report(8100), ['fall']],
  ['what is small', '{ small: 50000, places: off }', report(8000), []],
  ['rise', '{ places: off }', report(50_000), ['rise']],
  ['rise', '{ places: off, rise: 6 }', report(50_000), []],
  ['zeros', '{}', report(10_100, 0), ['all-zero']],
  ['zeros', '{ zeroAfter: 5000, fall: off, places: off }', report(10_100, 0), []],
  ['zeros', '{ zeroAfter: off, fall: off, places: off }', report(10_100, 0), []],
])('the limit of %s of a report is the data set’s to set: %s', async (_, limits, second, checks) => {
  const built = await under(limits, second);
  expect(checksOf(built)).toEqual(checks);
  expect(built.input('06-30-2020.csv').state).toBe(checks.length === 0 ? 'used' : 'quarantined');
  expect(heldOf(built)).toEqual([]);
});

test.each([
  ['fall', '{}', report(8000), ['FRA fall', 'ITA fall']],
  ['fall', '{ places: { world: { fall: 0.5 } }, fall: off }', report(8000), []],
  ['fall', '{ places: { world: off }, fall: off }', report(8000), []],
  ['fall in one count', '{ places: { world: { measures: [deaths] } }, fall: off }', report(8000), []],
  ['what is small', '{ places: { world: { small: 5000 } }, fall: off }', report(8000), ['FRA fall']],
  ['rise', '{ rise: off }', report(50_000), ['FRA rise', 'ITA rise']],
  ['rise', '{ rise: off, places: { world: { rise: 6 } } }', report(50_000), []],
])('the limit of %s of a place is the data set’s to set: %s', async (_, limits, second, held) => {
  const built = await under(limits, second);
  expect(heldOf(built)).toEqual(held);
  expect(built.input('06-30-2020.csv').state).toBe('used');
});

test.each([
  ['a limit that is not known', '{ falls: 0.1 }', '"falls" is not a field of checks; did you mean "fall"?'],
  [
    'a limit of a place that is not known',
    '{ places: { world: { los: 1 } } }',
    '"los" is not a field of checks.places.world; did you mean "lost"?',
  ],
  ['a share of more than 1', '{ fall: 5 }', 'checks.fall must be a share from 0 to 1, or off; found 5'],
  ['a number below 0', '{ rise: -1 }', 'checks.rise must be a number of 0 or more, or off; found -1'],
  ['a limit in words', '{ fall: never }', 'checks.fall must be a share from 0 to 1, or off; found "never"'],
  ['limits that are none', '[1]', 'checks must be an object; found [1]'],
  [
    'a map that is not there',
    '{ places: { moon: { fall: 0.1 } } }',
    'checks.places must be a map of the data set: us-counties, us-states, world, ca-provinces, cn-provinces, au-states; found "moon"',
  ],
  [
    'a measure that is not there',
    '{ places: { world: { measures: [tests] } } }',
    'checks.places.world.measures must be a list of confirmed, deaths, recovered; found "tests"',
  ],
  [
    'a measure that follows from others',
    '{ places: { world: { measures: [active] } } }',
    'checks.places.world.measures must be a list of confirmed, deaths, recovered; found "active"',
  ],
  ['places as SQL', '{ parents: { country: { by: country } } }', /^"parents" is not a field of checks/],
])('%s is refused with a sentence', async (_, limits, sentence) => {
  const { receipt } = await under(limits, report(10_100));
  expect(receipt.outcome).toBe('refused');
  const found = /^Nothing is published: (?:covid\/dataset\.yaml line \d+, column \d+: )?(.*)\.$/s.exec(
    receipt.summary,
  )?.[1];
  if (typeof sentence === 'string') expect(found).toBe(sentence);
  else expect(found).toMatch(sentence);
});

test('a grown total is held to the days that lie between: four times a day, sixteen times in two', async () => {
  const whole = { 'dataset.yaml': 'extends: covid\nchecks: { places: off }\n', '06-29-2020.csv': report(150_000) };
  const days = { ...whole, '06-27-2020.csv': report(10_000) };
  expect((await (await workshop(days)).build()).receipt.outcome).toBe('published');
  const next = { ...whole, '06-28-2020.csv': report(10_000) };
  expect((await (await workshop(next)).build()).receipt.outcome).toBe('quarantined');
});

test('a country that most is counted in, and that the first lookup table lacks, refuses the snapshot', async () => {
  const { build } = await workshop({
    '06-30-2020.csv': reportCsv([
      { country: 'Italy', confirmed: 10_000 },
      { country: 'Atlantis', confirmed: 500 },
    ]),
  });
  const { receipt } = await build();
  expect(receipt.summary).toBe(
    'Nothing is published: 500 of 10,500 confirmed on 2020-06-30 (4.8%) are of places that count nowhere, as "Atlantis".',
  );
});

test('an example of places that count nowhere is given only where there is one', async () => {
  const { receipt } = await under('{}', report(10_100));
  const details = receipt.checks.filter(({ check }) => check.startsWith('unknown')).map(({ detail }) => detail);
  expect(details).toHaveLength(2);
  expect(details.join()).not.toContain('null');
});
