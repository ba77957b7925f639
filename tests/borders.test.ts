import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/** A build, room by room: each imports only from those before it. */
const LINE = [
  ...['contract', 'measures', 'store', 'engine', 'shapes', 'job', 'ingest', 'describe', 'clean', 'checks', 'assemble'],
  ...['profile', 'publish', 'build', 'snapshots'],
].map(room => `functions/${room}`);

/** The page, room by room: each imports only from those before it. */
const SITE_LINE = [
  ...['address', 'color', 'format', 'data', 'controls', 'charts', 'search', 'geo', 'export', 'views/view.ts'],
  ...['views', 'exported', 'home', 'app', 'main.ts'],
].map(room => `site/${room}`);
const VIEWS = ['map', 'curves', 'table', 'sandbox', 'about'].map(view => `site/views/${view}`);

/** What the rooms at the head and beside the line may import, as docs/architecture.md says. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(LINE.map((room, index) => [room, LINE.slice(0, index)])),
  'functions/measures': ['functions/contract'],
  'functions/store': ['functions/contract'],
  'functions/engine': ['functions/contract'],
  'functions/shapes': ['functions/contract', 'functions/measures'],
  'functions/query': ['functions/contract', 'functions/measures', 'functions/store'],
  'functions/tables': [
    ...['functions/contract', 'functions/measures', 'functions/store', 'functions/engine'],
    // What every function of the API answers with. The query function alone describes the API, paths of tables included.
    ...['http', 'parameters', 'published', 'table-queries', 'lambda'].map(folder => `functions/query/${folder}`),
  ],
  'functions/cdn': ['functions/contract'],
  site: ['functions/contract', 'functions/measures'],
  // Answers as the API does, in the page.
  'site/exported': [
    ...['functions/contract', 'functions/measures', 'site'],
    ...['lookup', 'parameters', 'series'].map(folder => `functions/query/${folder}`),
  ],
  'site/shapes': ['functions/contract', 'functions/measures', 'functions/shapes'],
  local: [...LINE, 'functions/query', 'functions/tables', 'functions/cdn', 'site/shapes'],
};

test.each(Object.entries(MAY_IMPORT))('%s imports only what it may', (part, allowed) => {
  const inner = Object.keys(MAY_IMPORT).filter(other => other.startsWith(`${part}/`));
  const files = sourcesOf(part).filter(file => !inner.some(other => file.startsWith(join(ROOT, other, sep))));
  const strays = files.flatMap(file =>
    importsOf(file)
      .filter(target => ![part, ...allowed].some(folder => target.startsWith(`${folder}/`)))
      .filter(target => !target.endsWith('.json'))
      .map(target => `${relative(ROOT, file)} imports ${target}`),
  );
  expect(strays).toEqual([]);
});

test.each(SITE_LINE)('%s imports only from what comes before it in the site', room => {
  const before = SITE_LINE.slice(0, SITE_LINE.indexOf(room) + 1);
  const isBefore = (target: string) =>
    before.some(part => isWithin(target, part)) || isWithin(target, 'site/generated');
  expect(siteImports(room).filter(({ target }) => !isBefore(target))).toEqual([]);
});

test.each(VIEWS)('%s imports the address alone of another view', view => {
  const others = VIEWS.filter(other => other !== view);
  const isInside = (target: string) => others.some(other => isWithin(target, other)) && !target.endsWith('/address.ts');
  expect(siteImports(view).filter(({ target }) => isInside(target))).toEqual([]);
});

test.each(['functions', 'site'])('no circle of imports in %s', folder => {
  const imports = new Map(sourcesOf(folder).map(file => [relative(ROOT, file).split(sep).join('/'), importsOf(file)]));
  // Without those that import nothing more, again and again, until only circles and what leads to them are left.
  for (let before = Number.POSITIVE_INFINITY; imports.size < before; ) {
    before = imports.size;
    for (const [file, targets] of imports) {
      if (!targets.some(target => imports.has(target))) imports.delete(file);
    }
  }
  expect([...imports.keys()]).toEqual([]);
});

test('contract and measures depend on nothing of Node, and on no package but the schemas of contract', () => {
  const packages = ['functions/contract', 'functions/measures'].flatMap(sourcesOf).flatMap(file => packagesOf(file));
  expect([...new Set(packages)]).toEqual(['valibot']);
});

/** What the files of a room import of the site; `site/views` without its door. */
function siteImports(room: string): { readonly file: string; readonly target: string }[] {
  const files = room.endsWith('.ts') ? [join(ROOT, room)] : sourcesOf(room);
  return files
    .map(file => ({ path: file, file: relative(ROOT, file).split(sep).join('/') }))
    .filter(({ file }) => file === room || file !== 'site/views/view.ts')
    .flatMap(({ path, file }) => importsOf(path).map(target => ({ file, target })))
    .filter(({ target }) => target.startsWith('site/'));
}

function isWithin(file: string, part: string): boolean {
  return file === part || file.startsWith(`${part}/`);
}

function sourcesOf(part: string): string[] {
  return readdirSync(join(ROOT, part), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.ts$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .filter(file => !/[\\/](dist|generated)[\\/]/.test(file));
}

function specifiersOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import) ?'([^']+)'/g)].map(match => match[1] ?? '');
}

function importsOf(file: string): string[] {
  return specifiersOf(file)
    .filter(name => name.startsWith('.'))
    .map(name =>
      relative(ROOT, join(dirname(file), name))
        .split(sep)
        .join('/'),
    );
}

function packagesOf(file: string): string[] {
  return specifiersOf(file).filter(name => !name.startsWith('.'));
}
