import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withEngine } from '../../functions/engine/engine.ts';
import { readTable } from '../../functions/ingest/read-table.ts';
import { inJobFolder } from '../../functions/job/job-folder.ts';

test('the memory that a table of 1,000 columns takes does not grow with its rows', async () => {
  const names = Array.from({ length: 1000 }, (_, index) => `c${index}`);
  const lines = Array.from({ length: 12_000 }, (_, row) =>
    names.map((_, place) => (row * 7919 + place) % 1000).join(','),
  );
  await inJobFolder(async folder => {
    const path = join(folder, 'wide.csv');
    await writeFile(path, `${names.join(',')}\n${lines.join('\n')}\n`);
    const read = await withEngine(folder, { memoryMb: 380 }, connection =>
      readTable({ name: 'wide.csv', path }, join(folder, 'wide.parquet'), connection),
    );
    expect(read).toMatchObject({ rows: 12_000, warnings: [] });
    expect(read.names).toHaveLength(1000);
  });
});
