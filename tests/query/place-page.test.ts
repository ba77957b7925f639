import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { pageKey, pointerKey } from '../../functions/contract/keys.ts';
import { sitemap } from '../../functions/query/pages/sitemap.ts';
import { createPublished } from '../../functions/query/published/published.ts';
import { createQueryApp } from '../../functions/query/query-app.ts';
import { MemoryStore } from './memory-store.ts';
import { publishFixture } from './publish-fixture.ts';
import { TINY } from './tiny-data.ts';

const ORIGIN = 'https://numbers.example.org';
const store = new MemoryStore();
const app = createQueryApp({ store, origin: ORIGIN });
const get = (path: string, headers: Record<string, string> = {}) =>
  app.fetch(new Request(`https://gateway.example.com${path}`, { headers }));
const [map] = TINY.maps;
const [place] = map?.regions ?? [];

beforeAll(async () => {
  await publishFixture(store, TINY);
  await store.put(pageKey('place'), readFileSync(join(import.meta.dirname, '../../site/index.html')));
});

describe('the page of a place', () => {
  test('has title, description, canonical link and figures before its script runs', async () => {
    const response = await get(`/${TINY.dataset}/place/${place?.id}`);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toMatch(/s-maxage=\d+/);
    expect(html).toMatch(new RegExp(`<title[^>]*>${place?.name}.* · ${TINY.title}`));
    expect(html).toContain(`<link rel="canonical" href="${ORIGIN}/${TINY.dataset}/place/${place?.id}" />`);
    expect(html).toMatch(new RegExp(`<meta id="description" name="description" content="${place?.name}`));
    expect(html.match(/id="tab-place"/g)).toHaveLength(1);
    // The newest total that the API answers with.
    const answer = await get(`/api/v1/datasets/${TINY.dataset}/series?regions=${place?.id}&change=total`);
    const { series } = (await answer.json()) as { series: { values: (number | null)[] }[] };
    const total = series[0]?.values.at(-1);
    expect(total).toEqual(expect.any(Number));
    expect(html).toContain(`${total?.toLocaleString('en-US')} in total`);
    const known = { 'If-None-Match': response.headers.get('etag') ?? '' };
    expect((await get(`/${TINY.dataset}/place/${place?.id}`, known)).status).toBe(304);
  });

  test('links the places beside it, each of which has a page', async () => {
    const html = await (await get(`/${TINY.dataset}/place/${place?.id}`)).text();
    const links = [...html.matchAll(/<li><a href="([^"]+)"/g)].map(([, href = '']) => href);
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect((await get(link)).status).toBe(200);
  });

  test.each(['/nothing/place/A', `/${TINY.dataset}/place/<b>no`, `/${TINY.dataset}@${'0'.repeat(32)}/place/A`])(
    'is a page that explains itself, with 404, at %s',
    async path => {
      const response = await get(path);
      const html = await response.text();
      expect(response.status).toBe(404);
      expect(html).toContain('<h1>There is no such place</h1>');
      expect(html).not.toContain('<b>no');
      expect(html).not.toContain('canonical');
    },
  );

  test('without a deployed site there is none', async () => {
    const bare = new MemoryStore();
    await publishFixture(bare, TINY);
    const response = await createQueryApp({ store: bare }).fetch(new Request(`${ORIGIN}/${TINY.dataset}/place/A`));
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });
});

describe('the sitemap', () => {
  const published = createPublished({ store, now: () => new Date(), freshMs: 0, cacheBytes: 1e6 });
  const locations = (xml: string) => [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc = '']) => loc);

  test('lists home, views and every place, with whole addresses, and robots.txt points to it', async () => {
    const response = await get('/sitemap.xml');
    expect(response.headers.get('content-type')).toBe('application/xml; charset=utf-8');
    const found = locations(await response.text());
    const ids = TINY.maps.flatMap(({ regions }) => regions.map(({ id }) => id));
    expect(found).toContain(`${ORIGIN}/`);
    expect(found).toContain(`${ORIGIN}/${TINY.dataset}/map`);
    for (const id of ids) expect(found.some(loc => decodeURIComponent(loc).endsWith(`/place/${id}`))).toBe(true);
    expect(new Set(found).size).toBe(found.length);
    expect(await (await get('/robots.txt')).text()).toContain(`Sitemap: ${ORIGIN}/sitemap.xml`);
  });

  test('with too many addresses is an index of parts that list each once', async () => {
    const whole = locations(await sitemap(published, ORIGIN, null));
    const index = await sitemap(published, ORIGIN, null, 2);
    expect(index).toContain('<sitemapindex');
    const parts = locations(index);
    expect(parts).toHaveLength(Math.ceil(whole.length / 2));
    const listed = await Promise.all(
      parts.map(async part =>
        locations(await sitemap(published, ORIGIN, Number(new URL(part).searchParams.get('part')), 2)),
      ),
    );
    expect(listed.flat()).toEqual(whole);
  });

  test('leaves out a data set that has been withdrawn since it was listed', async () => {
    const other = new MemoryStore();
    await publishFixture(other, TINY);
    await other.delete(pointerKey(TINY.dataset));
    const reader = createPublished({ store: other, now: () => new Date(), freshMs: 0, cacheBytes: 1e6 });
    expect(locations(await sitemap(reader, ORIGIN, null))).toEqual([`${ORIGIN}/`]);
  });
});
