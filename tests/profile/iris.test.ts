import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseTableFile } from '../../functions/contract/table.ts';
import { column, openWorkbench, profileRows } from './tables.ts';

const [HEADER = '', ...LINES] = readFileSync(join(import.meta.dirname, 'iris.csv'), 'utf8')
  .trimEnd()
  .split('\n');
const ROWS = LINES.map(line => line.split(','));
const COLUMNS = HEADER.split(',').map(name =>
  name === 'species' ? column(name, 'text', { category: true }) : column(name, 'decimal'),
);

test('profileTable knows the figures of Fisher’s irises', async () => {
  const file = await profileRows(COLUMNS, ROWS, await openWorkbench());
  expect(parseTableFile(JSON.parse(JSON.stringify(file)), '')).toEqual(file);
  expect(file.rows).toBe(150);
  const figures = file.columns.map(({ profile: { distinct, min, q1, median, mean, q3, max } }) => {
    return [distinct, min, q1, median, mean, q3, max];
  });
  // As summary(iris) of R has them; the different values of pandas' nunique.
  expect(figures).toEqual([
    [35, 4.3, 5.1, 5.8, 5.84333, 6.4, 7.9],
    [23, 2, 2.8, 3, 3.05733, 3.3, 4.4],
    [43, 1, 1.6, 4.35, 3.758, 5.1, 6.9],
    [22, 0.1, 0.3, 1.3, 1.19933, 1.8, 2.5],
    [3, null, null, null, null, null, null],
  ]);
  expect(file.columns.every(({ profile: { count, missing } }) => count === 150 && missing === 0)).toBe(true);
  expect(file.columns[4]?.profile.top).toEqual([
    { value: 'setosa', count: 50 },
    { value: 'versicolor', count: 50 },
    { value: 'virginica', count: 50 },
  ]);
  expect(file.columns[0]?.profile.histogram).toEqual({
    edges: [4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8],
    counts: [4, 18, 30, 31, 32, 22, 7, 6],
  });
  expect(file.firstRows).toHaveLength(100);
  expect(file.firstRows.slice(0, 5)).toEqual([
    [5.1, 3.5, 1.4, 0.2, 'setosa'],
    [4.9, 3, 1.4, 0.2, 'setosa'],
    [4.7, 3.2, 1.3, 0.2, 'setosa'],
    [4.6, 3.1, 1.5, 0.2, 'setosa'],
    [5, 3.6, 1.4, 0.2, 'setosa'],
  ]);
  expect(file.charts).toEqual([
    {
      type: 'bar',
      title: 'Mean of petal_length by species',
      x: 'species',
      y: 'petal_length',
      aggregate: 'mean',
      by: null,
    },
    {
      type: 'scatter',
      title: 'petal_width against petal_length, by species',
      x: 'petal_length',
      y: 'petal_width',
      aggregate: null,
      by: 'species',
    },
    {
      type: 'histogram',
      title: 'Distribution of sepal_length',
      x: 'sepal_length',
      y: null,
      aggregate: null,
      by: null,
    },
  ]);
});
