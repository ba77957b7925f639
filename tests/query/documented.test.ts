import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { apiGuide, ERRORS } from '../../docs/write-api.ts';
import { ANSWERS, exampleNames } from '../../functions/contract/examples.ts';
import { PROBLEM_CODES } from '../../functions/contract/problem-body.ts';
import { openApiDocument } from '../../functions/query/openapi/open-api-document.ts';
import { DOCUMENTED } from '../../functions/query/routes/routes.ts';
import { parseCsv } from '../real/parse-csv.ts';
import { askTables } from '../tables/ask-tables.ts';
import { type PlainTable, publishTables } from '../tables/publish-table.ts';
import { askOver } from './ask.ts';
import { COVID } from './covid-data.ts';
import { schemaErrors } from './json-schema.ts';
import { MemoryStore } from './memory-store.ts';
import { publishFixture } from './publish-fixture.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/api.md'), 'utf8');
const ASKED = [...PAGE.matchAll(/^GET \/api\/v1(\/\S+)$/gm)].map(match => match[1] ?? '');
/** A few of the flowers, for examples that ask for more. */
const IRIS: PlainTable = {
  id: 'iris',
  columns: [
    { name: 'sepal_length', type: 'decimal', decimals: 1, edges: [4, 5, 6, 7, 8] },
    { name: 'species', type: 'text' },
  ],
  parts: [
    [
      [5.1, 'setosa'],
      [4.9, 'setosa'],
      [7, 'versicolor'],
      [7.9, 'virginica'],
      [7.7, 'virginica'],
    ],
  ],
};
const DOCUMENT = openApiDocument(DOCUMENTED, 'Data');

test('docs/api.md is what the routes say; "npm run docs" writes it anew', () => {
  expect(PAGE).toBe(apiGuide());
});

test('docs/api.md asks of every path that has a list', () => {
  expect(ASKED.length).toBeGreaterThan(10);
  for (const { where, csv } of ANSWERS) {
    const { dataset, table } = exampleNames(where);
    const path = where.replace('/api/v1', '').replace('{dataset}', dataset).replace('{table}', table);
    if (csv !== null) expect(ASKED.some(asked => asked.split('?')[0] === path)).toBe(true);
  }
});

test.each([...new Set(ASKED)])(
  'GET %s, as it is documented, has an answer that is not empty and fits its schema',
  async asked => {
    const store = new MemoryStore();
    await publishFixture(store, COVID);
    await publishTables(store, 'iris', [IRIS]);
    const tables = await askTables(store);
    onTestFinished(tables.close);
    const { ask } = /\/tables\/\w+\//.test(asked) ? tables : askOver(store);
    const response = await ask(asked);
    expect(response.status).toBe(200);
    if (asked.includes('format=csv')) return expect(parseCsv(await response.text()).length).toBeGreaterThan(0);
    const path = (asked.split('?')[0] ?? '')
      .replace('/covid', '/{dataset}')
      .replace('/iris/tables/iris', '/{dataset}/tables/{table}')
      .replace('/iris/tables', '/{dataset}/tables');
    const schema = DOCUMENT.paths[path]?.get.responses[200].content['application/json'].schema;
    const answer = await response.json();
    expect(schemaErrors(schema, answer, DOCUMENT)).toEqual([]);
    const { datasets, regions, series, entries, tables: listed, rows, values, groups } = answer;
    const lists = [datasets, regions, series, entries, listed, rows, values, groups].filter(list => list !== undefined);
    if (path !== '/datasets/{dataset}') expect(lists.length).toBe(1);
    for (const list of lists) expect(list.length).toBeGreaterThan(0);
  },
);

test('docs/api.md explains every error that a caller can meet, and no other', () => {
  // These are told as "internal".
  const ours = ['malformed', 'bad-descriptor', 'bad-input', 'conflict'];
  const codes = ERRORS.map(([code]) => code);
  expect(codes.toSorted()).toEqual(PROBLEM_CODES.filter(code => !ours.includes(code)).toSorted());
});
