import { readFile, realpath } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { COMPRESSIBLE_CONTENT_TYPE_REGEX } from 'hono/utils/compress';
import { getMimeType } from 'hono/utils/mime';
import { Problem } from '../functions/contract/problem.ts';
import { COMPRESSED_FROM_BYTES } from '../functions/query/http/compress-response.ts';
import { contentEtag } from '../functions/store/content-etag.ts';
import { fileVersion } from '../functions/store/file-version.ts';
import { objectPath } from '../functions/store/object-path.ts';
import { statOf } from '../functions/store/walk-files.ts';
import { decodeBrotli, type Encoding, encode } from './encoding.ts';
import type { Answer } from './respond.ts';

const PAGE = 'index.html';
/** What a file's name ends with that holds another one compressed. */
const COMPRESSED = '.br';

/**
 * A folder of static files. A path with an extension is a file; `/<data set>/<tab>` is the page of the tab where there
 * is one, and every other path the first page, which routes itself. What lies compressed beside a file, `<file>.br`, is sent in its place and has no path of its own.
 */
export class SiteFiles {
  readonly #folder: string;
  readonly #known = new Map<string, { readonly version: string; readonly answer: Answer }>();

  constructor(folder: string) {
    this.#folder = resolve(folder);
  }

  /** The file for a decoded path. Throws `unknown-path`. */
  async answer(path: string): Promise<Answer> {
    const asked = servedName(path);
    const [, tab] = /^\/[^/]+\/([a-z]+)\/?$/.exec(path) ?? [];
    const found = (tab === undefined ? null : await this.#find(`${tab}.html`)) ?? (await this.#find(asked));
    if (found === null) throw absent(asked);
    const { name, file, stat } = found;
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
    return stat?.isFile() && (await isWithin(this.#folder, file)) ? { name, file, stat } : null;
  }
}

/** The name of the file below the folder: checked like an object's key, hidden names included. */
function servedName(path: string): string {
  const name = path.replace(/^\//, '').replace(/\/$/, '');
  if (name === '') return PAGE;
  try {
    objectPath('.', name);
  } catch (cause) {
    throw new Problem('unknown-path', `${path} is no path of this site`, { cause });
  }
  if (name.endsWith(COMPRESSED)) throw absent(name);
  return /\.[A-Za-z0-9]+$/.test(name) ? name : PAGE;
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
  const contentType = getMimeType(name) ?? 'application/octet-stream';
  const isText = COMPRESSIBLE_CONTENT_TYPE_REGEX.test(contentType) && bytes.length >= COMPRESSED_FROM_BYTES;
  const encoded = new Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>();
  const encodedBytes = async (encoding: Encoding) => {
    const compressed = encoding === 'br' ? await compressedIn(compressedFile, bytes) : null;
    return compressed ?? (await encode(bytes, encoding));
  };
  return {
    etag: contentEtag(bytes),
    contentType,
    cacheControl: name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
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
