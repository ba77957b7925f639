// @module-tag exhaustive
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { temporaryFolder } from './temporary-folder.ts';

const PROCESSES = 20;
const ROUNDS = 15;
const LARGE_BYTES = 6 * 1024 * 1024;
const KILLS = 8;

test(`put(key, bytes, {ifMatch}) by ${PROCESSES} processes has one winner, ${ROUNDS} times`, {
  timeout: 60_000,
}, async () => {
  const root = await temporaryFolder();
  const store = new DiskStore({ root });
  let etag = '';
  for (let round = 0; round < ROUNDS; round += 1) ({ etag } = await store.put(`race/${round}`, Buffer.from('begin')));

  const writers = Array.from({ length: PROCESSES }, (_, n) =>
    start('racing-writer.ts', [root, `writer ${n}`, String(ROUNDS), etag]),
  );
  for (const { lines } of writers) expect((await lines.next()).value).toBe('ready');
  for (const { child } of writers) child.stdin?.write('go\n');
  const wins = await Promise.all(
    writers.map(async ({ lines }): Promise<unknown> => JSON.parse((await lines.next()).value ?? '')),
  );

  for (let round = 0; round < ROUNDS; round += 1) {
    const winners = wins.flatMap((won, n) => (Array.isArray(won) && won.includes(round) ? [`writer ${n}`] : []));
    expect(winners).toHaveLength(1);
    expect(Buffer.from((await (await store.get(`race/${round}`))?.bytes()) ?? []).toString()).toBe(winners[0]);
  }
  expect(new Set(wins.map((won, n) => (Array.isArray(won) && won.length > 0 ? n : -1))).size).toBeGreaterThan(1);
});

test(`a writer that is killed in the middle of a put, ${KILLS} times, leaves no half object and no lock`, {
  timeout: 60_000,
}, async () => {
  const root = await temporaryFolder();
  const store = new DiskStore({ root });
  for (let turn = 0; turn < KILLS; turn += 1) {
    const { child, lines } = start('endless-writer.ts', [root, 'large', String(LARGE_BYTES)]);
    await lines.next();
    await sleep(10 + turn * 9);
    child.kill('SIGKILL');
    await once(child, 'exit');

    const bytes = (await (await store.get('large'))?.bytes()) ?? new Uint8Array();
    expect(bytes.length).toBe(LARGE_BYTES);
    expect(bytes.every(byte => byte === bytes[0])).toBe(true);
    const { etag } = await store.put('large', bytes.fill(200 + turn));
    expect((await store.get('large'))?.etag).toBe(etag);
  }
  // What the killed ones had begun: without it no kill came in the middle.
  expect(readdirSync(join(root, '.tmp')).length).toBeGreaterThan(0);
});

interface Started {
  readonly child: ChildProcess;
  readonly lines: AsyncIterator<string>;
}

function start(script: string, args: readonly string[]): Started {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}
