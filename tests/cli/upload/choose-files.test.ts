import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chooseFiles } from '../../../cli/upload/choose-files.ts';
import { MemoryStore } from '../../query/memory-store.ts';
import { temporaryFolder } from '../../store/temporary-folder.ts';

const NOW = new Date('2020-07-10T12:00:00Z');
const fileOf = (key: string, size = 1) => ({ key, path: `/absent/${key}`, size });

async function reasons(dataset: string, ...keys: readonly string[]) {
  const { wanted, ignored, invalid } = await chooseFiles(
    dataset,
    keys.map(key => fileOf(key)),
    new MemoryStore(),
    NOW,
  );
  return {
    wanted: wanted.map(({ key }) => key),
    ignored: Object.fromEntries(ignored.map(({ key, reason }) => [key, reason])),
    invalid: Object.fromEntries(invalid.map(({ key, reason }) => [key, reason])),
  };
}

test('chooseFiles takes what fills a table, and lists what is ignored and what is invalid', async () => {
  const found = await reasons(
    'covid',
    'covid/x/06-30-2020.csv',
    'covid/UID_ISO_FIPS_LookUp_Table.csv',
    'covid/README.md',
    'covid/archived_data/01-22-2020.csv',
    'covid/notes.csv',
    'covid/07-30-2020.csv',
    'covid/x/dataset.yaml',
    'covid/x/clean.sql',
  );
  expect(found).toEqual({
    wanted: ['covid/x/06-30-2020.csv', 'covid/UID_ISO_FIPS_LookUp_Table.csv'],
    ignored: {
      'covid/README.md': 'not a CSV file',
      'covid/archived_data/01-22-2020.csv': 'the descriptor ignores **/archived_data/**',
      'covid/x/dataset.yaml': 'part of the descriptor',
      'covid/x/clean.sql': 'part of the descriptor',
    },
    invalid: {
      'covid/notes.csv': expect.stringMatching(/^the name must be like MM-DD-YYYY.csv or UID_ISO.*found "notes.csv"$/),
      'covid/07-30-2020.csv': expect.stringMatching(/^the name must not hold a date in the future; found 2020-07-30/),
    },
  });
});

test('chooseFiles uses the descriptor among the files, else that of the uploads', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'dataset.yaml');
  await writeFile(path, 'extends: covid\nignore: ["**/06-*.csv"]\n');
  const uploads = new MemoryStore();
  await uploads.put('mine/dataset.yaml', Buffer.from('extends: covid\nignore: ["**/05-*.csv"]\n'));
  const reports = [fileOf('mine/05-01-2020.csv'), fileOf('mine/06-01-2020.csv')];
  const own = { key: 'mine/dataset.yaml', path, size: 10 };
  const withOwn = await chooseFiles('mine', [own, ...reports], uploads, NOW);
  expect(withOwn.wanted.map(({ key }) => key)).toEqual(['mine/dataset.yaml', 'mine/05-01-2020.csv']);
  const without = await chooseFiles('mine', reports, uploads, NOW);
  expect(without.wanted.map(({ key }) => key)).toEqual(['mine/06-01-2020.csv']);
});

test('chooseFiles takes the descriptor and its SQL files', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'dataset.yaml');
  await writeFile(path, 'extends: covid\n');
  const sql = join(folder, 'clean.sql');
  await writeFile(sql, 'SELECT 1');
  const files = [
    { key: 'mine/dataset.yaml', path, size: 15 },
    { key: 'mine/clean.sql', path: sql, size: 8 },
  ];
  expect((await chooseFiles('mine', files, new MemoryStore(), NOW)).wanted).toEqual(files);
});

test('chooseFiles without a descriptor takes every kind that a data set may hold', async () => {
  const rows = ['a.csv', 'a.tsv', 'a.json', 'a.ndjson', 'a.jsonl', 'a.parquet', 'x/a.CSV.gz', 'x/a.csv.accept.yaml'];
  const parts = ['wards.geojson', 'wards.topojson', 'a.onnx', 'a.model.yaml', 'clean.sql'];
  const keys = [...rows, ...parts].map(name => `trees/${name}`);
  expect(await reasons('trees', ...keys, 'trees/a.xlsx', 'trees/notes.md')).toEqual({
    wanted: keys,
    ignored: {
      'trees/a.xlsx': 'not a file of rows: CSV, TSV, JSON, NDJSON or Parquet',
      'trees/notes.md': 'not a file of rows: CSV, TSV, JSON, NDJSON or Parquet',
    },
    invalid: {},
  });
});

test('chooseFiles takes shapes, models, notes and texts that the descriptor names', async () => {
  const keys = ['wards.geojson', 'a.onnx', 'a.model.yaml', 'about.md', '06-30-2020.csv.accept.yaml'];
  const { wanted, ignored } = await reasons('covid', ...keys.map(name => `covid/${name}`), 'covid/x/about.md');
  expect(wanted).toEqual(keys.map(name => `covid/${name}`));
  expect(ignored).toEqual({ 'covid/x/about.md': 'not a CSV file' });
});

test('chooseFiles refuses an invalid descriptor', async () => {
  const uploads = new MemoryStore();
  await uploads.put('mine/dataset.yaml', Buffer.from('title: [\n'));
  await expect(chooseFiles('mine', [], uploads, NOW)).rejects.toThrow(
    /^nothing was uploaded: mine\/dataset.yaml line 2, column 1: /,
  );
});

test('chooseFiles names a file that was deleted', async () => {
  await expect(reasons('mine', 'mine/dataset.yaml')).rejects.toThrow(
    /^.absent.mine.dataset.yaml was deleted while this was running$/,
  );
});

test('chooseFiles excludes files that do not fit in memory', async () => {
  const { invalid } = await chooseFiles('covid', [fileOf('covid/06-30-2020.csv', 3.1e9)], new MemoryStore(), NOW);
  expect(invalid).toEqual([{ key: 'covid/06-30-2020.csv', reason: 'a file must have 2 GB or less; this one has 3.1' }]);
});
