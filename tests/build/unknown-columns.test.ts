import { expect, test } from 'vitest';
import { describeResult, exitCodeOf, jsonResult } from '../../cli/describe-result.ts';
import { reportCsv } from './report-csv.ts';
import { workshop } from './workshop.ts';

const report = (confirmed: number) =>
  reportCsv([
    { country: 'Italy', confirmed, deaths: 5, recovered: 7 },
    { fips: '39049', county: 'Franklin', province: 'Ohio', country: 'US', confirmed: 30, deaths: 1, recovered: 0 },
  ]);
/** The same with a column of its own behind the others. */
const withColumn = (name: string, csv: string) =>
  csv
    .trimEnd()
    .split('\n')
    .map((line, index) => `${line},${index === 0 ? name : '7'}\n`)
    .join('');

const WARNING =
  'the column "Foo" (13) is not known and was not read; list it under "unused" in dataset.yaml if it is meant to be there';

test('an unknown column is a warning; the file is live', async () => {
  const { build } = await workshop({
    '06-28-2020.csv': report(100),
    '06-29-2020.csv': withColumn('Foo', report(110)),
    '06-30-2020.csv': withColumn('Foo', report(120)),
  });
  const built = await build();
  expect(built.receipt).toMatchObject({ outcome: 'published', summary: '3 reports up to 2020-06-30 are live.' });
  expect(built.input('06-28-2020.csv').warnings).toEqual([]);
  expect(built.input('06-30-2020.csv')).toMatchObject({ state: 'used', reason: null, warnings: [WARNING] });
  expect(built.figures.total('confirmed', 'ITA', '2020-06-30')).toBe(120);

  expect(exitCodeOf([built])).toBe(0);
  expect(describeResult(built)).toContain(`\n  warning covid/06-29-2020.csv and 1 more: ${WARNING}`);
  expect(jsonResult(built).warnings).toEqual([
    { key: 'covid/06-29-2020.csv', warnings: [WARNING] },
    { key: 'covid/06-30-2020.csv', warnings: [WARNING] },
  ]);
  // What was staged by an earlier build is still known.
  expect((await build({}, { force: true })).input('06-30-2020.csv').warnings).toEqual([WARNING]);
});

test('"unused" silences the warning, and is added to what the base does not use', async () => {
  const { put, build } = await workshop({ '06-30-2020.csv': withColumn('Foo', report(120)) });
  await put('dataset.yaml', 'extends: covid\ntables: { reports: { unused: [Foo] } }\n');
  const { receipt, input, figures } = await build();
  expect(receipt.outcome).toBe('published');
  expect(input('06-30-2020.csv').warnings).toEqual([]);
  expect(figures.total('confirmed', 'US-OH', '2020-06-30')).toBe(30);
});

test('a column of counties under another spelling drops no counties silently', async () => {
  const { build } = await workshop({
    '06-29-2020.csv': report(110),
    '06-30-2020.csv': report(120).replace('Admin2', 'Admin_2'),
  });
  const { input, receipt } = await build();
  expect(receipt.outcome).toBe('quarantined');
  expect(input('06-30-2020.csv')).toMatchObject({
    reason: 'the column header "Admin_2" (column 2) is not known; did you mean "Admin2"?',
    warnings: [],
  });
});
