import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pageKey, SITE_KEY, templateKey } from '../../functions/contract/keys.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { NEUTRAL_SITE, type SiteFile } from '../../functions/contract/site-file.ts';
import { publishPages, renderPage, TEMPLATES } from '../../functions/publish/pages.ts';
import type { Store } from '../../functions/store/store.ts';
import { storeAround } from '../build/store-around.ts';
import { MemoryStore } from '../query/memory-store.ts';

const DIST = join(import.meta.dirname, '../../site/dist');
const INDEX = pageKey('index');
const ELM: SiteFile = { ...NEUTRAL_SITE, title: 'Elm', tagline: 'Elms by day.', accent: '#006644' };
const OAK: SiteFile = { ...NEUTRAL_SITE, title: 'Oak' };
const TEMPLATE = (release: string) =>
  `<title data-site="title">Data</title><script src="/assets/${release}.js"></script>`;

describe('renderPage(template, site)', () => {
  test('fills in what is marked, keeps what names the view, and leaves no mark', () => {
    const page =
      '<title data-site="title">Map · Data</title><meta name="description" content="Numbers." data-site="tagline" />' +
      '<meta name="theme-color" content="#fff" data-site="accent"><a id="brand" data-unsure data-site="title">Data</a>';
    expect(renderPage(page, ELM)).toBe(
      '<title>Map · Elm</title><meta name="description" content="Elms by day." />' +
        '<meta name="theme-color" content="#006644"><a id="brand">Elm</a>',
    );
    expect(renderPage(page, OAK)).toBe(
      '<title>Map · Oak</title><meta name="description" content="Numbers." />' +
        '<meta name="theme-color" content="#fff"><a id="brand">Oak</a>',
    );
  });

  test.each([
    'Elm & Oak',
    '"Elm", \'Oak\'',
    '</title><script>alert(1)</script>',
    '" data-site="tagline" onload="alert(1)',
    '$& $1 $$',
    'a · b',
    'مرض اليوم (2)',
    '🌳 Bäume 👩‍🌾',
    'two\nlines',
    '&amp; <!-- --> ]]>',
  ])('shows %j as it is written', title => {
    const page = '<title data-site="title">Map · Data</title><meta content="Numbers." data-site="tagline" />';
    const rendered = renderPage(page, { ...NEUTRAL_SITE, title, tagline: title });
    const [, text = '', content = '', rest] =
      /^<title>([^<]*)<\/title><meta content="([^"<>]*)" \/>(.*)$/s.exec(rendered) ?? [];
    expect([decoded(text), decoded(content), rest]).toEqual([`Map · ${title}`, title, '']);
  });

  test.each(TEMPLATES)('of the built page %s names the site everywhere, and changes nothing else', page => {
    const template = readFileSync(join(DIST, `${page}.html`), 'utf8');
    const rendered = renderPage(template, ELM);
    const own = /<title data-site="title">(.* · )?Data</.exec(template)?.[1] ?? '';
    const isFirst = page === 'index' || page === 'home';
    expect(own === '').toBe(isFirst);
    for (const part of [
      `<title>${own}Elm</title>`,
      `<meta property="og:title" content="${own}Elm" />`,
      '<meta property="og:site_name" content="Elm" />',
      '<a id="brand" class="brand" href="/" dir="auto">Elm</a>',
    ])
      expect(rendered).toContain(part);
    expect(rendered.match(/<meta name="theme-color" [^>]*content="#006644" \/>/g)).toHaveLength(2);
    expect(rendered.split('content="Elms by day."')).toHaveLength(isFirst ? 3 : 1);
    expect(rendered).not.toMatch(/data-site|\bData\b|style=/);
    const neutral = renderPage(template, NEUTRAL_SITE);
    expect(neutral).toBe(template.replaceAll(/ data-site="\w+"/g, '').replace('dir="auto" data-unsure', 'dir="auto"'));
  });

  test('of a page without marks is that page', () => {
    expect(renderPage('<title>Data</title>', ELM)).toBe('<title>Data</title>');
  });
});

