const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const QUOTE = 34;

/**
 * The line on which each record of a CSV begins, 1 for the first, as a strict reader counts them: a quoted line break
 * begins no record, and an empty line is none. The first record is the line of headings.
 */
export function recordStarts(bytes: Uint8Array): number[] {
  const lines: number[] = [];
  let line = 1;
  let start = 0;
  let startLine = 1;
  let quoted = false;
  for (let at = 0; at <= bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) quoted = !quoted;
    if (byte === LINE_FEED) line += 1;
    if (at < bytes.length && (byte !== LINE_FEED || quoted)) continue;
    const length = at - start - (bytes[at - 1] === CARRIAGE_RETURN ? 1 : 0);
    if (length > 0) lines.push(startLine);
    start = at + 1;
    startLine = line;
  }
  return lines;
}

/** The first line from `line` on that has `bytes` or more; `line` itself where there is none. */
export function lineOfSize(text: Uint8Array, line: number, bytes: number): number {
  let start = 0;
  for (let number = 1; start < text.length; number++) {
    const next = text.indexOf(LINE_FEED, start);
    const end = next < 0 ? text.length : next;
    if (number >= line && end - start >= bytes) return number;
    start = end + 1;
  }
  return line;
}

/** The line that a byte offset lies in, 1 for the first. */
export function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0 && at < offset; at = bytes.indexOf(LINE_FEED, at + 1)) line += 1;
  return line;
}
