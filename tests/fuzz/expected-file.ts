import { readByTheLetter } from './read-by-the-letter.ts';

/** A row as it should be staged: its texts and its counts, null where a cell is blank. */
export type ExpectedRow = readonly [line: number, place: string | null, count: number | null, more: string | null];

/** What a file should become: its rows, the lines that are rejected, and those kept with a cell that is no count. */
export interface ExpectedFile {
  readonly rows: readonly ExpectedRow[];
  readonly rejected: readonly number[];
  readonly unreadable: readonly number[];
}

/** The headings of the fuzzed table: a text, a count, and a text that may be absent. */
export const HEADINGS = { place: 'Place', count: 'Cases', more: 'More' } as const;

/** The oracle's judgement of a file of the fuzzed table: `unfit` where it must be kept out, `loose` where it will not judge. */
export function expectedFile(bytes: Uint8Array): ExpectedFile | 'unfit' | 'loose' {
  if (mayBeWestern(bytes)) return 'loose';
  const text = textOf(bytes);
  const records = text === undefined ? 'open' : readByTheLetter(text);
  if (records === 'loose') return records;
  if (records === 'open') return 'unfit';
  const [headings, ...rest] = records;
  const names = headings?.cells?.map(name => name.trim());
  if (names === undefined || new Set(names).size !== names.length) return 'unfit';
  const [place, count, more] = Object.values(HEADINGS).map(name => names.indexOf(name));
  if (place === -1 || count === -1 || place === undefined || count === undefined) return 'unfit';
  // An unknown column is left aside, unless it looks like one that is absent.
  const hasUnknown = names.some(name => !Object.values(HEADINGS).some(known => known === name));
  if (hasUnknown && more === -1) return 'loose';
  // Two files that were joined: the headings again.
  if (rest.some(({ cells }) => names.every((name, index) => cells?.[index]?.trim() === name))) return 'unfit';
  const rows: ExpectedRow[] = [];
  const rejected: number[] = [];
  const unreadable: number[] = [];
  for (const { line, cells, lines } of rest) {
    const row = cells === null ? undefined : withoutTail(cells, names.length);
    // Where the row would have ended, had its quotes been right, nobody can say.
    if (row === undefined && lines > 1) return 'unfit';
    if (row === undefined) {
      rejected.push(line);
      continue;
    }
    const number = countOf(row[count] ?? '');
    if (number === undefined) unreadable.push(line);
    rows.push([line, blankless(row[place]), number ?? null, blankless(row[more ?? -1])]);
  }
  return rows.length === unreadable.length ? 'unfit' : { rows, rejected, unreadable };
}

/** Not UTF-8, and without a single character of it beyond ASCII: it may be in an older encoding. */
function mayBeWestern(bytes: Uint8Array): boolean {
  const characters =
    /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\xe0-\xf4][\x80-\xbf]+$/;
  const text = Buffer.from(bytes).toString('latin1');
  return /[\x80-\xff]/.test(text) && !characters.test(text);
}

/** With line feeds alone, without a mark at the beginning and line breaks at the end; undefined where it is no such text. */
function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/[\r\n]+$/, '');
  } catch {
    return undefined;
  }
  return text.includes('\n') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\r', '\n');
}

function withoutTail(cells: readonly string[], width: number): readonly string[] | undefined {
  if (cells.length < width || cells.slice(width).some(cell => cell !== '')) return undefined;
  return cells.slice(0, width);
}

/** Blanks count for nothing; undefined where the cell is no count. */
function countOf(cell: string): number | null | undefined {
  const text = cell.replace(/^ +| +$/g, '');
  if (text === '') return null;
  const bare = cell.replace(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, '');
  if (!/^([+-]?)(\d+(\.\d*)?|\.\d+)$/.test(bare)) return undefined;
  const value = Number(bare);
  return Number.isSafeInteger(value) ? value + 0 : undefined;
}

function blankless(cell: string | undefined): string | null {
  const text = cell?.replace(/^ +| +$/g, '') ?? '';
  return text === '' ? null : text;
}
