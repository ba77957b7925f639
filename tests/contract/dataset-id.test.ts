import { expect, test } from 'vitest';
import { datasetOfRootFile, idOfFile } from '../../functions/contract/dataset-id.ts';
import { isDatasetId } from '../../functions/contract/schema.ts';

test.each([
  ['iris.csv', 'iris'],
  ['Iris 2.CSV.gz', 'iris-2'],
  ['2020 sales.parquet', 't-2020-sales'],
  ['data.csv', 't-data'],
  ['api.json', 't-api'],
  ['Café – Übersicht.tsv', 'cafe-ubersicht'],
  ['数据.csv', 't-table'],
  ['a.b.ndjson', 'a-b'],
])('idOfFile(%j) is %s', (name, id) => {
  expect(idOfFile(name)).toBe(id);
  expect(isDatasetId(id)).toBe(true);
});

test.each([
  ['iris.csv', 'iris'],
  ['iris.csv.accept.yaml', 'iris'],
  ['site.yaml', null],
  ['README.md', null],
  ['covid/a.csv', null],
])('datasetOfRootFile(%j) is %s', (name, id) => {
  expect(datasetOfRootFile(name)).toBe(id);
});
