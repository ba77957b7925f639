import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { planUpload } from '../../../cli/upload/plan-upload.ts';
import { temporaryFolder } from '../../store/temporary-folder.ts';

const hex = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex');

/** One file of the text beside an upload with an ETag; whether it has to be sent. */
async function isSent(text: string, etag: string, inUse?: string, size = text.length): Promise<boolean> {
  const path = join(await temporaryFolder(), 'a.csv');
  await writeFile(path, text);
  const listed = new Map([['covid/a.csv', { key: 'covid/a.csv', etag, size }]]);
  const known = new Map(inUse === undefined ? [] : [['covid/a.csv', inUse]]);
  const file = { key: 'covid/a.csv', path, size: text.length };
  return (await planUpload([file], listed, known, () => undefined)).toSend.length === 1;
}

test.each([
  ['the ETag is the MD5 of the file', `"${hex('md5', 'hello')}"`, undefined, false],
  ['the ETag is the first half of its SHA-256', `"${hex('sha256', 'hello').slice(0, 32)}"`, undefined, false],
  ['the ETag is that of other bytes', `"${hex('md5', 'hallo')}"`, undefined, true],
  ['it was put in parts', '"0123456789abcdef0123456789abcdef-2"', undefined, true],
  ['it was put in parts and is in use', '"0123456789abcdef0123456789abcdef-2"', hex('sha256', 'hello'), false],
  ['the ETag says nothing and it is in use', `"${'0'.repeat(32)}"`, hex('sha256', 'hello'), false],
  ['other bytes are in use', `"${'0'.repeat(32)}"`, hex('sha256', 'hallo'), true],
])('planUpload, where %s', async (_, etag, inUse, sent) => {
  expect(await isSent('hello', etag, inUse)).toBe(sent);
});

test('planUpload does not read a file of another size', async () => {
  expect(await isSent('hello', `"${hex('md5', 'hello')}"`, undefined, 6)).toBe(true);
});

test('planUpload counts new, replaced and unchanged files, and reports its progress', async () => {
  const folder = await temporaryFolder();
  const file = async (name: string) => {
    await writeFile(join(folder, name), name);
    return { key: `covid/${name}`, path: join(folder, name), size: name.length };
  };
  const files = [await file('new'), await file('same'), await file('old')];
  const listed = new Map([
    ['covid/same', { key: 'covid/same', etag: `"${hex('md5', 'same')}"`, size: 4 }],
    ['covid/old', { key: 'covid/old', etag: '"x"', size: 3 }],
    ['covid/other', { key: 'covid/other', etag: '"y"', size: 3 }],
  ]);
  const steps: string[] = [];
  const plan = await planUpload(files, listed, new Map(), (done, of) => steps.push(`${done}/${of}`));
  expect(plan).toEqual({ toSend: [files[0], files[2]], replaced: 1, unchanged: 1, bytes: 6 });
  expect(steps).toEqual(['0/3', '1/3', '2/3', '3/3']);
});
