import { expect, test } from 'vitest';
import { siteHeaders } from '../../functions/cdn/site-headers.ts';
import { headersOf } from '../../functions/contract/headers.ts';
import {
  blobKey,
  historyKey,
  INDEX_KEY,
  kindOfKey,
  pageKey,
  pointerKey,
  receiptKey,
  SITE_KEY,
  snapshotKey,
  templateKey,
} from '../../functions/contract/keys.ts';
import { Problem } from '../../functions/contract/problem.ts';

const ID = '0123456789abcdef0123456789abcdef';
const JSON_TYPE = 'application/json; charset=utf-8';
const SHORT = 'public, max-age=0, s-maxage=2';
const IMMUTABLE = 'public, max-age=31536000, immutable';

test.each([
  [INDEX_KEY, 'index', null, SHORT],
  [SITE_KEY, 'site', null, SHORT],
  [pointerKey('covid'), 'pointer', null, SHORT],
  [historyKey('covid', 161), 'history', null, IMMUTABLE],
  [snapshotKey('covid', ID), 'snapshot', null, IMMUTABLE],
  [receiptKey('covid', ID), 'receipt', 'br', IMMUTABLE],
  [blobKey('covid', ID), 'blob', 'br', IMMUTABLE],
] as const)('%s is a %s and is served as one', (key, kind, contentEncoding, cacheControl) => {
  expect(kindOfKey(key)).toBe(kind);
  expect(headersOf(key)).toEqual({ contentType: JSON_TYPE, contentEncoding, cacheControl });
});

test('a page is served as siteHeaders has it, and its template is not served at all', () => {
  expect(headersOf(pageKey('map'))).toEqual({ ...siteHeaders('map.html'), contentEncoding: null });
  expect(() => kindOfKey(templateKey('map'))).toThrow('is no key of the published format');
});

test.each([
  '',
  'data/',
  'data/covid',
  'data/covid/latest.json/',
  'data/covid/history/161.json',
  `data/covid/blobs/${ID}`,
  `data/covid/blobs/${ID.slice(1)}.json`,
  `data/covid/blobs/${ID.toUpperCase()}.json`,
  `data/covid/others/${ID}.json`,
  `data/covid/eu/blobs/${ID}.json`,
  `other/covid/blobs/${ID}.json`,
  'site/assets/index.html',
  'site/icon.png',
])('kindOfKey("%s") is a Problem: nothing of the published format lies there', key => {
  expect(() => kindOfKey(key)).toThrow(new Problem('internal', `"${key}" is no key of the published format`));
});
