import { expect, test } from 'vitest';
import { formatFigure } from '../../site/format/amounts.ts';

test.each([
  [26.1667, 5, '26.17'],
  [0.000123456, 6, '0.000123'],
  [1234.5678, 4, '1,234.57'],
  [5.3, 1, '5.3'],
  [12.34, 2, '12.34'],
  [0, 6, '0.000'],
  [90_536, 0, '90,536'],
])('a figure of %d with %i decimals is shown as %s', (value, decimals, shown) => {
  expect(formatFigure(value, { unit: null, decimals })).toBe(shown);
});
