const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** So many rows that follow one another as they did before are a copy; fewer may be rows that happen to be equal. */
const BLOCK_ROWS = 20;
/** Every earlier run of {@link BLOCK_ROWS} has a row among those that are looked up. */
const NOTED_EVERY = BLOCK_ROWS / 2;
/** Where each row appears more often than this, on average, that is what the data are like: yes and no, say. */
const MAX_COPIES = 10;

/** Says which rows of a file repeat earlier ones, one by one; undefined where none or only single ones do. */
export function repeatedBlock(bytes: Uint8Array, lineBreaks: number): string | undefined {
  const { hashes, lines } = hashLines(bytes, lineBreaks);
  const block = findBlock(hashes) ?? wholeTwice(hashes);
  if (block === undefined || new Set(hashes).size * MAX_COPIES < hashes.length) return undefined;
  const { earlier, later, rows } = block;
  const range = (row: number) => `${lines[row]} to ${lines[row + rows - 1]}`;
  return `lines ${range(later)} repeat lines ${range(earlier)}, row by row; upload the file with each row once`;
}

/** Of each line that is not empty its number and a hash of its bytes. */
function hashLines(bytes: Uint8Array, lineBreaks: number): { hashes: Int32Array; lines: Int32Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const hashes = new Int32Array(lineBreaks + 1);
  const lines = new Int32Array(lineBreaks + 1);
  let rows = 0;
  for (let line = 1, start = 0; start < bytes.length; line++) {
    const next = bytes.indexOf(LINE_FEED, start);
    const after = next < 0 ? bytes.length : next;
    const end = bytes[after - 1] === CARRIAGE_RETURN ? after - 1 : after;
    if (end > start) {
      hashes[rows] = hashOf(view, start, end);
      lines[rows] = line;
      rows += 1;
    }
    start = after + 1;
  }
  return { hashes: hashes.subarray(0, rows), lines };
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

/** Rows by their place, 0 for the line of column names. */
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
    // A run of the same row, or of a few in turn, is no copy of another run.
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
