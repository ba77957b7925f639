import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { parseIndexFile } from '../../functions/contract/index-file.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { readPointer } from '../../functions/publish/pointer.ts';
import { erase } from '../../functions/snapshots/erase.ts';
import { localTools } from '../../local/local-tools.ts';
import { storeAround } from '../build/store-around.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { findAnywhere } from './find-anywhere.ts';

const SECRET = 'Zwetschgenknödel';
const HEADER = 'name,kind,weight';
const ROWS = Array.from(
  { length: 60 },
  (_, index) => `plum ${index},${index % 2 === 0 ? SECRET : 'Powidl'},${index / 4}`,
);
const CSV = `${HEADER}\n${ROWS.join('\n')}\n`;

/** The tables `plums` and `pears`, each published twice, on a site with pages. */
async function twoTables() {
  const folder = await temporaryFolder();
  const [uploads, out] = [join(folder, 'uploads'), join(folder, 'out')];
  await mkdir(uploads);
  const tools = await localTools({ uploads, out, log() {}, progress() {} });
  await tools.site.put('templates/index.html', Buffer.from('<title data-site="title">Data</title>'));
  const put = (name: string, text: string) => writeFile(join(uploads, name), text);
  await put('plums.csv', CSV);
  await put('pears.csv', CSV.replaceAll(SECRET, 'Birnenmus').replaceAll('plum', 'pear'));
  for (const id of ['plums', 'pears']) await build(id, tools);
  await put('plums.csv', `${CSV}plum 60,${SECRET},1\n`);
  await build('plums', tools);
  return { folder, uploads, out, tools };
}

async function listed({ site }: Awaited<ReturnType<typeof localTools>>): Promise<string[]> {
  const index = await site.get('data/index.json');
  return parseIndexFile(JSON.parse(Buffer.from((await index?.bytes()) ?? []).toString()), '').datasets.map(
    ({ id }) => id,
  );
}

test('erase leaves no byte of a data set behind, and nothing else changes', async () => {
  const { folder, out, tools } = await twoTables();
  const before = await findAnywhere(SECRET, folder);
  // Rows, profile and work files hold it, in one form or another.
  expect(before.filter(path => path.endsWith('.parquet')).length).toBeGreaterThan(1);
  expect(before.filter(path => path.endsWith('.json')).length).toBeGreaterThan(1);
  const pears = await findAnywhere('Birnenmus', folder);
  const { pointer } = await readPointer('pears', tools.site);

  const erased = await erase('plums', tools, { uploads: true });
  expect(erased).toMatchObject({ uploads: 1, uploadsLeft: 0 });
  expect(Math.min(erased.site, erased.work)).toBeGreaterThan(0);
  expect(await findAnywhere(SECRET, folder)).toEqual([]);
  expect(await findAnywhere('plum 1', out)).toEqual([]);
  // The memory of ETags has names of files; the command deletes it.
  expect((await findAnywhere('plums', out)).filter(path => !path.includes('.etags'))).toEqual([]);

  expect(await findAnywhere('Birnenmus', folder)).toEqual(pears);
  expect((await readPointer('pears', tools.site)).pointer).toEqual(pointer);
  expect(await listed(tools)).toEqual(['pears']);
  const page = await tools.site.get('site/index.html');
  expect(Buffer.from((await page?.bytes()) ?? []).toString()).toContain('Pears');
});

test('uploads are kept unless they are named too, and the next build publishes them again', async () => {
  const { uploads, tools } = await twoTables();
  expect(await erase('plums', tools, { uploads: false })).toMatchObject({ uploads: 0, uploadsLeft: 1 });
  expect(await findAnywhere(SECRET, uploads)).toEqual(['plums.csv']);
  expect(await listed(tools)).toEqual(['pears']);
  await build('plums', tools);
  expect(await listed(tools)).toEqual(['pears', 'plums']);
  expect((await readPointer('plums', tools.site)).pointer?.sequence).toBe(1);
});

test('without an upload that is left, nothing brings it back', async () => {
  const { uploads, out, tools } = await twoTables();
  await rm(join(uploads, 'plums.csv'));
  await erase('plums', tools, { uploads: false });
  expect(await findAnywhere(SECRET, out)).toEqual([]);
  await expect(erase('plums', tools, { uploads: false })).rejects.toThrow(
    new Problem('unknown-dataset', 'there is nothing of a data set "plums" here'),
  );
});

test('an erasure that failed on the way can be run again once its mark has expired', async () => {
  const { out, tools } = await twoTables();
  let deleted = 0;
  const site = storeAround(tools.site, {
    async delete(key) {
      deleted += 1;
      if (deleted > 3) throw new Problem('store-failed', 'the disk is gone');
      await tools.site.delete(key);
    },
  });
  await expect(erase('plums', { ...tools, site }, { uploads: true })).rejects.toThrow('the disk is gone');
  expect((await readPointer('plums', tools.site)).pointer?.snapshot).toBeNull();
  await expect(erase('plums', tools, { uploads: true })).rejects.toThrow(/run it again then/);
  const later = () => new Date(Date.now() + 10 * 60_000);
  await erase('plums', tools, { uploads: true, now: later });
  expect(await findAnywhere(SECRET, out)).toEqual([]);
});
