import { cellWords } from './cell-words.ts';
import type { Row } from './sort-rows.ts';

/** The rows whose text holds every word of the query, in any order; case and accents do not matter. Numbers are not searched. */
export function filterRows(rows: readonly Row[], query: string): readonly Row[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter(row => {
    const text = plain(
      row
        .filter(cell => typeof cell === 'string')
        .map(cellWords)
        .join(' '),
    );
    return words.every(word => text.includes(word));
  });
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
}
