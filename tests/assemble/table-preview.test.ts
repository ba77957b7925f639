import { describe, expect, test } from 'vitest';
import { MAX_PREVIEW_BYTES } from '../../functions/assemble/preview.ts';
import { tablePreview } from '../../functions/assemble/table-preview.ts';
import { TABLE_EXAMPLE, type TableColumn, type TableFile } from '../../functions/contract/table.ts';

const [NUMBER, CATEGORY] = TABLE_EXAMPLE.columns;

function table(columns: readonly (TableColumn | undefined)[], firstRows: TableFile['firstRows'] = []): TableFile {
  return { ...TABLE_EXAMPLE, columns: columns.flatMap(column => column ?? []), firstRows };
}

function named(column: TableColumn | undefined, name: string): TableColumn | undefined {
  return column === undefined ? undefined : { ...column, name };
}

/** What is written on it, in order. Throws where it is not well formed. */
function words(svg: string): string[] {
  const open: string[] = [];
  for (const [, closing, name, , alone] of svg.matchAll(/<(\/?)([a-z]+)((?:\s[a-zA-Z-:]+="[^"<>]*")*)\s*(\/?)>/g)) {
    if (closing === '/') expect(open.pop()).toBe(name);
    else if (alone === '') open.push(name ?? '');
  }
  expect(open).toEqual([]);
  expect(svg.replaceAll(/<[^<>]*>/g, '')).not.toMatch(/[<>]/);
  return [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text ?? '');
}

describe('tablePreview(table)', () => {
  test('shows histograms where all columns but categories are numbers, with the ends of each', () => {
    const svg = tablePreview(table([NUMBER, named(NUMBER, 'b'), named(NUMBER, 'c'), CATEGORY]));
    expect(words(svg)).toEqual(['sepal_length', '4.3', '7.9', 'b', '4.3', '7.9', 'c', '4.3', '7.9']);
    expect(svg.match(/class="h"[^>]*d="([^"]*)"/)?.[1]?.match(/z/g)).toHaveLength(4);
  });

  test('shows the first rows of other tables, with what is missing as a dash', () => {
    const svg = tablePreview(
      table([NUMBER, CATEGORY], [...TABLE_EXAMPLE.firstRows, [null, 'a very long name of a species']]),
    );
    expect(words(svg)).toEqual([
      'sepal_length',
      '5.1',
      '4.9',
      '–',
      'species',
      'setosa',
      'setosa',
      'a very long name of…',
    ]);
    expect(svg.match(/class="[fhq]" fill="#[0-9a-f]{6}" d="M[\d.]+ 38h/g)).toHaveLength(3);
  });

  test('writes text as text, whatever it says', () => {
    const evil = '</text><script>alert(1)</script>';
    const svg = tablePreview(table([named(CATEGORY, evil)], [[evil], ['a & "b"'], ['\u0000\u202e x\n y']]));
    expect(svg).not.toContain('<script');
    expect(words(svg).slice(2)).toEqual(['a &#38; &#34;b&#34;', 'x y']);
  });

  test.each([
    ['forty columns', Array.from({ length: 40 }, (_, at) => named(NUMBER, `column number ${at}`))],
    ['long names in letters of four bytes', Array.from({ length: 9 }, () => named(CATEGORY, '🌳'.repeat(200)))],
    ['one column', [CATEGORY]],
  ])('of %s is small enough and always the same', (_, columns) => {
    const rows = Array.from({ length: 100 }, () => columns.map(() => '🌳'.repeat(100)));
    const svg = tablePreview(table(columns, rows));
    expect(Buffer.byteLength(svg)).toBeLessThanOrEqual(MAX_PREVIEW_BYTES);
    expect(words(svg).length).toBeGreaterThan(0);
    expect(svg).toBe(tablePreview(table(columns, rows)));
  });

  test.each([0, 1e-9, 123_456.789, 9_876_543_210, -0.5])('writes %d in a few letters', value => {
    const [, number = ''] = words(tablePreview(table([named(NUMBER, 'n')], [[value]])));
    expect(number.length).toBeLessThan(12);
    expect(Number(number.replaceAll(',', ''))).toBeCloseTo(value, -8);
  });

  test('of a table without rows shows its columns', () => {
    expect(words(tablePreview(table([CATEGORY])))).toEqual(['species']);
  });
});
