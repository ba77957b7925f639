import { type ByteSource, madeSource } from './byte-source.ts';
import { lineBlocks } from './line-blocks.ts';
import type { ByteSurvey } from './survey-bytes.ts';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** The same lines with one kind of line break, which a strict reader needs. */
export function alikeLines(bytes: ByteSource, { lineBreaks, returned, returns }: ByteSurvey): ByteSource {
  if (lineBreaks === 0 && returns !== 'none') return withFeeds(bytes);
  return returned > 0 && returned < lineBreaks ? withoutReturns(bytes, returned) : bytes;
}

/** Some programs still end their lines with a bare CR. */
export function withFeeds(source: ByteSource): ByteSource {
  return madeSource(source.size, async function* () {
    for await (const chunk of source.chunks()) {
      const copy = Uint8Array.from(chunk);
      for (let at = copy.indexOf(CARRIAGE_RETURN); at >= 0; at = copy.indexOf(CARRIAGE_RETURN, at))
        copy[at] = LINE_FEED;
      yield copy;
    }
  });
}

/** @param returned how many line breaks are CRLF */
export function withoutReturns(source: ByteSource, returned: number): ByteSource {
  return madeSource(source.size - returned, async function* () {
    for await (const { bytes } of lineBlocks(source)) {
      const copy = Buffer.allocUnsafe(bytes.length);
      let [length, start] = [0, 0];
      for (let at = bytes.indexOf('\r\n'); at >= 0; at = bytes.indexOf('\r\n', start)) {
        length += bytes.copy(copy, length, start, at);
        start = at + 1;
      }
      length += bytes.copy(copy, length, start);
      yield copy.subarray(0, length);
    }
  });
}
