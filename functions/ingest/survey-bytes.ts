import { isUtf8 } from 'node:buffer';
import type { ByteSource } from './byte-source.ts';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** What can be counted in bytes without knowing their format. */
export interface ByteSurvey {
  /** The offset of the first byte 0; null if there is none. */
  readonly nul: number | null;
  readonly isUtf8: boolean;
  readonly lineBreaks: number;
  /** Line breaks that are CRLF. */
  readonly returned: number;
  /** Bytes of the longest line, its CR included. */
  readonly longest: number;
  readonly returns: 'none' | 'before line feeds' | 'also alone';
}

/** Reads a source once, whatever the length of its lines. */
export async function surveyBytes(source: ByteSource): Promise<ByteSurvey> {
  const lines = new LineCount();
  const utf8 = new Utf8Check();
  let nul: number | null = null;
  let offset = 0;
  for await (const chunk of source.chunks()) {
    if (nul === null) {
      const at = chunk.indexOf(0);
      if (at >= 0) nul = offset + at;
    }
    utf8.add(chunk);
    lines.add(chunk);
    offset += chunk.length;
  }
  return { nul, isUtf8: utf8.end(), ...lines.end() };
}

class LineCount {
  #all = 0;
  #returned = 0;
  #longest = 0;
  /** Bytes of the line that is not at its end. */
  #begun = 0;
  #returns: ByteSurvey['returns'] = 'none';
  #endsWithReturn = false;

  add(chunk: Uint8Array): void {
    let start = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, start)) {
      this.#all += 1;
      if (at === 0 ? this.#endsWithReturn : chunk[at - 1] === CARRIAGE_RETURN) this.#returned += 1;
      const length = this.#begun + at - start;
      if (length > this.#longest) this.#longest = length;
      this.#begun = 0;
      start = at + 1;
    }
    this.#begun += chunk.length - start;
    this.#lookForReturns(chunk);
  }

  end(): Pick<ByteSurvey, 'lineBreaks' | 'returned' | 'longest' | 'returns'> {
    if (this.#endsWithReturn) this.#returns = 'also alone';
    const longest = Math.max(this.#longest, this.#begun);
    return { lineBreaks: this.#all, returned: this.#returned, longest, returns: this.#returns };
  }

  #lookForReturns(chunk: Uint8Array): void {
    if (this.#endsWithReturn && chunk[0] !== LINE_FEED) this.#returns = 'also alone';
    this.#endsWithReturn = chunk[chunk.length - 1] === CARRIAGE_RETURN;
    if (this.#returns === 'also alone') return;
    for (let at = chunk.indexOf(CARRIAGE_RETURN); at >= 0; at = chunk.indexOf(CARRIAGE_RETURN, at + 1)) {
      this.#returns = 'before line feeds';
      if (at + 1 < chunk.length && chunk[at + 1] !== LINE_FEED) {
        this.#returns = 'also alone';
        return;
      }
    }
  }
}

/** Validates UTF-8 that comes in chunks. */
export class Utf8Check {
  #rest: Uint8Array = new Uint8Array();
  #valid = true;

  /** False once a byte is wrong. */
  add(chunk: Uint8Array): boolean {
    if (!this.#valid) return false;
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const end = bytes.length - cutOff(bytes);
    this.#valid = isUtf8(bytes.subarray(0, end));
    this.#rest = Uint8Array.from(bytes.subarray(end));
    return this.#valid;
  }

  /** Whether all of it was valid, and the last character complete. Begins anew. */
  end(): boolean {
    const valid = this.#valid && this.#rest.length === 0;
    this.#valid = true;
    this.#rest = new Uint8Array();
    return valid;
  }
}

/** How many bytes at the end are the beginning of a character. */
function cutOff(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}
