import { afterAll, beforeAll, expect, test } from 'vitest';
import { TABLE_ROUTES } from '../../functions/query/table-queries/table-routes.ts';
import { expectProblem } from '../query/ask.ts';
import { MemoryStore } from '../query/memory-store.ts';
import { askTables, queryOf, readFacets, readRows } from './ask-tables.ts';
import { publishTables } from './publish-table.ts';
import { VISITS } from './visits.ts';

let clinic: Awaited<ReturnType<typeof askTables>>;
beforeAll(async () => {
  const store = new MemoryStore();
  await publishTables(store, 'clinic', [VISITS]);
  clinic = await askTables(store);
});
afterAll(() => clinic.close());

/** Texts that end a statement, a string or a name, where they are not bound or quoted. */
const INJECTIONS = [
  `' OR '1'='1`,
  `'; DROP TABLE part; --`,
  `" OR true --`,
  `x") FROM read_text('/etc/passwd') --`,
  `$1`,
  `?`,
  `\\' OR 1=1 --`,
  `city" IS NULL OR "city`,
  `%`,
  `_`,
  `') UNION ALL SELECT * FROM duckdb_settings() --`,
  `\u0001\u202e`,
  `__proto__`,
];

test.each(INJECTIONS)('%j is a text that no row has', async text => {
  const escaped = text.replaceAll(/[\\|]/g, '\\$&');
  for (const op of ['eq', 'in', 'contains', 'starts']) {
    const answer = await readRows(clinic.ask(`${TABLE}/rows?${queryOf({ where: `city:${op}:${escaped}` })}`));
    expect(answer.total).toBe(0);
  }
  const others = await readFacets(
    clinic.ask(`${TABLE}/facets?${queryOf({ column: 'open', where: `city:ne:${escaped}` })}`),
  );
  expect(others.total).toBe(5);
  expect(clinic.logged).toEqual([]);
});

const TABLE = '/datasets/clinic/tables/visits';

test.each(INJECTIONS)('%j is a column that no table has', async text => {
  const name = text.replaceAll(/[\\:|,-]/g, '\\$&');
  for (const query of [
    `where=${encodeURIComponent(`${name}:eq:1`)}`,
    queryOf({ sort: name }),
    queryOf({ columns: name }),
  ]) {
    await expectProblem(clinic.ask(`${TABLE}/rows?${query}`), 'bad-parameter');
  }
  await expectProblem(clinic.ask(`${TABLE}/facets?${queryOf({ column: text })}`), 'bad-parameter');
  await expectProblem(clinic.ask(`${TABLE}/summary?${queryOf({ by: name })}`), 'bad-parameter');
  await expectProblem(clinic.ask(`${TABLE}/summary?${queryOf({ measure: text })}`), 'bad-parameter');
  expect(clinic.logged).toEqual([]);
});

test.each(['%', '%E0%A4%A', '%ED%A0%80', '%00', '[]', '-1', '1e999', 'x'.repeat(5000)])(
  'no parameter takes %s for a default, and none breaks on it',
  async written => {
    for (const { path, parameters } of TABLE_ROUTES) {
      const address = path.replace('{dataset}', 'clinic').replace('{table}', 'visits');
      for (const name of Object.keys(parameters)) {
        const needed = path.endsWith('facets') && name !== 'column' ? 'column=city&' : '';
        const response = await clinic.ask(`${address}?${needed}${name}=${written}`);
        expect([400, 404], `${address}?${name}=${written}`).toContain(response.status);
      }
    }
    expect(clinic.logged).toEqual([]);
  },
);

test('lists are limited', async () => {
  const where = Array.from({ length: 21 }, () => 'count:gt:0');
  await expectProblem(clinic.ask(`${TABLE}/rows?${queryOf({ where })}`), 'too-large', { detail: /at most 20 values/ });
  const sort = Array.from({ length: 11 }, (_, index) => `c${index}`).join(',');
  await expectProblem(clinic.ask(`${TABLE}/rows?${queryOf({ sort })}`), 'too-large', { detail: /at most 10 names/ });
  await expectProblem(
    clinic.ask(`${TABLE}/rows?${queryOf({ where: `city:eq:${'x'.repeat(9000)}` })}`),
    'address-too-long',
  );
});

test.each(['..', '..%2F..', '%00', '%E0%A4%A', 'VISITS', 'x'.repeat(300)])('the table %s is unknown', async table => {
  const response = await clinic.ask(`/datasets/clinic/tables/${table}/rows`);
  expect(response.status).toBe(404);
});
