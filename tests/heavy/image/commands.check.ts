import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { DiskStore } from '../../../functions/store/disk-store.ts';
import { writeSample } from '../../../local/sample/write-sample.ts';
import { runImage, signalImage, startImage, stopImage } from './image-under-test.ts';
import { publishedBytes } from './published-bytes.ts';

const CLI = join(import.meta.dirname, '..', '..', '..', 'cli', 'seecovid.mjs');
const FOLDERS = ['--uploads', '/mnt/uploads', '--out', '/mnt/out'];
const WRITABLE_BY_ALL = 0o777;
const DAYS = 20;

/** Mounted as /mnt in the image: uploads with a sample, and a folder to publish to. */
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seecovid-image-'));
  await writeSample(join(folder, 'uploads'), { days: DAYS });
  await mkdir(join(folder, 'out'));
  for (const path of [folder, join(folder, 'out')]) await chmod(path, WRITABLE_BY_ALL);
});

afterAll(() => rm(folder, { recursive: true }));

test('--help lists the commands, and an unknown command fails', async () => {
  const help = await runImage(['--help'], { folder });
  expect(help).toMatchObject({ code: 0, stderr: '' });
  for (const command of ['start', 'transform']) expect(help.stdout).toContain(command);
  expect(await runImage(['publish'], { folder })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('there is no command "publish"'),
  });
});

test('transform publishes the same as outside of the image', async () => {
  const { code, stdout, stderr } = await runImage(['transform', ...FOLDERS, '--json'], { folder });
  expect([0, 3], stderr).toContain(code);
  expect(JSON.parse(stdout).datasets).toMatchObject([{ outcome: 'published' }]);
  const outside = join(folder, 'outside');
  const args = [CLI, 'transform', '--uploads', join(folder, 'uploads'), '--out', outside];
  await promisify(execFile)(process.execPath, args).catch(error => expect(error.code).toBe(code));
  const published = await publishedBytes(new DiskStore({ root: join(folder, 'out') }));
  expect(Object.keys(published).length).toBeGreaterThan(DAYS);
  expect(published).toEqual(await publishedBytes(new DiskStore({ root: outside })));
});

test('transform names what it cannot write in one message', async () => {
  const { code, stderr } = await runImage(['transform', '--uploads', '/mnt/uploads', '--out', '/var/task/out'], {
    folder,
  });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^seecovid transform: .* could not be written/);
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('start serves page, data and API to other machines, and exits on SIGTERM', async () => {
  const child = startImage(['start', ...FOLDERS, '--host', '0.0.0.0', '--port', '0'], { folder });
  try {
    const output: string[] = [];
    child.stderr?.on('data', chunk => output.push(String(chunk)));
    if (child.stdout === null) throw new Error('it has no output');
    createInterface({ input: child.stdout }).on('line', line => output.push(line));
    const port = await vi.waitFor(() => portIn(output.join('\n')), { timeout: 60_000, interval: 100 });
    const get = async (path: string) => {
      const response = await fetch(`http://127.0.0.2:${port}${path}`);
      return { status: response.status, text: await response.text() };
    };
    expect(await get('/')).toMatchObject({ status: 200, text: expect.stringContaining('<script') });
    expect(JSON.parse((await get('/data/index.json')).text).datasets).toHaveLength(1);
    expect(JSON.parse((await get('/api/v1/datasets')).text).datasets).toHaveLength(1);
    const ended = new Promise(resolve => child.on('exit', resolve));
    signalImage(child, 'SIGTERM');
    expect(await ended).toBe(0);
  } finally {
    await stopImage(child);
  }
});

function portIn(output: string): string {
  const [, port] = /^See COVID is at http:\S+:(\d+)/m.exec(output) ?? [];
  if (port === undefined) throw new Error(`it has not printed its URL yet: ${output}`);
  return port;
}
