import { mkdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { localFolders } from '../../cli/target/local-folders.ts';
import { reportCsv } from '../build/report-csv.ts';
import { EXHAUSTIVE } from '../exhaustive.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { runCli, startCli, uploadsOf } from './run-cli.ts';

const REPORT = reportCsv([{ country: 'Italy', confirmed: 100, deaths: 5, recovered: 7 }]);
const MESSAGE = '--uploads and --out must be separate folders, neither inside the other; found --uploads ';

async function twoFolders() {
  const root = await temporaryFolder();
  for (const name of ['uploads/covid', 'elsewhere']) mkdirSync(join(root, name), { recursive: true });
  symlinkSync(join(root, 'uploads'), join(root, 'link'));
  return root;
}

test('localFolders(uploads, out) gives absolute paths, and a folder in .local for each folder of uploads', async () => {
  const root = await twoFolders();
  const here = relative(process.cwd(), root);
  expect(await localFolders(join(here, 'uploads'), join(here, 'out'))).toEqual({
    uploads: join(root, 'uploads'),
    out: join(root, 'out'),
  });
  const [one, other] = [await localFolders(join(root, 'uploads'), undefined), await localFolders(root, undefined)];
  expect(one.out).toMatch(/\.local.published-[0-9a-f]{8}$/);
  expect(other.out).not.toBe(one.out);
});

test.each([
  ['uploads', 'out'],
  ['uploads', 'uploads-published'],
  ['not/yet', 'not/out'],
  ['elsewhere', 'link/out'],
])('localFolders takes --uploads %s with --out %s', async (uploads, out) => {
  const root = await twoFolders();
  await expect(localFolders(join(root, uploads), join(root, out))).resolves.toBeDefined();
});

test.each([
  ['uploads', 'uploads'],
  ['uploads', 'uploads/out'],
  ['uploads', 'uploads/covid/deep/out'],
  ['uploads', 'uploads/.out'],
  ['uploads', 'elsewhere/../uploads/out'],
  ['uploads', 'link/out'],
  ['link', 'uploads/out'],
  ['uploads', '.'],
  ['uploads/covid', 'link'],
  ['not/yet', 'not/yet/out'],
])('localFolders refuses --uploads %s with --out %s', async (uploads, out) => {
  const root = await twoFolders();
  await expect(localFolders(join(root, uploads), join(root, out))).rejects.toThrow(MESSAGE);
});

test.each(['transform', 'start', 'rebuild', 'status'])(
  '%s refuses an output inside the uploads, every time',
  async name => {
    const { uploads } = await uploadsOf({ '06-30-2020.csv': REPORT });
    const at = ['--uploads', uploads, '--out', join(uploads, 'out'), ...(name === 'start' ? ['--port', '0'] : [])];
    for (let round = 0; round < 2; round++) {
      const { code, out, err } = await runCli(name, ...at);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toBe(`seecovid ${name}: ${MESSAGE}${uploads} and --out ${join(uploads, 'out')}\n`);
    }
  },
);

test('start builds only once with its output next to the uploads', EXHAUSTIVE, async () => {
  const { folder, uploads } = await uploadsOf({ '06-30-2020.csv': REPORT });
  const child = startCli('start', '--port', '0', '--uploads', uploads, '--out', join(folder, 'uploads-out'));
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  child.stdout?.on('data', text => {
    output += String(text);
  });
  await vi.waitFor(() => expect(output).toContain('See COVID is at'), { timeout: 50_000, interval: 100 });
  await sleep(4000);
  expect(output.match(/^covid: /gm)).toEqual(['covid: ']);
});
