import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, expect, test, vi } from 'vitest';
import { parseHealthAnswer } from '../../functions/contract/answers.ts';
import { parseIndexFile } from '../../functions/contract/index-file.ts';
import { reportCsv } from '../build/report-csv.ts';
import { startCli, uploadsOf } from './run-cli.ts';

const LIVE = { timeout: 15_000, interval: 100 };
const report = (confirmed: number) => reportCsv([{ country: 'Italy', confirmed, deaths: 5, recovered: 7 }]);

const running: ReturnType<typeof startCli>[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

/** The program on a free port, with its output so far. */
async function started(...args: string[]) {
  const child = startCli('start', '--port', '0', ...args);
  running.push(child);
  const output: string[] = [];
  if (child.stdout === null) throw new Error('the program has no output');
  createInterface({ input: child.stdout }).on('line', line => output.push(line));
  child.stderr?.resume();
  const url = await vi.waitFor(
    () => {
      const found = /^See COVID is at (http:\S+)/.exec(output.find(line => line.startsWith('See COVID')) ?? '')?.[1];
      expect(found).toBeDefined();
      return found ?? '';
    },
    { timeout: 60_000, interval: 100 },
  );
  const get = async (path: string) => (await fetch(`${url}${path}`)).json();
  return { child, output, url, get };
}

async function lastDate(get: (path: string) => Promise<unknown>): Promise<string | undefined> {
  return parseIndexFile(await get('/data/index.json'), '').datasets[0]?.lastDate;
}

test('start prints its address, serves data, API and site, and publishes new uploads', async () => {
  const { uploads, out, put } = await uploadsOf({ '06-29-2020.csv': report(100) });
  const { child, output, url, get } = await started('--uploads', uploads, '--out', out);
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(parseHealthAnswer(await get('/api/v1/health'), '').status).toBe('ok');
  await vi.waitFor(async () => expect(await lastDate(get)).toBe('2020-06-29'), LIVE);
  expect((await fetch(url)).headers.get('Content-Type')).toMatch(/^text\/html/);

  await put('06-30-2020.csv', report(110));
  await vi.waitFor(async () => expect(await lastDate(get)).toBe('2020-06-30'), LIVE);
  const answer = await get('/api/v1/datasets/covid/series?regions=ITA&measures=confirmed');
  expect(answer).toMatchObject({ periods: ['2020-06-29', '2020-06-30'], series: [{ values: [100, 110] }] });
  expect(output.join('\n')).toContain('covid: 2 reports up to 2020-06-30 are live.');

  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});

test('start keeps serving when an upload is bad, and says what is wrong', async () => {
  const { uploads, out, put } = await uploadsOf({ '06-29-2020.csv': report(100) });
  const { child, output, get } = await started('--uploads', uploads, '--out', out);
  await vi.waitFor(async () => expect(await lastDate(get)).toBe('2020-06-29'), LIVE);
  await put('06-29-2020.csv', '');
  const reason =
    'quarantined covid/06-29-2020.csv: the file is empty; expected a line of column headers and rows below it';
  await vi.waitFor(() => expect(output.join('\n')).toContain(reason), LIVE);
  const answer = await get('/api/v1/datasets/covid/series?regions=ITA&measures=confirmed');
  expect(answer).toMatchObject({ series: [{ values: [100] }] });
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
});

test('start listens on --host, by default for this machine only', async () => {
  const { uploads, out } = await uploadsOf({ '06-29-2020.csv': report(100) });
  const alone = await started('--uploads', uploads, '--out', out);
  expect(new URL(alone.url).hostname).toBe('127.0.0.1');
  const open = await started('--uploads', uploads, '--out', out, '--host', '0.0.0.0');
  const { hostname, port } = new URL(open.url);
  expect(hostname).toBe('localhost');
  expect((await fetch(`http://127.0.0.1:${port}/api/v1/health`)).status).toBe(200);
});

test('start on a port in use fails with a message', async () => {
  const { uploads, out } = await uploadsOf({ '06-29-2020.csv': report(100) });
  const { url } = await started('--uploads', uploads, '--out', out);
  const second = startCli('start', '--port', new URL(url).port, '--uploads', uploads, '--out', out);
  running.push(second);
  let err = '';
  second.stderr?.on('data', data => {
    err += String(data);
  });
  await once(second, 'close');
  expect(second.exitCode).toBe(1);
  expect(err).toContain('is in use by another program; choose another port');
});
