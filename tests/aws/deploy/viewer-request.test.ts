import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { requestedFile, VIEWER_REQUEST } from '../../../functions/cdn/viewer-request.ts';
import { siteFiles } from '../../../local/site-files.ts';
import { TAB_IDS } from '../../../site/address/path.ts';
import { MemoryStore } from '../../query/memory-store.ts';
import { temporaryFolder } from '../../store/temporary-folder.ts';

/** CloudFront's limit. */
const MAX_BYTES = 10_240;

const PATHS: readonly (readonly [path: string, file: string])[] = [
  ['/', '/index.html'],
  ['/covid', '/map.html'],
  ['/covid/', '/map.html'],
  ['/covid@0123abcd', '/map.html'],
  ...TAB_IDS.flatMap(tab => [
    [`/covid/${tab}`, `/${tab}.html`] as const,
    [`/covid/${tab}/`, `/${tab}.html`] as const,
    [`/covid@0123abcd/${tab}`, `/${tab}.html`] as const,
    [`/covid%400123abcd/${tab}`, `/${tab}.html`] as const,
    [`/${tab}`, '/map.html'] as const,
    [`/covid/${tab}s`, '/map.html'] as const,
    [`/covid/x${tab}`, '/map.html'] as const,
    [`/covid/${tab}/more`, tab === 'table' || tab === 'place' ? `/${tab}.html` : '/map.html'] as const,
    [`/${tab}.html`, `/${tab}.html`] as const,
    [`/covid/${tab}/index.html`, `/${tab}.html`] as const,
    [`/covid@0123abcd/${tab}/index.html`, `/${tab}.html`] as const,
  ]),
  ['/covid/table/visits/12', '/table.html'],
  ['/covid@0123abcd/table/visits/a.b', '/table.html'],
  ['/covid/tables/visits', '/map.html'],
  ['/covid/Map', '/map.html'],
  ['/covid%2Fmap', '/map.html'],
  ['/index.html', '/index.html'],
  ['/covid/index.html', '/map.html'],
  ['/covid/elsewhere.html', '/map.html'],
  ['/elsewhere.htm', '/map.html'],
  ['/assets/app-1a2b.js', '/assets/app-1a2b.js'],
  ['/assets/a%20b.json', '/assets/a%20b.json'],
  ['/assets', '/map.html'],
  ['/v1.5/about-us', '/map.html'],
  ['/caf%C3%A9', '/map.html'],
];

describe('viewer-request.js', () => {
  test.each(PATHS)('maps %s to %s', (path, file) => {
    expect(requestedFile(path)).toBe(file);
  });

  test.each(PATHS)('maps %s to the same file in the local stack', async (path, file) => {
    const app = new Hono().get('*', siteFiles(await siteOfPaths(), new MemoryStore()));
    expect(await (await app.request(path)).text()).toBe(decodeURIComponent(file));
  });

  test('returns its request, with only the path changed', () => {
    const request = {
      method: 'GET',
      uri: '/covid/curves',
      querystring: { regions: { value: 'USA', multiValue: [{ value: 'USA' }, { value: 'ITA' }] } },
      headers: { host: { value: 'example.org' }, 'accept-encoding': { value: 'br' } },
      cookies: { a: { value: 'b' } },
    };
    const before = structuredClone(request);
    const handle: unknown = new Function(`${VIEWER_REQUEST}\nreturn handler;`)();
    if (typeof handle !== 'function') throw new Error('there is no handler');
    expect(handle({ version: '1.0', context: { eventType: 'viewer-request' }, request })).toBe(request);
    expect(request).toEqual({ ...before, uri: '/curves.html' });
  });

  test('fits CloudFront: short enough, and without variables that a deployment would substitute', () => {
    expect(Buffer.byteLength(VIEWER_REQUEST)).toBeLessThan(MAX_BYTES);
    expect(VIEWER_REQUEST).not.toContain('${');
    expect(VIEWER_REQUEST).not.toMatch(/^(?:import|export)\b/m);
  });
});

async function siteOfPaths(): Promise<string> {
  const site = await temporaryFolder();
  mkdirSync(join(site, 'assets'));
  const names = ['index.html', 'assets/app-1a2b.js', 'assets/a b.json', ...TAB_IDS.map(tab => `${tab}.html`)];
  for (const name of names) writeFileSync(join(site, name), `/${name}`);
  return site;
}
