import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { NEUTRAL_SITE, type SiteFile } from '../../../functions/contract/site-file.ts';
import { publishPages, TEMPLATES } from '../../../functions/publish/pages.ts';
import { S3Store } from '../../../functions/store/s3-store.ts';
import { publishSite } from '../../../infra/plugin/publish-site.ts';
import { siteObjects } from '../../../infra/plugin/site-objects.ts';
import { temporaryFolder } from '../../store/temporary-folder.ts';
import { describeMoto } from '../describe-moto.ts';

const ADDRESS = 'https://site.example.org';
const SCRIPT = 'console.log("map");\n'.repeat(100);
const PAGE = (script: string) =>
  '<!doctype html><title data-site="title">Data</title><meta property="og:image" content="/assets/card-1a.jpg" />' +
  `<meta property="og:title" content="/not an address" /><script src="/assets/${script}"></script><a href="/">Home</a>`;

async function builtSite(script = 'app-1a.js'): Promise<string> {
  const folder = await temporaryFolder();
  mkdirSync(join(folder, 'assets'));
  const files: Record<string, string | Buffer> = {
    'index.html': PAGE(script),
    'index.html.br': brotliCompressSync(PAGE(script)),
    'map.html': PAGE(script),
    'robots.txt': 'User-agent: *\n',
    [`assets/${script}`]: SCRIPT,
    [`assets/${script}.br`]: brotliCompressSync(SCRIPT),
    'assets/card-1a.jpg': Buffer.alloc(2000, 7),
  };
  for (const [name, body] of Object.entries(files)) writeFileSync(join(folder, name), body);
  return folder;
}

