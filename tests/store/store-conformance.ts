import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Problem } from '../../functions/contract/problem.ts';
import { READ_AT_ONCE_BYTES } from '../../functions/store/object-bytes.ts';
import type { ListedObject, PutCondition, Store } from '../../functions/store/store.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** What every store must do. `makeStore` is called within each test and gives an empty store. */
export function storeConformance(name: string, makeStore: () => Promise<Store>): void {
  describe(`${name} reads and writes`, () => {
    test('get(key) is undefined where nothing was put', async () => {
      const store = await makeStore();
      expect(await store.get('nothing/here.csv')).toBeUndefined();
      await store.put('nothing/here.csv/below', encode('x'));
      expect(await store.get('nothing')).toBeUndefined();
    });

    test('put(key, bytes) then get(key) gives the bytes at once, as a stream, and again', async () => {
      const store = await makeStore();
      const { etag } = await store.put('covid/a.csv', encode('a,b\n1,2\n'));
      const found = await present(store, 'covid/a.csv');
      expect(found.etag).toBe(etag);
      expect(found.size).toBe(8);
      expect(await textOf(store, 'covid/a.csv')).toBe('a,b\n1,2\n');
      expect(decode(await joined((await present(store, 'covid/a.csv')).stream()))).toBe('a,b\n1,2\n');
    });

    test('put(key, nothing) is an object of size 0', async () => {
      const store = await makeStore();
      await store.put('empty', new Uint8Array());
      const found = await present(store, 'empty');
      expect(found.size).toBe(0);
      expect((await found.bytes()).length).toBe(0);
      expect((await joined((await present(store, 'empty')).stream())).length).toBe(0);
      expect((await listed(store, '')).map(({ key, size }) => [key, size])).toEqual([['empty', 0]]);
    });

    test('put(key, 5 MB) comes back byte for byte', async () => {
      const store = await makeStore();
      const bytes = patterned(5 * 1024 * 1024);
      await store.put('large.parquet', bytes);
      const found = await present(store, 'large.parquet');
      expect(found.size).toBe(bytes.length);
      expect(Buffer.compare(await found.bytes(), bytes)).toBe(0);
      expect(Buffer.compare(await joined((await present(store, 'large.parquet')).stream()), bytes)).toBe(0);
    });

    test('put(key, { path }) is the content of the file, small or larger than is held in memory', async () => {
      const store = await makeStore();
      const folder = await temporaryFolder();
      for (const size of [10, READ_AT_ONCE_BYTES + 1]) {
        const bytes = patterned(size);
        const path = join(folder, `${size}`);
        await writeFile(path, bytes);
        const { etag } = await store.put('file.parquet', { path });
        const found = await present(store, 'file.parquet');
        expect(found.etag).toBe(etag);
        expect(found.size).toBe(size);
        expect(Buffer.compare(await joined(found.stream()), bytes)).toBe(0);
        const again = { ifNoneMatch: '*' } as const;
        await expect(store.put('file.parquet', { path }, again)).rejects.toMatchObject({ code: 'conflict' });
      }
    });

    test('put(key, other bytes) replaces the object and changes its etag', async () => {
      const store = await makeStore();
      const first = await store.put('k', encode('first'));
      const second = await store.put('k', encode('other'));
      expect(second.etag).not.toBe(first.etag);
      expect((await present(store, 'k')).etag).toBe(second.etag);
      expect(await textOf(store, 'k')).toBe('other');
    });

    test('an object that was got keeps its bytes when it is replaced', async () => {
      const store = await makeStore();
      await store.put('k', encode('first'));
      const found = await present(store, 'k');
      await store.put('k', encode('other'));
      expect(decode(await found.bytes())).toBe('first');
    });

    test('delete(key) removes the object, and is no error where there is none', async () => {
      const store = await makeStore();
      await store.put('a/b', encode('x'));
      await store.put('a/c', encode('y'));
      await store.delete('a/b');
      await store.delete('a/b');
      await store.delete('never/was');
      expect(await store.get('a/b')).toBeUndefined();
      expect(await keysOf(store, '')).toEqual(['a/c']);
    });
  });

  describe(`${name} holds to conditions`, () => {
    test('put(key, bytes, {ifNoneMatch}) throws conflict over an object and leaves it', async () => {
      const store = await makeStore();
      await store.put('k', encode('first'), { ifNoneMatch: '*' });
      await expect(store.put('k', encode('second'), { ifNoneMatch: '*' })).rejects.toMatchObject({ code: 'conflict' });
      expect(await textOf(store, 'k')).toBe('first');
    });

    test('put(key, bytes, {ifNoneMatch}) by 20 writers at once has one winner', async () => {
      const store = await makeStore();
      const winners = await race(store, 'k', { ifNoneMatch: '*' });
      expect(winners).toHaveLength(1);
      expect(await textOf(store, 'k')).toBe(winners[0]);
    });

    test('put(key, bytes, {ifMatch}) writes over that version only', async () => {
      const store = await makeStore();
      const first = await store.put('k', encode('first'));
      const second = await store.put('k', encode('second'), { ifMatch: first.etag });
      await expect(store.put('k', encode('third'), { ifMatch: first.etag })).rejects.toMatchObject({
        name: 'Problem',
        code: 'conflict',
      });
      expect(await textOf(store, 'k')).toBe('second');
      expect((await present(store, 'k')).etag).toBe(second.etag);
    });

    test('put(key, bytes, {ifMatch}) throws conflict where there is no object', async () => {
      const store = await makeStore();
      const { etag } = await store.put('other', encode('x'));
      await expect(store.put('k', encode('x'), { ifMatch: etag })).rejects.toMatchObject({ code: 'conflict' });
      expect(await store.get('k')).toBeUndefined();
    });

    test('put(key, bytes, {ifMatch}) by 20 writers of one version has one winner, 15 times', async () => {
      const store = await makeStore();
      let { etag } = await store.put('k', encode('begin'));
      for (let round = 0; round < 15; round += 1) {
        const winners = await race(store, 'k', { ifMatch: etag }, `round ${round} `);
        expect(winners).toHaveLength(1);
        expect(await textOf(store, 'k')).toBe(winners[0]);
        etag = (await present(store, 'k')).etag;
      }
    });
  });

  describe(`${name} lists`, () => {
    test("list('') is empty where nothing was put", async () => {
      expect(await listed(await makeStore(), '')).toEqual([]);
    });

    test('list(prefix) takes the prefix as text, not as a folder', async () => {
      const store = await makeStore();
      for (const key of ['covid/a.csv', 'covid/b/c.csv', 'covid.yaml', 'covidence/x', 'iris/a.csv'])
        await store.put(key, encode(key));
      expect(await keysOf(store, 'covid/')).toEqual(['covid/a.csv', 'covid/b/c.csv']);
      expect(await keysOf(store, 'covid')).toEqual(['covid.yaml', 'covid/a.csv', 'covid/b/c.csv', 'covidence/x']);
      expect(await keysOf(store, 'covid/b/c.csv')).toEqual(['covid/b/c.csv']);
      expect(await keysOf(store, 'covid/b/c.csv/')).toEqual([]);
      expect(await keysOf(store, 'nowhere/')).toEqual([]);
    });

    test('list(prefix, { shallow }) leaves out what lies in folders below', async () => {
      const store = await makeStore();
      for (const key of ['a', 'a.b', 'a/b', 'a/c/d', 'b/e']) await store.put(key.replace(/^a$/, 'aa'), encode(key));
      const shallow = async (prefix: string) =>
        (await Array.fromAsync(store.list(prefix, { shallow: true }))).map(({ key }) => key);
      expect(await shallow('')).toEqual(['a.b', 'aa']);
      expect(await shallow('a')).toEqual(['a.b', 'aa']);
      expect(await shallow('a/')).toEqual(['a/b']);
      expect(await shallow('c')).toEqual([]);
    });

    test('list(prefix) gives the etag and size that get(key) gives', async () => {
      const store = await makeStore();
      const { etag } = await store.put('a/b', encode('12345'));
      expect(await listed(store, 'a')).toEqual([{ key: 'a/b', etag, size: 5 }]);
      await store.put('a/b', encode('123456'));
      const { etag: next, size } = await present(store, 'a/b');
      expect(await listed(store, 'a')).toEqual([{ key: 'a/b', etag: next, size }]);
    });

    test('list(prefix) is in the order of UTF-8 bytes, and any name survives', async () => {
      const store = await makeStore();
      const keys = [...ODD_KEYS].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      for (const key of ODD_KEYS) await store.put(key, encode(`<${key}>`));
      expect(await keysOf(store, '')).toEqual(keys);
      for (const key of keys) {
        expect(await textOf(store, key)).toBe(`<${key}>`);
        expect(await keysOf(store, key)).toContain(key);
      }
      for (const key of keys) await store.delete(key);
      expect(await keysOf(store, '')).toEqual([]);
    });

    test('list(prefix) gives more than 1,000 objects', async () => {
      const store = await makeStore();
      const keys = Array.from({ length: 1005 }, (_, n) => `many/${String(n).padStart(4, '0')}`);
      for (let at = 0; at < keys.length; at += 15)
        await Promise.all(keys.slice(at, at + 15).map(key => store.put(key, encode(key))));
      expect(await keysOf(store, 'many/')).toEqual(keys);
      expect(await keysOf(store, 'many/099')).toHaveLength(10);
    });
  });
}

