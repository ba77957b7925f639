import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { LocalFile } from '../../../cli/upload/find-files.ts';
import { sendFiles } from '../../../cli/upload/send-files.ts';
import { Problem } from '../../../functions/contract/problem.ts';
import { sha256 } from '../../../functions/job/hash.ts';
import { MemoryStore } from '../../query/memory-store.ts';
import { temporaryFolder } from '../../store/temporary-folder.ts';

const MB = 1024 * 1024;

async function filesOf(count: number, bytes: number): Promise<LocalFile[]> {
  const folder = await temporaryFolder();
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const path = join(folder, `${index}.csv`);
      await writeFile(path, Buffer.alloc(bytes, index));
      return { key: `covid/${index}.csv`, path, size: bytes };
    }),
  );
}

/** A store whose puts take a while, which counts how many and how large they are at once. */
class SlowStore extends MemoryStore {
  mostAtOnce = 0;
  mostBytes = 0;
  begun = 0;
  #atOnce = 0;
  #bytes = 0;

  override async put(key: string, bytes: Uint8Array) {
    this.#atOnce += 1;
    this.#bytes += bytes.length;
    this.begun += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce);
    this.mostBytes = Math.max(this.mostBytes, this.#bytes);
    await sleep(this.putMs);
    this.#atOnce -= 1;
    this.#bytes -= bytes.length;
    if (key.endsWith('/3.csv') && this.fails) throw new Problem('store-failed', 'no luck');
    return super.put(key, bytes);
  }

  fails = false;
  putMs = 5;
}

const idle = () => ({ progress: () => undefined, signal: new AbortController().signal });

test('sendFiles puts every file, eight at once, and gives its SHA-256', async () => {
  const [files, store] = [await filesOf(40, 10), new SlowStore()];
  const steps: string[] = [];
  const sent = await sendFiles(files, store, { ...idle(), progress: (done, of) => steps.push(`${done}/${of}`) });
  expect(sent.size).toBe(40);
  expect(sent.get('covid/7.csv')).toBe(sha256(Buffer.alloc(10, 7)));
  expect(Buffer.from((await (await store.get('covid/7.csv'))?.bytes()) ?? [])).toEqual(Buffer.alloc(10, 7));
  expect(store.mostAtOnce).toBe(8);
  expect(steps).toEqual(Array.from({ length: 41 }, (_, done) => `${done}/40`));
});

test('sendFiles has at most 64 MB in flight, or a single larger file', async () => {
  const store = new SlowStore();
  store.putMs = 300;
  await sendFiles(await filesOf(6, 20 * MB), store, idle());
  expect(store.mostBytes).toBe(60 * MB);
  const alone = new SlowStore();
  await sendFiles(await filesOf(2, 70 * MB), alone, idle());
  expect(alone.mostAtOnce).toBe(1);
});

test('sendFiles of no files does nothing', async () => {
  const steps: unknown[] = [];
  expect(await sendFiles([], new MemoryStore(), { ...idle(), progress: done => steps.push(done) })).toEqual(new Map());
  expect(steps).toEqual([]);
});

test('sendFiles starts no other file after a failure, and throws once those in flight are finished', async () => {
  const store = new SlowStore();
  store.fails = true;
  await expect(sendFiles(await filesOf(40, 10), store, idle())).rejects.toThrow('no luck');
  expect(store.begun).toBeLessThan(16);
  const there = await Array.fromAsync(store.list('covid/'));
  expect(there).toHaveLength(store.begun - 1);
});

test('sendFiles starts no other file once aborted, and returns what was sent', async () => {
  const [store, stop] = [new SlowStore(), new AbortController()];
  const progress = (done: number) => {
    if (done === 5) stop.abort();
  };
  const sent = await sendFiles(await filesOf(40, 10), store, { progress, signal: stop.signal });
  expect(sent.size).toBeLessThan(16);
  expect(await Array.fromAsync(store.list('covid/'))).toHaveLength(sent.size);
});

test('sendFiles names a file that was deleted', async () => {
  const files = await filesOf(1, 10);
  await rm(files[0]?.path ?? '');
  await expect(sendFiles(files, new MemoryStore(), idle())).rejects.toThrow(
    /0\.csv was deleted while this was running$/,
  );
});