describe('siteObjects(folder, address)', () => {
  test('makes the URL of the preview image absolute, and changes nothing else', async () => {
    const { templates } = await siteObjects(await builtSite(), ADDRESS);
    expect(templates.map(({ key }) => key)).toEqual(['templates/index.html', 'templates/map.html']);
    for (const { body } of templates) {
      expect(new TextDecoder().decode(body)).toBe(
        PAGE('app-1a.js').replace('"/assets/card-1a.jpg"', `"${ADDRESS}/assets/card-1a.jpg"`),
      );
    }
  });

  test('of the real site has a preview image with an absolute URL on every page', async () => {
    const { templates, assets } = await siteObjects(join(import.meta.dirname, '../../../site/dist'), ADDRESS);
    const keys = new Set(assets.map(({ key }) => key));
    expect(templates.map(({ key }) => key).sort()).toEqual(TEMPLATES.map(page => `templates/${page}.html`).sort());
    for (const { body } of templates) {
      const [, picture] =
        /og:image" content="https:\/\/site\.example\.org\/([^"]+)"/.exec(String(Buffer.from(body))) ?? [];
      expect(keys).toContain(`site/${picture}`);
    }
  });

  test('of a folder without a page says that no site is built', async () => {
    const folder = await temporaryFolder();
    await expect(siteObjects(folder, ADDRESS)).rejects.toThrow('must contain the built site; it has no page');
    await expect(siteObjects(join(folder, 'dist'), ADDRESS)).rejects.toThrow('it has no page');
  });
});

describeMoto('publishSite({ client, bucket, folder, address })', aws => {
  const publish = async (bucket: string, folder: string, client = aws().client) =>
    await publishSite({ client, bucket, folder, address: ADDRESS });
  const get = async (bucket: string, key: string) => {
    const { Body, ...headers } = await aws().client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return { ...headers, bytes: Buffer.from((await Body?.transformToByteArray()) ?? []) };
  };
  const keys = async (bucket: string) =>
    ((await aws().client.send(new ListObjectsV2Command({ Bucket: bucket }))).Contents ?? []).map(({ Key }) => Key);

  test('uploads assets first and templates last, then the pages under site/, with their headers', async () => {
    const bucket = await aws().bucket();
    const { put, unchanged } = await publish(bucket, await builtSite());
    expect(unchanged).toBe(0);
    expect(put.slice(0, 2).sort()).toEqual(['site/assets/app-1a.js', 'site/assets/card-1a.jpg']);
    expect(put[2]).toBe('site/robots.txt');
    expect(put.slice(3).sort()).toEqual(['templates/index.html', 'templates/map.html']);
    const script = await get(bucket, 'site/assets/app-1a.js');
    expect(script).toMatchObject({
      ContentType: 'text/javascript; charset=utf-8',
      CacheControl: 'public, max-age=31536000, immutable',
      ContentEncoding: 'br',
    });
    expect(brotliDecompressSync(script.bytes).toString()).toBe(SCRIPT);
    const picture = await get(bucket, 'site/assets/card-1a.jpg');
    expect(picture).toMatchObject({ ContentType: 'image/jpeg', CacheControl: 'public, max-age=31536000, immutable' });
    expect(picture.ContentEncoding).toBeUndefined();
    const page = await get(bucket, 'site/index.html');
    expect(page).toMatchObject({ ContentType: 'text/html; charset=utf-8', CacheControl: 'no-cache' });
    expect(page.ContentEncoding).toBeUndefined();
    expect(page.bytes.toString()).toContain('<a href="/">Home</a>');
  });

  test('uploads nothing the second time', async () => {
    const bucket = await aws().bucket();
    const folder = await builtSite();
    await publish(bucket, folder);
    expect(await publish(bucket, folder)).toEqual({ put: [], unchanged: 5 });
  });

  test('uploads objects again that have other bytes or headers', async () => {
    const bucket = await aws().bucket();
    const folder = await builtSite();
    await publish(bucket, folder);
    const { bytes } = await get(bucket, 'site/robots.txt');
    const robots = { Bucket: bucket, Key: 'site/robots.txt', ContentType: 'text/plain; charset=utf-8' };
    for (const [changed, headers] of [
      ['User-agent: x\n', { CacheControl: 'no-cache' }],
      [bytes, {}],
      [bytes, { CacheControl: 'no-cache', ContentType: 'text/html' }],
      [bytes, { CacheControl: 'no-cache', ContentEncoding: 'br' }],
    ] as const) {
      await aws().client.send(new PutObjectCommand({ ...robots, Body: changed, ...headers }));
      expect(await publish(bucket, folder)).toEqual({ put: ['site/robots.txt'], unchanged: 4 });
    }
  });

  test('keeps the assets of earlier builds, and touches nothing under data/', async () => {
    const bucket = await aws().bucket();
    await aws().client.send(new PutObjectCommand({ Bucket: bucket, Key: 'data/index.json', Body: '{}' }));
    await publish(bucket, await builtSite('app-1a.js'));
    const { put } = await publish(bucket, await builtSite('app-2b.js'));
    expect(put).toEqual(['site/assets/app-2b.js', expect.any(String), expect.any(String)]);
    expect(await keys(bucket)).toEqual([
      'data/index.json',
      'site/assets/app-1a.js',
      'site/assets/app-2b.js',
      'site/assets/card-1a.jpg',
      'site/index.html',
      'site/map.html',
      'site/robots.txt',
      'templates/index.html',
      'templates/map.html',
    ]);
  });

  test('puts the name of the site into its pages, also when it changes, and never restores an old page', async () => {
    const bucket = await aws().bucket();
    const store = new S3Store({ client: aws().client, bucket });
    const named = (title: string) => {
      const site: SiteFile = { ...NEUTRAL_SITE, title };
      return store.put('data/site.json', Buffer.from(JSON.stringify(site)));
    };
    const page = async () => (await get(bucket, 'site/index.html')).bytes.toString();
    await publish(bucket, await builtSite('app-1a.js'));
    expect(await page()).toContain('<title>Data</title>');
    await named('Elm & Oak');
    await publishPages(store);
    expect(await page()).toContain('<title>Elm &#38; Oak</title>');
    await publish(bucket, await builtSite('app-2b.js'));
    expect(await page()).toContain('<title>Elm &#38; Oak</title>');
    expect(await page()).toContain('app-2b.js');
    await publish(bucket, await builtSite('app-1a.js'));
    expect(await page()).toContain('app-1a.js');
    await named('Oak');
    await publishPages(store);
    expect(await get(bucket, 'site/index.html')).toMatchObject({
      ...{ ContentType: 'text/html; charset=utf-8', CacheControl: 'no-cache' },
    });
    expect(await page()).toContain('<title>Oak</title>');
  });

  test('keeps the old page intact if an asset of the new one cannot be uploaded', async () => {
    const bucket = await aws().bucket();
    await publish(bucket, await builtSite('app-1a.js'));
    const before = await get(bucket, 'site/index.html');
    const failing = denying(aws().endpoint, 'app-2b.js');
    await expect(publish(bucket, await builtSite('app-2b.js'), failing)).rejects.toThrow(
      '"site/assets/app-2b.js" could not be written: permission is missing (AccessDenied)',
    );
    expect((await get(bucket, 'site/index.html')).bytes.equals(before.bytes)).toBe(true);
    expect((await publish(bucket, await builtSite('app-2b.js'))).put).toHaveLength(3);
  });

  test('says so if there is no such bucket', async () => {
    await expect(publish('no-such-bucket-here', await builtSite())).rejects.toThrow('the bucket does not exist');
  });
});

/** A client that denies access to objects of one name, like S3. */
function denying(endpoint: string, name: string): S3Client {
  const client = new S3Client({ endpoint, forcePathStyle: true });
  client.middlewareStack.add(
    next => async args => {
      const { input } = args;
      if (!('Body' in input && 'Key' in input && String(input.Key).endsWith(name))) return await next(args);
      throw Object.assign(new Error('Access Denied'), { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
    },
    { step: 'initialize' },
  );
  return client;
}
