import { readFile, realpath, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Context, Handler } from 'hono';
import { COMPRESSIBLE_CONTENT_TYPE_REGEX } from 'hono/utils/compress';
import { siteHeaders } from '../functions/cdn/site-headers.ts';
import { requestedFile } from '../functions/cdn/viewer-request.ts';
import { Problem } from '../functions/contract/problem.ts';
import { readSite, renderPage, templatesOf } from '../functions/publish/pages.ts';
import { compressResponse } from '../functions/query/http/compress-response.ts';
import { contentEtag, contentEtagSync } from '../functions/store/etag.ts';
import { objectPath } from '../functions/store/object-key.ts';
import type { Store } from '../functions/store/store.ts';

const PAGE = 'index.html';
/** The extension of precompressed files: sent in place of the plain file, never under their own path. */
const COMPRESSED = '.br';

/**
 * Serves the files of a folder, finding them as CloudFront does, and pages with what is published as the site's name.
 * Throws `unknown-path`. @param takesFiles whether a page may offer to take a file: it then says so in its body
 */
export function siteFiles(
  folder: string,
  data: Store,
  takesFiles: (context: Context) => boolean = () => false,
): Handler {
  return async (context, next) => {
    const name = servedName(new URL(context.req.url).pathname);
    const named = name.endsWith('.html') ? await readSite(data) : null;
    const names = named === null ? [name] : templatesOf(name.replace(/\.html$/, ''), named).map(page => `${page}.html`);
    const path = await firstFileWithin(folder, names);
    if (path === null) throw absent(name);
    const { contentType, cacheControl } = siteHeaders(name);
    if (named !== null) {
      const html = renderPage(await readFile(path, 'utf8'), named);
      const page = Buffer.from(takesFiles(context) ? html.replace('<body ', '<body data-takes-files ') : html);
      const headers = { 'Content-Type': contentType, 'Cache-Control': cacheControl, ETag: `W/${contentEtag(page)}` };
      return compressResponse(context.req.raw, new Response(page, { headers }));
    }
    context.header('Cache-Control', cacheControl);
    // Weak: all encodings of a file share one ETag.
    context.header('ETag', `W/${contentEtagSync(path)}`);
    const response = await serveStatic({ path, precompressed: await hasCompressedCopy(path) })(context, next);
    const isText = COMPRESSIBLE_CONTENT_TYPE_REGEX.test(contentType);
    const isPlain = response?.headers.has('Content-Encoding') === false;
    return isText && isPlain ? compressResponse(context.req.raw, response) : response;
  };
}

/** The name of the file below the folder. The path is validated like an object key, so hidden names are refused. */
function servedName(path: string): string {
  const requested = decoded(path).replace(/^\//, '').replace(/\/$/, '');
  try {
    if (requested !== '') objectPath('.', requested);
  } catch (cause) {
    throw new Problem('unknown-path', `${path} is not a path of this site`, { cause });
  }
  if (requested.endsWith(COMPRESSED)) throw absent(requested);
  return decoded(requestedFile(path)).slice(1);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (cause) {
    throw new Problem('unknown-path', `${path} is not a path: its escapes are not UTF-8`, { cause });
  }
}

async function firstFileWithin(folder: string, names: readonly string[]): Promise<string | null> {
  for (const name of names) {
    const path = objectPath(folder, name);
    if (await isFileWithin(folder, path)) return path;
  }
  return null;
}

/** A link must not lead out of the folder. */
async function isFileWithin(folder: string, path: string): Promise<boolean> {
  const file = await realpath(path).catch(() => null);
  return file?.startsWith((await realpath(folder)) + sep) === true && (await stat(file)).isFile();
}

/** Whether there is a precompressed file with the same content as the plain one. */
async function hasCompressedCopy(path: string): Promise<boolean> {
  try {
    const plain = await promisify(brotliDecompress)(await readFile(path + COMPRESSED));
    return plain.equals(await readFile(path));
  } catch {
    return false;
  }
}

function absent(name: string): Problem {
  const message = name === PAGE ? `the site is not built: it has no ${PAGE}` : `there is no file /${name}`;
  return new Problem('unknown-path', message);
}
