import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { compareVersions, neededSymbols, tooNewForBase } from './base-symbols.ts';

const libraryWith = async (...symbols: string[]) => {
  const file = join(await temporaryFolder(), 'lib.so');
  await writeFile(file, `\0${symbols.join('\0')}\0`, 'latin1');
  return file;
};

test('neededSymbols(file) returns the newest version of each family, compared by number', async () => {
  const file = await libraryWith(
    'GLIBC_2.9',
    'GLIBC_2.17',
    'GLIBCXX_3.4',
    'GLIBCXX_3.4.9',
    'xGLIBC_2.99',
    'GLIBC_2.98x',
    'GCC_3.0',
  );
  expect(neededSymbols(file)).toEqual({ GLIBC: [2, 17], GLIBCXX: [3, 4, 9], GCC: [3, 0] });
  expect(neededSymbols(await libraryWith())).toEqual({});
});

test('compareVersions(a, b) compares part by part; a missing part is 0', () => {
  expect(compareVersions([2, 9], [2, 17])).toBeLessThan(0);
  expect(compareVersions([3, 4, 1], [3, 4])).toBeGreaterThan(0);
  expect(compareVersions([3, 0], [3])).toBe(0);
});

test('tooNewForBase(file) lists what Amazon Linux 2023 does not have', async () => {
  expect(tooNewForBase(await libraryWith('GLIBC_2.34', 'GLIBCXX_3.4.29', 'CXXABI_1.3.13'))).toEqual([]);
  expect(tooNewForBase(await libraryWith('GLIBC_2.35', 'GLIBCXX_3.4.30'))).toEqual([
    'GLIBC_2.35 is needed; Amazon Linux 2023 has 2.34',
    'GLIBCXX_3.4.30 is needed; Amazon Linux 2023 has 3.4.29',
  ]);
});

const FOLDER = join(import.meta.dirname, '..', '..', 'node_modules', '@duckdb', `node-bindings-linux-${process.arch}`);
const why = existsSync(FOLDER) ? '' : ' [skipped: this is not Linux with glibc]';

test.skipIf(why !== '')(`the local DuckDB fits the base image${why}`, () => {
  const libraries = readdirSync(FOLDER).filter(name => /\.(so|node)$/.test(name));
  expect(libraries.sort()).toEqual(['duckdb.node', 'libduckdb.so']);
  for (const name of libraries) {
    expect(neededSymbols(join(FOLDER, name))).toMatchObject({ GLIBC: expect.anything(), CXXABI: expect.anything() });
    expect(tooNewForBase(join(FOLDER, name))).toEqual([]);
  }
});
