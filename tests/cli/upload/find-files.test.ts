import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { findFiles } from '../../../cli/upload/find-files.ts';
import { temporaryFolder } from '../../store/temporary-folder.ts';

async function folderWith(...names: readonly string[]): Promise<string> {
  const folder = await temporaryFolder();
  for (const name of names) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), name);
  }
  return folder;
}

const keysOf = async (...named: readonly string[]) => (await findFiles('covid/', named)).files.map(({ key }) => key);

test('findFiles of a folder keeps the paths below it, in the order of keys', async () => {
  const folder = await folderWith('b.csv', 'a/é +1.csv', 'a/b/c.csv');
  const { files, hidden } = await findFiles('covid/', [folder]);
  expect(files).toEqual([
    { key: 'covid/a/b/c.csv', path: join(folder, 'a/b/c.csv'), size: 9 },
    { key: 'covid/a/é +1.csv', path: join(folder, 'a/é +1.csv'), size: 11 },
    { key: 'covid/b.csv', path: join(folder, 'b.csv'), size: 5 },
  ]);
  expect(hidden).toEqual([]);
});

test('findFiles of files gives them by their names, each once', async () => {
  const folder = await folderWith('x/b.csv', 'a.csv');
  const [a, b] = [join(folder, 'a.csv'), join(folder, 'x/b.csv')];
  expect(await keysOf(b, a, join(folder, 'x'))).toEqual(['covid/b.csv', 'covid/a.csv']);
});

test('findFiles names what is hidden, and does not look into hidden folders', async () => {
  const folder = await folderWith('.DS_Store', 'x/.git/config', 'x/a.csv', '.env');
  const { files, hidden } = await findFiles('covid/', [folder, join(folder, '.env')]);
  expect(files.map(({ key }) => key)).toEqual(['covid/x/a.csv']);
  expect([...hidden].sort()).toEqual(['covid/.DS_Store', 'covid/.env', 'covid/.env', 'covid/x/.git']);
});

test('findFiles follows links, and each loop once', async () => {
  const folder = await folderWith('real/a.csv');
  await symlink(join(folder, 'real'), join(folder, 'linked'));
  await symlink(folder, join(folder, 'real/loop'));
  expect(await keysOf(folder)).toEqual(expect.arrayContaining(['covid/linked/a.csv', 'covid/real/a.csv']));
});

test('findFiles of an empty folder finds nothing', async () => {
  expect(await findFiles('covid/', [await temporaryFolder()])).toEqual({ files: [], hidden: [] });
});

test('findFiles rejects two files with the same key, and missing files', async () => {
  const folder = await folderWith('x/a.csv', 'y/a.csv');
  await expect(keysOf(join(folder, 'x'), join(folder, 'y'))).rejects.toThrow(
    /x\/a\.csv and .*y\/a\.csv would both become covid\/a\.csv; give one of them$/,
  );
  await expect(keysOf(join(folder, 'z'))).rejects.toThrow(/^there is no file or folder ".*z"$/);
});

test('findFiles at the root keeps the names alone', async () => {
  const folder = await folderWith('x/b.csv');
  const { files } = await findFiles('', [join(folder, 'x/b.csv')]);
  expect(files).toEqual([{ key: 'b.csv', path: join(folder, 'x/b.csv'), size: 7 }]);
});
