import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tabPage } from '../../site/build/tab-pages.ts';
import { TAB_TEXTS } from '../../site/views/view.ts';

const SITE = join(import.meta.dirname, '../../site');
const PAGE = readFileSync(join(SITE, 'index.html'), 'utf8');
const FILES = { scripts: ['assets/curves-1.js'], styles: ['assets/curves-2.css'] };

describe('tabPage(page, tab, files)', () => {
  it('has title and description of its tab, for those who read no script', () => {
    const page = tabPage(PAGE, 'curves', FILES);
    expect(page).toContain('<title data-site="title">Curves · Data</title>');
    expect(page).toContain('<meta property="og:title" content="Curves · Data" data-site="title" />');
    expect(page).not.toContain('tagline');
    expect(page.match(/content="([^"]*)"/g)?.filter(text => text.includes(TAB_TEXTS.curves.description))).toHaveLength(
      2,
    );
  });

  it('asks ahead for what its tab needs and nothing else', () => {
    const preloads = /<link rel="preload" href="([^"]*)"/g;
    for (const asking of [PAGE, tabPage(PAGE, 'map', FILES)])
      expect([...asking.matchAll(preloads)].map(([, file]) => file)).toEqual(['/data/site.json', '/data/index.json']);
    const page = tabPage(PAGE, 'curves', FILES);
    expect([...page.matchAll(preloads)].map(([, file]) => file)).toEqual(['/data/site.json']);
    expect(page).toContain('<link rel="modulepreload" crossorigin href="/assets/curves-1.js">');
    expect(page).toContain('data-tab="curves"');
  });

  it('refuses a page that has lost what is replaced', () => {
    expect(() => tabPage('<!doctype html>', 'about', FILES)).toThrow('index.html has nothing like');
  });
});
