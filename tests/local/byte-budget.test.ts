import { expect, test } from 'vitest';
import { overweight } from '../../site/build/byte-budget.ts';
import { type BuiltChunk, type BuiltSite, type SiteLimits, weighSite } from '../../site/build/weigh-site.ts';

const LIMITS: SiteLimits = {
  firstModules: ['/site/map-tab.ts', '/site/ranking.ts'],
  firstShapes: 'assets/us-counties-',
  script: 100_000,
  style: 12_000,
  page: 4000,
  shapes: 130_000,
  firstView: 205_000,
  furtherPart: 60_000,
  otherFile: 50_000,
};

test('weighSite(site, limits) puts into the first view what entry and first modules load, each file once', () => {
  const loads = weighSite(site(), LIMITS);
  const view = (what: string) => loads.find(load => load.what === what)?.files.map(({ name }) => name);
  expect(view('the script of the first view')).toEqual(['chart.js', 'entry.js', 'ranking.js', 'ink.js']);
  expect(view('the style of the first view')).toEqual(['page.css']);
  expect(view('the page itself')).toEqual(['index.html']);
  expect(view('the shapes of the first view')).toEqual(['assets/us-counties-1a.json']);
  expect(bytesOf(loads, 'the first view without its data')).toBe(40_000 + 10_000 + 3000 + 2000 + 5000 + 1000 + 120_000);
});

test('weighSite(site, limits) counts for a further part only what it adds', () => {
  const loads = weighSite(site(), LIMITS);
  const curves = loads.find(({ what }) => what === 'what "curves-tab" adds');
  expect(curves?.files.map(({ name }) => name)).toEqual(['curves.js', 'search.js', 'curves.css']);
});

test('weighSite(site, limits) leaves out no file', () => {
  const { bytes } = site();
  const named = weighSite(site(), LIMITS).flatMap(({ files }) => files.map(({ name }) => name));
  expect([...bytes.keys()].filter(file => !named.includes(file))).toEqual([]);
  expect(bytesOf(weighSite(site(), LIMITS), 'the file assets/world-2b.json')).toBe(45_000);
});

test('weighSite(site, limits) refuses limits that name what is not there', () => {
  const without = (module: string) => ({ ...LIMITS, firstModules: [module] });
  expect(() => weighSite(site(), without('/site/rank.ts'))).toThrow('names the module /site/rank.ts, which');
  expect(() => weighSite(site(), { ...LIMITS, firstShapes: 'assets/us-' })).not.toThrow();
  expect(() => weighSite(site(), { ...LIMITS, firstShapes: 'assets/mars-' })).toThrow('names the file assets/mars-');
});

test('overweight(loads) says which limit, how much, and the heaviest files', () => {
  expect(overweight(weighSite(site(), LIMITS))).toEqual([]);
  expect(overweight(weighSite(site({ 'chart.js': 85_001 }), LIMITS))).toEqual([
    'over the byte budget: the script of the first view, 100.0 kB compressed where 100.0 kB are allowed; ' +
      'heaviest: chart.js 85.0 kB, entry.js 10.0 kB, ranking.js 3.0 kB, ink.js 2.0 kB',
    'over the byte budget: the first view without its data, 226.0 kB compressed where 205.0 kB are allowed; ' +
      'heaviest: assets/us-counties-1a.json 120.0 kB, chart.js 85.0 kB, entry.js 10.0 kB, page.css 5.0 kB',
  ]);
  expect(overweight(weighSite(site({ 'chart.js': 85_000 }), { ...LIMITS, firstView: 226_000 }))).toEqual([]);
  expect(overweight(weighSite(site({ 'curves.css': 30_000 }), LIMITS))).toEqual([
    'over the byte budget: what "curves-tab" adds, 75.0 kB compressed where 60.0 kB are allowed; ' +
      'heaviest: curves.js 35.0 kB, curves.css 30.0 kB, search.js 10.0 kB',
  ]);
});

function site(changed: Readonly<Record<string, number>> = {}): BuiltSite {
  const bytes = {
    'entry.js': 10_000,
    'ranking.js': 3000,
    'chart.js': 40_000,
    'ink.js': 2000,
    'curves.js': 35_000,
    'search.js': 10_000,
    'page.css': 5000,
    'curves.css': 1000,
    'index.html': 1000,
    'assets/us-counties-1a.json': 120_000,
    'assets/world-2b.json': 45_000,
    ...changed,
  };
  return {
    bytes: new Map(Object.entries(bytes)),
    chunks: [
      chunk('entry', { isEntry: true, modules: ['/x/site/main.ts', '/x/site/map-tab.ts'], styles: ['page.css'] }),
      chunk('ranking', { isDynamicEntry: true, modules: ['/x/site/ranking.ts'], imports: ['chart.js', 'entry.js'] }),
      chunk('chart', { imports: ['ink.js'] }),
      chunk('ink', {}),
      chunk('curves', {
        ...{ name: 'curves-tab', isDynamicEntry: true },
        ...{ imports: ['chart.js', 'search.js', 'entry.js'], styles: ['curves.css', 'page.css'] },
      }),
      chunk('search', {}),
    ],
  };
}

function chunk(name: string, rest: Partial<BuiltChunk>): BuiltChunk {
  const none = { modules: [], isEntry: false, isDynamicEntry: false, imports: [], styles: [] };
  return { file: `${name}.js`, name, ...none, ...rest };
}

function bytesOf(loads: ReturnType<typeof weighSite>, what: string): number | undefined {
  return loads.find(load => load.what === what)?.bytes;
}
