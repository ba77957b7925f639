import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { contentEtag } from '../../functions/store/etag.ts';
import { READ_AT_ONCE_BYTES } from '../../functions/store/object-bytes.ts';
import { untilAtRest } from '../../functions/store/until-at-rest.ts';
import { storeConformance } from './store-conformance.ts';
import { temporaryFolder } from './temporary-folder.ts';

storeConformance('DiskStore', async () => new DiskStore({ root: await temporaryFolder() }));

describe('DiskStore keeps to its folder', () => {
  test.each([
    '',
    '/etc/passwd',
    'a//b',
    'a/',
    '.',
    'a/./b',
    '../x',
    'a/../../x',
    'a\\b',
    'a\0b',
    '.hidden',
    '.tmp/x',
    'a/.git/x',
    '\ud800',
  ])('get, put and delete(%j) are refused', async key => {
    const store = new DiskStore({ root: await temporaryFolder() });
    const refusal = { name: 'Problem', code: 'bad-input', message: expect.stringContaining('must') };
    await expect(store.get(key)).rejects.toMatchObject(refusal);
    await expect(store.put(key, Buffer.from('x'))).rejects.toMatchObject(refusal);
    await expect(store.delete(key)).rejects.toMatchObject(refusal);
  });

  test('put(key) says what stands in its way', async () => {
    const store = new DiskStore({ root: await temporaryFolder() });
    await store.put('a/b', Buffer.from('x'));
    await expect(store.put('a', Buffer.from('x'))).rejects.toThrow('"a" could not be written: a folder has that name');
    await expect(store.put('a/b/c', Buffer.from('x'))).rejects.toMatchObject({ code: 'bad-input' });
    await expect(store.put('n'.repeat(300), Buffer.from('x'))).rejects.toThrow('the name is too long for a file');
    await store.delete('a');
    expect(await keysOf(store)).toEqual(['a/b']);
  });

  test('list(prefix) passes over hidden files, names that are no text, pipes, and links to nowhere', async () => {
    const root = await temporaryFolder();
    mkdirSync(join(root, 'u/.git'), { recursive: true });
    for (const name of ['.DS_Store', '.git/config', 'back\\slash', 'a\nb.csv', 'ok.csv'])
      writeFileSync(join(root, 'u', name), 'x');
    writeFileSync(Buffer.concat([Buffer.from(join(root, 'u/')), Buffer.from([0xff, 0x2e])]), 'x');
    execFileSync('mkfifo', [join(root, 'u/pipe')]);
    symlinkSync('nowhere', join(root, 'u/dangling'));
    symlinkSync('itself', join(root, 'u/itself'));
    const store = new DiskStore({ root });
    expect(await keysOf(store)).toEqual(['u/a\nb.csv', 'u/ok.csv']);
    for (const key of ['u/pipe', 'u/dangling', 'u/itself', 'u']) expect(await store.get(key)).toBeUndefined();
  });

  test('list(prefix) tells what has the name of a file and cannot be read as one', async () => {
    const root = await temporaryFolder();
    mkdirSync(join(root, 'u/folder.csv/.hidden'), { recursive: true });
    mkdirSync(join(root, 'u/full.csv'));
    mkdirSync(join(root, 'u/v1.2'));
    for (const name of ['full.csv/part.csv', 'folder.csv.yaml', 'ok.csv']) writeFileSync(join(root, 'u', name), 'x');
    execFileSync('mkfifo', [join(root, 'u/pipe.csv')]);
    symlinkSync('nowhere', join(root, 'u/dangling.csv'));
    symlinkSync('itself.csv', join(root, 'u/itself.csv'));
    const store = new DiskStore({ root });
    const listed: unknown[] = [];
    for await (const { key, fault } of store.list('u/')) listed.push([key, fault]);
    expect(listed).toEqual([
      ['u/dangling.csv', 'it is a link that leads nowhere'],
      ['u/folder.csv', 'a folder has that name'],
      ['u/folder.csv.yaml', undefined],
      ['u/full.csv/part.csv', undefined],
      ['u/itself.csv', 'it is a link that leads nowhere'],
      ['u/ok.csv', undefined],
      ['u/pipe.csv', 'it is not a file'],
    ]);
    await untilAtRest(root, 0, 1000);
  });

  test('list(prefix) and get(key) follow links, and loops end', async () => {
    const [root, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
    writeFileSync(join(elsewhere, 'far.csv'), 'far');
    mkdirSync(join(root, 'covid'));
    symlinkSync(elsewhere, join(root, 'covid/linked'));
    symlinkSync(root, join(elsewhere, 'back'));
    symlinkSync(join(root, 'covid'), join(root, 'covid/loop'));
    const store = new DiskStore({ root });
    expect(await keysOf(store)).toEqual(['covid/linked/far.csv']);
    expect(await textOf(store, 'covid/linked/far.csv')).toBe('far');
  });

  test('a folder that does not exist is empty, and reading does not make it', async () => {
    const root = join(await temporaryFolder(), 'not/yet');
    const store = new DiskStore({ root });
    expect(await store.get('a')).toBeUndefined();
    expect(await keysOf(store)).toEqual([]);
    await store.delete('a');
    await expect(stat(root)).rejects.toMatchObject({ code: 'ENOENT' });
    await store.put('a', Buffer.from('x'));
    expect(await keysOf(store)).toEqual(['a']);
  });
});

describe('DiskStore knows versions apart', () => {
  test('equal bytes have equal etags, the first half of their SHA-256', async () => {
    const store = new DiskStore({ root: await temporaryFolder() });
    const { etag } = await store.put('a', Buffer.from('abc'));
    expect(etag).toBe('"ba7816bf8f01cfea414140de5dae2223"');
    expect((await store.put('b', Buffer.from('abc'))).etag).toBe(etag);
  });

  test('list(prefix) sees a change of equal size with the old times put back', async () => {
    const root = await temporaryFolder();
    const store = new DiskStore({ root });
    const long = new Date(Date.now() - 60_000);
    for (const content of ['one', 'two', 'six']) {
      await writeFile(join(root, 'a'), content);
      utimesSync(join(root, 'a'), long, long);
      for await (const { etag } of store.list('')) expect(etag).toBe((await store.get('a'))?.etag);
      expect(await textOf(store, 'a')).toBe(content);
    }
  });

  test('list(prefix) sees changes of equal size that follow faster than the clock of the disk ticks', async () => {
    const root = await temporaryFolder();
    const store = new DiskStore({ root });
    for (let n = 100; n < 200; n += 1) {
      writeFileSync(join(root, 'a'), String(n));
      for await (const { etag } of store.list('')) expect(etag).toBe(contentEtag(Buffer.from(String(n))));
    }
  });

  test('a large object is read whole, or not at all when it was replaced', async () => {
    const root = await temporaryFolder();
    const store = new DiskStore({ root });
    const size = READ_AT_ONCE_BYTES + 1;
    const { etag } = await store.put('a', new Uint8Array(size).fill(1));
    const [found, again] = [await store.get('a'), await store.get('a')];
    expect(found).toMatchObject({ etag, size });
    expect((await found?.bytes())?.every(byte => byte === 1)).toBe(true);

    let read = 0;
    for await (const chunk of again?.stream() ?? []) {
      if (read === 0) await store.put('a', new Uint8Array(size).fill(2));
      read += chunk.filter(byte => byte === 1).length;
    }
    expect(read).toBe(size);
    await expect(found?.bytes()).rejects.toMatchObject({ code: 'conflict' });
    await store.delete('a');
    await expect(again?.bytes()).rejects.toMatchObject({ code: 'conflict' });
  });

  test('reading many objects leaves no file open', async context => {
    if (process.platform !== 'linux') context.skip('counts open files in /proc');
    const store = new DiskStore({ root: await temporaryFolder() });
    await store.put('small', Buffer.from('x'));
    await store.put('large', new Uint8Array(READ_AT_ONCE_BYTES + 1));
    const before = readdirSync('/proc/self/fd').length;
    for (let n = 0; n < 20; n += 1) {
      await store.get('small');
      for await (const _ of (await store.get('large'))?.stream() ?? []) break;
    }
    expect(readdirSync('/proc/self/fd').length).toBeLessThan(before + 5);
  });

  test('put sweeps what a crashed writer left an hour ago', async () => {
    const root = await temporaryFolder();
    mkdirSync(join(root, '.tmp'));
    for (const name of ['old', 'new']) writeFileSync(join(root, '.tmp', name), 'half');
    const old = new Date(Date.now() - 2 * 60 * 60 * 1000);
    utimesSync(join(root, '.tmp/old'), old, old);
    await new DiskStore({ root }).put('a', Buffer.from('x'));
    expect(readdirSync(join(root, '.tmp'))).toEqual(['new']);
  });
});

describe('files that are still being copied', () => {
  test('list(prefix) leaves them out until they have rested, whatever mtime they claim', async () => {
    const root = await temporaryFolder();
    const store = new DiskStore({ root, restMs: 150 });
    writeFileSync(join(root, 'a'), 'x');
    utimesSync(join(root, 'a'), new Date(0), new Date(0));
    expect(await keysOf(store)).toEqual([]);
    await sleep(200);
    utimesSync(join(root, 'a'), new Date(), new Date(Date.now() + 3_600_000));
    expect(await keysOf(store)).toEqual([]);
    await sleep(200);
    expect(await keysOf(store)).toEqual(['a']);
  });

  test('untilAtRest(root, restMs, limitMs) waits for the last change', async () => {
    const root = await temporaryFolder();
    await untilAtRest(join(root, 'absent'), 150, 1000);
    writeFileSync(join(root, 'a'), 'x');
    const begun = Date.now();
    const later = sleep(100).then(() => appendFileSync(join(root, 'a'), 'y'));
    await untilAtRest(root, 150, 5000);
    await later;
    expect(Date.now() - begun).toBeGreaterThanOrEqual(240);
  });

  test('untilAtRest(root, restMs, limitMs) names a file that does not come to rest', async () => {
    const root = await temporaryFolder();
    mkdirSync(join(root, 'covid'));
    const write = () => appendFileSync(join(root, 'covid/a.csv'), 'x');
    write();
    const writing = setInterval(write, 20);
    onTestFinished(() => clearInterval(writing));
    await expect(untilAtRest(root, 200, 300)).rejects.toThrow('"covid/a.csv" is still changing after 0.3 seconds');
  });

  test('a file that is moved into place is seen with its new bytes', async () => {
    const root = await temporaryFolder();
    const store = new DiskStore({ root });
    await writeFile(join(root, 'a'), 'one');
    await keysOf(store);
    await writeFile(join(root, '.a.part'), 'two');
    await rename(join(root, '.a.part'), join(root, 'a'));
    expect(await textOf(store, 'a')).toBe('two');
  });
});

async function keysOf(store: DiskStore): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list('')) keys.push(key);
  return keys;
}

async function textOf(store: DiskStore, key: string): Promise<string> {
  return Buffer.from((await (await store.get(key))?.bytes()) ?? []).toString();
}
