import { expect, test } from 'vitest';
import { LAYOUTS, type Layout, reportCsv, reportName } from './report-csv.ts';
import { workshop } from './workshop.ts';

const ROWS = [
  { province: 'Hubei', country: 'China', confirmed: 444, deaths: 17, recovered: 28 },
  { province: '', country: 'Korea, South', confirmed: 1, deaths: '', recovered: '' },
];

const layouts: Layout[] = [];
for (const date of ['2020-01-22', '2020-03-01', '2020-03-22', '2020-05-29', '2020-11-09'] as const) layouts.push(date);

test.each(layouts)('the layout of %s is read', async layout => {
  const { build } = await workshop({ '02-01-2020.csv': reportCsv(ROWS, layout) });
  const { receipt, figures } = await build();
  expect(receipt.outcome).toBe('published');
  expect(figures.total('confirmed', 'CN-HB', '2020-02-01')).toBe(444);
  expect(figures.total('deaths', 'CHN', '2020-02-01')).toBe(17);
  expect(figures.total('active', 'CHN', '2020-02-01')).toBe(444 - 17 - 28);
  expect(figures.total('confirmed', 'KOR', '2020-02-01')).toBe(1);
});

test('reports of several layouts make one snapshot, whether their days are near or far', async () => {
  const { put, build } = await workshop();
  const days = ['2020-02-01', '2020-02-02', '2020-02-03', '2020-02-04', '2020-02-29'];
  for (const [index, date] of days.entries()) {
    const rows = [{ country: 'Italy', confirmed: 10 + index, deaths: index, recovered: 0 }];
    await put(reportName(date), reportCsv(rows, layouts[index]));
  }
  const { receipt, figures, snapshot } = await build();
  expect(receipt.outcome).toBe('published');
  expect(days.map(date => figures.total('confirmed', 'ITA', date))).toEqual([10, 11, 12, 13, 14]);
  expect(figures.total('confirmed', 'ITA', '2020-02-15')).toBeNull();
  expect(snapshot).toMatchObject({ firstDate: '2020-02-01', lastDate: '2020-02-29' });
});

test('a blank count is not known, which is not zero', async () => {
  const { build } = await workshop({ '02-01-2020.csv': reportCsv(ROWS, '2020-01-22') });
  const { figures } = await build();
  expect(figures.total('deaths', 'KOR', '2020-02-01')).toBeNull();
  expect(figures.total('active', 'KOR', '2020-02-01')).toBeNull();
});

test('columns are known by their headings, in whatever order they stand', async () => {
  const headings = LAYOUTS['2020-01-22'].split(',').reverse().join(',');
  const { build } = await workshop({ '02-01-2020.csv': `${headings}\n3,2,100,x,Italy,\n` });
  const { figures } = await build();
  expect(['confirmed', 'deaths', 'recovered'].map(id => figures.total(id, 'ITA', '2020-02-01'))).toEqual([100, 2, 3]);
});
