import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { formatDocument } from '../docs/write-format.ts';
import { gateDocument } from '../docs/write-gate.ts';

const ROOT = join(import.meta.dirname, '..');
const SCRIPTS: unknown = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts;
// Another test packages the functions meanwhile, in hidden folders that come and go.
const PAGES = readdirSync(ROOT, { withFileTypes: true })
  .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
  .flatMap(entry => (entry.isDirectory() ? below(join(ROOT, entry.name)) : [join(ROOT, entry.name)]))
  .filter(page => page.endsWith('.md') && !/[\\/](node_modules|dist)[\\/]/.test(page));

function below(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => join(folder, name));
}

test('docs/format.md is what the contracts say; "npm run docs" writes it anew', () => {
  expect(readFileSync(join(ROOT, 'docs', 'format.md'), 'utf8')).toBe(formatDocument());
});

test('docs/gate.md is what the checks say; "npm run docs" writes it anew', () => {
  expect(readFileSync(join(ROOT, 'docs', 'gate.md'), 'utf8')).toBe(gateDocument());
});

test.each(PAGES.map(page => [relative(ROOT, page), page]))('%s: its links lead somewhere', (_, page) => {
  const text = readFileSync(page, 'utf8');
  const targets = [...text.matchAll(/\]\((?!https?:|figure:|#)([^)#]+)/g)].map(match => match[1] ?? '');
  expect(targets.filter(target => !existsSync(join(dirname(page), target)))).toEqual([]);
});

test.each(PAGES.map(page => [relative(ROOT, page), page]))('%s: the scripts it names exist', (_, page) => {
  const text = readFileSync(page, 'utf8');
  const named = [...text.matchAll(/npm (?:run ([\w:-]+)|(start|test)\b)/g)].map(match => match[1] ?? match[2] ?? '');
  expect(named.filter(name => !Object.hasOwn(Object(SCRIPTS), name))).toEqual([]);
});

test.each(PAGES.map(page => [relative(ROOT, page), page]))('%s: its JSON parses', (_, page) => {
  const text = readFileSync(page, 'utf8');
  for (const [, block = ''] of text.matchAll(/```json\n([\s\S]*?)```/g)) expect(() => JSON.parse(block)).not.toThrow();
});

test('every folder that the README shows exists', () => {
  const text = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const folders = [...text.matchAll(/^([a-z]+(?:\/[a-z]+)*)\/ {2,}/gm)].map(match => match[1] ?? '');
  expect(folders.length).toBeGreaterThan(5);
  expect(folders.filter(folder => !existsSync(join(ROOT, folder)))).toEqual([]);
});
