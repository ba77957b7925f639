import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DROP_HEADER, DROP_PATH, type DroppedFile, parseDroppedAnswer } from '../../functions/contract/dropped.ts';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { droppedFiles } from '../../local/dropped-files.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { expectProblem, serving } from './serving.ts';

const BIRDS = 'species,mass\nAdelie,3750\nGentoo,5000\nAdelie,\n';

/** A server that takes files into a folder of uploads, and the requests of its own page. */
async function taking() {
  const uploads = await temporaryFolder();
  const dropped = await droppedFiles(new DiskStore({ root: uploads }));
  onTestFinished(() => dropped.close());
  const server = await serving({ dropped });
  const own = { host: `127.0.0.1:${server.port}`, origin: server.url, [DROP_HEADER]: '1' };
  const post = (name: string, text: string) =>
    server.send('POST', `${DROP_PATH}?${new URLSearchParams({ name })}`, own, text);
  const drop = async (name: string, text: string) =>
    parseDroppedAnswer(JSON.parse(String((await post(name, text)).bytes)), '');
  const refusal = async (name: string, text: string) => (await drop(name, text)).refusal;
  const file = async (name: string, text: string): Promise<DroppedFile> => {
    const { file, refusal } = await drop(name, text);
    if (file === null) throw new Error(refusal ?? '');
    return file;
  };
  return { ...server, uploads, own, file, refusal };
}

test('a dropped file is read and explained, and nothing is published', async () => {
  const { uploads, file } = await taking();
  const { columns, firstRows, rows, dataset, replaces } = await file('Birds 1.csv', BIRDS);
  expect({ rows, dataset, replaces }).toEqual({ rows: 3, dataset: 'birds-1', replaces: false });
  expect(columns.map(({ name, type }) => [name, type])).toEqual([
    ['species', 'text'],
    ['mass', 'integer'],
  ]);
  expect(columns.every(({ why }) => why.length > 10)).toBe(true);
  expect(firstRows).toEqual([
    ['Adelie', '3750'],
    ['Gentoo', '5000'],
    ['Adelie', null],
  ]);
  await expect(readFile(join(uploads, 'Birds 1.csv'))).rejects.toThrow('ENOENT');
});

test('a confirmed file lies at the root of the uploads with the bytes that were sent, once', async () => {
  const { uploads, file, send, own } = await taking();
  const { id } = await file('birds.csv', BIRDS);
  const { status, bytes } = await send('POST', `${DROP_PATH}/${id}`, own);
  expect([status, JSON.parse(String(bytes))]).toEqual([200, { dataset: 'birds' }]);
  expect(await readFile(join(uploads, 'birds.csv'), 'utf8')).toBe(BIRDS);
  expectProblem(await send('POST', `${DROP_PATH}/${id}`, own), 404, 'unknown-path');
  expect((await file('birds.csv', `${BIRDS}Gentoo,4900\n`)).replaces).toBe(true);
});

test('a discarded file cannot be published', async () => {
  const { file, send, own } = await taking();
  const { id } = await file('birds.csv', BIRDS);
  expect((await send('DELETE', `${DROP_PATH}/${id}`, own)).status).toBe(204);
  expectProblem(await send('POST', `${DROP_PATH}/${id}`, own), 404, 'unknown-path');
});

test('the oldest of many files that nobody confirmed is forgotten', async () => {
  const { file, send, own } = await taking();
  const ids: string[] = [];
  for (let at = 0; at < 5; at++) ids.push((await file(`birds${at}.csv`, BIRDS)).id);
  expectProblem(await send('POST', `${DROP_PATH}/${ids[0]}`, own), 404, 'unknown-path');
  expect((await send('POST', `${DROP_PATH}/${ids[4]}`, own)).status).toBe(200);
});

test.each([
  ['empty.csv', '', /the file is empty/],
  ['birds.xlsx', BIRDS, /^the name of a file of rows ends with \.csv, .*; found "birds\.xlsx"$/],
  ['../birds.csv', BIRDS, /found "\.\.\/birds\.csv"$/],
  ['a/birds.csv', BIRDS, /found "a\/birds\.csv"$/],
  ['.birds.csv', BIRDS, /found "\.birds\.csv"$/],
  ['a\\birds.csv', BIRDS, /found "a\\birds\.csv"$/],
  ['', BIRDS, /found ""$/],
])('%j is refused with the reason', async (name, text, reason) => {
  const { refusal } = await taking();
  expect(await refusal(name, text)).toMatch(reason);
});

test('a file whose data set is there already is refused, naming the other', async () => {
  const { uploads, file, refusal } = await taking();
  await writeFile(join(uploads, 'birds.tsv'), 'a\tb\n1\t2\n');
  expect(await refusal('birds.csv', BIRDS)).toBe(
    '"birds.csv" would be the data set "birds", which birds.tsv is already; rename it',
  );
  await mkdir(join(uploads, 'trees'));
  await writeFile(join(uploads, 'trees', 'oaks.csv'), 'a,b\n1,2\n');
  expect(await refusal('trees.csv', BIRDS)).toContain('which trees/oaks.csv is already');
  await mkdir(join(uploads, 'frogs'));
  await writeFile(join(uploads, 'frogs', 'dataset.yaml'), 'files: ../frogs.csv\n');
  expect((await file('frogs.csv', BIRDS)).dataset).toBe('frogs');
});

test('only a page of this server, on this machine, may send a file', async () => {
  const { send, own, uploads } = await taking();
  const path = `${DROP_PATH}?name=birds.csv`;
  const others: readonly Readonly<Record<string, string>>[] = [
    { ...own, origin: 'https://evil.example' },
    { ...own, origin: 'null' },
    { ...own, host: 'evil.example', origin: 'http://evil.example' },
    { ...own, host: `127.0.0.1.evil.example`, origin: 'http://127.0.0.1.evil.example' },
    { host: own.host, origin: own.origin },
    { host: own.host, [DROP_HEADER]: '1' },
  ];
  for (const headers of others) expectProblem(await send('POST', path, headers, BIRDS), 404, 'unknown-path');
  const asked = await send('OPTIONS', path, {
    ...{ host: own.host, origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    'access-control-request-headers': DROP_HEADER,
  });
  expect(asked.status).toBe(404);
  expect(Object.keys(asked.headers).filter(name => name.startsWith('access-control'))).toEqual([]);
  await expect(readFile(join(uploads, 'birds.csv'))).rejects.toThrow('ENOENT');
});

test('a page says that it takes files, only to this machine and only where there is someone to take them', async () => {
  const { get, port } = await taking();
  const page = async (host: string) => String((await get('/', { host })).bytes);
  expect(await page(`127.0.0.1:${port}`)).toContain('<body data-takes-files ');
  expect(await page(`localhost:${port}`)).toContain('<body data-takes-files ');
  expect(await page('evil.example')).not.toContain('data-takes-files');
  const other = await serving();
  expect(String((await other.get('/', {})).bytes)).not.toContain('data-takes-files');
  expect(
    (await other.send('POST', `${DROP_PATH}?name=a.csv`, { origin: other.url, [DROP_HEADER]: '1' }, BIRDS)).status,
  ).toBe(405);
});
