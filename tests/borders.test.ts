import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/** What each part may import of the others, as docs/architecture.md says. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'functions/contract': [],
  'functions/measures': ['functions/contract'],
  'functions/store': ['functions/contract'],
  'functions/transform': ['functions/contract', 'functions/measures', 'functions/store'],
  'functions/query': ['functions/contract', 'functions/measures', 'functions/store'],
  site: ['functions/contract', 'functions/measures'],
  local: [
    'functions/contract',
    'functions/measures',
    'functions/store',
    'functions/transform',
    'functions/query',
    'infra/cdn',
    'site/shapes',
  ],
  'infra/cdn': ['functions/contract'],
};

test.each(Object.entries(MAY_IMPORT))('%s imports only what it may', (part, allowed) => {
  const strays = sourcesOf(part).flatMap(file =>
    importsOf(file)
      .filter(target => ![part, ...allowed].some(folder => target.startsWith(`${folder}/`)))
      .filter(target => !target.endsWith('.json'))
      .map(target => `${relative(ROOT, file)} imports ${target}`),
  );
  expect(strays).toEqual([]);
});

test('contract and measures depend on no package and on nothing of Node', () => {
  const packages = ['functions/contract', 'functions/measures'].flatMap(sourcesOf).flatMap(file => packagesOf(file));
  expect(packages).toEqual([]);
});

function sourcesOf(part: string): string[] {
  return readdirSync(join(ROOT, part), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.ts$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .filter(file => !/[\\/](dist|generated)[\\/]/.test(file));
}

function specifiersOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import\(|import) ?'([^']+)'/g)].map(match => match[1] ?? '');
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