/** `-` and `.` stand before `/`, `0` after it; `ｱ` (U+FF71) before `😀` in UTF-8 and after it in UTF-16. */
const ODD_KEYS = [
  'a/b',
  'a-b',
  'a.b',
  'a0',
  'with space/new file (1).csv',
  'plus+plus',
  'percent%20sign%',
  "quote's",
  'double"quote',
  'ampersand&<tag>',
  'question?#hash',
  'comma,semi;colon:',
  'tilde~star*',
  'ｱ.csv',
  '😀.csv',
  'é.csv',
  'Ünï/日本.csv',
];

async function race(store: Store, key: string, condition: PutCondition, label = ''): Promise<string[]> {
  const attempts = Array.from({ length: 20 }, async (_, n) => {
    const text = `${label}writer ${n}`;
    try {
      await store.put(key, encode(text), condition);
      return text;
    } catch (error) {
      if (error instanceof Problem && error.code === 'conflict') return undefined;
      throw error;
    }
  });
  return (await Promise.all(attempts)).filter(text => text !== undefined);
}

async function present(store: Store, key: string) {
  const found = await store.get(key);
  if (found === undefined) throw new Error(`"${key}" should be there`);
  return found;
}

async function textOf(store: Store, key: string): Promise<string> {
  return decode(await (await present(store, key)).bytes());
}

async function listed(store: Store, prefix: string): Promise<ListedObject[]> {
  const found: ListedObject[] = [];
  for await (const { key, etag, size } of store.list(prefix)) found.push({ key, etag, size });
  return found;
}

async function keysOf(store: Store, prefix: string): Promise<string[]> {
  return (await listed(store, prefix)).map(({ key }) => key);
}

async function joined(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const list: Uint8Array[] = [];
  for await (const chunk of chunks) list.push(chunk);
  return Buffer.concat(list);
}

function patterned(size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, n) => (n * 31 + (n >> 8)) & 255);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
