import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/** A measure, a disease, a place or a map. `case` of a switch and of SQL, and what is named after the product, are none. */
const NAMES: readonly RegExp[] = [
  /(?<!see)covid(?!-plugin)|coronavirus|pandemic|\bvirus|johns hopkins|\bjhu\b/i,
  /\bepidemic/i,
  /\bcases\b|(?<=\b(confirmed|active|first|one|1|\d+th|a) )case\b|\bcase type/i,
  /\bdeaths?\b|\brecovered\b|\brecover(ies|y)\b|\bconfirmed (cases?|by|total)\b|confirmed: [\d'…]|measures?: .*\bconfirmed\b|\bvaccin|\binfect/i,
  /\b(us-counties|us-states|ca-provinces|cn-provinces|au-states)\b|['"]world['"]/,
  /\bnew york|\bmassachusetts|\bindiana\b|\billinois|\bitaly\b|\bUS-[A-Z]{2}\b|\bFIPS\b|\bConnecticut/i,
];

/** Files, or lines of them, that may name some, each with the reason. */
const ALLOWED: readonly (readonly [path: RegExp, line: RegExp, reason: string])[] = [
  [/^site\/(shapes|generated|dist\/assets)\//, /./, 'makes the maps'],
  [/^site\/views\/sandbox\//, /infect|epidemic|recover/i, 'is a model of an infection'],
  [/^functions\/contract\/(examples|receipt-example)\.ts$/, /./, 'examples are of the built-in data set'],
  [/^functions\/contract\/answers\.ts$/, /^const OF = /, 'examples are of the built-in data set'],
  [/^functions\/ingest\/code-headings\.ts$/, /FIPS/i, 'knows what codes are called'],
  [/^functions\/profile\/suggest-charts\.ts$/, /fips/, 'knows what codes are called'],
  [/^functions\/measures\/kinds\.ts$/, /inhabitants\|/, 'knows what is counted'],
  [/^functions\/shapes\/backdrops\.ts$/, /maps\/backdrops/, 'names a file'],
  [/^site\/build\/byte-budget\.ts$/, /firstShapes/, 'weighs the largest of the maps'],
];

test('no measure, disease, place or map is named in functions/ and site/, nor in the built pages', () => {
  expect(filesOf('site')).toContain('site/dist/index.html');
  expect(['functions', 'site'].flatMap(filesOf).flatMap(named)).toEqual([]);
});

test.each(['a title like COVID-19', 'deaths per day', '100 cases', "map: 'us-counties'", 'New York City'])(
  'would find “%s”',
  text => {
    expect(NAMES.some(name => name.test(text))).toBe(true);
  },
);

function filesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.(ts|js|css|html|svg)$/.test(entry.name))
    .map(entry => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

/** `path:line: text` of each line that names something; the documented examples of formats are passed over. */
function named(path: string): string[] {
  const lines = withoutExamples(readFileSync(join(ROOT, path), 'utf8')).split('\n');
  return lines.flatMap((line, index) => {
    const isNamed = NAMES.some(name => name.test(line));
    const isAllowed = ALLOWED.some(([file, allowed]) => file.test(path) && allowed.test(line));
    return isNamed && !isAllowed ? [`${path}:${index + 1}: ${line.trim()}`] : [];
  });
}

/** Lines keep their numbers. */
function withoutExamples(text: string): string {
  return text.replaceAll(/^export const \w+_EXAMPLE\b[\s\S]*?^\S*[;}\])]+;?$/gm, example =>
    example.replaceAll(/[^\n]/g, ''),
  );
}
