import { writeFile } from 'node:fs/promises';
import type { Reading } from '../contract/recognized.ts';
import { type ByteSource, fileSource } from './byte-source.ts';
import { notUtf8, westernText } from './file-kind.ts';
import { type ByteSurvey, surveyBytes } from './survey-bytes.ts';
import { unfit } from './unfit.ts';

/** A text in UTF-8, without a byte-order mark. */
export interface DecodedText {
  readonly source: ByteSource;
  readonly survey: ByteSurvey;
  readonly encoding: Reading['encoding'];
  readonly warnings: readonly string[];
}

/**
 * Reads a text in UTF-8, UTF-16 or Windows-1252, of which Latin-1 is a part. Throws `bad-input` for anything else.
 * @param size of the file @param into where the text is written if it is not UTF-8
 */
export async function decodeText(path: string, size: number, into: string): Promise<DecodedText> {
  const head = await fileSource(path, 0, Math.min(4, size)).read(0, 4);
  const wide = wideEncoding(head);
  if (wide !== null) return decoded(path, wide, into, []);
  const source = fileSource(path, startsWith(head, [0xef, 0xbb, 0xbf]) ? 3 : 0, size);
  const survey = await surveyBytes(source);
  if (survey.nul !== null) throw unfit(`the file is not text: byte 0 at offset ${survey.nul}`);
  if (survey.isUtf8) return { source, survey, encoding: 'utf-8', warnings: [] };
  const { line, word } = await westernText(source);
  if (word === undefined || (await hasUtf8Characters(source))) throw unfit(notUtf8(line));
  return decoded(path, 'windows-1252', into, [
    `read as Windows-1252, because it is not UTF-8 (line ${line}: "${word}")`,
  ]);
}

/**
 * Whether bytes beyond ASCII form characters of UTF-8, complete or cut off at the end: then a byte that does not is damage,
 * not another encoding, in which they would be letters that no word has together.
 */
async function hasUtf8Characters(source: ByteSource): Promise<boolean> {
  let [lead, missing, found] = [0, 0, 0];
  for await (const chunk of source.chunks()) {
    for (const byte of chunk) {
      if ((byte & 0xc0) === 0x80 && missing > 0) {
        found += 1;
        missing -= 1;
        if (missing === 0) return true;
        continue;
      }
      lead = byte >= 0xc2 && byte <= 0xf4 ? byte : 0;
      missing = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead > 0 ? 1 : 0;
      found = 0;
    }
  }
  return missing > 0 && found > 0;
}

async function decoded(
  path: string,
  encoding: Exclude<Reading['encoding'], 'utf-8'>,
  into: string,
  warnings: readonly string[],
): Promise<DecodedText> {
  await writeFile(into, decodedChunks(path, encoding));
  const all = fileSource(into, 0, Number.MAX_SAFE_INTEGER);
  const survey = await surveyBytes(all);
  if (survey.nul !== null) throw unfit(`the file is not text: byte 0 at offset ${survey.nul}`);
  return { source: all, survey, encoding, warnings };
}

async function* decodedChunks(path: string, encoding: string): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of fileSource(path, 0, Number.MAX_SAFE_INTEGER).chunks()) {
    yield Buffer.from(decoder.decode(chunk, { stream: true }));
  }
  yield Buffer.from(decoder.decode());
}

/** UTF-16 begins with a mark, or with a character of which one byte is 0. */
export function wideEncoding(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (startsWith(head, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(head, [0xfe, 0xff])) return 'utf-16be';
  const nul = head.indexOf(0);
  if ((nul !== 0 && nul !== 1) || head[nul + 2] !== 0) return null;
  return nul === 1 ? 'utf-16le' : 'utf-16be';
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte);
}