describe('publishPages(site)', () => {
  test('writes each page that has a template, once', async () => {
    const { site, puts } = await deployed();
    await publishPages(site);
    await publishPages(site);
    expect(puts).toEqual([INDEX]);
    expect(await text(site, INDEX)).toBe(renderPage(TEMPLATE('app-1'), NEUTRAL_SITE));
  });

  test('makes the first page from the home page of a site that has one, else from that of a data set', async () => {
    const { site, rename } = await deployed();
    await site.put(templateKey('home'), Buffer.from('<title data-site="title">Home</title>'));
    await rename({ ...ELM, home: false });
    await publishPages(site);
    expect(await text(site, INDEX)).toBe(renderPage(TEMPLATE('app-1'), ELM));
    await rename(ELM);
    await publishPages(site);
    expect(await text(site, INDEX)).toBe('<title>Elm</title>');
  });

  test('a slow build does not bring back an old name, nor an old release', async () => {
    const { site, rename, release } = await deployed();
    await rename(ELM);
    const slow = beforePut(site, INDEX, async () => {
      await rename(OAK);
      await publishPages(site);
      await release('app-2');
    });
    await publishPages(slow);
    expect(await text(site, INDEX)).toBe(renderPage(TEMPLATE('app-2'), OAK));
  });

  test('a release takes the name that the site is given meanwhile', async () => {
    const { site, rename } = await deployed();
    await publishPages(site);
    await site.put(templateKey('home'), Buffer.from(TEMPLATE('app-2')));
    await publishPages(
      beforePut(site, INDEX, async () => {
        await rename(ELM);
        await publishPages(site);
      }),
    );
    expect(await text(site, INDEX)).toBe(renderPage(TEMPLATE('app-2'), ELM));
  });

  test('a name that was changed and changed back meanwhile is seen, though the page is the one that was read', async () => {
    const { site, rename } = await deployed();
    await rename(ELM);
    await publishPages(site);
    await rename(OAK);
    await publishPages(
      beforePut(site, INDEX, async () => {
        await rename(ELM);
        await publishPages(site);
      }),
    );
    expect(await text(site, INDEX)).toBe(renderPage(TEMPLATE('app-1'), ELM));
  });

  test('a store that fails leaves the page that is there, and the next call makes it new', async () => {
    const { site, rename } = await deployed();
    await publishPages(site);
    await rename(ELM);
    const failing = beforePut(site, INDEX, () => Promise.reject(new Problem('store-failed', 'the disk is full')));
    await expect(publishPages(failing)).rejects.toThrow('the disk is full');
    expect(await text(site, INDEX)).toBe(renderPage(TEMPLATE('app-1'), NEUTRAL_SITE));
    await publishPages(site);
    expect(await text(site, INDEX)).toBe(renderPage(TEMPLATE('app-1'), ELM));
  });

  test.each(['{"schema":"site/0","name":"Elm"}', '{'])('a name of another version, %s, is none', async json => {
    const { site } = await deployed();
    await site.put(SITE_KEY, Buffer.from(json));
    await publishPages(site);
    expect(await text(site, INDEX)).toBe(renderPage(TEMPLATE('app-1'), NEUTRAL_SITE));
  });

  test('a page that others always change first is a conflict', async () => {
    const { site } = await deployed();
    const beaten = storeAround(site, {
      put: () => Promise.reject(new Problem('conflict', 'someone was faster')),
    });
    await expect(publishPages(beaten)).rejects.toThrow('someone was faster');
  });
});

/** A site whose first page was deployed, not yet published. */
async function deployed() {
  const store = new MemoryStore();
  const puts: string[] = [];
  for (const page of ['index', 'home']) await store.put(templateKey(page), Buffer.from(TEMPLATE('app-1')));
  const site = storeAround(store, {
    put(key, bytes, condition) {
      puts.push(key);
      return store.put(key, bytes, condition);
    },
  });
  return {
    site,
    puts,
    rename: (named: SiteFile) => store.put(SITE_KEY, Buffer.from(JSON.stringify(named))),
    async release(app: string) {
      await store.put(templateKey('home'), Buffer.from(TEMPLATE(app)));
      await publishPages(store);
    },
  };
}

/** Something happens once, just before an object is put. */
function beforePut(site: Store, awaited: string, happens: () => Promise<unknown>): Store {
  let happened = false;
  return storeAround(site, {
    async put(key, bytes, condition) {
      if (key === awaited && !happened) {
        happened = true;
        await happens();
      }
      return site.put(key, bytes, condition);
    },
  });
}

async function text(site: Store, key: string): Promise<string> {
  return Buffer.from((await (await site.get(key))?.bytes()) ?? []).toString();
}

/** What a browser makes of the text of an element or attribute. */
function decoded(html: string): string {
  return html.replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
}
