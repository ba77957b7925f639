import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { createQueryApp } from '../../functions/query/query-app.ts';
import { localTools } from '../../local/local-tools.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

test('the smallest data set of the README becomes what the README says', async () => {
  const folder = await temporaryFolder();
  const readme = await readFile(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8');
  await mkdir(join(folder, 'uploads', 'cases'), { recursive: true });
  for (const [, name = '', content = ''] of readme.matchAll(/^`(cases\/[\w.-]+)`\n```\w+\n([\s\S]*?)```/gm)) {
    await writeFile(join(folder, 'uploads', name), content);
  }
  const tools = await localTools({
    uploads: join(folder, 'uploads'),
    out: join(folder, 'out'),
    log() {},
    progress() {},
  });
  const { receipt } = await build('cases', tools);
  expect(receipt.summary).toBe('2 reports up to 2020-03-22 are live.');
  const api = createQueryApp({ store: tools.site });
  const answer = await api.fetch(new Request('http://host/api/v1/datasets/cases/series?regions=US-OH'));
  expect(await answer.json()).toMatchObject({
    periods: ['2020-03-21', '2020-03-22'],
    series: [{ region: 'US-OH', values: [247, 356] }],
  });
});
