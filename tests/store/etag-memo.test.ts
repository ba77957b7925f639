import { appendFileSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { contentEtag } from '../../functions/store/etag.ts';
import { EtagMemo } from '../../functions/store/etag-memo.ts';
import { temporaryFolder } from './temporary-folder.ts';

const RESTED_MS = 5000;
const statOf = (path: string) => statSync(path, { bigint: true });

/** A file, and a memo in a file that remembers it. */
async function remembered() {
  const folder = await temporaryFolder();
  const [path, file] = [join(folder, 'a.csv'), join(folder, 'etags')];
  writeFileSync(path, 'x');
  const memo = new EtagMemo(file);
  const { etag } = await memo.hash(path, statOf(path), Date.now() + RESTED_MS);
  memo.save();
  return { path, file, etag };
}

describe('EtagMemo', () => {
  test('remembers what rested, and only that', async () => {
    const { path } = await remembered();
    const memo = new EtagMemo();
    await memo.hash(path, statOf(path));
    expect(memo.recall(path, statOf(path))).toBeUndefined();
    await memo.hash(path, statOf(path), Date.now() + RESTED_MS);
    expect(memo.recall(path, statOf(path))).toBe(contentEtag(Buffer.from('x')));
  });

  test('another memo of the same file remembers too, as long as the file stays as it is', async () => {
    const { path, file, etag } = await remembered();
    expect(new EtagMemo(file).recall(path, statOf(path))).toBe(etag);
    const { atime, mtime } = statSync(path);
    writeFileSync(path, 'y');
    utimesSync(path, atime, mtime);
    expect(new EtagMemo(file).recall(path, statOf(path))).toBeUndefined();
    expect(await new EtagMemo(file).hash(path, statOf(path))).toMatchObject({ etag: contentEtag(Buffer.from('y')) });
  });

  test('a file that was young when it was read is not saved', async () => {
    const { path, file } = await remembered();
    writeFileSync(path, 'young');
    const memo = new EtagMemo(file);
    await memo.hash(path, statOf(path));
    memo.save();
    expect(new EtagMemo(file).recall(path, statOf(path))).toBeUndefined();
  });

  test.each([
    ['empty', () => ''],
    ['cut off', (text: string) => text.slice(0, -5)],
    ['of other ETags', (text: string) => text.replace(/[0-9a-f]{32}(?=\\")/, '0'.repeat(32))],
    ['no JSON', () => 'x\nx'],
  ])('a saved file that is %s is no memory, and is replaced', async (_, damage) => {
    const { path, file, etag } = await remembered();
    const text = readFileSync(file, 'utf8');
    expect(damage(text)).not.toBe(text);
    writeFileSync(file, damage(text));
    const memo = new EtagMemo(file);
    expect(memo.recall(path, statOf(path))).toBeUndefined();
    expect(await memo.hash(path, statOf(path), Date.now() + RESTED_MS)).toMatchObject({ etag });
    memo.save();
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('forgets what nobody asked for again', async () => {
    const { path, file, etag } = await remembered();
    const other = `${path}.gz`;
    writeFileSync(other, 'z');
    const memo = new EtagMemo(file);
    await memo.hash(other, statOf(other), Date.now() + RESTED_MS);
    memo.save();
    expect(new EtagMemo(file).recall(path, statOf(path))).toBeUndefined();
    expect(etag).not.toBe(new EtagMemo(file).recall(other, statOf(other)));
  });

  test('a memo that cannot be written costs nothing but time', async () => {
    const { path } = await remembered();
    const memo = new EtagMemo(join(path, 'not', 'a folder'));
    await memo.hash(path, statOf(path), Date.now() + RESTED_MS);
    expect(() => memo.save()).not.toThrow();
  });
});

describe('DiskStore with etags', () => {
  test('lists the same with a memo of before, and writes nothing among its objects', async () => {
    const [root, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
    for (const name of ['a', 'b']) writeFileSync(join(root, name), name);
    const etags = join(elsewhere, 'made', 'etags');
    const list = async (store: DiskStore) => await Array.fromAsync(store.list(''));
    const expected = await list(new DiskStore({ root }));
    expect(await list(new DiskStore({ root, etags }))).toEqual(expected);
    expect(await list(new DiskStore({ root, etags }))).toEqual(expected);
    expect(readdirSync(root)).toEqual(['a', 'b']);
    appendFileSync(join(root, 'a'), 'more');
    const [changed] = await list(new DiskStore({ root, etags }));
    expect(changed).toMatchObject({ key: 'a', etag: contentEtag(Buffer.from('amore')) });
  });
});
