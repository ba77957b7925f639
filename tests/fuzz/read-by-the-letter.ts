/** One record of a CSV: the line on which it begins, and its cells; null where a quoted cell does not end as it should. */
export interface LetterRecord {
  readonly line: number;
  readonly cells: readonly string[] | null;
  /** How many lines it goes over. */
  readonly lines: number;
}

/**
 * What a text is by RFC 4180; `open` where a broken quote goes beyond its line, or a carriage
 * return stands in one, so that nobody can say; `loose` where the
 * engine's reader is known to be lax: a cell of two quoted parts is read as one.
 */
export type LetterReading = readonly LetterRecord[] | 'open' | 'loose';

/**
 * An oracle: reads CSV character by character, without a line of the code that it judges. By RFC 4180, with what the engine's
 * reader allows besides: blanks around a quoted cell, quotes within a plain one, empty cells too many at the end of a row.
 * Empty lines are no records. @param text with line feeds alone
 */
export function readByTheLetter(text: string): LetterReading {
  const records: LetterRecord[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const start = line;
    const cells: string[] = [];
    let broken = false;
    if (text[at] === '\n') {
      at += 1;
      line += 1;
      continue;
    }
    for (;;) {
      const cell = cellAt(text, at);
      if (cell.stray) return 'open';
      if (text[cell.broken ?? text.length] === '"') return 'loose';
      if (cell.end === undefined) {
        const rest = text.slice(at, cell.broken);
        if (rest.trimEnd().includes('\n')) return 'open';
        const next = text.indexOf('\n', cell.broken);
        at = next < 0 ? text.length : next;
        broken = true;
      } else {
        line += countBreaks(text.slice(at, cell.end));
        cells.push(cell.value);
        at = cell.end;
      }
      const sign = text[at];
      at += 1;
      if (sign !== ',' || broken) break;
    }
    records.push({ line: start, cells: broken ? null : cells, lines: line - start + 1 });
    line += 1;
  }
  return records;
}

type CellAt =
  | { readonly value: string; readonly end: number; readonly broken?: undefined; readonly stray: boolean }
  | { readonly end?: undefined; readonly broken: number; readonly stray: boolean };

/** A cell from `start` on and where it ends, or where it turned out to be broken. */
function cellAt(text: string, start: number): CellAt {
  let at = start;
  while (text[at] === ' ') at += 1;
  if (text[at] !== '"') {
    let end = start;
    while (end < text.length && text[end] !== ',' && text[end] !== '\n') end += 1;
    const value = text.slice(start, end);
    return { value, end, stray: value.includes('\r') };
  }
  let value = '';
  for (at += 1; at < text.length; at += 1) {
    if (text[at] !== '"') {
      value += text[at];
    } else if (text[at + 1] === '"') {
      value += '"';
      at += 1;
    } else {
      at += 1;
      while (text[at] === ' ') at += 1;
      const ends = at >= text.length || text[at] === ',' || text[at] === '\n';
      const rest = text.slice(at).split('\n', 1)[0] ?? '';
      return ends ? { value, end: at, stray: false } : { broken: at, stray: rest.includes('\r') };
    }
  }
  return { broken: text.length, stray: false };
}

function countBreaks(text: string): number {
  return text.split('\n').length - 1;
}
