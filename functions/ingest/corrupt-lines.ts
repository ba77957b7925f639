import { lineWalk, recordStarts } from './record-lines.ts';
import { repeatedBlock } from './repeated-block.ts';

const LINE_FEED = 10;
const SHOWN_LENGTH = 60;

/**
 * Describes damage that is certain even if each row looks valid: markers of a merge conflict, a document after the rows,
 * a second header line, a block of rows that appears twice. Undefined if there is none. Quoted cells are ignored.
 * @param lineBreaks how many the file has
 */
export function corruption(bytes: Uint8Array, headers: readonly string[], lineBreaks: number): string | undefined {
  const lines = new Lines(bytes);
  return conflict(lines) ?? trailingDocument(lines) ?? secondHeader(lines, headers) ?? repeatedBlock(bytes, lineBreaks);
}

class Lines {
  readonly #bytes: Buffer;
  #starts: ReadonlySet<number> | undefined;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** The first line that holds `needle`, passes the test, and begins a record. */
  find(needle: string, test: (text: string) => boolean): { line: number; text: string } | undefined {
    const walk = lineWalk(this.#bytes);
    for (let at = this.#bytes.indexOf(needle); at >= 0; ) {
      const { number: line, start } = walk(at);
      const next = this.#bytes.indexOf(LINE_FEED, at);
      const end = next < 0 ? this.#bytes.length : next;
      const text = this.#bytes.toString('utf8', start, end).trimEnd();
      if (test(text) && this.#beginsRecord(line)) return { line, text };
      at = this.#bytes.indexOf(needle, end);
    }
    return undefined;
  }

  /** Computed lazily: few files need it. */
  #beginsRecord(line: number): boolean {
    this.#starts ??= new Set(recordStarts(this.#bytes).lines);
    return this.#starts.has(line);
  }
}

const CONFLICT_MARKS = ['<<<<<<<', '|||||||', '=======', '>>>>>>>'] as const;

function conflict(lines: Lines): string | undefined {
  const found = CONFLICT_MARKS.flatMap(
    mark => lines.find(mark, text => text === mark || (mark !== '=======' && text.startsWith(`${mark} `))) ?? [],
  );
  const [first] = found.sort((a, b) => a.line - b.line);
  if (first === undefined) return undefined;
  return `line ${first.line} is the mark of a merge conflict, ${shown(first.text)}; resolve the conflict and upload the file again`;
}

const DOCUMENT = /^<(?:!doctype|html|head|body|\?xml|error)[\s>]/i;

function trailingDocument(lines: Lines): string | undefined {
  const found = lines.find('<', text => DOCUMENT.test(text));
  if (found === undefined) return undefined;
  return `an HTML or XML document begins in line ${found.line}, ${shown(found.text)}; download the file again and upload it`;
}

function secondHeader(lines: Lines, headers: readonly string[]): string | undefined {
  const headerLine = plain(headers.join(','));
  // Rows are least likely to contain the longest name. A single column may well contain its own name.
  const needle = headers.filter(name => !/["\r\n]/.test(name)).sort((a, b) => b.length - a.length)[0] ?? '';
  if (headers.length < 2 || needle === '') return undefined;
  let first = true;
  const commas = headerLine.split(',').length - 1;
  const found = lines.find(needle, text => {
    const isClosed = text.split('"').length % 2 === 1;
    if (text.length < headerLine.length || !isClosed) return false;
    const line = plain(text);
    // If the first of two joined files does not end with a line break, the header follows its last row on the same line.
    const isHeader = line === headerLine || (line.endsWith(headerLine) && line.split(',').length > 2 * commas);
    if (!isHeader || !first) return isHeader;
    first = false;
    return false;
  });
  if (found === undefined) return undefined;
  return `line ${found.line} repeats the column names of line 1, so two files were joined; upload each by itself`;
}

function plain(line: string): string {
  const cells = line.replaceAll(/["\ufeff]/g, '').split(',');
  return cells.map(cell => cell.trim()).join(',');
}

function shown(text: string): string {
  return JSON.stringify(text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text);
}
