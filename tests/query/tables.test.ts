import { expect, test } from 'vitest';
import { blobKey } from '../../functions/contract/keys.ts';
import { type PlainTable, publishTables } from '../tables/publish-table.ts';
import { askOver, askTiny, expectProblem, readTable, readTables } from './ask.ts';
import { MemoryStore } from './memory-store.ts';

const VISITS: PlainTable = {
  id: 'visits',
  columns: [
    { name: 'day', type: 'date' },
    { name: 'visitors', type: 'integer' },
  ],
  parts: [
    [
      ['2024-05-01', 12],
      ['2024-05-02', 15],
    ],
    [['2024-05-03', 9]],
  ],
};

async function askVisits() {
  const store = new MemoryStore();
  const snapshot = await publishTables(store, 'clinic', [VISITS, { ...VISITS, id: 'wards' }]);
  return { store, snapshot, ...askOver(store, { freshSeconds: 0 }) };
}

test('/tables lists the tables, as JSON and CSV', async () => {
  const { ask, snapshot } = await askVisits();
  const { tables, ...of } = await readTables(ask('/datasets/clinic/tables'));
  expect(of).toEqual({ schema: 'tables-answer/1', dataset: 'clinic', snapshot });
  expect(tables.map(({ id, rows, columns, parts }) => [id, rows, columns, parts.length])).toEqual([
    ['visits', 3, 2, 2],
    ['wards', 3, 2, 2],
  ]);
  const csv = await ask('/datasets/clinic/tables?format=csv');
  expect(await csv.text()).toBe('id,title,rows,columns\r\nvisits,visits,3,2\r\nwards,wards,3,2\r\n');
  expect(csv.headers.get('Content-Disposition')).toBe('attachment; filename="clinic-tables.csv"');
});

test('/tables of a data set without any is empty', async () => {
  const { ask } = await askTiny();
  expect((await readTables(ask('/datasets/tiny/tables'))).tables).toEqual([]);
});

test('/tables/{table} describes a table, and says where all of its rows are', async () => {
  const { ask, store } = await askVisits();
  const { description, parts, table } = await readTable(ask('/datasets/clinic/tables/visits'));
  expect([table, description.rows]).toEqual(['visits', 3]);
  expect(description.columns.map(({ name, type }) => [name, type])).toEqual([
    ['day', 'date'],
    ['visitors', 'integer'],
  ]);
  expect(parts.map(({ rows }) => rows)).toEqual([2, 1]);
  for (const { address, bytes } of parts) {
    const object = await store.get(address.slice(1));
    expect((await object?.bytes())?.length).toBe(bytes);
  }
});

test('/tables/{table} of a kept snapshot stays what it was', async () => {
  const { ask, store, snapshot } = await askVisits();
  await publishTables(store, 'clinic', [{ ...VISITS, parts: [[['2024-05-04', 1]]] }]);
  expect((await readTable(ask('/datasets/clinic/tables/visits'))).description.rows).toBe(1);
  const kept = ask(`/datasets/clinic/tables/visits?snapshot=${snapshot}`);
  expect((await readTable(kept)).description.rows).toBe(3);
  expect((await kept).headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
});

test('an unknown table is an error with the nearest names', async () => {
  const { ask } = await askVisits();
  await expectProblem(ask('/datasets/clinic/tables/visit'), 'unknown-table', { nearest: ['visits'] });
  const { ask: askOther } = await askTiny();
  await expectProblem(askOther('/datasets/tiny/tables/visits'), 'unknown-table', { detail: /has no tables/ });
});

test('a description that is gone is our error', async () => {
  const { ask, store } = await askVisits();
  const { tables } = await readTables(ask('/datasets/clinic/tables'));
  await store.delete(blobKey('clinic', tables[0]?.about ?? ''));
  await expectProblem(ask('/datasets/clinic/tables/visits'), 'internal');
});
