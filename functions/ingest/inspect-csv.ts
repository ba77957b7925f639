import { isUtf8 } from 'node:buffer';
import { Problem } from '../contract/problem.ts';
import { corruption } from './corrupt-lines.ts';
import { otherEncoding, otherKind, otherSeparator } from './file-kind.ts';
import { cellCounts, strayReturnLine } from './record-lines.ts';
import { MAX_COLUMNS, MAX_LINE_BYTES, MAX_LINES, MAX_SKIPPED_LINE_BYTES } from './upload-limits.ts';

/** A CSV ready for the reader: without byte-order mark and trailing line breaks. */
export interface InspectedCsv {
  readonly bytes: Uint8Array;
  readonly headers: readonly string[];
  /** Line breaks within `bytes`. */
  readonly lineBreaks: number;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Throws a `bad-input` Problem if these bytes are not a readable CSV. */
export function inspectCsv(raw: Uint8Array): InspectedCsv {
  const bytes = trimmed(raw);
  if (bytes.length === 0) throw unfit('the file is empty; expected a line of column headers and rows below it');
  const kind = otherKind(raw);
  if (kind !== undefined) throw unfit(kind);
  if (startsWith(raw, [0xff, 0xfe]) || startsWith(raw, [0xfe, 0xff])) {
    throw unfit('the file is UTF-16; save it as UTF-8 and upload it again');
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0 && nul <= 1 && bytes[nul + 2] === 0) {
    throw unfit('the file is UTF-16; save it as UTF-8 and upload it again');
  }
  if (nul >= 0) throw unfit(`the file is not text: byte 0 at offset ${nul}; expected a CSV in UTF-8`);
  if (!isUtf8(bytes)) throw unfit(otherEncoding(bytes));
  const headers = readHeaders(bytes);
  const breaks = countLineBreaks(bytes);
  if (breaks.all === 0 && bytes.includes(CARRIAGE_RETURN)) return inspectCsv(bytes.map(returnToFeed));
  if (breaks.all >= MAX_LINES) {
    throw unfit(`the file has ${shown(breaks.all + 1)} lines; at most ${shown(MAX_LINES)} are read, so split it`);
  }
  if (breaks.longest > MAX_SKIPPED_LINE_BYTES) {
    throw unfit(`a line has ${shown(breaks.longest)} bytes; at most ${shown(MAX_LINE_BYTES)} are read`);
  }
  const corrupt = corruption(bytes, headers, breaks.all);
  if (corrupt !== undefined) throw unfit(corrupt);
  // The engine treats only some of them as the end of a row.
  const stray = strayReturnLine(bytes);
  if (stray !== null) throw unfit(`line ${stray} has a carriage return that does not end the line`);
  refuseOtherWidth(bytes, headers.length);
  const mixed = breaks.returned > 0 && breaks.returned < breaks.all;
  return { bytes: mixed ? withoutReturns(bytes) : bytes, headers, lineBreaks: breaks.all };
}

export function unfit(reason: string): Problem {
  return new Problem('bad-input', reason);
}

/** Without a byte-order mark and without line breaks at the end: a bare LF after CRLF lines would be refused. */
function trimmed(raw: Uint8Array): Uint8Array {
  const start = startsWith(raw, [0xef, 0xbb, 0xbf]) ? 3 : 0;
  let end = raw.length;
  while (end > start && (raw[end - 1] === LINE_FEED || raw[end - 1] === CARRIAGE_RETURN)) end -= 1;
  return raw.subarray(start, end);
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte);
}

function countLineBreaks(bytes: Uint8Array): { all: number; returned: number; longest: number } {
  let all = 0;
  let returned = 0;
  let longest = 0;
  let start = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, start)) {
    all += 1;
    if (bytes[at - 1] === CARRIAGE_RETURN) returned += 1;
    if (at - start > longest) longest = at - start;
    start = at + 1;
  }
  return { all, returned, longest: Math.max(longest, bytes.length - start) };
}

/** The engine is slow on broken rows, so a large file of another table is rejected by its first rows. */
function refuseOtherWidth(bytes: Uint8Array, width: number): void {
  if (bytes.length < LARGE_BYTES) return;
  const counts = cellCounts(bytes, LOOKED_AT_ROWS + 1).slice(1);
  const wrong = counts.filter(cells => cells < width).length;
  if (wrong <= counts.length / 2) return;
  throw unfit(
    `${wrong} of its first ${counts.length} rows have fewer than ${width} cells, the number of its column headers`,
  );
}

const LARGE_BYTES = 1_000_000;
const LOOKED_AT_ROWS = 1000;

function shown(bytes: number): string {
  return bytes.toLocaleString('en');
}

/** Some programs still end their lines with a bare CR. */
function returnToFeed(byte: number): number {
  return byte === CARRIAGE_RETURN ? LINE_FEED : byte;
}

/** A strict reader needs a single kind of line break. */
function withoutReturns(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, at) => byte !== CARRIAGE_RETURN || bytes[at + 1] !== LINE_FEED);
}

/** The first record, by RFC 4180. */
function readHeaders(bytes: Uint8Array): string[] {
  const limit = Math.min(bytes.length, MAX_LINE_BYTES);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, limit).toString('utf8');
  const separator = otherSeparator(text.split(/[\r\n]/, 1)[0] ?? '');
  if (separator !== undefined) throw unfit(separator);
  const headers: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^,\r\n"]*))(,|\r\n|\n|\r|$)/y;
  for (;;) {
    const found = field.exec(text);
    if (!found) throw unfit('the header line is broken: a quote opens and does not close');
    if (headers.length === MAX_COLUMNS)
      throw unfit(`the file has more than ${shown(MAX_COLUMNS)} columns, and no more are read`);
    // A header line cut off at the limit looks like the last line of a file.
    if (field.lastIndex === text.length && limit < bytes.length) {
      throw unfit(`the header line has more than ${shown(MAX_LINE_BYTES)} bytes`);
    }
    headers.push((found[1]?.replaceAll('""', '"') ?? found[2] ?? '').trim());
    if (found[3] !== ',') return headers;
  }
}
