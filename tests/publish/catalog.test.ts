import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { headersOf } from '../../functions/contract/headers.ts';
import { CATALOG_KEY, packageKey } from '../../functions/contract/keys.ts';
import { withdraw } from '../../functions/snapshots/rollback.ts';
import { localTools } from '../../local/local-tools.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

const CSV = `name,kind,weight\n${Array.from({ length: 30 }, (_, index) => `plum ${index},k${index % 3},${index / 4}`).join('\n')}\n`;

async function published() {
  const folder = await temporaryFolder();
  const [uploads, out] = [join(folder, 'uploads'), join(folder, 'out')];
  await mkdir(uploads);
  const tools = await localTools({ uploads, out, log() {}, progress() {} });
  await tools.site.put('templates/index.html', Buffer.from('<head><title data-site="title">Data</title></head>'));
  await writeFile(join(uploads, 'plums.csv'), CSV);
  await build('plums', tools);
  const read = async (key: string) => {
    const object = await tools.site.get(key);
    return object === undefined ? null : Buffer.from(await object.bytes()).toString();
  };
  const json = async (key: string) => JSON.parse((await read(key)) ?? 'null');
  return { uploads, out, tools, read, json };
}

test('a Data Package names the Parquet files of a table, with the types of their columns', async () => {
  const { json, out } = await published();
  const { name, resources, created } = await json(packageKey('plums'));
  expect([name, Date.parse(created) > 0, resources.length]).toEqual(['plums', true, 1]);
  const [{ path, bytes, format, schema }] = resources;
  expect(format).toBe('parquet');
  expect((await readFile(join(out, 'data/plums', path))).length).toBe(bytes);
  expect(schema.fields.map(({ name, type }: { name: string; type: string }) => [name, type])).toEqual([
    ['_row', 'integer'],
    ['name', 'string'],
    ['kind', 'string'],
    ['weight', 'number'],
  ]);
});

test('the catalog lists each data set with its files, and the first page holds it', async () => {
  const { json, read, tools } = await published();
  const catalog = await json(CATALOG_KEY);
  expect(catalog['@type']).toEqual(['DataCatalog', 'dcat:Catalog']);
  const [dataset] = catalog.dataset;
  expect(dataset).toMatchObject({ '@id': '/plums', name: 'Plums', 'dct:title': 'Plums', url: '/plums' });
  expect(dataset.description).not.toBe('');
  for (const { contentUrl, encodingFormat } of dataset.distribution) {
    expect(await tools.site.get(contentUrl.slice(1))).toBeDefined();
    expect(headersOf(contentUrl.slice(1)).contentType).toContain(encodingFormat);
  }
  const page = (await read('site/index.html')) ?? '';
  const inPage = /<script type="application\/ld\+json">(.*)<\/script><\/head>/.exec(page)?.[1] ?? '';
  expect(JSON.parse(inPage)).toEqual(catalog);
});

test('a title cannot end the script that holds it', async () => {
  const { uploads, tools, read } = await published();
  await writeFile(join(uploads, 'site.yaml'), 'title: "</script><b>$&"\n');
  await writeFile(join(uploads, 'plums.csv'), `${CSV}plum 30,k0,1\n`);
  await build('plums', tools);
  const page = (await read('site/index.html')) ?? '';
  expect(page.match(/<\/script>/g)).toHaveLength(1);
  expect(JSON.parse(/ld\+json">(.*)<\/script>/.exec(page)?.[1] ?? '').name).toBe('</script><b>$&');
});

test('what is withdrawn leaves the catalog, and has no Data Package', async () => {
  const { uploads, tools, json, read } = await published();
  await writeFile(join(uploads, 'pears.csv'), CSV);
  await build('pears', tools);
  expect((await json(CATALOG_KEY)).dataset.map((dataset: { identifier: string }) => dataset.identifier)).toEqual([
    'pears',
    'plums',
  ]);
  await rm(join(uploads, 'plums.csv'));
  await withdraw('plums', tools);
  expect((await json(CATALOG_KEY)).dataset.map((dataset: { identifier: string }) => dataset.identifier)).toEqual([
    'pears',
  ]);
  expect(await read(packageKey('plums'))).toBeNull();
});
