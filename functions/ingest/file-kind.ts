import type { ByteSource } from './byte-source.ts';
import { Utf8Check } from './survey-bytes.ts';
import { MAX_LINE_BYTES } from './upload-limits.ts';

const PACKED: readonly (readonly [form: string, begins: readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['zip, as workbooks are too', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['parquet', [0x50, 0x41, 0x52, 0x31, 0x15]],
];

/** What a failed download or checkout leaves in place of the file, by how its text begins. */
const REPLACEMENTS: readonly (readonly [begins: RegExp, is: string])[] = [
  [/^version https:\/\/git-lfs\.github\.com\//, 'a pointer of Git LFS, not the file itself; run "git lfs pull" and'],
  [
    /^<(?:!doctype html|html|head|body|title|meta|script|div|p|h1)[\s>]/i,
    'an HTML page, not a CSV; download it again and',
  ],
  [/^<(?:\?xml|!doctype|!--|[a-z][\w:.-]*[\s/>])/i, 'an XML document, not a CSV; download it again and'],
  [/^(?:\{\s*["}]|\[\s*[{[\]])/, 'JSON, not a CSV; download it again and'],
  [/^[45]\d\d:? [A-Z][a-z]+(?: [A-Z]?[a-z]+)*\s*$/, 'the error message of a server, not a CSV; download it again and'],
];

const LOOKED_AT_BYTES = 1000;
const SHOWN_LENGTH = 60;

/** Names the format of bytes by how they begin, if they do not begin like a CSV; undefined otherwise. */
export function otherKind(bytes: Uint8Array): string | undefined {
  const packed = PACKED.find(([, begins]) => begins.every((byte, at) => bytes[at] === byte))?.[0];
  if (packed !== undefined) return `the file is packed (${packed}); unpack it and upload the CSV itself`;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, LOOKED_AT_BYTES)).toString('utf8');
  const text = head.replace(/^[\ufeff\s]+/, '');
  const instead = REPLACEMENTS.find(([begins]) => begins.test(text));
  if (instead === undefined) return undefined;
  const line = head.slice(0, head.length - text.length).split('\n').length;
  const [first = ''] = text.split(/[\r\n]/);
  const found = first.length > SHOWN_LENGTH ? `${first.slice(0, SHOWN_LENGTH)}…` : first;
  return `the file is ${instead[1]} upload the CSV; line ${line} is ${JSON.stringify(found)}`;
}

const SEPARATORS = { ';': 'semicolons', '\t': 'tabs', '|': 'pipes' } as const;

/** Names the separator of a header line that does not use commas; undefined if it has commas or no separator. */
export function otherSeparator(line: string): string | undefined {
  const bare = line.replaceAll(/"(?:[^"]|"")*"/g, '');
  if (bare.includes(',')) return undefined;
  const found = Object.entries(SEPARATORS).find(([separator]) => bare.includes(separator));
  if (found === undefined) return undefined;
  return `its columns are separated by ${found[1]}; expected commas, so save it as a comma-separated CSV and upload it again`;
}

/** Guesses the encoding of a file that is not UTF-8 from its first invalid line. */
export async function otherEncoding(source: ByteSource): Promise<string> {
  const { line, word } = await westernText(source);
  if (word === undefined) return notUtf8(line);
  return `the file is Windows-1252 or Latin-1, not UTF-8 (line ${line}: "${word}"); save it as UTF-8 and upload it again`;
}

/** The first line of a file that is not UTF-8, and a word of it that makes sense as Windows-1252; undefined if none does. */
export async function westernText(source: ByteSource): Promise<{ readonly line: number; readonly word?: string }> {
  const { number: line, text } = await firstWrongLine(source);
  const word = westernWord(text);
  return word === undefined ? { line } : { line, word };
}

export function notUtf8(line: number): string {
  return `the file is not UTF-8 (line ${line}); save it as UTF-8 and upload it again`;
}

/** Its text up to {@link MAX_LINE_BYTES}. */
async function firstWrongLine(source: ByteSource): Promise<{ number: number; text: Uint8Array }> {
  const utf8 = new Utf8Check();
  let number = 1;
  let begin = 0;
  let offset = 0;
  for await (const chunk of source.chunks()) {
    for (let start = 0; start < chunk.length; ) {
      const next = chunk.indexOf(10, start);
      const isValid = utf8.add(chunk.subarray(start, next < 0 ? chunk.length : next));
      if (!isValid || (next >= 0 && !utf8.end())) return { number, text: await lineAt(source, begin) };
      if (next < 0) break;
      number += 1;
      start = next + 1;
      begin = offset + start;
    }
    offset += chunk.length;
  }
  return { number, text: await lineAt(source, begin) };
}

async function lineAt(source: ByteSource, begin: number): Promise<Uint8Array> {
  const text = await source.read(begin, begin + MAX_LINE_BYTES);
  const end = text.indexOf(10);
  return end < 0 ? text : text.subarray(0, end);
}

/** The first word of a line that makes sense in a Western encoding: accented letters among plain ones. */
function westernWord(line: Uint8Array): string | undefined {
  const text = new TextDecoder('windows-1252').decode(line);
  const words = text.match(/[^\s,;"]*[\u0080-\uffff][^\s,;"]*/g) ?? [];
  const isWord = (word: string) =>
    /^[\p{Script=Latin}\p{P}\p{N}\p{Sc}°®©™+]+$/u.test(word) && !/[^\p{ASCII}]{3}/u.test(word);
  return words.length > 0 && words.every(isWord) ? words[0]?.slice(0, SHOWN_LENGTH) : undefined;
}
