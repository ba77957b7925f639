const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const QUOTE = 34;
const COMMA = 44;
const BLANK = 32;

/**
 * The line on which each record of a CSV begins, 1 for the first, as a strict reader counts them: a quoted line break does
 * not begin a record, and an empty line is not a record. A quote opens a cell only at its beginning; if more than blanks
 * follow the closing quote, the rest of the line is lost. The first record is the header line.
 * `unclosed`: where the last record begins, if the file ends within a quote.
 */
export function recordStarts(bytes: Uint8Array): RecordStarts {
  const lines: number[] = [];
  let line = 1;
  let start = 0;
  let startLine = 1;
  let place: CellState = 'begin';
  let unclosed: Line | null = null;
  for (let at = 0; at <= bytes.length; at++) {
    const byte = bytes[at];
    if (byte === LINE_FEED) line += 1;
    const ends = at === bytes.length || (byte === LINE_FEED && place !== 'quoted');
    if (!ends) {
      place = after(place, byte ?? 0);
      continue;
    }
    const length = at - start - (bytes[at - 1] === CARRIAGE_RETURN ? 1 : 0);
    if (length > 0) lines.push(startLine);
    if (place === 'quoted') unclosed = { number: startLine, start };
    start = at + 1;
    startLine = line;
    place = 'begin';
  }
  return { lines, unclosed };
}

export interface RecordStarts {
  readonly lines: readonly number[];
  readonly unclosed: Line | null;
}

/** The number of cells of each of the first `most` records; of a record with a broken quote, of the cells before it. */
export function cellCounts(bytes: Uint8Array, most: number): number[] {
  const counts: number[] = [];
  let place: CellState = 'begin';
  let cells = 1;
  let start = 0;
  for (let at = 0; at < bytes.length && counts.length < most; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === COMMA && place !== 'quoted' && place !== 'lost') cells += 1;
    if (byte !== LINE_FEED || place === 'quoted') {
      place = after(place, byte);
      continue;
    }
    if (at - start > (bytes[at - 1] === CARRIAGE_RETURN ? 1 : 0)) counts.push(cells);
    place = 'begin';
    cells = 1;
    start = at + 1;
  }
  return counts;
}

/** The position within a cell; `ended`: after a quote that closes the cell or is the first half of an escaped quote. */
type CellState = 'begin' | 'plain' | 'quoted' | 'ended' | 'lost';

function after(place: CellState, byte: number): CellState {
  if (byte === LINE_FEED && place !== 'quoted') return 'begin';
  switch (place) {
    case 'begin':
      if (byte === QUOTE) return 'quoted';
      return byte === BLANK || byte === COMMA ? 'begin' : 'plain';
    case 'quoted':
      return byte === QUOTE ? 'ended' : 'quoted';
    case 'ended':
      if (byte === QUOTE) return 'quoted';
      if (byte === COMMA) return 'begin';
      return byte === BLANK || byte === CARRIAGE_RETURN ? 'ended' : 'lost';
    case 'plain':
      return byte === COMMA ? 'begin' : 'plain';
    case 'lost':
      return 'lost';
  }
}

export interface Line {
  /** 1 for the first. */
  readonly number: number;
  /** The offset of its first byte. */
  readonly start: number;
}

/** Returns the line of a byte offset. Offsets must not decrease: the bytes are read once. */
export type LineWalk = (offset: number) => Line;

export function lineWalk(bytes: Uint8Array): LineWalk {
  let line: Line = { number: 1, start: 0 };
  let end = bytes.indexOf(LINE_FEED);
  return offset => {
    while (end >= 0 && end < offset) {
      line = { number: line.number + 1, start: end + 1 };
      end = bytes.indexOf(LINE_FEED, line.start);
    }
    return line;
  };
}

/** The number of the first line from `line` on that has `bytes` or more; that of `line` itself if there is none. */
export function lineOfSize(text: Uint8Array, line: Line, bytes: number): number {
  let number = line.number;
  for (let start = line.start; start < text.length; number++) {
    const next = text.indexOf(LINE_FEED, start);
    const end = next < 0 ? text.length : next;
    if (end - start >= bytes) return number;
    start = end + 1;
  }
  return line.number;
}

/** The first line with a carriage return outside of quotes and not before a line feed; null if there is none. */
export function strayReturnLine(bytes: Uint8Array): number | null {
  if (!hasLoneReturn(bytes)) return null;
  let place: CellState = 'begin';
  let line = 1;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === CARRIAGE_RETURN && place !== 'quoted' && bytes[at + 1] !== LINE_FEED) return line;
    if (byte === LINE_FEED) line += 1;
    place = after(place, byte);
  }
  return null;
}

function hasLoneReturn(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(CARRIAGE_RETURN); at >= 0; at = bytes.indexOf(CARRIAGE_RETURN, at + 1)) {
    if (bytes[at + 1] !== LINE_FEED) return true;
  }
  return false;
}
