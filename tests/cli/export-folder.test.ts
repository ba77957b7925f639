import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openExportFolder } from '../../cli/export/export-folder.ts';

let parent = '';
let root = '';
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'seecovid-export-'));
  root = join(parent, 'public');
  await mkdir(root);
});
afterEach(async () => rm(parent, { recursive: true, force: true }));

const record = async (text: string) => writeFile(join(root, '.seecovid-export.json'), text);
const recordOf = async (name: string) => record(JSON.stringify({ schema: 'export/1', files: [name] }));

it('removes what an earlier export wrote, and nothing else', async () => {
  const first = await openExportFolder(root);
  await first.write('a/old.txt', Buffer.from('old'));
  await first.finish();
  await writeFile(join(root, 'CNAME'), 'example.org');
  const second = await openExportFolder(root);
  await second.write('new.txt', Buffer.from('new'));
  expect(await second.finish()).toEqual({ files: 1, written: 1, removed: 1 });
  expect(await readFile(join(root, 'CNAME'), 'utf8')).toBe('example.org');
});

it.each(['../mine.txt', 'a/../../mine.txt', '..', '.', '/mine.txt'])(
  'removes nothing by a record of %s',
  async name => {
    await writeFile(join(parent, 'mine.txt'), 'mine');
    await recordOf(name);
    await expect(openExportFolder(root)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining(`it names "${name}"`),
    });
    expect(await readFile(join(parent, 'mine.txt'), 'utf8')).toBe('mine');
  },
);

it.each(['{"schema":', '[]'])('says that a record is damaged: %s', async text => {
  await record(text);
  await expect(openExportFolder(root)).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining('export to an empty folder instead'),
  });
});

it('accepts files whose names begin with dots', async () => {
  await recordOf('..name.txt');
  await expect(openExportFolder(root)).resolves.toBeDefined();
});
