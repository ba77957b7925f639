import { readFile, realpath } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { COMPRESSIBLE_CONTENT_TYPE_REGEX } from 'hono/utils/compress';
import { siteHeaders } from '../functions/cdn/site-headers.ts';
import { requestedFile } from '../functions/cdn/viewer-request.ts';
import { Problem } from '../functions/contract/problem.ts';
import { COMPRESSED_FROM_BYTES } from '../functions/query/http/compress-response.ts';
import { contentEtag, fileVersion } from '../functions/store/etag.ts';
import { objectPath } from '../functions/store/object-key.ts';
import { statOf } from '../functions/store/walk-files.ts';
import { decodeBrotli, type Encoding, encode } from './encoding.ts';
import type { Answer } from './respond.ts';

const PAGE = 'index.html';
/** What a file's name ends with that holds another one compressed. */
const COMPRESSED = '.br';

/**
 * A folder of static files, looked up by the code that does so at CloudFront. What lies compressed beside a file,
 * `<file>.br`, is sent in its place and has no path of its own.
 */
export class SiteFiles {
  readonly #folder: string;
  readonly #known = new Map<string, { readonly version: string; readonly answer: Answer }>();

  constructor(folder: string) {
    this.#folder = resolve(folder);
  }

  /** The file for the path of a request, as it is written in its address. Throws `unknown-path`. */
  async answer(path: string): Promise<Answer> {
    const name = servedName(path);
    const found = await this.#find(name);
    if (found === null) throw absent(name);
    const { file, stat } = found;
    const version = fileVersion(stat);
    const known = this.#known.get(file);
    if (known?.version === version) return known.answer;
    const answer = fileAnswer(name, new Uint8Array(await readFile(file)), file + COMPRESSED);
    this.#known.set(file, { version, answer });
    return answer;
  }

  async #find(name: string) {
    const file = objectPath(this.#folder, name);
    const stat = await statOf(file, name);
    return stat?.isFile() && (await isWithin(this.#folder, file)) ? { file, stat } : null;
  }
}

/** The name of the file below the folder. What was asked for is checked like an object's key, hidden names included. */
function servedName(path: string): string {
  const asked = decoded(path).replace(/^\//, '').replace(/\/$/, '');
  try {
    if (asked !== '') objectPath('.', asked);
  } catch (cause) {
    throw new Problem('unknown-path', `${path} is no path of this site`, { cause });
  }
  if (asked.endsWith(COMPRESSED)) throw absent(asked);
  return decoded(requestedFile(path)).slice(1);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (cause) {
    throw new Problem('unknown-path', `${path} is no path: its escapes are not UTF-8`, { cause });
  }
}

/** Links inside the folder must not lead out of it. */
async function isWithin(folder: string, file: string): Promise<boolean> {
  return (await realpath(file)).startsWith((await realpath(folder)) + sep);
}

function absent(name: string): Problem {
  const says = name === PAGE ? `the site is not built: it has no ${PAGE}` : `there is no file /${name}`;
  return new Problem('unknown-path', says);
}

function fileAnswer(name: string, bytes: Uint8Array<ArrayBuffer>, compressedFile: string): Answer {
  const { contentType, cacheControl } = siteHeaders(name);
  const isText = COMPRESSIBLE_CONTENT_TYPE_REGEX.test(contentType) && bytes.length >= COMPRESSED_FROM_BYTES;
  const encoded = new Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>();
  const encodedBytes = async (encoding: Encoding) => {
    const compressed = encoding === 'br' ? await compressedIn(compressedFile, bytes) : null;
    return compressed ?? (await encode(bytes, encoding));
  };
  return {
    etag: contentEtag(bytes),
    contentType,
    cacheControl,
    stored: null,
    offered: isText ? ['br', 'gzip', null] : [null],
    body: encoding => {
      const body = encoded.get(encoding) ?? encodedBytes(encoding);
      encoded.set(encoding, body);
      return body;
    },
  };
}

/** What a file holds compressed; null where it is not there, or is of other bytes: the plain file was changed since. */
async function compressedIn(file: string, bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer> | null> {
  const compressed = await readFile(file).catch(() => null);
  if (compressed === null) return null;
  const plain = await decodeBrotli(compressed).catch(() => null);
  return plain !== null && Buffer.compare(plain, bytes) === 0 ? new Uint8Array(compressed) : null;
}
