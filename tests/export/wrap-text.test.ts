import { describe, expect, test } from 'vitest';
import { wrapText } from '../../site/export/picture.ts';

const letters = (text: string) => text.length;

describe('wrapText(text, width, measure)', () => {
  test('fills each line as far as it goes', () => {
    expect(wrapText('one two three four', 9, letters)).toEqual(['one two', 'three', 'four']);
    expect(wrapText('one two', 7, letters)).toEqual(['one two']);
  });

  test('breaks a word only where it is wider than a line', () => {
    expect(wrapText('a https://example.org/x b', 8, letters)).toEqual(['a', 'https://', 'example.', 'org/x b']);
  });

  test('keeps together what a no-break space joins', () => {
    expect(wrapText('by June\u00a030', 8, letters)).toEqual(['by', 'June\u00a030']);
  });

  test('ends where not even a letter fits', () => {
    expect(wrapText('abc', 0, letters)).toEqual(['a', 'b', 'c']);
  });

  test('loses no letter and makes no empty line', () => {
    expect(wrapText('', 10, letters)).toEqual([]);
    expect(wrapText('  a \n  b ', 10, letters)).toEqual(['a b']);
    const text = 'Data: Johns Hopkins University CSSE, CC BY 4.0. Shapes: US Census Bureau.';
    for (let width = 1; width < 90; width++) {
      const lines = wrapText(text, width, letters);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      expect(Math.max(...lines.map(letters))).toBeLessThanOrEqual(width);
    }
  });
});
