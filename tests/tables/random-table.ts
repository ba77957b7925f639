import type { Cell, ColumnType } from '../../functions/contract/table.ts';
import type { PlainTable } from './publish-table.ts';

export type Random = () => number;

export function oneOf<T>(random: Random, items: readonly [T, ...T[]]): T {
  return items[Math.floor(random() * items.length)] ?? items[0];
}

/** Names that clash with those of statements, or must be quoted or escaped. */
const COLUMNS: readonly (readonly [string, ColumnType])[] = [
  ['rows', 'integer'],
  ['value', 'decimal'],
  ['key0', 'text'],
  ['t', 'boolean'],
  ['a "b" : c', 'date'],
  ['x|y,\\z', 'timestamp'],
  ['-count', 'integer'],
  ["'; --", 'text'],
];

const WORDS = [
  'a',
  'A',
  'ä',
  'Äh',
  'b|c',
  'd:e',
  '\\',
  '\\|',
  ',',
  '"',
  "'",
  'ñandú',
  'z',
  '😀',
  '￿',
  'line\nbreak',
  '%_',
] as const;

/** A few values of each type, so that filters and groups meet some. */
export function randomCell(random: Random, type: ColumnType): Cell {
  const small = Math.floor(random() * 12) - 4;
  switch (type) {
    case 'integer':
      return random() < 0.05 ? oneOf(random, [2 ** 53 - 1, -(2 ** 53) + 1]) : small;
    case 'decimal':
      return Number((small / 8).toFixed(3));
    case 'boolean':
      return random() < 0.5;
    case 'date':
      return new Date(Date.UTC(2020, small * 2, 1 + Math.floor(random() * 40))).toISOString().slice(0, 10);
    case 'timestamp':
      return new Date(Date.UTC(2020, small, 1, small, 30)).toISOString().slice(0, 19);
    case 'text':
      return oneOf(random, WORDS) + (random() < 0.2 ? oneOf(random, WORDS) : '');
  }
}

export function randomTable(random: Random): PlainTable {
  const part = () =>
    Array.from({ length: Math.floor(random() * 60) }, () =>
      COLUMNS.map(([, type]) => (random() < 0.15 ? null : randomCell(random, type))),
    );
  const parts = Array.from({ length: 1 + Math.floor(random() * 3) }, part);
  const columns = COLUMNS.map(([name, type]) => ({
    ...{ name, type, decimals: type === 'decimal' ? 3 : 0 },
    ...(type === 'decimal' ? { edges: [-1, -0.5, 0, 0.5, 1] } : {}),
  }));
  return { id: 'random', columns, parts };
}
