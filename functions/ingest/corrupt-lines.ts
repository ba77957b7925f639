import { lineWalk, recordStarts } from './record-lines.ts';
import { repeatedBlock } from './repeated-block.ts';

const LINE_FEED = 10;
const SHOWN_LENGTH = 60;

/**
 * Says what proves that a file is damaged, whatever its rows look like: the marks of a merge conflict, a document behind
 * its rows, a second line of column names, a block of rows that appears twice. Undefined where nothing does. What is
 * inside a quoted cell proves nothing.
 * @param headings of its first line @param lineBreaks how many it has
 */
export function corruption(bytes: Uint8Array, headings: readonly string[], lineBreaks: number): string | undefined {
  const lines = new Lines(bytes);
  return conflict(lines) ?? documentBehind(lines) ?? secondHeader(lines, headings) ?? repeatedBlock(bytes, lineBreaks);
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

  /** Counted for the few files that are asked for it. */
  #beginsRecord(line: number): boolean {
    this.#starts ??= new Set(recordStarts(this.#bytes));
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

function documentBehind(lines: Lines): string | undefined {
  const found = lines.find('<', text => DOCUMENT.test(text));
  if (found === undefined) return undefined;
  return `an HTML or XML document begins in line ${found.line}, ${shown(found.text)}; download the file again and upload it`;
}

function secondHeader(lines: Lines, headings: readonly string[]): string | undefined {
  const header = plain(headings.join(','));
  // The longest name is the one that rows are least likely to hold. A single column may well hold its own name.
  const needle = headings.filter(name => !/["\r\n]/.test(name)).sort((a, b) => b.length - a.length)[0] ?? '';
  if (headings.length < 2 || needle === '') return undefined;
  let first = true;
  const commas = header.split(',').length - 1;
  const found = lines.find(needle, text => {
    const isClosed = text.split('"').length % 2 === 1;
    if (text.length < header.length || !isClosed) return false;
    const line = plain(text);
    // Files that are joined where the first has no line break at its end have it behind their last row.
    const isHeader = line === header || (line.endsWith(header) && line.split(',').length > 2 * commas);
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
