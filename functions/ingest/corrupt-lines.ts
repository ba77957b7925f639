import type { ByteSource } from './byte-source.ts';
import { type LineBlock, lineBlocks, linesIn } from './line-blocks.ts';
import { RecordWalk } from './record-lines.ts';
import { LineHashes } from './repeated-block.ts';

const LINE_FEED = 10;
const SHOWN_LENGTH = 60;

/**
 * Describes damage that is certain even if each row looks valid: markers of a merge conflict, a document after the rows,
 * a second header line, a block of rows that appears twice. Undefined if there is none. Quoted cells are ignored.
 * @param lineBreaks how many the file has
 */
export async function corruption(
  source: ByteSource,
  headers: readonly string[],
  lineBreaks: number,
): Promise<string | undefined> {
  const hashes = new LineHashes(lineBreaks);
  const marks = marksOf(headers);
  let line = 1;
  for await (const block of lineBlocks(source)) {
    for (const mark of marks) mark.look(block, line);
    line += hashes.add(block);
  }
  const isMarked = marks.some(mark => mark.found !== undefined);
  return (isMarked ? await markOutsideOfQuotes(source, headers) : undefined) ?? hashes.repeatedBlock();
}

/** Looks again, and only at lines that begin a record. Few files need it. */
async function markOutsideOfQuotes(source: ByteSource, headers: readonly string[]): Promise<string | undefined> {
  const marks = marksOf(headers);
  const starts = new Set<number>();
  const records = new RecordWalk(line => starts.add(line));
  let line = 1;
  for await (const block of lineBlocks(source)) {
    records.add(block);
    for (const mark of marks) mark.look(block, line, number => starts.has(number));
    line += linesIn(block);
    starts.clear();
  }
  return marks.find(mark => mark.found !== undefined)?.describe();
}

interface FoundLine {
  readonly line: number;
  readonly text: string;
}

/** Looks for a line that holds a text and passes a test, through the blocks of a file. */
class Mark {
  readonly #needles: readonly string[];
  readonly #test: (text: string, needle: string) => boolean;
  readonly #describe: (found: FoundLine) => string;
  found: FoundLine | undefined;

  constructor(
    needles: readonly string[],
    test: (text: string, needle: string) => boolean,
    describe: (found: FoundLine) => string,
  ) {
    this.#needles = needles;
    this.#test = test;
    this.#describe = describe;
  }

  describe(): string | undefined {
    return this.found && this.#describe(this.found);
  }

  /** @param first the number of the first line of the block */
  look(block: LineBlock, first: number, beginsRecord: (line: number) => boolean = () => true): void {
    if (this.found !== undefined) return;
    const found = this.#needles.flatMap(needle => this.#find(needle, block, first, beginsRecord) ?? []);
    this.found = found.sort((a, b) => a.line - b.line)[0];
  }

  #find(
    needle: string,
    { bytes }: LineBlock,
    first: number,
    beginsRecord: (line: number) => boolean,
  ): FoundLine | undefined {
    let line = first;
    let counted = 0;
    for (let at = bytes.indexOf(needle); at >= 0; ) {
      for (let next = bytes.indexOf(LINE_FEED, counted); next >= 0 && next < at; ) {
        line += 1;
        counted = next + 1;
        next = bytes.indexOf(LINE_FEED, counted);
      }
      const next = bytes.indexOf(LINE_FEED, at);
      const end = next < 0 ? bytes.length : next;
      const text = bytes.toString('utf8', counted, end).trimEnd();
      if (this.#test(text, needle) && beginsRecord(line)) return { line, text };
      at = bytes.indexOf(needle, end);
    }
    return undefined;
  }
}

function marksOf(headers: readonly string[]): Mark[] {
  return [conflict(), trailingDocument(), ...secondHeader(headers)];
}

const CONFLICT_MARKS = ['<<<<<<<', '|||||||', '=======', '>>>>>>>'] as const;

function conflict(): Mark {
  return new Mark(
    CONFLICT_MARKS,
    (text, mark) => text === mark || (mark !== '=======' && text.startsWith(`${mark} `)),
    ({ line, text }) =>
      `line ${line} is the mark of a merge conflict, ${shown(text)}; resolve the conflict and upload the file again`,
  );
}

const DOCUMENT = /^<(?:!doctype|html|head|body|\?xml|error)[\s>]/i;

function trailingDocument(): Mark {
  return new Mark(
    ['<'],
    text => DOCUMENT.test(text),
    ({ line, text }) =>
      `an HTML or XML document begins in line ${line}, ${shown(text)}; download the file again and upload it`,
  );
}

function secondHeader(headers: readonly string[]): Mark[] {
  const headerLine = plain(headers.join(','));
  // Rows are least likely to contain the longest name. A single column may well contain its own name.
  const needle = headers.filter(name => !/["\r\n]/.test(name)).sort((a, b) => b.length - a.length)[0] ?? '';
  if (headers.length < 2 || needle === '') return [];
  let first = true;
  const commas = headerLine.split(',').length - 1;
  const repeats = (text: string) => {
    const isClosed = text.split('"').length % 2 === 1;
    if (text.length < headerLine.length || !isClosed) return false;
    const line = plain(text);
    // If the first of two joined files does not end with a line break, the header follows its last row on the same line.
    const isHeader = line === headerLine || (line.endsWith(headerLine) && line.split(',').length > 2 * commas);
    if (!isHeader || !first) return isHeader;
    first = false;
    return false;
  };
  return [
    new Mark(
      [needle],
      repeats,
      ({ line }) => `line ${line} repeats the column names of line 1, so two files were joined; upload each by itself`,
    ),
  ];
}

function plain(line: string): string {
  const cells = line.replaceAll(/["\ufeff]/g, '').split(',');
  return cells.map(cell => cell.trim()).join(',');
}

function shown(text: string): string {
  return JSON.stringify(text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text);
}
