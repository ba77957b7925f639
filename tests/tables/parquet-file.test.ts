import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { onBench } from './read-bytes.ts';

test('a Parquet file is read with its nested fields, lists and types', async () => {
  await onBench(async ({ engine, read, recognize, typed }) => {
    const { connection } = engine;
    const [[folder] = []] = (
      await connection.runAndReadAll("SELECT value FROM duckdb_settings() WHERE name = 'temp_directory'")
    ).getRows();
    const path = `${folder}/given.parquet`;
    await connection.run(
      `COPY (SELECT '007' AS code, {'x': 1.5, 'y': {'z': true}} AS at, [1, 2] AS list, DATE '2020-02-01' AS day, TIMESTAMPTZ '2020-02-01 10:00:00+02' AS moment, NULL::INTEGER AS none)
       TO '${path}' (FORMAT parquet)`,
    );
    const table = await read('a.parquet', await readFile(path));
    const columns = await recognize(table);
    expect(table.reading.format).toBe('parquet');
    expect(columns.map(({ name, type }) => [name, type])).toEqual([
      ['code', 'text'],
      ['at.x', 'decimal'],
      ['at.y.z', 'text'],
      ['list', 'text'],
      ['day', 'date'],
      ['moment', 'timestamp'],
      ['none', 'text'],
    ]);
    expect(await typed(table, columns)).toEqual([
      ['007', 1.5, 'true', '[1,2]', '2020-02-01', '2020-02-01 08:00:00', null],
    ]);
  });
});
