import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { checksDocument } from '../docs/write-checks.ts';
import { datasetYamlDocument } from '../docs/write-dataset-yaml.ts';
import { formatDocument } from '../docs/write-format.ts';

const ROOT = join(import.meta.dirname, '..');
const SCRIPTS: unknown = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts;
// Another test packages the functions meanwhile, in hidden folders that come and go.
const TOP = readdirSync(ROOT, { withFileTypes: true }).filter(
  ({ name }) => !name.startsWith('.') && name !== 'node_modules',
);
const FOLDERS = new Set(TOP.filter(entry => entry.isDirectory()).map(({ name }) => name));
const PAGES = TOP.flatMap(entry => (entry.isDirectory() ? below(join(ROOT, entry.name)) : [join(ROOT, entry.name)]))
  .filter(page => page.endsWith('.md') && !/[\\/](node_modules|dist)[\\/]/.test(page))
  .map(page => [relative(ROOT, page), page]);

function below(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => join(folder, name));
}

test('docs/format.md matches the contracts; "npm run docs" writes it', () => {
  expect(readFileSync(join(ROOT, 'docs', 'format.md'), 'utf8')).toBe(formatDocument());
});

test('docs/checks.md matches the checks; "npm run docs" writes it', async () => {
  expect(readFileSync(join(ROOT, 'docs', 'checks.md'), 'utf8')).toBe(await checksDocument());
});

test('docs/dataset-yaml.md matches the fields; "npm run docs" writes it', () => {
  expect(readFileSync(join(ROOT, 'docs', 'dataset-yaml.md'), 'utf8')).toBe(datasetYamlDocument());
});

test.each(PAGES)('%s: its links resolve', (_, page = '') => {
  const text = readFileSync(page, 'utf8');
  const targets = [...text.matchAll(/\]\((?!https?:|figure:|#)([^)#]+)/g)].map(match => match[1] ?? '');
  expect(targets.filter(target => !existsSync(join(dirname(page), target)))).toEqual([]);
});

test.each(PAGES)('%s: the anchors it links to exist', (_, page = '') => {
  const text = readFileSync(page, 'utf8');
  const targets = [...text.matchAll(/\]\((?!https?:)([^)#]*)#([^)]+)\)/g)];
  const missing = targets.filter(([, file = '', anchor = '']) => {
    return !anchorsOf(file === '' ? page : join(dirname(page), file)).has(anchor);
  });
  expect(missing.map(([link]) => link)).toEqual([]);
});

test.each(PAGES)('%s: the repository paths in backticks exist', (_, page = '') => {
  expect(missingPaths(readFileSync(page, 'utf8'), dirname(page))).toEqual([]);
});

test.each([
  ['`functions/nowhere/` and `tests/docs.test.ts`', ['functions/nowhere/']],
  ['`maps/*.json`, `maps/*.yaml`', ['maps/*.yaml']],
  ['`maps/<map>.json`, `maps/<map>.yaml`', ['maps/<map>.yaml']],
  ['`docs.test.ts`, `borders.ts`', ['borders.ts']],
  ['`data/index.json`, `npm run docs`, `site/dist`', []],
])('missingPaths(): %s', (text, missing) => {
  expect(missingPaths(text, import.meta.dirname)).toEqual(missing);
});

test.each(PAGES)('%s: the scripts it names exist', (_, page = '') => {
  const text = readFileSync(page, 'utf8');
  const named = [...text.matchAll(/npm (?:run ([\w:-]+)|(start|test)\b)/g)].map(match => match[1] ?? match[2] ?? '');
  expect(named.filter(name => !Object.hasOwn(Object(SCRIPTS), name))).toEqual([]);
});

test.each(PAGES)('%s: its JSON parses', (_, page = '') => {
  const text = readFileSync(page, 'utf8');
  for (const [, block = ''] of text.matchAll(/```json\n([\s\S]*?)```/g)) expect(() => JSON.parse(block)).not.toThrow();
});

test('every folder that the README shows exists', () => {
  const text = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const folders = [...text.matchAll(/^([a-z]+(?:\/[a-z]+)*)\/ {2,}/gm)].map(match => match[1] ?? '');
  expect(folders.length).toBeGreaterThan(5);
  expect(folders.filter(folder => !existsSync(join(ROOT, folder)))).toEqual([]);
});

test('the README shows every room of functions', () => {
  const text = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const rooms = readdirSync(join(ROOT, 'functions')).map(room => `functions/${room}`);
  expect(rooms.filter(room => !new RegExp(`^${room}/ {2,}`, 'm').test(text))).toEqual([]);
});

/**
 * The paths in backticks that lead nowhere: paths from the root of the repository, and source files in the root or beside
 * the page. Stars and placeholders such as `<map>` stand for any name.
 */
function missingPaths(text: string, folder: string): string[] {
  const inline = text.replaceAll(/^ *```[\s\S]*?^ *```/gm, '');
  const words = [...inline.matchAll(/`([\w.*/<>-]+)`/g)].map(match => match[1] ?? '');
  return (
    words
      .filter(word => FOLDERS.has(word.slice(0, Math.max(0, word.indexOf('/')))) || /\w\.(c?ts|[cm]?js|sh)$/.test(word))
      .filter(word => !/(^|\/)(dist|node_modules)(\/|$)/.test(word))
      // Names of schemas, such as `site/1`.
      .filter(word => !/^[a-z-]+\/\d+$/.test(word))
      .filter(word => {
        const pattern = word.replaceAll(/<[\w-]+>/g, '*').replace(/\/$/, '');
        return ![ROOT, folder].some(cwd => globSync(pattern, { cwd }).length > 0);
      })
  );
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): ReadonlySet<string> {
  const headings = [...readFileSync(page, 'utf8').matchAll(/^#+ (.+)$/gm)].map(match => match[1] ?? '');
  return new Set(
    headings.map(heading =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}
