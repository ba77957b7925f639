import { expect, test } from 'vitest';
import { reportCsv } from '../report-csv.ts';
import { type Built, workshop } from '../workshop.ts';

const report = (confirmed: number, deaths = 2000) =>
  reportCsv([
    { country: 'Italy', confirmed, deaths, recovered: 7 },
    { country: 'France', confirmed: 3 * confirmed, deaths, recovered: 2 },
  ]);

/** Two days under limits of the data set's own. */
async function under(gate: string, second: string): Promise<Built> {
  const { build } = await workshop({
    'dataset.yaml': `extends: covid\ngate: ${gate}\n`,
    '06-29-2020.csv': report(10_000),
    '06-30-2020.csv': second,
  });
  return build();
}

const checksOf = (built: Built) => built.input('06-30-2020.csv').remarks.map(({ check }) => check);

test.each([
  ['fall', '{ fall: 0.2, parents: off }', report(8100), []],
  ['fall', '{ fall: 0.1, parents: off }', report(8100), ['fall']],
  ['fall of a country', '{ fall: off }', report(8000), ['fall', 'fall']],
  ['fall of a country', '{ fall: off, parents: { country: { fall: 0.5 } } }', report(8000), []],
  ['fall of a country', '{ fall: off, parents: { country: off } }', report(8000), []],
  ['fall of a country in one count', '{ fall: off, parents: { country: { counts: [deaths] } } }', report(8000), []],
  ['what is small', '{ small: 50000 }', report(8000), []],
  ['rise', '{ parents: off }', report(50_000), ['rise']],
  ['rise', '{ parents: off, rise: 6 }', report(50_000), []],
  ['rise of a country', '{ rise: off }', report(50_000), ['rise', 'rise']],
  ['zeros', '{}', report(10_100, 0), ['all-zero']],
  ['zeros', '{ zeroAfter: 5000 , fall: off, parents: off }', report(10_100, 0), []],
  ['zeros', '{ zeroAfter: off , fall: off, parents: off }', report(10_100, 0), []],
])('the limit of %s is the data set’s to set: %s', async (_, gate, second, checks) => {
  const built = await under(gate, second);
  expect(checksOf(built)).toEqual(checks);
  expect(built.input('06-30-2020.csv').state).toBe(checks.length === 0 ? 'used' : 'quarantined');
});

test.each([
  ['a limit that is not known', '{ falls: 0.1 }', '"falls" is no field of gate; did you mean "fall"?'],
  [
    'a limit of a parent that is not known',
    '{ parents: { state: { los: 1 } } }',
    '"los" is no field of gate.parents.state; did you mean "lost"?',
  ],
  ['a share of more than 1', '{ fall: 5 }', 'gate.fall must be a share from 0 to 1, or off; found 5'],
  ['a number below 0', '{ rise: -1 }', 'gate.rise must be a number of 0 or more, or off; found -1'],
  ['a limit in words', '{ fall: never }', 'gate.fall must be a share from 0 to 1, or off; found "never"'],
  ['a gate that is none', '[1]', 'gate must be an object; found [1]'],
  [
    'a parent without SQL',
    '{ parents: { region: { fall: 0.1 } } }',
    'gate.parents.region.by must be text; found nothing',
  ],
  [
    'a count that is not there',
    '{ parents: { country: { counts: [tests] } } }',
    'gate.parents.country.counts must be a list of confirmed, deaths, recovered; found "tests"',
  ],
  [
    'a level with a name for SQL to stumble over',
    '{ parents: { "a b": { by: country } } }',
    /^gate\.parents must be a name of small letters/,
  ],
  [
    'SQL of a column that is not there',
    '{ parents: { region: { by: planet } } }',
    /^gate\.parents: referenced column "planet" not found in FROM clause$/,
  ],
  [
    'SQL that reads a file',
    `{ parents: { region: { by: "(SELECT 'x' FROM read_text('/etc/hostname'))" } } }`,
    'gate.parents.region.by must not hold a SELECT',
  ],
])('%s is refused with a sentence', async (_, gate, sentence) => {
  const { receipt } = await under(gate, report(10_100));
  expect(receipt.outcome).toBe('refused');
  const found = /^Nothing is published: (?:covid\/dataset\.yaml: )?(.*)\.$/s.exec(receipt.summary)?.[1];
  if (typeof sentence === 'string') expect(found).toBe(sentence);
  else expect(found).toMatch(sentence);
});

test('a grown total is held to the days that lie between: four times a day, sixteen times in two', async () => {
  const days = { '06-27-2020.csv': report(10_000), '06-29-2020.csv': report(150_000) };
  expect((await (await workshop(days)).build()).receipt.outcome).toBe('published');
  const next = { '06-28-2020.csv': report(10_000), '06-29-2020.csv': report(150_000) };
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
    'Nothing is published: 500 of 10,500 confirmed on 2020-06-30 (4.8 %) are of places that count nowhere: "Atlantis".',
  );
});
