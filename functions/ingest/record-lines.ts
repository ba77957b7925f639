import type { ByteSource } from './byte-source.ts';
import { type LineBlock, lineBlocks } from './line-blocks.ts';
import { LineRuns } from './line-runs.ts';

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
export async function recordStarts(source: ByteSource, delimiter = ','): Promise<RecordStarts> {
  const lines = new LineRuns();
  const walk = new RecordWalk(line => lines.add(line), delimiter.charCodeAt(0));
  for await (const block of lineBlocks(source)) walk.add(block);
  return { lines, unclosed: walk.end() };
}

export interface RecordStarts {
  readonly lines: LineRuns;
  readonly unclosed: Line | null;
}

export interface Line {
  /** 1 for the first. */
  readonly number: number;
  /** The offset of its first byte. */
  readonly start: number;
}

/** Walks through the records of a file, block by block. */
export class RecordWalk {
  readonly #note: (line: number) => void;
  readonly #delimiter: number;
  #line = 1;
  #quoted = false;
  #record: Line = { number: 1, start: 0 };

  /** @param note called with the first line of each record, in order */
  constructor(note: (line: number) => void, delimiter = COMMA) {
    this.#note = note;
    this.#delimiter = delimiter;
  }

  add({ bytes, start: offset }: LineBlock): void {
    let quote = bytes.indexOf(QUOTE);
    for (let start = 0; start < bytes.length; this.#line += 1) {
      const next = bytes.indexOf(LINE_FEED, start);
      const end = next < 0 ? bytes.length : next;
      if (!this.#quoted) this.#begin(offset + start, bytes.subarray(start, Math.min(end, start + 2)));
      if (quote >= 0 && quote < start) quote = bytes.indexOf(QUOTE, start);
      // Only a quote makes a record longer than its line.
      if (quote >= 0 && quote < end)
        this.#quoted = endsQuoted(bytes.subarray(start, end), this.#quoted, this.#delimiter);
      start = end + 1;
    }
  }

  /** The last record, if the file ends within a quote. */
  end(): Line | null {
    return this.#quoted ? this.#record : null;
  }

  #begin(start: number, text: Uint8Array): void {
    this.#record = { number: this.#line, start };
    if (text.length > 1 || (text.length === 1 && text[0] !== CARRIAGE_RETURN)) this.#note(this.#line);
  }
}

/** Whether a line ends within a quoted cell. @param quoted whether it begins within one */
function endsQuoted(line: Uint8Array, quoted: boolean, delimiter: number): boolean {
  let place: CellState = quoted ? 'quoted' : 'begin';
  for (let at = 0; at < line.length; at++) place = after(place, line[at] ?? 0, delimiter);
  return place === 'quoted';
}

/** The number of cells of each of the first `most` records; of a record with a broken quote, of the cells before it. */
export async function cellCounts(source: ByteSource, most: number): Promise<number[]> {
  const counts: number[] = [];
  let place: CellState = 'begin';
  let cells = 1;
  let begin = 0;
  for await (const { bytes, start } of lineBlocks(source)) {
    for (let at = 0; at < bytes.length && counts.length < most; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === COMMA && place !== 'quoted' && place !== 'lost') cells += 1;
      if (byte !== LINE_FEED || place === 'quoted') {
        place = after(place, byte);
        continue;
      }
      if (start + at - begin > (bytes[at - 1] === CARRIAGE_RETURN ? 1 : 0)) counts.push(cells);
      place = 'begin';
      cells = 1;
      begin = start + at + 1;
    }
    if (counts.length >= most) break;
  }
  return counts;
}

/** The position within a cell; `ended`: after a quote that closes the cell or is the first half of an escaped quote. */
type CellState = 'begin' | 'plain' | 'quoted' | 'ended' | 'lost';

function after(place: CellState, byte: number, delimiter = COMMA): CellState {
  if (byte === LINE_FEED && place !== 'quoted') return 'begin';
  switch (place) {
    case 'begin':
      if (byte === QUOTE) return 'quoted';
      return byte === BLANK || byte === delimiter ? 'begin' : 'plain';
    case 'quoted':
      return byte === QUOTE ? 'ended' : 'quoted';
    case 'ended':
      if (byte === QUOTE) return 'quoted';
      if (byte === delimiter) return 'begin';
      return byte === BLANK || byte === CARRIAGE_RETURN ? 'ended' : 'lost';
    case 'plain':
      return byte === delimiter ? 'begin' : 'plain';
    case 'lost':
      return 'lost';
  }
}

/** Finds the lines of byte offsets. These must not decrease: the bytes are read once. */
export class LineWalk {
  readonly #blocks: AsyncGenerator<LineBlock>;
  #block: LineBlock = { bytes: Buffer.alloc(0), start: 0 };
  #line: Line = { number: 1, start: 0 };

  constructor(source: ByteSource) {
    this.#blocks = lineBlocks(source);
  }

  /** The line with this byte; the last line if there is no such byte. A line break belongs to the line that it ends. */
  async lineOf(offset: number): Promise<Line> {
    while (await this.#reach(offset)) {
      const { bytes, start } = this.#block;
      const end = bytes.indexOf(LINE_FEED, this.#line.start - start);
      if (end < 0 || start + end >= offset) return this.#line;
      this.#line = { number: this.#line.number + 1, start: start + end + 1 };
    }
    return this.#line;
  }

  /** The first byte from an offset on that is not part of a line break. */
  async textFrom(offset: number): Promise<number> {
    let at = offset;
    for (; await this.#reach(at); at += 1) {
      const byte = this.#block.bytes[at - this.#block.start];
      if (byte !== LINE_FEED && byte !== CARRIAGE_RETURN) break;
    }
    return at;
  }

  async close(): Promise<void> {
    await this.#blocks.return(undefined);
  }

  /** Reads on, counting lines, until the block with this byte; false if there is none. */
  async #reach(offset: number): Promise<boolean> {
    for (;;) {
      const { bytes, start } = this.#block;
      if (offset < start + bytes.length) return true;
      this.#passBlock();
      const next = await this.#blocks.next();
      if (next.done === true) return false;
      this.#block = next.value;
    }
  }

  #passBlock(): void {
    const { bytes, start } = this.#block;
    let { number, start: begin } = this.#line;
    for (let end = bytes.indexOf(LINE_FEED, begin - start); end >= 0; end = bytes.indexOf(LINE_FEED, begin - start)) {
      number += 1;
      begin = start + end + 1;
    }
    this.#line = { number, start: begin };
  }
}

/** The numbers of the lines that have `bytes` or more, without their line breaks. */
export async function longLines(source: ByteSource, least: number): Promise<number[]> {
  const long: number[] = [];
  let number = 0;
  for await (const { bytes } of lineBlocks(source)) {
    for (let start = 0; start < bytes.length; ) {
      const next = bytes.indexOf(LINE_FEED, start);
      const end = next < 0 ? bytes.length : next;
      number += 1;
      if (end - start >= least) long.push(number);
      start = end + 1;
    }
  }
  return long;
}

/** The first line with a carriage return outside of quotes and not before a line feed; null if there is none. */
export async function strayReturnLine(source: ByteSource): Promise<number | null> {
  let place: CellState = 'begin';
  let line = 1;
  for await (const { bytes } of lineBlocks(source)) {
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === CARRIAGE_RETURN && place !== 'quoted' && bytes[at + 1] !== LINE_FEED) return line;
      if (byte === LINE_FEED) line += 1;
      place = after(place, byte);
    }
  }
  return null;
}
