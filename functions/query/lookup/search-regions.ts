import type { RegionDescription } from '../../contract/answers.ts';
import { foldText, foldWords } from '../../measures/fold-text.ts';
import { describeRow, type RegionTable } from './region-table.ts';

export interface RegionSearch {
  /** Words that a name (or, after the first, its parent's) must begin with, or a whole id. */
  readonly q: string | null;
  readonly parent: string | null;
  readonly limit: number;
}

/** Regions that fit: whole ids and names first, then the largest population, then by name. */
export function searchRegions(tables: readonly RegionTable[], { q, parent, limit }: RegionSearch): RegionDescription[] {
  const found: Found[] = [];
  for (const table of tables) {
    const gradeOf = q === null ? () => 0 : graderOf(table, q);
    for (let row = 0; row < table.ids.length; row += 1) {
      if (parent !== null && table.parents[row] !== parent) continue;
      const grade = gradeOf(row);
      if (grade !== null) found.push({ table, row, grade });
    }
  }
  return found
    .sort(byGradeAndSize)
    .slice(0, limit)
    .map(({ table, row }) => describeRow(table, row));
}

interface Found {
  readonly table: RegionTable;
  readonly row: number;
  /** 0 where the whole id or name was given, 1 where the beginnings of words were. */
  readonly grade: number;
}

function graderOf(table: RegionTable, q: string): (row: number) => number | null {
  const whole = foldText(q);
  const wanted = foldWords(q);
  return row => {
    if (foldText(table.ids[row] ?? '') === whole) return 0;
    const words = table.words[row] ?? [];
    if (!fits(wanted, words, parentWords(table, row, wanted.length))) return null;
    return words.length === wanted.length && words.every((word, index) => word === wanted[index]) ? 0 : 1;
  };
}

function fits([first, ...others]: readonly string[], words: readonly string[], around: readonly string[]): boolean {
  const begins = (word: string, list: readonly string[]) => list.some(candidate => candidate.startsWith(word));
  if (first === undefined || !begins(first, words)) return false;
  return others.every(word => begins(word, words) || begins(word, around));
}

function parentWords(table: RegionTable, row: number, wanted: number): readonly string[] {
  const parent = table.parents[row] ?? null;
  return wanted < 2 || parent === null ? [] : (table.parentWords[parent] ?? []);
}

function byGradeAndSize(a: Found, b: Found): number {
  const size = (found: Found) => found.table.populations[found.row] ?? -1;
  return a.grade - b.grade || size(b) - size(a) || compare(a, b, 'names') || compare(a, b, 'ids');
}

function compare(a: Found, b: Found, column: 'names' | 'ids'): number {
  const [left = '', right = ''] = [a.table[column][a.row], b.table[column][b.row]];
  return left < right ? -1 : left > right ? 1 : 0;
}
