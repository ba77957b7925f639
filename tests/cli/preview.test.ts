import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { runCli } from './run-cli.ts';

const IRIS = join(import.meta.dirname, '../../datasets/iris/iris.csv');

test('seecovid preview shows rows, species and means of iris', async () => {
  const { code, out, err } = await runCli('preview', IRIS);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^iris\.csv: 150 rows, 5 columns, read as CSV \(commas, UTF-8\)\n/);
  for (const mean of ['5.84333', '3.05733', '3.758', '1.19933']) expect(out).toContain(mean);
  expect(out).toContain('setosa (50), versicolor (50), virginica (50)');
  expect(out.match(/^ +\d(\.\d)? .* setosa$/gm)).toHaveLength(5);
});

test('seecovid init writes a descriptor once, prints it with "-", and fails without a file', async () => {
  const folder = join(await temporaryFolder(), 'visits');
  await mkdir(folder);
  const file = join(folder, 'visits.csv');
  await writeFile(file, 'day,visits\n2020-01-01,1\n2020-01-02,5\n2020-01-03,3\n');
  const first = await runCli('init', file);
  expect(first.code).toBe(0);
  const text = await readFile(join(folder, 'dataset.yaml'), 'utf8');
  expect(text).toMatch(/^# yaml-language-server: .*\n[\s\S]*title: Visits\nfiles: visits\.csv\n[\s\S]*column: day/);
  expect((await runCli('init', file, '-')).out).toBe(text);
  expect((await runCli('init', file)).err).toContain('exists; "--again" replaces it');
  expect((await runCli('init', file, '--again')).code).toBe(0);
  expect((await runCli('preview', join(folder, 'none.csv'))).err).toContain('does not exist');
});
