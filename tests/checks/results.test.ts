import { expect, test } from 'vitest';
import { reportCsv } from '../build/report-csv.ts';
import { type Built, workshop } from '../build/workshop.ts';

const report = (confirmed: number) =>
  reportCsv([
    { country: 'Italy', confirmed, deaths: 2000 },
    { country: 'France', confirmed: 3 * confirmed, deaths: 2000 },
  ]);
const KEY = 'covid/06-30-2020.csv';

async function builtWith(limits: string, second: string): Promise<Built> {
  const { build } = await workshop({
    'dataset.yaml': `extends: covid\nchecks: ${limits}\n`,
    '06-29-2020.csv': report(10_000),
    '06-30-2020.csv': second,
  });
  return build();
}

const failedOf = ({ receipt }: Built) => receipt.checks.filter(({ passed }) => !passed);

test('the receipt names what failed of a report, with figure, limit and upload', async () => {
  const built = await builtWith('{ fall: 0.1, places: off }', report(8100));
  expect(failedOf(built)).toEqual([
    {
      check: 'fall',
      scope: 'report',
      level: null,
      figure: 0.19,
      limit: 0.1,
      key: KEY,
      passed: false,
      detail: 'its confirmed add up to 32,400, 7,600 fewer than on 2020-06-29',
    },
  ]);
  expect(built.receipt.outcome).toBe('quarantined');
});

test('of several places that fail, it names the one that is farthest from its limit', async () => {
  const built = await builtWith('{}', report(8000).replace(',8000,', ',1000,'));
  expect(failedOf(built)).toEqual([
    {
      check: 'fall',
      scope: 'place',
      level: 'world',
      figure: 0.9,
      limit: 0.15,
      key: KEY,
      passed: false,
      detail: 'Italy on 2020-06-30: 1,000 confirmed after 10,000 on 2020-06-29; the next report decides',
    },
  ]);
});

test('it names an upload that cannot be read, which has no figure', async () => {
  expect(failedOf(await builtWith('{}', 'nonsense'))).toMatchObject([
    { check: 'readable', scope: 'upload', level: null, figure: null, limit: null, key: KEY },
  ]);
});

test('of what passes, it says how near it came to its limit', async () => {
  const { receipt } = await builtWith('{ places: { us-states: off }, rise: off }', report(16_000));
  const found = receipt.checks.map(({ check, level, detail }) => [
    level === null ? check : `${check} of ${level}`,
    detail,
  ]);
  expect(Object.fromEntries(found)).toMatchObject({
    'unreadable-rows': 'at most 0%; the limit is 5%',
    'lost-rows': 'there was nothing to measure',
    rise: 'at most 1.6× in 06-30-2020.csv; the check is off',
    'rise of world': 'at most 1.6× in 06-30-2020.csv; the limit is 2×',
  });
  expect(receipt.checks.every(({ passed }) => passed)).toBe(true);
  expect(receipt.checks.map(({ level }) => level)).not.toContain('us-states');
});
