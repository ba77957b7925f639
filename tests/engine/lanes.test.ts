import { mkdir } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openEngine, releaseMemory } from '../../functions/engine/engine.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

async function engineWith(lanes: number) {
  const folder = await temporaryFolder();
  await mkdir(folder, { recursive: true });
  const engine = await openEngine(folder, { memoryMb: 100, lanes });
  onTestFinished(() => engine.close());
  return engine;
}

test('lanes run as many statements side by side as there are connections, and the others in their turn', async () => {
  const { lanes } = await engineWith(2);
  let running = 0;
  let most = 0;
  const values = await Promise.all(
    [1, 2, 3, 4, 5].map(value =>
      lanes.run(async connection => {
        running += 1;
        most = Math.max(most, running);
        const reader = await connection.runAndReadAll(`SELECT ${value}::INTEGER`);
        running -= 1;
        return reader.getRows()[0]?.[0];
      }),
    ),
  );
  expect(values).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(2);
});

test('a lane is free again after a failure, has temporary tables of its own, and sees those that all share', async () => {
  const { connection, lanes } = await engineWith(2);
  await connection.run('CREATE TABLE shared AS SELECT 7 AS n');
  await expect(lanes.run(one => one.run('SELECT missing'))).rejects.toThrow(/missing/);
  const both = [0, 1].map(own =>
    lanes.run(async one => {
      await one.run(`CREATE TEMP TABLE own AS SELECT ${own} AS n`);
      const reader = await one.runAndReadAll('SELECT own.n::INTEGER, shared.n::INTEGER FROM own, shared');
      return reader.getRows()[0];
    }),
  );
  expect(await Promise.all(both)).toEqual([
    [0, 7],
    [1, 7],
  ]);
});

test('an open engine goes on after its freed memory was released', async () => {
  const { connection } = await engineWith(1);
  await connection.run('CREATE TABLE kept AS SELECT range AS n FROM range(1000)');
  await releaseMemory();
  expect((await connection.runAndReadAll('SELECT sum(n)::INTEGER FROM kept')).getRows()).toEqual([[499500]]);
});
