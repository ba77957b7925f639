import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { blobKey } from '../../functions/contract/keys.ts';
import type { Problem } from '../../functions/contract/problem.ts';
import { MissingPiece } from '../../functions/query/published/published.ts';
import { createPartFiles } from '../../functions/tables/part-files.ts';
import { MemoryStore } from '../query/memory-store.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

const idOf = (name: string) => name.repeat(32);
const partOf = (name: string, bytes = 100) => ({ id: idOf(name), rows: 1, bytes });

async function files(maxBytes: number) {
  const store = new MemoryStore();
  for (const name of ['a', 'b', 'c', 'd'])
    await store.put(blobKey('x', idOf(name), 'parquet'), Buffer.alloc(100, name));
  const folder = await temporaryFolder();
  const parts = createPartFiles({ store, folder, maxBytes });
  const read = (...names: readonly string[]) =>
    parts.use(
      'x',
      names.map(name => partOf(name)),
      paths => Promise.all(paths.map(path => readFile(path, 'utf8'))),
    );
  const kept = async () => [...new Set((await readdir(folder)).map(name => name.split('-')[1]?.[0]))].sort().join('');
  return { store, folder, parts, read, kept };
}

test('parts are copied once, also when many ask at once', async () => {
  const { store, read } = await files(10_000);
  const [one, two] = await Promise.all([read('a', 'b'), read('b', 'a'), read('a')]);
  expect(one).toEqual(['a'.repeat(100), 'b'.repeat(100)]);
  expect(two).toEqual(['b'.repeat(100), 'a'.repeat(100)]);
  await read('a');
  expect(store.reads.length).toBe(2);
});

test('beyond 80% of the disk, the least recently used goes first', async () => {
  const { read, kept } = await files(380);
  for (const name of ['a', 'b', 'c', 'a', 'd']) await read(name);
  expect(await kept()).toBe('acd');
  await read('b', 'c');
  expect(await kept()).toBe('bcd');
});

test('what is in use stays until it is not', async () => {
  const { parts, read, kept } = await files(130);
  await parts.use('x', [partOf('a')], async ([path = '']) => {
    await read('b');
    expect(await readFile(path, 'utf8')).toBe('a'.repeat(100));
  });
  expect((await kept()).length).toBe(1);
});

test('more than the disk holds is too large', async () => {
  const { parts } = await files(200);
  const use = parts.use('x', [partOf('a'), partOf('b')], async () => undefined);
  await expect(use).rejects.toThrow(/up to 1 MB; this one has 1 MB|Parquet files can be read instead/);
});

test('a part that is missing, or has another size, leaves nothing behind and is tried again', async () => {
  const { store, folder, parts, read } = await files(10_000);
  await store.delete(blobKey('x', idOf('a'), 'parquet'));
  await expect(read('a', 'b')).rejects.toThrow(MissingPiece);
  await expect(parts.use('x', [partOf('b', 99)], async () => undefined)).resolves.toBeUndefined();
  await expect(parts.use('x', [partOf('c', 99)], async () => undefined)).rejects.toThrow(
    /must have 99 bytes; it has 100/,
  );
  expect((await readdir(folder)).filter(name => name.includes('partial'))).toEqual([]);
  await store.put(blobKey('x', idOf('a'), 'parquet'), Buffer.alloc(100, 'a'));
  expect(await read('a', 'c')).toEqual(['a'.repeat(100), 'c'.repeat(100)]);
});

test('a store that fails halfway is a Problem, and leaves no half file', async () => {
  const { store, folder, parts } = await files(10_000);
  const broken = new Proxy(store, {
    get: (target, name) =>
      name === 'get' ? async () => ({ size: 100, stream: () => halfway() }) : Reflect.get(target, name),
  });
  const failing = createPartFiles({ store: broken, folder, maxBytes: 10_000 });
  const use = failing.use('x', [partOf('a')], async () => undefined);
  await expect(use).rejects.toMatchObject({ code: 'store-failed' } satisfies Partial<Problem>);
  expect(await readdir(folder)).toEqual([]);
  expect(await parts.use('x', [partOf('a')], ([path = '']) => readFile(path, 'utf8'))).toBe('a'.repeat(100));
});

async function* halfway() {
  yield Buffer.alloc(50);
  throw new Error('connection lost');
}
