import type { LineBlock } from './line-blocks.ts';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** This many consecutive equal rows are a copy; fewer may be equal by chance. */
const BLOCK_ROWS = 20;
/** Only every tenth row is indexed, so that each run of {@link BLOCK_ROWS} contains an indexed row. */
const NOTED_EVERY = BLOCK_ROWS / 2;
/** If rows repeat more often than this on average, repetition is normal for the data (yes/no answers, say). */
const MAX_COPIES = 10;

/** Looks for blocks of rows that repeat earlier ones, by a hash of each line. */
export class LineHashes {
  /** Of lines that are not empty. */
  readonly #hashes: Int32Array;
  readonly #isEmpty: Uint8Array;
  #rows = 0;
  #lines = 0;

  /** @param lineBreaks how many the file has */
  constructor(lineBreaks: number) {
    this.#hashes = new Int32Array(lineBreaks + 1);
    this.#isEmpty = new Uint8Array(lineBreaks + 1);
  }

  /** The next lines of the file; gives how many there were. */
  add({ bytes }: LineBlock): number {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const before = this.#lines;
    for (let start = 0; start < bytes.length; this.#lines += 1) {
      const next = bytes.indexOf(LINE_FEED, start);
      const after = next < 0 ? bytes.length : next;
      const end = bytes[after - 1] === CARRIAGE_RETURN ? after - 1 : after;
      if (end > start) {
        this.#hashes[this.#rows] = hashOf(view, start, end);
        this.#rows += 1;
      } else {
        this.#isEmpty[this.#lines] = 1;
      }
      start = after + 1;
    }
    return this.#lines - before;
  }

  /** Describes a block of rows that repeats an earlier one; undefined if only single rows repeat. */
  repeatedBlock(): string | undefined {
    const hashes = this.#hashes.subarray(0, this.#rows);
    const block = findBlock(hashes) ?? wholeTwice(hashes);
    if (block === undefined || countDistinct(hashes) * MAX_COPIES < hashes.length) return undefined;
    const { earlier, later, rows } = block;
    const range = (row: number) => `${this.#lineOf(row)} to ${this.#lineOf(row + rows - 1)}`;
    return `lines ${range(later)} repeat lines ${range(earlier)}, row by row; upload the file with each row once`;
  }

  #lineOf(row: number): number {
    let rows = -1;
    for (let line = 0; line < this.#lines; line++) {
      if (this.#isEmpty[line] === 0) rows += 1;
      if (rows === row) return line + 1;
    }
    return this.#lines;
  }
}

/** Sorted, because a set of millions takes ten times the memory. */
function countDistinct(hashes: Int32Array): number {
  const sorted = hashes.slice().sort();
  let distinct = 0;
  for (let at = 0; at < sorted.length; at++) if (at === 0 || sorted[at] !== sorted[at - 1]) distinct += 1;
  return distinct;
}

/** FNV-1a, four bytes at a time. */
function hashOf(view: DataView, start: number, end: number): number {
  let hash = 0x811c9dc5 ^ (end - start);
  let at = start;
  for (; at + 4 <= end; at += 4) {
    hash = Math.imul(hash ^ view.getInt32(at, true), 0x01000193);
    hash ^= hash >>> 15;
  }
  for (; at < end; at += 1) hash = Math.imul(hash ^ view.getUint8(at), 0x01000193);
  return hash;
}

/** Row indices; 0 is the header line. */
interface Block {
  readonly earlier: number;
  readonly later: number;
  readonly rows: number;
}

function findBlock(hashes: Int32Array): Block | undefined {
  const noted = new Map<number, number>();
  let nextNoted = 1;
  for (let row = 1; row < hashes.length; row++) {
    const hash = hashes[row] ?? 0;
    const earlier = noted.get(hash);
    if (earlier === undefined && row >= nextNoted) {
      noted.set(hash, row);
      nextNoted = row + NOTED_EVERY;
    }
    if (earlier === undefined) continue;
    const near = blockAround(hashes, earlier, row, BLOCK_ROWS);
    if (near.rows < BLOCK_ROWS) continue;
    // A run of the same few rows is not a copy of another run.
    const distinct = new Set(hashes.subarray(near.later, near.later + near.rows)).size;
    if (distinct >= NOTED_EVERY) return blockAround(hashes, earlier, row, hashes.length);
    row = near.later + near.rows - 1;
  }
  return undefined;
}

/** The rows around two equal ones that are equal too, `most` to each side, and none of them in both runs. */
function blockAround(hashes: Int32Array, earlier: number, later: number, most: number): Block {
  const distance = later - earlier;
  let before = 0;
  while (before < most && before + 1 < distance && earlier - before > 1) {
    if (hashes[earlier - before - 1] !== hashes[later - before - 1]) break;
    before += 1;
  }
  let rows = before + 1;
  while (rows <= before + most && rows < distance && later - before + rows < hashes.length) {
    if (hashes[earlier - before + rows] !== hashes[later - before + rows]) break;
    rows += 1;
  }
  return { earlier: earlier - before, later: later - before, rows };
}

/** A file too short to hold a block, all of whose rows appear twice or more often. */
function wholeTwice(hashes: Int32Array): Block | undefined {
  const all = hashes.length - 1;
  for (let rows = 2; rows < BLOCK_ROWS && rows * 2 <= all; rows++) {
    if (all % rows !== 0 || new Set(hashes.subarray(1, 1 + rows)).size === 1) continue;
    const repeats = hashes.subarray(1 + rows).every((hash, row) => hash === hashes[1 + row]);
    if (repeats) return { earlier: 1, later: 1 + rows, rows };
  }
  return undefined;
}
