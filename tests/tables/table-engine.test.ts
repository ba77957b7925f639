import { expect, test } from 'vitest';
import { written } from '../../functions/tables/sql.ts';
import { createTableEngine, type TableEngineOptions } from '../../functions/tables/table-engine.ts';
import { MemoryStore } from '../query/memory-store.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { publishTables } from './publish-table.ts';
import { VISITS } from './visits.ts';

/** Runs for minutes unless it is stopped. */
const ENDLESS = written('SELECT count(*)::DOUBLE FROM range(1000000000000) AS r(i) WHERE i % 7 = 8');
const NEVER = new AbortController().signal;

async function engineOver(options: Partial<TableEngineOptions> = {}) {
  const store = new MemoryStore();
  await publishTables(store, 'clinic', [VISITS]);
  const parts = [];
  for await (const { key, size } of store.list('data/clinic/blobs/')) {
    const id = /([0-9a-f]{32})\.parquet$/.exec(key)?.[1];
    if (id !== undefined) parts.push({ id, rows: 3, bytes: size });
  }
  const folder = await temporaryFolder();
  const defaults = { memoryMb: 200, threads: 2, atOnce: 1, maxSeconds: 25, maxBytes: 1e9 };
  const engine = createTableEngine({ store, folder, ...defaults, ...options });
  return { engine, folder, table: { dataset: 'clinic', parts } };
}

test('a statement that nobody waits for is stopped, and the next one runs', async () => {
  const { engine, table } = await engineOver();
  const gone = new AbortController();
  setTimeout(() => gone.abort(new Error('the caller left')), 100);
  const begun = Date.now();
  await expect(engine.within(table, gone.signal, ask => ask(ENDLESS))).rejects.toThrow('the caller left');
  // The only connection is free again.
  expect(await engine.within(table, NEVER, ask => ask(written('SELECT 1::DOUBLE')))).toEqual([[1]]);
  expect(Date.now() - begun).toBeLessThan(10_000);
  const late = AbortSignal.abort(new Error('the caller left before'));
  await expect(engine.within(table, late, ask => ask(ENDLESS))).rejects.toThrow('the caller left before');
  await engine.close();
});

test('a statement that runs too long is too slow', async () => {
  const { engine, table } = await engineOver({ maxSeconds: 0.2 });
  await expect(engine.within(table, NEVER, ask => ask(ENDLESS))).rejects.toMatchObject({
    code: 'too-slow',
    message: expect.stringContaining('may take 0.2 seconds'),
  });
  await engine.close();
});

test('a statement that needs too much memory is too large, and the next one runs', async () => {
  const { engine, table } = await engineOver({ memoryMb: 60 });
  const hungry = written("SELECT list(i::VARCHAR || repeat('x', 1000)) IS NULL FROM range(2000000) AS r(i)");
  await expect(engine.within(table, NEVER, ask => ask(hungry))).rejects.toMatchObject({ code: 'too-large' });
  expect(await engine.within(table, NEVER, ask => ask(written('SELECT true')))).toEqual([[true]]);
  await engine.close();
});

test.each([
  "SELECT content FROM read_text('/etc/hostname')",
  "SELECT * FROM read_csv('https://example.org/a.csv')",
  "COPY (SELECT 1) TO '/tmp/seecovid-written.csv'",
  "ATTACH '/tmp/seecovid-attached.db'",
  'INSTALL httpfs',
  "SET memory_limit = '10GB'",
  'SET enable_external_access = true',
])('the engine refuses %s', async statement => {
  const { engine, table } = await engineOver();
  await expect(engine.within(table, NEVER, ask => ask(written(statement)))).rejects.toThrow(/Error/);
  await engine.close();
});

test('it opens again after it was closed', async () => {
  const { engine, table } = await engineOver();
  const count = () => engine.within(table, NEVER, ask => ask(written(`SELECT count(*)::DOUBLE FROM ${ask.rows.text}`)));
  expect(await count()).toEqual([[6]]);
  await engine.close();
  expect(await count()).toEqual([[6]]);
  await engine.close();
});
