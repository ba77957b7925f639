import { Problem } from '../contract/problem.ts';
import type { ByteSource } from './byte-source.ts';
import { corruption } from './corrupt-lines.ts';
import { otherEncoding, otherKind, otherSeparator } from './file-kind.ts';
import { bufferOf } from './line-blocks.ts';
import { withFeeds, withoutReturns } from './line-endings.ts';
import { cellCounts, strayReturnLine } from './record-lines.ts';
import { surveyBytes } from './survey-bytes.ts';
import { unfit } from './unfit.ts';
import { MAX_COLUMNS, MAX_LINE_BYTES, MAX_LINES, MAX_SKIPPED_LINE_BYTES } from './upload-limits.ts';

/** A CSV in a file of the job folder, ready for the reader: UTF-8 without byte-order mark and trailing line breaks. */
export interface InspectedCsv {
  readonly path: string;
  readonly size: number;
  readonly headers: readonly string[];
  readonly delimiter: string;
  /** Line breaks within the file. */
  readonly lineBreaks: number;
}

/** The same before it is written to a file: `content` is what the reader will read. */
export interface CsvInspection extends Omit<InspectedCsv, 'path' | 'size'> {
  readonly content: ByteSource;
}

/** The file may be readable in another encoding. */
export class NotUtf8 extends Problem {}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Throws a `bad-input` Problem if these bytes are not a readable CSV. */
export async function inspectCsv(raw: ByteSource): Promise<CsvInspection> {
  const bytes = await trimmed(raw);
  if (bytes.size === 0) throw unfit('the file is empty; expected a line of column headers and rows below it');
  const head = await raw.read(0, MAX_LINE_BYTES);
  const kind = otherKind(head);
  if (kind !== undefined) throw unfit(kind);
  if (isUtf16(head, await bytes.read(0, 4))) throw unfit('the file is UTF-16; save it as UTF-8 and upload it again');
  const survey = await surveyBytes(bytes);
  if (survey.nul !== null) {
    throw unfit(`the file is not text: byte 0 at offset ${survey.nul}; expected a CSV in UTF-8`);
  }
  if (!survey.isUtf8) throw new NotUtf8('bad-input', await otherEncoding(bytes));
  const headers = await readHeaders(bytes);
  const { lineBreaks, returned, returns } = survey;
  if (lineBreaks === 0 && returns !== 'none') return inspectCsv(withFeeds(bytes));
  if (lineBreaks >= MAX_LINES) {
    throw unfit(`the file has ${shown(lineBreaks + 1)} lines; at most ${shown(MAX_LINES)} are read, so split it`);
  }
  if (survey.longest > MAX_SKIPPED_LINE_BYTES) {
    throw unfit(`a line has ${shown(survey.longest)} bytes; at most ${shown(MAX_LINE_BYTES)} are read`);
  }
  const corrupt = await corruption(bytes, headers, lineBreaks);
  if (corrupt !== undefined) throw unfit(corrupt);
  // The engine treats only some of them as the end of a row.
  const stray = returns === 'also alone' ? await strayReturnLine(bytes) : null;
  if (stray !== null) throw unfit(`line ${stray} has a carriage return that does not end the line`);
  await refuseOtherWidth(bytes, headers.length);
  const isMixed = returned > 0 && returned < lineBreaks;
  return { headers, delimiter: ',', lineBreaks, content: isMixed ? withoutReturns(bytes, returned) : bytes };
}

/** Without a byte-order mark and without line breaks at the end: a bare LF after CRLF lines would be refused. */
async function trimmed(raw: ByteSource): Promise<ByteSource> {
  const start = startsWith(await raw.read(0, 3), [0xef, 0xbb, 0xbf]) ? 3 : 0;
  for (let end = raw.size; end > start; ) {
    const from = Math.max(start, end - TAIL_BYTES);
    const tail = await raw.read(from, end);
    const text = tail.findLastIndex(byte => byte !== LINE_FEED && byte !== CARRIAGE_RETURN);
    if (text >= 0) return start === 0 && from + text + 1 === raw.size ? raw : raw.slice(start, from + text + 1);
    end = from;
  }
  return raw.slice(0, 0);
}

const TAIL_BYTES = 100_000;

function isUtf16(head: Uint8Array, text: Uint8Array): boolean {
  if (startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff])) return true;
  const nul = text.indexOf(0);
  return nul >= 0 && nul <= 1 && text[nul + 2] === 0;
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte);
}

/** The engine is slow on broken rows, so a large file of another table is rejected by its first rows. */
async function refuseOtherWidth(bytes: ByteSource, width: number): Promise<void> {
  if (bytes.size < LARGE_BYTES) return;
  const counts = (await cellCounts(bytes, LOOKED_AT_ROWS + 1)).slice(1);
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

/** The first record, by RFC 4180. */
async function readHeaders(bytes: ByteSource): Promise<string[]> {
  const text = bufferOf(await bytes.read(0, MAX_LINE_BYTES)).toString('utf8');
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
    if (field.lastIndex === text.length && bytes.size > MAX_LINE_BYTES) {
      throw unfit(`the header line has more than ${shown(MAX_LINE_BYTES)} bytes`);
    }
    headers.push((found[1]?.replaceAll('""', '"') ?? found[2] ?? '').trim());
    if (found[3] !== ',') return headers;
  }
}
